"""Addresses of settings that are no schools."""

urlpatterns = []
