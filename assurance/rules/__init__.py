"""assurance: rules."""
