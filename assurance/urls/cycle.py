"""The page from which all of assurance is reached: where the cycle stands."""

from django.urls import path

from assurance.views import cycle

urlpatterns = [path("", cycle.cycle, name="cycle")]
