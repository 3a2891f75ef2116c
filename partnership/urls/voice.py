"""Addresses of what children, families and practitioners say, and what was done."""

urlpatterns = []
