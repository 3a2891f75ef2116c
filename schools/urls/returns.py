"""Addresses of the yearly safeguarding return of schools."""

urlpatterns = []
