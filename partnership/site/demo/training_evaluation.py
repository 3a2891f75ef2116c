"""The invented year of training: evaluation."""

STORIES = []
