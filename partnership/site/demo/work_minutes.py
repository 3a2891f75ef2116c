"""Meetings held: who was there, what was decided, minutes confirmed."""

STORIES = ()
