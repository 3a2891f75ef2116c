"""reviews: forms."""
