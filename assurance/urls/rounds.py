"""Addresses of rounds: who is asked what, by when, what has come back, and what is done about the rest."""

from django.urls import path

from assurance.views.rounds import deeds, opening, watching

urlpatterns = [
    path("rounds/", watching.rounds, name="rounds"),
    path("rounds/open/", opening.open_round, name="open_round"),
    path("rounds/draft/<int:pk>/", opening.planned_round, name="planned_round"),
    path("rounds/draft/<int:pk>/change/", opening.change_planned, name="change_planned"),
    path("rounds/draft/<int:pk>/open/", opening.open_planned, name="open_planned"),
    path("rounds/draft/<int:pk>/discard/", opening.discard_planned, name="discard_planned"),
    path("round/<int:pk>/", watching.round_, name="round"),
    path("round/<int:pk>/sections/", watching.round_sections, name="round_sections"),
    path("round/<int:pk>/progress.csv", watching.round_csv, name="round_csv"),
    path("round/<int:pk>/progress.xlsx", watching.round_xlsx, name="round_xlsx"),
    path("round/<int:pk>/remind/", deeds.remind, name="remind"),
    path("round/<int:pk>/chase/", deeds.chase_all, name="chase_all"),
    path("round/<int:pk>/ask-too/", deeds.ask_too, name="ask_too"),
    path("round/<int:pk>/message/", deeds.amend_message, name="amend_message"),
    path("round/<int:pk>/dates/", deeds.change_dates, name="change_dates"),
    path("return/<int:pk>/extend/", deeds.extend, name="extend"),
    path("return/<int:pk>/drop/", deeds.drop, name="drop"),
    path("return/<int:pk>/chasing/", deeds.chasing, name="chasing"),
    path("return/<int:pk>/chase/", deeds.chase, name="chase"),
    path("return/<int:pk>/escalate/", deeds.escalate, name="escalate"),
    path("return/<int:pk>/copy/", deeds.give_copy, name="give_copy"),
]
