"""Addresses of authorities' Safeguarding through Education reports."""

urlpatterns = []
