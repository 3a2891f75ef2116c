"""The year's money."""

STORIES = ()
