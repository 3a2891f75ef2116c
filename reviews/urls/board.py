"""Addresses: the board, one case, and what dates follow."""

from django.urls import path

from reviews.views import board, case, clocks

urlpatterns = [
    path("", board.list_, name="list"),
    path("<int:pk>/", case.case, name="case"),
    path("clocks/", clocks.clocks, name="clocks"),
]
