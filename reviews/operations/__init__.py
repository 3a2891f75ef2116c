"""reviews: operations."""
