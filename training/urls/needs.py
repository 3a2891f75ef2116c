"""Addresses of the needs analysis."""

urlpatterns = []
