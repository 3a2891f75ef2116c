"""Addresses of indicators and their figures."""

urlpatterns = []
