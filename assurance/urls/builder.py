"""Addresses of questionnaires: writing them and their versions."""

urlpatterns = []
