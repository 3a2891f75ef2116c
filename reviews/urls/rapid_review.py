"""Addresses: writing the rapid review."""

from django.urls import path

from reviews.views import rapid_review

urlpatterns = [
    path("<int:pk>/hold-meeting/", rapid_review.hold_meeting, name="hold_meeting"),
    path("<int:pk>/amend-meeting/", rapid_review.amend_meeting, name="amend_meeting"),
    path("<int:pk>/correct-meeting/", rapid_review.correct_meeting, name="correct_meeting"),
    path("<int:pk>/draft/", rapid_review.draft, name="draft"),
    path("<int:pk>/draft/autosave/", rapid_review.autosave, name="autosave"),
    path("<int:pk>/draft/versions/", rapid_review.revisions, name="revisions"),
    path("<int:pk>/recommend/", rapid_review.recommend, name="recommend"),
]
