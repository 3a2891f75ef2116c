"""Addresses of scrutiny: moderated scores, replies, challenge events, feedback."""

urlpatterns = []
