"""Addresses of disputes, practitioners' escalations and challenges."""

urlpatterns = []
