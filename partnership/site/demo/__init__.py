"""The demo: an invented year, and a door through which one becomes an invented person."""
