"""Addresses of what a round said: distributions, changes and strengths."""

urlpatterns = []
