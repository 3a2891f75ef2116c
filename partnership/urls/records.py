"""Addresses of the register of records, retention and what is held about a subject."""

from django.urls import path

from partnership.views import records, subject_requests

urlpatterns = [
    path("records/", records.records, name="records"),
    path("records/register.<slug:ending>", records.records_file, name="records_file"),
    path("records/series/add/", records.add_series, name="add_series"),
    path("records/add/", records.register_record, name="register_record"),
    path("records/import/", records.import_records, name="import_records"),
    path("records/<int:pk>/", records.held_record, name="held_record"),
    path("records/<int:pk>/correct/", records.correct_record, name="correct_record"),
    path("records/<int:pk>/move/", records.move_record, name="move_record"),
    path("records/<int:pk>/hold/", records.place_hold, name="place_hold"),
    path("records/<int:pk>/holds/<int:hold_pk>/lift/", records.lift_hold, name="lift_hold"),
    path("records/<int:pk>/review/", records.review_retention, name="review_retention"),
    path("records/disposals/<int:pk>/agree/", records.agree_disposal, name="agree_disposal"),
    path("records/disposals/<int:pk>/carry-out/", records.carry_out_disposal, name="carry_out_disposal"),
    path("records/disposals/<int:pk>/certificate/", records.certificate, name="certificate"),
    path("records/requests/", subject_requests.subject_requests, name="subject_requests"),
    path("records/requests/add/", subject_requests.register_request, name="register_request"),
    path("records/requests/<int:pk>/", subject_requests.subject_request, name="subject_request"),
    path("records/requests/<int:pk>/held/", subject_requests.what_is_held, name="what_is_held"),
    path("records/requests/<int:pk>/withhold/", subject_requests.withhold, name="withhold"),
    path("records/requests/<int:pk>/give/", subject_requests.give_after_all, name="give_after_all"),
    path("records/requests/<int:pk>/extend/", subject_requests.extend_request, name="extend_request"),
    path("records/requests/<int:pk>/drop/", subject_requests.drop_request, name="drop_request"),
    path("records/requests/<int:pk>/decide/", subject_requests.decide_request, name="decide_request"),
    path("records/requests/<int:pk>/check/", subject_requests.check_request, name="check_request"),
    path("records/requests/<int:pk>/package/", subject_requests.make_package, name="make_package"),
    path(
        "records/requests/<int:pk>/answer/",
        subject_requests.answer_subject_request,
        name="answer_subject_request",
    ),
]
