"""Addresses of questionnaires: writing them and their versions."""

from django.urls import path

from assurance.views.builder import questions, reading, scales, versions

urlpatterns = [
    path("questionnaires/", reading.questionnaires, name="questionnaires"),
    path("questionnaires/start/", versions.start_questionnaire, name="start_questionnaire"),
    path("questionnaires/bring/", versions.bring_questionnaire, name="bring_questionnaire"),
    path("questionnaires/scales/", scales.scales, name="scales"),
    path("questionnaires/scales/start/", scales.start_scale, name="start_scale"),
    path("questionnaires/scales/<int:pk>/", scales.scale, name="scale"),
    path("questionnaires/scales/<int:pk>/change/", scales.change_scale, name="change_scale"),
    path("questionnaires/scales/<int:pk>/discard/", scales.discard_scale, name="discard_scale"),
    path("questionnaires/<int:pk>/", reading.questionnaire, name="questionnaire"),
    path("questionnaires/<int:pk>/preview/", reading.preview_questionnaire, name="preview_questionnaire"),
    path(
        "questionnaires/<int:pk>/preview/<int:section_pk>/", reading.preview_section, name="preview_section"
    ),
    path("questionnaires/<int:pk>/compare/", reading.compare_versions, name="compare_versions"),
    path("questionnaires/<int:pk>/file/", reading.questionnaire_file, name="questionnaire_file"),
    path("questionnaires/<int:pk>/write/", versions.write_questionnaire, name="write_questionnaire"),
    path("questionnaires/<int:pk>/copy/", versions.copy_questionnaire, name="copy_questionnaire"),
    path("questionnaires/<int:pk>/next/", versions.next_version, name="next_version"),
    path("questionnaires/<int:pk>/offer/", versions.offer_questionnaire, name="offer_questionnaire"),
    path("questionnaires/<int:pk>/back/", versions.take_back_questionnaire, name="take_back_questionnaire"),
    path("questionnaires/<int:pk>/discard/", versions.discard_questionnaire, name="discard_questionnaire"),
    path("questionnaires/<int:pk>/arrange/", questions.arrange_questions, name="arrange_questions"),
    path("questionnaires/<int:pk>/priority/", questions.ask_about_priority, name="ask_about_priority"),
    path("questionnaires/<int:pk>/sections/", questions.add_question_section, name="add_question_section"),
    path(
        "questionnaires/<int:pk>/sections/<int:section_pk>/",
        questions.change_question_section,
        name="change_question_section",
    ),
    path(
        "questionnaires/<int:pk>/sections/<int:section_pk>/remove/",
        questions.remove_question_section,
        name="remove_question_section",
    ),
    path(
        "questionnaires/<int:pk>/sections/<int:section_pk>/ask/", questions.add_question, name="add_question"
    ),
    path(
        "questionnaires/<int:pk>/questions/<int:question_pk>/",
        questions.change_question,
        name="change_question",
    ),
    path(
        "questionnaires/<int:pk>/questions/<int:question_pk>/remove/",
        questions.remove_question,
        name="remove_question",
    ),
    path(
        "questionnaires/<int:pk>/questions/<int:question_pk>/when/", questions.ask_only_if, name="ask_only_if"
    ),
]
