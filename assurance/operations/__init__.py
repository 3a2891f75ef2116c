"""assurance: operations."""
