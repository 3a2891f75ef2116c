"""Addresses of meetings: the year's cycle, agendas, papers and packs."""

from django.urls import path

from partnership.views import meetings

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
]
