"""The invented year of multi-agency audits and the timetable."""

STORIES = []
