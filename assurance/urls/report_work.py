"""Addresses of the work around the yearly report: order, comments, committees, versions, checklist, companions."""

from django.urls import path

from assurance.views.yearly_report import checklist, comments, committees, companions, order, versions

urlpatterns = [
    path("reports/copies/", checklist.report_copies, name="report_copies"),
    path("reports/copy/<int:pk>/proof/", checklist.copy_proof, name="copy_proof"),
    path("reports/<int:pk>/order/", order.order_sections, name="order_sections"),
    path("reports/section/<int:pk>/move/", order.move_section, name="move_section"),
    path("reports/section/<int:pk>/earlier/", order.earlier_texts, name="earlier_texts"),
    path("reports/text/<int:pk>/restore/", order.restore_text, name="restore_text"),
    path("reports/text/<int:pk>/back/", order.bring_back_section, name="bring_back_section"),
    path("reports/<int:pk>/checklist/", checklist.report_checklist, name="report_checklist"),
    path(
        "reports/<int:pk>/checklist/<slug:requirement>/",
        checklist.answer_requirement,
        name="answer_requirement",
    ),
    path("reports/<int:pk>/comments/", comments.report_comments, name="report_comments"),
    path("reports/<int:pk>/comments/ask/", comments.ask_for_comments, name="ask_for_comments"),
    path("reports/comments/<int:pk>/", comments.comment_window, name="comment_window"),
    path("reports/comments/<int:pk>/none/", comments.say_nothing_on_report, name="say_nothing_on_report"),
    path("reports/comments/<int:pk>/close/", comments.close_comments, name="close_comments"),
    path("reports/comment/<int:pk>/answer/", comments.answer_report_comment, name="answer_report_comment"),
    path("reports/<int:pk>/committees/", committees.report_committees, name="report_committees"),
    path("reports/<int:pk>/committees/ask/", committees.consult_on_report, name="consult_on_report"),
    path("reports/committee/<int:pk>/", committees.record_committee, name="record_committee"),
    path("reports/committee/<int:pk>/answer/", committees.answer_committee, name="answer_committee"),
    path("reports/<int:pk>/versions/", versions.report_versions, name="report_versions"),
    path("reports/<int:pk>/versions/keep/", versions.keep_version, name="keep_version"),
    path("reports/version/<int:pk>/", versions.report_version, name="report_version"),
    path("reports/version/<int:pk>/print/", versions.print_version, name="print_version"),
    path("reports/version/<int:pk>/pdf/", versions.version_pdf, name="version_pdf"),
    path("reports/<int:pk>/beside/", companions.companions, name="companions"),
    path("reports/<int:pk>/beside/start/", companions.start_companion, name="start_companion"),
    path("reports/beside/<int:pk>/", companions.companion, name="companion"),
    path("reports/beside/<int:pk>/write/", companions.write_companion, name="write_companion"),
    path("reports/beside/<int:pk>/heard/", companions.hear_young_people, name="hear_young_people"),
    path("reports/beside/<int:pk>/forward/", companions.put_companion_forward, name="put_companion_forward"),
    path("reports/beside/<int:pk>/print/", companions.print_companion, name="print_companion"),
    path("reports/beside/<int:pk>/out/", companions.let_companion_out, name="let_companion_out"),
    path("reports/beside/<int:pk>/back/", companions.take_companion_back, name="take_companion_back"),
    path("reports/beside/<int:pk>/correct/", companions.correct_companion, name="correct_companion"),
    path("reports/beside/<int:pk>/pdf/", companions.companion_pdf, name="companion_pdf"),
]
