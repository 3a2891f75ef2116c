"""Addresses of case reviews, in two halves: from the incident to what agencies know, and from there on."""

from django.urls import path

from reviews.views import board, clocks, decision, information, intake, publication, rapid_review, review

app_name = "reviews"

# From the incident to what agencies know.
first = [
    path("", board.list_, name="list"),
    path("<int:pk>/", board.case, name="case"),
    path("refer/", intake.refer, name="refer"),
    path("referred/<int:pk>/", intake.referred, name="referred"),
    path("<int:pk>/screen/", intake.screen, name="screen"),
    path("<int:pk>/notify/", intake.notify, name="notify"),
    path("<int:pk>/do-not-notify/", intake.do_not_notify, name="do_not_notify"),
    path("<int:pk>/ask-agencies/", information.ask_agencies, name="ask_agencies"),
    path("requests/<int:pk>/", information.answer, name="answer"),
    path("clocks/", clocks.clocks, name="clocks"),
]

# From the rapid review to what is published.
second = [
    path("<int:pk>/hold-meeting/", rapid_review.hold_meeting, name="hold_meeting"),
    path("<int:pk>/draft/", rapid_review.draft, name="draft"),
    path("<int:pk>/draft/autosave/", rapid_review.autosave, name="autosave"),
    path("<int:pk>/recommend/", rapid_review.recommend, name="recommend"),
    path("<int:pk>/decide/", decision.decide, name="decide"),
    path("<int:pk>/send-back/", decision.send_back, name="send_back"),
    path("<int:pk>/send-to-panel/", decision.send_to_panel, name="send_to_panel"),
    path("<int:pk>/hear-from-panel/", decision.hear_from_panel, name="hear_from_panel"),
    path("<int:pk>/answer-panel/", decision.answer_panel, name="answer_panel"),
    path("<int:pk>/begin-review/", review.begin_review, name="begin_review"),
    path("<int:pk>/name-review/", review.name_review, name="name_review"),
    path("my-review/", review.my_review, name="my_review"),
    path("<int:pk>/add-artefact/", publication.add_artefact, name="add_artefact"),
    path("artefacts/<int:pk>/", publication.artefact, name="artefact"),
    path("artefacts/<int:pk>/file/", publication.artefact_file, name="artefact_file"),
    path("artefacts/<int:pk>/replace-file/", publication.replace_file, name="replace_file"),
    path("artefacts/<int:pk>/check-anonymity/", publication.check_anonymity, name="check_anonymity"),
    path("artefacts/<int:pk>/sign/", publication.sign, name="sign"),
    path("artefacts/<int:pk>/send-copy/", publication.send_copy, name="send_copy"),
    path("artefacts/<int:pk>/hold/", publication.hold, name="hold"),
    path("holds/<int:pk>/lift/", publication.lift_hold, name="lift_hold"),
    path("artefacts/<int:pk>/schedule/", publication.schedule, name="schedule"),
    path("artefacts/<int:pk>/withdraw/", publication.withdraw, name="withdraw"),
]

urlpatterns = [*first, *second]
