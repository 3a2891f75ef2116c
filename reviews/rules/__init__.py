"""reviews: rules."""
