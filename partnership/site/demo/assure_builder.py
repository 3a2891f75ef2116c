"""The invented year of questionnaires written and revised."""

STORIES = []
