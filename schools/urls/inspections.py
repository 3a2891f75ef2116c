"""Addresses of inspection outcomes of schools."""

urlpatterns = []
