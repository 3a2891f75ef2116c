"""The invented year of training: programme."""

STORIES = []
