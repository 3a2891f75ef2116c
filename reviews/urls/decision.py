"""Addresses: deciding, and what passes between us and the Panel."""

from django.urls import path

from reviews.views import decision

urlpatterns = [
    path("<int:pk>/decide/", decision.decide, name="decide"),
    path("<int:pk>/send-back/", decision.send_back, name="send_back"),
    path("<int:pk>/send-to-panel/", decision.send_to_panel, name="send_to_panel"),
    path("<int:pk>/hear-from-panel/", decision.hear_from_panel, name="hear_from_panel"),
    path("<int:pk>/answer-panel/", decision.answer_panel, name="answer_panel"),
]
