"""Addresses: deciding."""

from django.urls import path

from reviews.views import decision

urlpatterns = [
    path("<int:pk>/decide/", decision.decide, name="decide"),
    path("<int:pk>/state-position/", decision.state_position, name="state_position"),
    path("<int:pk>/record-position/", decision.record_position, name="record_position"),
    path("<int:pk>/advise/", decision.advise, name="advise"),
    path("<int:pk>/declare-conflict/", decision.declare_conflict, name="declare_conflict"),
    path("<int:pk>/send-back/", decision.send_back, name="send_back"),
]
