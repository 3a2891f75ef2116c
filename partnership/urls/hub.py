"""The page from which everything of the partnership is reached."""

from django.urls import path

from partnership.views import hub

urlpatterns = [
    path("partnership/", hub.hub, name="hub"),
]
