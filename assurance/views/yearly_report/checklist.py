"""What guidance asks of the report, and where each line is answered; and every copy that is due or sent."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.forms.report_work import AnswerRequirementForm
from assurance.models import ReportCopy, YearlyReport
from assurance.models.yearly_report import DRAFT_READERS
from assurance.operations import yearly_report as operations
from assurance.rules.report_requirements import BY_CODE
from assurance.rules.yearly_report import check_writable
from assurance.views.yearly_report.reading import find, tabs
from partnership.access import Can, may, requires
from partnership.views.deed import carried_out
from partnership.views.files import send_file


@require_safe
@requires(*DRAFT_READERS)
def report_checklist(request, pk):
    """Each requirement, where it is answered, and what is missing."""
    report = find(request, pk)
    found = operations.checked(report)
    return render(
        request,
        "assurance/report_checklist.html",
        {
            "report": report,
            "found": found,
            "answered": sum(not one.missing for one in found),
            "writes": may(request.user, Can.RUN_YEARLY_REPORT)
            and report.state == YearlyReport.State.DRAFTING,
            "tabs": tabs(request, report, "report_checklist"),
        },
    )


@requires(Can.RUN_YEARLY_REPORT)
def answer_requirement(request, pk, requirement):
    report = find(request, pk)
    if requirement not in BY_CODE:
        raise Http404
    check_writable(report.state)
    said = report.requirement_answers.filter(requirement=requirement).first()
    starting = {"section": said.section_id, "why_not": said.why_not} if said else {}
    form = AnswerRequirementForm(request.POST or None, report=report, initial=starting)
    if carried_out(request, form, operations.answer_requirement, report, requirement):
        messages.success(request, "Checklist saved.")
        return redirect("assurance:report_checklist", pk=report.pk)
    return render(
        request,
        "assurance/answer_requirement.html",
        {"form": form, "report": report, "requirement": BY_CODE[requirement]},
    )


@require_safe
@requires(*DRAFT_READERS)
def report_copies(request):
    """Every copy of every report: due, sent, late, and what proves it."""
    reports = YearlyReport.objects.visible_to(request.user)
    copies = (
        ReportCopy.objects.filter(report__in=reports)
        .select_related("report", "deadline", "proof")
        .order_by("-report__published_at", "recipient")
    )
    today = timezone.localdate()
    listed = list(copies)
    return render(
        request,
        "assurance/report_copies.html",
        {
            "copies": listed,
            "today": today,
            "due": sum(one.sent_on is None for one in listed),
            "overdue": sum(one.sent_on is None and one.deadline.due_on < today for one in listed),
            "runs": may(request.user, Can.RUN_YEARLY_REPORT),
        },
    )


@require_safe
@requires(*DRAFT_READERS)
def copy_proof(request, pk):
    """What proves that a copy was sent."""
    copies = ReportCopy.objects.filter(report__in=YearlyReport.objects.visible_to(request.user))
    copy = get_object_or_404(copies.select_related("proof"), pk=pk)
    if copy.proof is None:
        raise Http404
    return send_file(copy.proof, copy.proof.download_name)
