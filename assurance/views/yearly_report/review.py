"""Scrutiny and endorsement."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render

from assurance.forms.yearly_report import (
    AskEndorsementsForm,
    EndorseForm,
    ReturnReportForm,
    ScrutiniseForm,
    SendReportForm,
)
from assurance.models import ReportComment, YearlyReport
from assurance.operations import yearly_report as operations
from assurance.operations.yearly_report.content import edition_of, text_checksum
from assurance.rules.yearly_report import check_move, lacking
from assurance.views.yearly_report.reading import find
from partnership.access import Can, Refused, Role, requires
from partnership.models import Organisation
from partnership.views.deed import carried_out

State = YearlyReport.State


@requires(Can.RUN_YEARLY_REPORT)
def send_report(request, pk):
    """Send it to scrutiny; whatever is missing is named first, each with the page on which it is written."""
    report = find(request, pk)
    check_move(report.state, State.WITH_SCRUTINY)
    form = SendReportForm(request.POST or None)
    if carried_out(request, form, operations.send_report, report):
        messages.success(
            request, "Report sent to the Independent Advisor, who signs a statement next. Its text is frozen."
        )
        return redirect(report)
    comments = ReportComment.objects.unanswered().filter(window__report=report).select_related("window")
    context = {
        "form": form,
        "report": report,
        "lacking": lacking(list(report.sections.all())),
        "unanswered": list(comments[:20]),
        "window": report.windows.running().first(),
    }
    return render(request, "assurance/send_report.html", context)


@requires(Can.SCRUTINISE)
def scrutinise(request, pk):
    """The report to read, and the statement to write beneath it: kept while it is written, then signed."""
    report = find(request, pk)
    check_move(report.state, State.ENDORSING)
    statement = report.statements.standing().select_related("deadline").first()
    if statement is None or statement.signed_at:
        return redirect(report)
    seen = text_checksum(report)
    form = ScrutiniseForm(
        request.POST or None, initial={"text": statement.text, "seen": seen}, deadline=statement.deadline
    )
    by_itself = request.headers.get("X-Requested-With") == "fetch"
    keeps = by_itself or request.POST.get("deed") == "keep"
    if request.method == "POST" and keeps:
        form.fields.pop("late_reason", None)
    if request.method == "POST" and form.is_valid():
        try:
            if keeps:
                operations.save_statement(report, by=request.user, text=form.cleaned_data["text"])
                if by_itself:
                    return JsonResponse({})
                messages.success(request, "Statement saved. Nobody else can see it until you sign it.")
                return redirect("assurance:scrutinise", pk=report.pk)
            operations.scrutinise(
                report, by=request.user, **form.cleaned_data | {"seen": form.cleaned_data["seen"] or None}
            )
        except Refused as error:
            form.add_error(None, str(error))
            form.look_again(seen)
        else:
            messages.success(
                request,
                "Your statement is signed and is part of the report. "
                "The business unit asks every partner to endorse it next.",
            )
            return redirect(report)
    if by_itself:
        return JsonResponse({"message": "Not saved"}, status=409)
    return render(
        request, "assurance/scrutinise.html", edition_of(report) | {"form": form, "asked": statement}
    )


@requires(Can.RUN_YEARLY_REPORT)
def ask_endorsements(request, pk):
    report = find(request, pk)
    if report.state != State.ENDORSING:
        check_move(report.state, State.ENDORSING)
    form = AskEndorsementsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.ask_endorsements(report, by=request.user, **form.cleaned_data)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request,
                "Every statutory partner has been asked to endorse the report. You can publish it once each has.",
            )
            return redirect(report)
    return render(request, "assurance/ask_endorsements.html", {"form": form, "report": report})


@requires(Can.ENDORSE_REPORT)
def endorse(request, pk):
    """Only for a signatory whose own partner has been asked and has not endorsed yet."""
    report = find(request, pk)
    own = request.user.organisations(Role.SIGNATORY)
    asked = report.endorsements.standing().filter(organisation__in=own).select_related("deadline")
    waiting = [one for one in asked if not one.signed_at]
    if not asked:
        raise Http404
    if not waiting:
        return redirect(report)
    organisations = Organisation.objects.filter(pk__in=[one.organisation_id for one in waiting])
    seen = text_checksum(report)
    form = EndorseForm(
        request.POST or None,
        initial={"seen": seen},
        organisations=organisations,
        deadline=waiting[0].deadline,
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.endorse(
                report,
                form.cleaned_data["organisation"],
                by=request.user,
                late_reason=form.cleaned_data.get("late_reason", ""),
                seen=form.cleaned_data["seen"] or None,
            )
        except Refused as error:
            form.add_error(None, str(error))
            form.look_again(seen)
        else:
            messages.success(
                request,
                f"{form.cleaned_data['organisation']} has endorsed the report. It is published once every "
                f"partner has.",
            )
            return redirect(report)
    return render(request, "assurance/endorse.html", edition_of(report) | {"form": form, "waiting": waiting})


@requires(Can.RUN_YEARLY_REPORT)
def return_report(request, pk):
    report = find(request, pk)
    check_move(report.state, State.DRAFTING)
    form = ReturnReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.return_report(report, by=request.user, **form.cleaned_data)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, "The report is back in drafting. It needs scrutiny and endorsement again."
            )
            return redirect(report)
    return render(request, "assurance/return_report.html", {"form": form, "report": report})
