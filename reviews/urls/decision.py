"""Addresses: deciding."""

from django.urls import path

from reviews.views import decision

urlpatterns = [
    path("<int:pk>/decide/", decision.decide, name="decide"),
    path("<int:pk>/send-back/", decision.send_back, name="send_back"),
]
