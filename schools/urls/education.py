"""Addresses of authorities' Safeguarding through Education reports."""

from django.urls import path

from schools.views import education

urlpatterns = [
    path("education/", education.education_reports, name="education_reports"),
    path("education/<int:pk>/", education.education_report, name="education_report"),
    path("education/<int:pk>/draft/", education.draft_report, name="draft_report"),
    path("education/<int:pk>/submit/", education.submit_report, name="submit_report"),
    path("education/<int:pk>/accept/", education.accept_report, name="accept_report"),
    path("education/<int:pk>/return/", education.return_report, name="return_report"),
    path("education/<int:pk>/pdf/", education.education_report_pdf, name="education_report_pdf"),
    path("education/heading/<int:pk>/", education.write_section, name="write_section"),
]
