"""The deeds of training."""
