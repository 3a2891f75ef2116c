"""The Child Death Overview Panel: its reports, with small counts kept back, and concerns by reference."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires
from partnership.forms.child_deaths import (
    AcknowledgeConcernForm,
    AskChildDeathReportForm,
    ConsiderChildDeathReportForm,
    CorrectChildDeathReportForm,
    NoteChildDeathPublicationForm,
    PassConcernForm,
    ReceiveChildDeathReportForm,
    ShareChildDeathReportForm,
)
from partnership.models import ChildDeathConcern, ChildDeathReport
from partnership.operations import child_deaths as operations
from partnership.rules.suppression import all_shown
from partnership.views.deed import carried_out, note_reading
from partnership.views.files import send_file


@requires(Can.SEE_PARTNERSHIP)
@require_safe
def child_deaths(request):
    """What the panel owes and has given, and for whoever may read cases which concerns wait to be acknowledged."""
    today = timezone.localdate()
    reports = list(
        ChildDeathReport.objects.visible_to(request.user).select_related("deadline", "considered_at")
    )
    for one in reports:
        one.is_late = one.deadline.outstanding and one.deadline.due_on < today
    concerns = list(ChildDeathConcern.objects.visible_to(request.user).select_related("deadline"))
    for one in concerns:
        one.is_late = one.deadline.outstanding and one.deadline.due_on < today
    return render(
        request,
        "partnership/child_deaths.html",
        {
            "reports": reports,
            "concerns": concerns,
            "runs": may(request.user, Can.RUN_BOARDS),
            "passes": passes(request.user),
        },
    )


def passes(person):
    """Whether they may know of concerns at all."""
    return may(person, Can.RUN_BOARDS) and may(person, Can.READ_CASES)


def find(request, pk):
    return get_object_or_404(
        ChildDeathReport.objects.visible_to(request.user).select_related(
            "panel", "deadline", "document", "considered_at__group"
        ),
        pk=pk,
    )


@requires(Can.RUN_BOARDS)
def ask_child_death_report(request):
    """Ask the panel for a report."""
    form = AskChildDeathReportForm(request.POST or None)
    asked = carried_out(request, form, operations.ask_child_death_report)
    if asked:
        messages.success(request, "We have recorded the request. The date is in the diary.")
        return redirect(asked)
    return render(request, "partnership/ask_child_death_report.html", {"form": form})


@requires(Can.SEE_PARTNERSHIP)
@require_safe
def child_death_report(request, pk):
    """One report. Counts are shown as they are to the business unit; everybody else sees small ones kept back."""
    found = find(request, pk)
    note_reading(request, found)
    runs = may(request.user, Can.RUN_BOARDS)
    counts = {name: getattr(found, name) for name in ChildDeathReport.COUNTS}
    told = counts if runs else all_shown(counts)
    named = ChildDeathReport._meta.get_field
    return render(
        request,
        "partnership/child_death_report.html",
        {
            "report": found,
            "counts": [
                (str(named(name).verbose_name).capitalize(), "not given" if value is None else value)
                for name, value in told.items()
            ],
            "late": found.deadline.outstanding and found.deadline.due_on < timezone.localdate(),
            "shares": found.shares.select_related("group"),
            "runs": runs,
        },
    )


def deed(request, pk, form_class, name, said, **more):
    """One deed about a report: ask what it needs, do it, go back to the report."""
    found = find(request, pk)
    form = form_class(
        request.POST or None, request.FILES or None, **{key: of(found) for key, of in more.items()}
    )
    if carried_out(request, form, lambda **given: getattr(operations, name)(found, **given)):
        messages.success(request, said)
        return redirect(found)
    return render(request, f"partnership/{name}.html", {"form": form, "report": found})


@requires(Can.RUN_BOARDS)
def correct_child_death_report(request, pk):
    """It was asked for with wrong dates: the right ones, and why."""
    found = find(request, pk)
    seen, due_on = operations.mark_of(found), found.deadline.due_on
    form = CorrectChildDeathReportForm(
        request.POST or None,
        received=found.received_on,
        due_on=due_on,
        initial={
            "covers_from": found.covers_from, "covers_until": found.covers_until, "due_on": due_on, "seen": seen
        },
    )  # fmt: skip
    if carried_out(request, form, operations.correct_child_death_report, found):
        messages.success(request, "The dates are corrected.")
        return redirect(found)
    form.look_again(seen)
    return render(request, "partnership/correct_child_death_report.html", {"form": form, "report": found})


@requires(Can.RUN_BOARDS)
def receive_child_death_report(request, pk):
    """It came: what it says, and its counts."""
    said = "The report is received. Next, share it with the groups that need it."
    form = ReceiveChildDeathReportForm
    return deed(request, pk, form, "receive_child_death_report", said, due_on=lambda one: one.deadline.due_on)


@requires(Can.RUN_BOARDS)
def share_child_death_report(request, pk):
    """Share it with a group."""
    said = "The group can now read it."
    return deed(
        request, pk, ShareChildDeathReportForm, "share_child_death_report", said, report=lambda one: one
    )


@requires(Can.RUN_BOARDS)
def consider_child_death_report(request, pk):
    """Note at which meeting it was considered."""
    said = "The meeting that considered it is recorded."
    return deed(
        request, pk, ConsiderChildDeathReportForm, "consider_child_death_report", said, report=lambda one: one
    )


@requires(Can.RUN_BOARDS)
def note_child_death_publication(request, pk):
    """Note where the yearly report is published."""
    said = "Where it is published is recorded."
    return deed(request, pk, NoteChildDeathPublicationForm, "note_child_death_publication", said)


@requires(Can.RUN_BOARDS)
@require_safe
def child_death_file(request, pk):
    """The report itself, which may hold small counts: for the business unit only."""
    found = find(request, pk)
    if not found.document:
        raise Http404
    note_reading(request, found)
    return send_file(found.document, found.document.download_name)


@requires(Can.RUN_BOARDS)
def pass_concern(request):
    """Note that a concern was passed on, by reference only."""
    if not passes(request.user):
        raise PermissionDenied
    form = PassConcernForm(request.POST or None)
    noted = carried_out(request, form, operations.pass_concern)
    if noted:
        messages.success(
            request, f"It is recorded as {noted.reference}, to be acknowledged within 2 working days."
        )
        return redirect("child_deaths")
    return render(request, "partnership/pass_concern.html", {"form": form})


@requires(Can.RUN_BOARDS)
def acknowledge_concern(request, pk):
    """Note that it was acknowledged, and what followed."""
    found = get_object_or_404(
        ChildDeathConcern.objects.visible_to(request.user).select_related("deadline"), pk=pk
    )
    form = None
    if not found.acknowledged_on:
        form = AcknowledgeConcernForm(
            request.POST or None,
            due_on=found.deadline.due_on,
            initial={"their_reference": found.their_reference},
        )
        if carried_out(request, form, lambda **given: operations.acknowledge_concern(found, **given)):
            messages.success(request, "It is recorded that the concern was acknowledged.")
            return redirect("child_deaths")
    return render(request, "partnership/acknowledge_concern.html", {"form": form, "concern": found})
