"""Schools and other settings."""
