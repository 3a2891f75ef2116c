"""Addresses of a meeting as it was held: attendance, quorum, minutes, decisions."""

urlpatterns = []
