"""Addresses of the editions of the arrangements, organisations, groups and their terms of reference."""

urlpatterns = []
