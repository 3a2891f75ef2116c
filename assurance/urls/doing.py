"""Addresses of the quarterly “How are we doing?” report."""

urlpatterns = []
