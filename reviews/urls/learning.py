"""Addresses: the action plan, learning and how it is passed on, briefings, reviews from elsewhere, evidence."""

from django.urls import path

from reviews.views import action_plan, briefing, evidence, learning, outside_reviews

urlpatterns = [
    path("<int:pk>/action-plan/", action_plan.action_plan, name="action_plan"),
    path("<int:pk>/add-recommendation/", action_plan.add_recommendation, name="add_recommendation"),
    path(
        "recommendations/<int:pk>/correct/", action_plan.correct_recommendation, name="correct_recommendation"
    ),
    path("recommendations/<int:pk>/answer/", action_plan.answer_recommendation, name="answer_recommendation"),
    path("<int:pk>/open-action/", action_plan.open_action, name="open_action"),
    path("<int:pk>/learning/", learning.case_learning, name="case_learning"),
    path("<int:pk>/note-learning/", learning.note_learning, name="note_learning"),
    path("learning/<int:pk>/check/", learning.check_learning, name="check_learning"),
    path("learning/<int:pk>/take-back/", learning.take_back, name="take_back"),
    path("<int:pk>/plan-dissemination/", learning.plan_dissemination, name="plan_dissemination"),
    path("disseminations/<int:pk>/", learning.dissemination, name="dissemination"),
    path("disseminations/<int:pk>/record/", learning.record_dissemination, name="record_dissemination"),
    path("disseminations/<int:pk>/drop/", learning.drop_dissemination, name="drop_dissemination"),
    path("briefings/", briefing.briefings, name="briefings"),
    path("briefings/start/", briefing.start_briefing, name="start_briefing"),
    path("<int:pk>/start-briefing/", briefing.start_briefing, name="start_briefing_of_case"),
    path("briefings/<int:pk>/", briefing.briefing, name="briefing"),
    path("briefings/<int:pk>/write/", briefing.write_briefing, name="write_briefing"),
    path("briefings/<int:pk>/agree/", briefing.agree_briefing, name="agree_briefing"),
    path("briefings/<int:pk>/reopen/", briefing.reopen_briefing, name="reopen_briefing"),
    path("briefings/<int:pk>/put-forward/", briefing.put_forward, name="put_forward"),
    path("briefings/<int:pk>/pdf/", briefing.briefing_pdf, name="briefing_pdf"),
    path("elsewhere/", outside_reviews.outside_reviews, name="outside_reviews"),
    path("elsewhere/register/", outside_reviews.register_outside_review, name="register_outside_review"),
    path("elsewhere/<int:pk>/", outside_reviews.outside_review, name="outside_review"),
    path(
        "elsewhere/<int:pk>/consider/",
        outside_reviews.consider_outside_review,
        name="consider_outside_review",
    ),
    path("elsewhere/<int:pk>/open-action/", outside_reviews.open_action_from, name="open_action_from"),
    path("elsewhere/<int:pk>/note-learning/", outside_reviews.note_learning_from, name="note_learning_from"),
    path("<int:pk>/evidence/", evidence.evidence_pack, name="evidence_pack"),
    path("evidence/<int:pk>/file/", evidence.evidence_file, name="evidence_file"),
]
