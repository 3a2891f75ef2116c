"""Addresses: other routes than the usual one, and the ends of a case."""

from django.urls import path

from reviews.views import closing, elsewhere, local_review, routes

urlpatterns = [
    path("register-elsewhere/", elsewhere.register_elsewhere, name="register_elsewhere"),
    path("inherit/", elsewhere.inherit, name="inherit"),
    path("<int:pk>/answer-elsewhere/", elsewhere.answer_elsewhere, name="answer_elsewhere"),
    path("<int:pk>/finish-elsewhere/", elsewhere.finish_elsewhere, name="finish_elsewhere"),
    path("<int:pk>/tell-partnership/", elsewhere.tell_partnership, name="tell_partnership"),
    path("other-partnership/<int:pk>/hear/", elsewhere.hear_from_partnership, name="hear_from_partnership"),
    path("<int:pk>/no-rapid-review/", routes.no_rapid_review, name="no_rapid_review"),
    path("<int:pk>/find-not-met/", routes.find_not_met, name="find_not_met"),
    path("<int:pk>/confirm-not-met/", routes.confirm_not_met, name="confirm_not_met"),
    path("told-the-panel/<int:pk>/", routes.told_the_panel, name="told_the_panel"),
    path("<int:pk>/close-without-action/", routes.close_without_action, name="close_without_action"),
    path("<int:pk>/begin-national-review/", routes.begin_national_review, name="begin_national_review"),
    path("<int:pk>/end-national-review/", routes.end_national_review, name="end_national_review"),
    path("<int:pk>/choose-local-review/", local_review.choose_local_review, name="choose_local_review"),
    path("<int:pk>/set-up-local-review/", local_review.set_up_local_review, name="set_up_local_review"),
    path("<int:pk>/note-local-progress/", local_review.note_local_progress, name="note_local_progress"),
    path("<int:pk>/finish-local-review/", local_review.finish_local_review, name="finish_local_review"),
    path("local-review/<int:pk>/file/", local_review.local_review_file, name="local_review_file"),
    path("<int:pk>/close/", closing.close, name="close"),
    path("<int:pk>/ask-to-reopen/", closing.ask_to_reopen, name="ask_to_reopen"),
    path("<int:pk>/agree-to-reopen/", closing.agree_to_reopen, name="agree_to_reopen"),
    path("<int:pk>/resume-notified/", closing.resume_notified, name="resume_notified"),
]
