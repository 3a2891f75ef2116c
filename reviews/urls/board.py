"""Addresses: the board, one case, and what dates follow."""

from django.urls import path

from reviews.views import board, case, clocks, overview

urlpatterns = [
    path("", board.list_, name="list"),
    path("overview/", overview.overview, name="overview"),
    path("<int:pk>/", case.case, name="case"),
    path("<int:pk>/happened/", case.happened, name="happened"),
    path("clocks/", clocks.clocks, name="clocks"),
]
