"""reviews: models."""
