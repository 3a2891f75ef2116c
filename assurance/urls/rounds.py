"""Addresses of rounds: who is asked what, by when, and what has come back."""

from django.urls import path

from assurance.views import rounds

urlpatterns = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/open/", rounds.open_round, name="open_round"),
    path("round/<int:pk>/", rounds.round_, name="round"),
    path("round/<int:pk>/remind/", rounds.remind, name="remind"),
    path("round/<int:pk>/progress.csv", rounds.round_csv, name="round_csv"),
    path("return/<int:pk>/extend/", rounds.extend, name="extend"),
]
