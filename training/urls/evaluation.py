"""Addresses of what learners and managers say of training."""

urlpatterns = []
