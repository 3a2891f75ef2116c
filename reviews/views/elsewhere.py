"""Cases that other partnerships lead, other partnerships beside ours, and inherited reviews."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from partnership.access import Can, Refused, requires
from partnership.views.deed import carried_out, note_reading
from reviews.forms.elsewhere import (
    AnswerElsewhereForm,
    FinishElsewhereForm,
    HearFromPartnershipForm,
    InheritForm,
    RegisterElsewhereForm,
    TellPartnershipForm,
)
from reviews.models import Case, OtherPartnership, Stage
from reviews.models.case import OVER
from reviews.operations import elsewhere as operations
from reviews.operations.inherited import inherit as take_over
from reviews.views.deed import check_standing, find_case

OPEN = tuple(stage for stage in Stage if stage not in OVER)


@requires(Can.RUN_CASES)
def register_elsewhere(request):
    """A case that another partnership leads: what we are asked for, and by when."""
    form = RegisterElsewhereForm(request.POST or None)
    case = carried_out(request, form, operations.register_elsewhere)
    if case:
        messages.success(
            request, f"The case is registered as {case.reference}. Ask the agencies that may know of it."
        )
        return redirect(case)
    return render(request, "reviews/register_elsewhere.html", {"form": form})


@requires(Can.RUN_CASES)
def answer_elsewhere(request, pk):
    """Record what we sent the partnership that leads."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.ELSEWHERE)
    led = case.led_elsewhere if case.stage == Stage.ELSEWHERE else None
    if led is None or led.sent_on:
        raise Refused("What we sent is recorded already. Open the case to see it.")
    note_reading(request, case)
    form = AnswerElsewhereForm(request.POST or None, due_on=led.deadline and led.deadline.due_on)
    if carried_out(request, form, operations.answer_elsewhere, case):
        messages.success(request, "What we sent is recorded.")
        return redirect(case)
    return render(request, "reviews/answer_elsewhere.html", {"case": case, "led": led, "form": form})


@requires(Can.RUN_CASES)
def finish_elsewhere(request, pk):
    """Our part is over: what follows here."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.ELSEWHERE)
    form = FinishElsewhereForm(request.POST or None)
    if carried_out(request, form, operations.finish_elsewhere, case):
        messages.success(request, "Our part in their case is over.")
        return redirect(case)
    return render(
        request,
        "reviews/finish_elsewhere.html",
        {"case": case, "form": form, "led": getattr(case, "led_elsewhere", None)},
    )


@requires(Can.RUN_CASES)
def tell_partnership(request, pk):
    """A case of ours touches another partnership."""
    case = find_case(request, pk)
    check_standing(request, case, *OPEN)
    form = TellPartnershipForm(request.POST or None)
    if carried_out(request, form, operations.tell_partnership, case):
        messages.success(request, "It is recorded that they were told.")
        return redirect(case)
    return render(request, "reviews/tell_partnership.html", {"case": case, "form": form})


@requires(Can.RUN_CASES)
def hear_from_partnership(request, pk):
    """What another partnership answered."""
    other = get_object_or_404(
        OtherPartnership.objects.filter(case__in=Case.objects.visible_to(request.user)).select_related(
            "case"
        ),
        pk=pk,
    )
    form = HearFromPartnershipForm(request.POST or None)
    if carried_out(request, form, operations.hear_from_partnership, other):
        messages.success(request, "Their reply is recorded.")
        return redirect(other.case)
    return render(
        request, "reviews/hear_from_partnership.html", {"case": other.case, "other": other, "form": form}
    )


@requires(Can.RUN_CASES)
def inherit(request):
    """Take over a review that the former board left unfinished."""
    form = InheritForm(request.POST or None)
    case = carried_out(request, form, take_over)
    if case:
        messages.success(
            request, f"The review is here as {case.reference}. No time limit was worked out for it."
        )
        return redirect(case)
    return render(request, "reviews/inherit.html", {"form": form})
