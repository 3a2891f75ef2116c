"""Addresses of chasing schools that have not answered."""

urlpatterns = []
