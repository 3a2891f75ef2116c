"""Disputes, escalations and challenges."""

STORIES = ()
