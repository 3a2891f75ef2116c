"""Addresses: what passes between us and the Panel."""

from django.urls import path

from reviews.views import panel

urlpatterns = [
    path("<int:pk>/send-to-panel/", panel.send_to_panel, name="send_to_panel"),
    path("<int:pk>/hear-from-panel/", panel.hear_from_panel, name="hear_from_panel"),
    path("<int:pk>/answer-panel/", panel.answer_panel, name="answer_panel"),
]
