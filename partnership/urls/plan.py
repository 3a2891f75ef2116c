"""Addresses of the business plan."""

urlpatterns = []
