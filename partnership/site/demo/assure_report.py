"""The invented year of the work around the yearly report."""

STORIES = []
