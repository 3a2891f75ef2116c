"""Addresses of places in sessions."""

urlpatterns = []
