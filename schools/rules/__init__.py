"""What must hold in schools and other settings."""
