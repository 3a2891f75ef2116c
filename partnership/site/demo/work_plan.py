"""The business plan and its progress."""

STORIES = ()
