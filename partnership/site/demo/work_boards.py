"""Highlight reports, other boards and the Child Death Overview Panel."""

STORIES = ()
