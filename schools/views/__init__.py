"""The pages of schools and other settings."""
