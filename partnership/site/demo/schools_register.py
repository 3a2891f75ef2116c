"""The invented year of schools: register."""

STORIES = []
