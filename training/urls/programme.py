"""Addresses of courses, sessions, venues and trainers."""

urlpatterns = []
