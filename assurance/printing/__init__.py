"""The text of the yearly report as HTML, with its figures placed. No database, no request."""
