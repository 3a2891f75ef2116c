"""What people type about schools and other settings."""
