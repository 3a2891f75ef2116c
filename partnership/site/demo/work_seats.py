"""Seats filled, left empty and stood in for."""

STORIES = ()
