"""Addresses of policies, their versions and consultations."""

urlpatterns = []
