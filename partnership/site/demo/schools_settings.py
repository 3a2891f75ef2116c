"""The invented year of schools: settings."""

STORIES = []
