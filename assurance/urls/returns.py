"""Addresses of returns: answering what is asked of one's own agency."""

from django.urls import path

from assurance.views import helping, reopening, return_files, returns, sections

urlpatterns = [
    path("returns/", helping.returns, name="returns"),
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
    path("return/<int:pk>/section/<int:section_pk>/give/", helping.give_section, name="give_section"),
    path("return/section/<int:pk>/withdraw/", helping.withdraw_section, name="withdraw_section"),
    path("return/section/<int:pk>/finish/", helping.finish_section, name="finish_section"),
    path("return/<int:pk>/carry-forward/", helping.carry_forward, name="carry_forward"),
    path("return/<int:pk>/ask-to-reopen/", reopening.ask_to_reopen, name="ask_to_reopen"),
    path("return/<int:pk>/reopen/", reopening.reopen, name="reopen"),
    path("return/<int:pk>/stand-by/", reopening.stand_by, name="stand_by"),
    path("return/<int:pk>/submissions/", reopening.versions, name="versions"),
    path("return/<int:pk>/submissions/<int:number>/", reopening.version, name="version"),
    path("reopenings/", reopening.reopenings, name="reopenings"),
    path("reopenings/<int:pk>/", reopening.answer_reopening, name="answer_reopening"),
    path("return/<int:pk>/print/", return_files.print_return, name="print_return"),
    path("return/<int:pk>/workbook/", return_files.answers_file, name="answers_file"),
    path("return/<int:pk>/bring-in/", return_files.bring_in, name="bring_in"),
    path("return/<int:pk>/section/<int:section_pk>/print/", return_files.print_section, name="print_section"),
    path(
        "return/<int:pk>/section/<int:section_pk>/workbook/", return_files.section_file, name="section_file"
    ),
    path(
        "return/<int:pk>/section/<int:section_pk>/bring-in/",
        return_files.bring_in_section,
        name="bring_in_section",
    ),
    path("return/<int:pk>/check/", returns.check_answers, name="check_answers"),
    path("return/<int:pk>/submit/", returns.submit, name="submit"),
    path("return/<int:pk>/receipt/", returns.receipt, name="receipt"),
]
