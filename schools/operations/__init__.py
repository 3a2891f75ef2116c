"""The deeds of schools and other settings."""
