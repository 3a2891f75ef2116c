"""Addresses: asking agencies, and what they answer."""

from django.urls import path

from reviews.views import answer, answer_rows, answer_versions, chronology, information

urlpatterns = [
    path("<int:pk>/ask-agencies/", information.ask_agencies, name="ask_agencies"),
    path("<int:pk>/answers/", answer_versions.answers, name="answers"),
    path("<int:pk>/chronology/", chronology.chronology, name="chronology"),
    path("<int:pk>/chronology.csv", chronology.chronology_csv, name="chronology_csv"),
    path("requests/<int:pk>/", answer.answer, name="answer"),
    path("requests/<int:pk>/involved/", information.say_involved, name="say_involved"),
    path("requests/<int:pk>/chase/", information.chase, name="chase"),
    path("requests/<int:pk>/end/", information.end_request, name="end_request"),
    path("requests/<int:pk>/read/", answer_versions.read_answer, name="read_answer"),
    path("requests/<int:pk>/change/", answer_versions.change_answer, name="change_answer"),
    path("requests/<int:pk>/drop-change/", answer_versions.drop_change, name="drop_change"),
    path("requests/<int:pk>/summary/", answer.answer_summary, name="answer_summary"),
    path("requests/<int:pk>/learning/", answer.answer_learning, name="answer_learning"),
    path("requests/<int:pk>/identity/", answer.answer_identity, name="answer_identity"),
    path("requests/<int:pk>/send/", answer.send_answer, name="send_answer"),
    path("requests/<int:pk>/chronology/", answer_rows.answer_chronology, name="answer_chronology"),
    path("requests/<int:pk>/episodes/", answer_rows.answer_episodes, name="answer_episodes"),
    path("requests/<int:pk>/actions/", answer.answer_actions, name="answer_actions"),
    path("requests/<int:pk>/chronology/upload/", chronology.upload_rows, name="upload_rows"),
    path(
        "requests/<int:pk>/chronology/template.<slug:ending>", chronology.template, name="chronology_template"
    ),
    path("requests/<int:pk>/<slug:kind>/add/", answer_rows.add_row, name="add_row"),
    path("requests/<int:pk>/<slug:kind>/<slug:key>/", answer_rows.change_row, name="change_row"),
    path("requests/<int:pk>/<slug:kind>/<slug:key>/remove/", answer_rows.remove_row, name="remove_row"),
]
