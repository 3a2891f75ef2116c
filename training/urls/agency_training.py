"""Addresses of agencies' own training."""

urlpatterns = []
