"""Addresses: from a file to what the public reads."""

from django.urls import path

from reviews.views.publication import anonymity, artefact, deciding, live, signing, waiting, words

urlpatterns = [
    path("<int:pk>/add-artefact/", artefact.add_artefact, name="add_artefact"),
    path("artefacts/<int:pk>/", artefact.artefact, name="artefact"),
    path("artefacts/<int:pk>/file/", artefact.artefact_file, name="artefact_file"),
    path("artefacts/<int:pk>/replace-file/", artefact.replace_file, name="replace_file"),
    path("artefacts/<int:pk>/check-anonymity/", anonymity.check_anonymity, name="check_anonymity"),
    path("artefacts/<int:pk>/sign/", signing.sign, name="sign"),
    path("artefacts/<int:pk>/refuse-to-sign/", signing.refuse_to_sign, name="refuse_to_sign"),
    path("<int:pk>/comment-on-report/", signing.comment_on_report, name="comment_on_report"),
    path("<int:pk>/decide-publication/", deciding.decide_publication, name="decide_publication"),
    path("<int:pk>/tell/", deciding.tell, name="tell"),
    path("artefacts/<int:pk>/plan/", waiting.plan, name="plan"),
    path("artefacts/<int:pk>/send-copy/", waiting.send_copy, name="send_copy"),
    path("copies/<int:pk>/correct/", waiting.correct_copy, name="correct_copy"),
    path("artefacts/<int:pk>/hold/", waiting.hold, name="hold"),
    path("holds/<int:pk>/keep/", waiting.keep_hold, name="keep_hold"),
    path("holds/<int:pk>/lift/", waiting.lift_hold, name="lift_hold"),
    path("artefacts/<int:pk>/schedule/", live.schedule, name="schedule"),
    path("artefacts/<int:pk>/withdraw/", live.withdraw, name="withdraw"),
    path("artefacts/<int:pk>/archive/", live.archive, name="archive"),
    path("<int:pk>/add-improvement/", words.add_improvement, name="add_improvement"),
    path("improvements/<int:pk>/check/", words.check_improvement, name="check_improvement"),
    path("improvements/<int:pk>/take-down/", words.take_down_improvement, name="take_down_improvement"),
    path("<int:pk>/correct-summary/", words.correct_summary, name="correct_summary"),
    path("corrections/<int:pk>/check/", words.check_correction, name="check_correction"),
    path("<int:pk>/link-repository/", words.link_repository, name="link_repository"),
]
