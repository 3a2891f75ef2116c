"""Addresses of the work around the yearly report: comments, committees, versions, siblings."""

urlpatterns = []
