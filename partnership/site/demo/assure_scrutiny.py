"""The invented year of a round moderated and answered."""

STORIES = []
