"""Multi-agency training."""
