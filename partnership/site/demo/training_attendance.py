"""The invented year of training: attendance."""

STORIES = []
