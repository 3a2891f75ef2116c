"""The page from which schools and other settings are reached."""

from django.urls import path

from schools.views import start

urlpatterns = [
    path("", start.start, name="start"),
]
