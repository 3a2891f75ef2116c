"""The invented year of schools: returns."""

STORIES = []
