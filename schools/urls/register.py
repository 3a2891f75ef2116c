"""Addresses of the register of schools, its files and contacts."""

urlpatterns = []
