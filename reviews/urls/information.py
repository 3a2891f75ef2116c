"""Addresses: asking agencies, and what they answer."""

from django.urls import path

from reviews.views import information

urlpatterns = [
    path("<int:pk>/ask-agencies/", information.ask_agencies, name="ask_agencies"),
    path("requests/<int:pk>/", information.answer, name="answer"),
]
