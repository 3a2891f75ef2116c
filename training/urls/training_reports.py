"""Addresses of figures and the yearly evaluation."""

urlpatterns = []
