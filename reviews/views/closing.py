"""Closing a case, and opening it again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from partnership.access import Can, Refused, requires
from partnership.models import Action
from partnership.views.deed import carried_out, note_reading
from reviews.forms.closing import AskToReopenForm, CloseForm, ResumeNotifiedForm
from reviews.forms.routes import AgreeForm
from reviews.models import Stage
from reviews.models.case import OVER
from reviews.operations import closing as operations
from reviews.rules.case import NEXT
from reviews.views.decision import afterwards, find_for_decision
from reviews.views.deed import check_standing, find_case
from reviews.views.routes import what_is_known

CLOSED_FROM = tuple(Stage(stage) for stage, to in NEXT.items() if "closed" in to)


@requires(Can.CLOSE_CASES)
def close(request, pk):
    """Close a case, or see everything that still stands in the way."""
    case = find_case(request, pk)
    check_standing(request, case, *CLOSED_FROM)
    form = CloseForm(request.POST or None, already=operations.already_there(case))
    if carried_out(request, form, operations.close, case):
        messages.success(request, f"{case.reference} is closed.")
        return redirect(case)
    actions = (
        Action.objects.filter(origin=case.reference).outstanding().select_related("organisation", "owner")
    )
    return render(
        request,
        "reviews/close.html",
        {"case": case, "form": form, "in_the_way": operations.in_the_way(case), "actions": actions,
         "today": timezone.localdate()},
    )  # fmt: skip


@requires(Can.CLOSE_CASES)
def ask_to_reopen(request, pk):
    """The manager asks for a closed case to be opened again."""
    case = find_case(request, pk)
    check_standing(request, case, *OVER)
    form = AskToReopenForm(request.POST or None, rapid_review=hasattr(case, "rapid_review"))
    if carried_out(request, form, operations.ask_to_reopen, case):
        messages.success(
            request,
            f"Your request is recorded. The next step is for the {case.edition.get_decides_reviews_display()}.",
        )
        return redirect(case)
    return render(request, "reviews/ask_to_reopen.html", {"case": case, "form": form})


@requires(Can.DECIDE_REVIEWS)
def agree_to_reopen(request, pk):
    """Whoever decides agrees, or does not, that the case is opened again."""
    case = find_for_decision(request, pk)
    asked = case.reopenings.filter(agreed=None).select_related("asked_by").first()
    if asked is None:
        raise Refused("Nobody has asked for this case to be opened again.")
    form = AgreeForm(request.POST or None, initial={"seen": str(asked.pk)})
    answered = carried_out(request, form, operations.agree_to_reopen, case)
    if answered:
        messages.success(
            request,
            "The case is open again."
            if answered.agreed
            else "Your answer is recorded. The case stays closed.",
        )
        return afterwards(request, case)
    form.look_again(str(asked.pk))
    note_reading(request, case)
    return render(
        request,
        "reviews/agree_to_reopen.html",
        what_is_known(case) | {"asked": asked, "form": form, "closures": case.closures.all()},
    )


@requires(Can.RUN_CASES)
def resume_notified(request, pk):
    """A case opened again had been notified before: its rapid review is taken up."""
    case = find_case(request, pk)
    check_standing(request, case, *operations.RESUMED_FROM)
    if not hasattr(case, "notification"):
        raise Refused("This case has not been notified yet.")
    form = ResumeNotifiedForm(request.POST or None)
    if carried_out(request, form, operations.resume_notified, case):
        messages.success(
            request, "The earlier notification still applies. Ask agencies to answer by a date you agree."
        )
        return redirect(case)
    return render(request, "reviews/resume_notified.html", {"case": case, "form": form})
