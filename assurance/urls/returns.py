"""Addresses of returns: answering what is asked of one's own agency."""

from django.urls import path

from assurance.views import returns, sections

urlpatterns = [
    path("return/<int:pk>/", returns.return_, name="return"),
    path("return/<int:pk>/section/<int:section_pk>/", sections.section, name="section"),
    path("return/<int:pk>/section/<int:section_pk>/autosave/", sections.autosave, name="autosave"),
    path(
        "return/<int:pk>/section/<int:section_pk>/evidence/<int:question_pk>/",
        sections.evidence,
        name="evidence",
    ),
    path(
        "return/<int:pk>/section/<int:section_pk>/remove-evidence/<int:evidence_pk>/",
        sections.remove_evidence,
        name="remove_evidence",
    ),
    path("return/<int:pk>/file/<int:evidence_pk>/", sections.evidence_file, name="evidence_file"),
    path("return/<int:pk>/check/", returns.check_answers, name="check_answers"),
    path("return/<int:pk>/submit/", returns.submit, name="submit"),
    path("return/<int:pk>/receipt/", returns.receipt, name="receipt"),
]
