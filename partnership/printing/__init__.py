"""Paper: HTML in, a tagged PDF out. No settings, no database, no request, no network."""
