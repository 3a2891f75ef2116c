"""Addresses of case reviews, in two halves: from the incident to what agencies know, and from there on."""

from django.urls import path

from reviews.views import later

app_name = "reviews"

# From the incident to what agencies know.
first = [
    path("list/", later.list_, name="list"),
    path("refer/", later.refer, name="refer"),
    path("clocks/", later.clocks, name="clocks"),
    path("<int:pk>/", later.list_, name="case"),
    path("<int:pk>/notify/", later.list_, name="notify"),
    path("requests/<int:pk>/", later.list_, name="answer"),
]

# From the rapid review to what is published.
second = [
    path("my_review/", later.my_review, name="my_review"),
    path("<int:pk>/decide/", later.list_, name="decide"),
    path("artefacts/<int:pk>/", later.list_, name="artefact"),
]

urlpatterns = [*first, *second]
