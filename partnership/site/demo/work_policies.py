"""Policies written, consulted on and published."""

STORIES = ()
