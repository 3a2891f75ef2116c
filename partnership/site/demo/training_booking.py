"""The invented year of training: booking."""

STORIES = []
