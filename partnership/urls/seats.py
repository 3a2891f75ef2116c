"""Addresses of seats, who holds them, and one's own workspace: hats, feeds, saved views."""

from django.urls import path

from partnership.views import workspace

urlpatterns = [
    path("acting-as/", workspace.acting_as, name="acting_as"),
]
