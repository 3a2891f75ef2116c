"""Addresses of the register of records, retention and what is held about a subject."""

urlpatterns = []
