"""Addresses of seats, who holds them, and one's own workspace: hats, feeds, saved views."""

urlpatterns = []
