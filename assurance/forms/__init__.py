"""assurance: forms."""
