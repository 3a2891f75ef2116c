"""The invented year of a return that several colleagues answer."""

STORIES = []
