"""Committees consulted on the report."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.forms.report_work import AnswerCommitteeForm, ConsultOnReportForm, RecordCommitteeForm
from assurance.models import ReportConsultation, YearlyReport
from assurance.models.yearly_report import DRAFT_READERS
from assurance.operations import yearly_report as operations
from assurance.views.yearly_report.reading import find, tabs
from assurance.views.yearly_report.versions import paper_of
from partnership.access import Can, Refused, may, requires
from partnership.models import Committee
from partnership.views.deed import carried_out


@require_safe
@requires(*DRAFT_READERS)
def report_committees(request, pk):
    """Which committees were sent which draft, what they said, what we answered, and who has not been asked."""
    report = find(request, pk)
    asked = list(
        report.consultations.select_related("committee", "deadline", "answer_deadline", "snapshot__report")
        .defer("snapshot__sections")
        .prefetch_related("snapshot__papers__document")
    )
    told = {one.committee_id for one in asked}
    runs = may(request.user, Can.RUN_YEARLY_REPORT)
    return render(
        request,
        "assurance/report_committees.html",
        {
            "report": report,
            "asked": [{"one": one, "paper": paper_of(one.snapshot)} for one in asked],
            "not_asked": [one for one in Committee.objects.on(timezone.localdate()) if one.pk not in told],
            "runs": runs,
            "asks": runs and report.state != YearlyReport.State.PUBLISHED,
            "tabs": tabs(request, report, "report_committees"),
        },
    )


@requires(Can.RUN_YEARLY_REPORT)
def consult_on_report(request, pk):
    report = find(request, pk)
    if report.state == YearlyReport.State.PUBLISHED:
        raise Refused("The report is published. You can only consult committees before publication.")
    form = ConsultOnReportForm(request.POST or None, report=report, initial={"sent_on": timezone.localdate()})
    if carried_out(request, form, operations.consult_on_report, report):
        messages.success(request, "The date is in the diary and the paper is being made.")
        return redirect("assurance:report_committees", pk=report.pk)
    return render(request, "assurance/consult_on_report.html", {"form": form, "report": report})


def find_consultation(request, pk):
    reports = YearlyReport.objects.visible_to(request.user)
    found = ReportConsultation.objects.filter(report__in=reports)
    return get_object_or_404(
        found.select_related("report", "committee", "deadline", "answer_deadline", "snapshot__report"), pk=pk
    )


@requires(Can.RUN_YEARLY_REPORT)
def record_committee(request, pk):
    asked = find_consultation(request, pk)
    form = RecordCommitteeForm(request.POST or None, consultation=asked)
    if carried_out_as(request, form, operations.record_committee, asked, getattr(form, "asked", None)):
        messages.success(
            request,
            "What the committee said has been saved. If it made comments, the date to answer them by is in the diary.",
        )
        return redirect("assurance:report_committees", pk=asked.report_id)
    return render(
        request, "assurance/record_committee.html", {"form": form, "asked": asked, "report": asked.report}
    )


def carried_out_as(request, form, operation, thing, given):
    """As `carried_out`, with what the form itself makes of its answers."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return operation(thing, by=request.user, **given())
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


@requires(Can.RUN_YEARLY_REPORT)
def answer_committee(request, pk):
    asked = find_consultation(request, pk)
    form = AnswerCommitteeForm(request.POST or None, consultation=asked)
    if carried_out(request, form, operations.answer_committee, asked):
        messages.success(request, "Answer saved. Send it to the committee.")
        return redirect("assurance:report_committees", pk=asked.report_id)
    return render(
        request, "assurance/answer_committee.html", {"form": form, "asked": asked, "report": asked.report}
    )
