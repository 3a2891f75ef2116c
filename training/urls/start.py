"""The page from which training is reached."""

from django.urls import path

from training.views import start

urlpatterns = [
    path("", start.start, name="start"),
]
