"""What an artefact waits for: a planned day, copies, and holds."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from partnership.access import Can, requires
from partnership.views.deed import attempt, carried_out, note_reading
from reviews.forms.corrected import CorrectDayForm
from reviews.forms.publication import HoldForm, KeepHoldForm, PlanForm, SendCopyForm
from reviews.models import AdvanceCopy, Artefact, Hold
from reviews.operations import publication as operations
from reviews.operations.case import clock
from reviews.rules.clocks import earliest_publication
from reviews.views.deed import find_artefact


@requires(Can.RUN_CASES)
def plan(request, pk):
    """Say on which day it is meant to go live, so that the copies are in the diary."""
    found = find_artefact(request, pk)
    form = PlanForm(request.POST or None, initial={"planned_on": found.planned_on})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.plan, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The date is planned, and the copies are in the diary.")
        return redirect(found)
    case = found.review.case
    return render(
        request,
        "reviews/plan.html",
        {
            "artefact": found,
            "form": form,
            "first": earliest_publication(case.guidance, timezone.localdate()),
            "deadline": clock(case, "publish"),
        },
    )


@requires(Can.RUN_CASES)
def send_copy(request, pk):
    """Record that a copy went out. The portal sends none."""
    found = find_artefact(request, pk)
    sent = set(found.advance_copies.filter(document=found.document_id).values_list("recipient", flat=True))
    due = found.copies_deadline
    form = SendCopyForm(request.POST or None, sent=sent, due_on=due and due.outstanding and due.due_on)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.send_copy, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The copy is recorded. The file can be scheduled once every copy is out.")
        return redirect(found)
    return render(
        request,
        "reviews/send_copy.html",
        {"artefact": found, "form": form, "all_sent": sent >= set(operations.NEEDED_COPIES), "due": due},
    )


@requires(Can.RUN_CASES)
def correct_copy(request, pk):
    """The day of a copy was recorded wrongly: the right one, and why."""
    visible = Artefact.objects.visible_to(request.user)
    found = get_object_or_404(
        AdvanceCopy.objects.select_related("artefact__review__case", "artefact__copies_deadline"),
        pk=pk,
        artefact__in=visible,
    )
    artefact = found.artefact
    form = CorrectDayForm(request.POST or None, was=found.sent_on, met=artefact.copies_deadline)
    if carried_out(request, form, operations.correct_copy, found):
        artefact.refresh_from_db()
        went_back = artefact.state == Artefact.State.READY and artefact.held_back_because
        messages.success(
            request,
            "The date is corrected."
            + (" It is no longer scheduled, because the copies need longer." if went_back else ""),
        )
        return redirect(artefact)
    form.look_again(str(found.sent_on))
    return render(request, "reviews/correct_copy.html", {"artefact": artefact, "copy": found, "form": form})


@requires(Can.RUN_CASES)
def hold(request, pk):
    """Record that somebody asked to wait."""
    found = find_artefact(request, pk)
    form = HoldForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.hold, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The hold is in force. Nothing goes live until it is lifted.")
        return redirect(found)
    return render(
        request,
        "reviews/hold.html",
        {"artefact": found, "form": form, "deadline": clock(found.review.case, "publish")},
    )


@require_POST
@requires(Can.PUBLISH_REVIEWS)
def lift_hold(request, pk):
    """The wait is over."""
    visible = Artefact.objects.visible_to(request.user)
    placed = get_object_or_404(Hold.objects.select_related("artefact"), pk=pk, artefact__in=visible)
    operations.lift_hold(placed, by=request.user)
    messages.success(request, "The hold is lifted.")
    return redirect(placed.artefact)


@requires(Can.RUN_CASES)
def keep_hold(request, pk):
    """Whoever asked to wait still does: when to ask again."""
    visible = Artefact.objects.visible_to(request.user)
    placed = get_object_or_404(
        Hold.objects.select_related("artefact__review", "deadline"), pk=pk, artefact__in=visible
    )
    note_reading(request, placed.artefact.review.case)
    due = placed.deadline
    form = KeepHoldForm(request.POST or None, due_on=due and due.outstanding and due.due_on)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.keep_hold, placed, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The hold continues. The date to ask again is in the diary.")
        return redirect(placed.artefact)
    return render(
        request, "reviews/keep_hold.html", {"artefact": placed.artefact, "placed": placed, "form": form}
    )
