"""Forms of the ground: what a person may type."""
