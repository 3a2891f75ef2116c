"""Addresses of registers and certificates."""

urlpatterns = []
