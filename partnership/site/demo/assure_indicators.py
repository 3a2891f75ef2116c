"""The invented year of indicators."""

STORIES = []
