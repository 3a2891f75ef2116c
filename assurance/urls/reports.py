"""Addresses of the yearly report."""

from django.urls import path

from assurance.views.yearly_report import drafting, publication, reading, review

urlpatterns = [
    path("reports/", reading.reports, name="reports"),
    path("reports/start/", drafting.start_report, name="start_report"),
    path("reports/<int:pk>/", reading.report, name="report"),
    path("reports/<int:pk>/discard/", drafting.discard_report, name="discard_report"),
    path("reports/<int:pk>/read/", reading.report_draft, name="report_draft"),
    path("reports/<int:pk>/pdf/", reading.report_pdf, name="report_pdf"),
    path("reports/<int:pk>/figures/", drafting.report_figures, name="report_figures"),
    path("reports/<int:pk>/figures/gather/", drafting.gather_report, name="gather_report"),
    path("reports/<int:pk>/sections/add/", drafting.add_section, name="add_section"),
    path("reports/section/<int:pk>/", drafting.write_section, name="write_section"),
    path("reports/section/<int:pk>/remove/", drafting.remove_section, name="remove_section"),
    path("reports/<int:pk>/send/", review.send_report, name="send_report"),
    path("reports/<int:pk>/scrutinise/", review.scrutinise, name="scrutinise"),
    path("reports/<int:pk>/endorsements/", review.ask_endorsements, name="ask_endorsements"),
    path("reports/<int:pk>/endorse/", review.endorse, name="endorse"),
    path("reports/<int:pk>/return/", review.return_report, name="return_report"),
    path("reports/<int:pk>/render/", publication.render_report, name="render_report"),
    path("reports/<int:pk>/rendering/", publication.rendering, name="rendering"),
    path("reports/<int:pk>/publish/", publication.publish_report, name="publish_report"),
    path("reports/copy/<int:pk>/", publication.record_copy, name="record_copy"),
    path("reports/<int:pk>/correct/", publication.correct_report, name="correct_report"),
]
