"""Addresses of action logs as wholes: bulk update, export and import."""

urlpatterns = []
