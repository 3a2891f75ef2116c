"""Addresses of what is asked of sub-groups, boards and the Child Death Overview Panel."""

urlpatterns = []
