"""The invented year of a section 11 round."""

STORIES = []
