"""Addresses of multi-agency audits."""

urlpatterns = []
