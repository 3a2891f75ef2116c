"""Addresses of the three-year timetable of quality assurance."""

urlpatterns = []
