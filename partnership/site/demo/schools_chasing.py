"""The invented year of schools: chasing."""

STORIES = []
