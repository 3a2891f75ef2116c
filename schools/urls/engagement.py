"""Addresses of meetings, visits and bulletins with schools."""

from django.urls import path

from schools.views import engagement

urlpatterns = [
    path("engagement/", engagement.engagements, name="engagements"),
    path("engagement/file/<slug:kind>/", engagement.engagements_file, name="engagements_file"),
    path("engagement/record/", engagement.record_engagement, name="record_engagement"),
    path("engagement/<int:pk>/", engagement.engagement, name="engagement"),
    path("engagement/<int:pk>/change/", engagement.change_engagement, name="change_engagement"),
    path("engagement/<int:pk>/withdraw/", engagement.withdraw_engagement, name="withdraw_engagement"),
    path("engagement/<int:pk>/paper/", engagement.add_engagement_document, name="add_engagement_document"),
    path(
        "engagement/<int:pk>/paper/<int:document>/",
        engagement.engagement_document,
        name="engagement_document",
    ),
]
