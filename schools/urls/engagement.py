"""Addresses of meetings, visits and bulletins with schools."""

urlpatterns = []
