"""Addresses: the review under way."""

from django.urls import path

from reviews.views import under_way

urlpatterns = [
    path("<int:pk>/check-progress/", under_way.check_progress, name="check_progress"),
    path("<int:pk>/ask-in-writing/", under_way.ask_in_writing, name="ask_in_writing"),
    path("written-requests/<int:pk>/", under_way.answer_request, name="answer_request"),
    path("written-requests/<int:pk>/withdraw/", under_way.withdraw_request, name="withdraw_request"),
    path("written-requests/<int:pk>/file/", under_way.request_file, name="request_file"),
    path("<int:pk>/hold-review-meeting/", under_way.hold_review_meeting, name="hold_review_meeting"),
    path("<int:pk>/hold-event/", under_way.hold_event, name="hold_event"),
    path("<int:pk>/send-draft/", under_way.send_draft, name="send_draft"),
    path("review-drafts/<int:pk>/", under_way.draft_file, name="draft_file"),
    path("<int:pk>/share-paper/", under_way.share_paper, name="share_paper"),
    path("papers/<int:pk>/unshare/", under_way.unshare_paper, name="unshare_paper"),
]
