"""assurance: models."""
