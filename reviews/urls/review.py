"""Addresses: the register of reviewers, commissioning a review, and the reviewer’s own page."""

from django.urls import path

from reviews.views import candidates, commissioning, my_review, register, review

urlpatterns = [
    path("reviewers/", register.register, name="register"),
    path("reviewers/add/", register.add_reviewer, name="add_reviewer"),
    path("reviewers/<int:pk>/", register.reviewer, name="reviewer"),
    path("reviewers/<int:pk>/change/", register.change_reviewer, name="change_reviewer"),
    path("reviewers/<int:pk>/take-off/", register.take_off_register, name="take_off_register"),
    path("<int:pk>/commissioning/", commissioning.commissioning, name="commissioning"),
    path("<int:pk>/set-terms/", commissioning.set_terms, name="set_terms"),
    path("<int:pk>/consider/", commissioning.consider, name="consider"),
    path("candidates/<int:pk>/", candidates.candidate, name="candidate"),
    path("candidates/<int:pk>/shortlist/", candidates.shortlist, name="shortlist"),
    path("candidates/<int:pk>/ask-conflict/", candidates.ask_conflict, name="ask_conflict"),
    path("candidates/<int:pk>/assess-work/", candidates.assess_work, name="assess_work"),
    path("candidates/<int:pk>/take-reference/", candidates.take_reference, name="take_reference"),
    path("candidates/<int:pk>/interview/", candidates.interview, name="interview"),
    path("candidates/<int:pk>/choose/", candidates.choose, name="choose"),
    path("<int:pk>/set-cost/", commissioning.set_cost, name="set_cost"),
    path("cost-shares/<int:pk>/agree/", commissioning.agree_cost, name="agree_cost"),
    path("cost-shares/<int:pk>/record/", commissioning.record_agreement, name="record_agreement"),
    path("<int:pk>/ask-for-approval/", commissioning.ask_for_approval, name="ask_for_approval"),
    path("<int:pk>/approve-appointment/", commissioning.approve_appointment, name="approve_appointment"),
    path("<int:pk>/begin-review/", review.begin_review, name="begin_review"),
    path("<int:pk>/tell-who-reviews/", review.tell_who_reviews, name="tell_who_reviews"),
    path("<int:pk>/remove-reviewer/", review.remove_reviewer, name="remove_reviewer"),
    path("<int:pk>/name-review/", review.name_review, name="name_review"),
    path("my-review/", my_review.my_review, name="my_review"),
    path("my-review/<int:pk>/notes/", my_review.keep_notes, name="keep_notes"),
    path("my-review/papers/<int:pk>/", my_review.shared_paper, name="shared_paper"),
]
