"""Making the yearly report: its text as HTML, its pages as a tagged PDF. No database, no request."""
