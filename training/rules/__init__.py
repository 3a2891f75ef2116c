"""What must hold in training."""
