"""The invented year of “How are we doing?”, quarter by quarter."""

STORIES = []
