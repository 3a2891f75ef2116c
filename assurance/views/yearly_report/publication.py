"""Rendering with its progress, publishing, copies and corrections."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from assurance.forms.yearly_report import CorrectReportForm, PublishReportForm, RecordCopyForm
from assurance.models import ReportCopy, YearlyReport
from assurance.models.yearly_report import DRAFT_READERS
from assurance.operations import yearly_report as operations
from assurance.rules.yearly_report import check_move
from assurance.views.yearly_report.reading import find
from partnership.access import Can, Refused, may, requires
from partnership.views.deed import carried_out, told
from partnership.views.proof import asks_for_proof

State = YearlyReport.State


@require_POST
@requires(Can.RUN_YEARLY_REPORT)
def render_report(request, pk):
    """Ask for the PDF. Asked twice, it is made once."""
    report = find(request, pk)
    if report.state != State.RENDERING:
        operations.render_report(report, by=request.user)
    return redirect("assurance:rendering", pk=report.pk)


@requires(*DRAFT_READERS)
@require_safe
def rendering(request, pk):
    """How far the PDF is; every attempt, with what became of it."""
    report = find(request, pk)
    attempts = list(report.renderings.select_related("document"))
    return render(
        request,
        "assurance/rendering.html",
        {
            "report": report,
            "attempts": attempts,
            "latest": attempts[0] if attempts else None,
            "runs": may(request.user, Can.RUN_YEARLY_REPORT),
        },
    )


@requires(Can.RUN_YEARLY_REPORT)
@asks_for_proof
def publish_report(request, pk):
    report = find(request, pk)
    check_move(report.state, State.PUBLISHED)
    late_at = None if report.supersedes_id else operations.yearly_deadline()
    starting = {"recipients": "\n".join(operations.usual_recipients())}
    waiting = list(report.consultations.filter(considered_on=None).select_related("committee"))
    form = PublishReportForm(request.POST or None, initial=starting, deadline=late_at, waiting=waiting)
    if request.method == "POST" and form.is_valid():
        try:
            operations.publish_report(
                report,
                by=request.user,
                recipients=form.cleaned_data["recipients"],
                late_reason=form.cleaned_data.get("late_reason", ""),
                without=form.cleaned_data.get("without", ""),
            )
        except Refused as error:
            form.add_error(None, str(error))
        else:
            told(request, "Report published. Its page and PDF are live.", about=report.reference)
            return redirect(report)
    return render(
        request,
        "assurance/publish_report.html",
        {"form": form, "report": report, "companions": report.companions.exclude(let_out_at=None)},
    )


@requires(Can.RUN_YEARLY_REPORT)
def record_copy(request, pk):
    reports = YearlyReport.objects.visible_to(request.user)
    copies = ReportCopy.objects.filter(report__in=reports).select_related("report", "deadline")
    copy = get_object_or_404(copies, pk=pk)
    if copy.sent_on:
        return redirect(copy.report)
    form = RecordCopyForm(request.POST or None, request.FILES or None, deadline=copy.deadline)
    if carried_out(request, form, operations.record_copy, copy):
        messages.success(request, f"Copy to {copy.recipient} recorded.")
        return redirect(copy.report)
    return render(request, "assurance/record_copy.html", {"form": form, "copy": copy, "report": copy.report})


@requires(Can.RUN_YEARLY_REPORT)
def correct_report(request, pk):
    report = find(request, pk)
    form = CorrectReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = operations.correct_report(report, by=request.user, **form.cleaned_data)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Version {new.version} started with the same text and figures.")
            return redirect(new)
    return render(request, "assurance/correct_report.html", {"form": form, "report": report})
