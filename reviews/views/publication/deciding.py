"""How a review is published, and who is told why."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from partnership.access import Can, may, requires
from partnership.views.deed import attempt, note_reading
from partnership.views.proof import asks_for_proof
from reviews.forms.publication_decision import DecidePublicationForm, TellForm
from reviews.models import Artefact, Case, Review
from reviews.operations import publication as operations
from reviews.operations.case import clock
from reviews.rules.publication import DECIDED_AT, TOLD_AT
from reviews.views.deed import check_standing, find_case


@requires(Can.DECIDE_REVIEWS)
@asks_for_proof
def decide_publication(request, pk):
    """Decide how the review is published, having its files, comments and the decision in force before one."""
    cases = Case.objects.for_decision_by(request.user).select_related("edition")
    case = get_object_or_404(cases, pk=pk)
    review = get_object_or_404(Review.objects.select_related("case__edition"), case=case)
    check_standing(request, case, *DECIDED_AT, when_sent=not may(request.user, Can.READ_CASES))
    note_reading(request, case)
    before = operations.in_force(review)
    seen = str(before.pk if before else 0)
    form = DecidePublicationForm(request.POST or None, initial={"seen": seen})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.decide_publication, review, by=request.user, **form.cleaned_data)
    ):
        messages.success(
            request, "The decision is recorded. It cannot be changed, but a later one can replace it."
        )
        return redirect(case if may(request.user, Can.READ_CASES) else "home")
    form.look_again(seen)
    return render(
        request,
        "reviews/decide_publication.html",
        {
            "case": case,
            "review": review,
            "form": form,
            "decision": before,
            "comments": review.comments.select_related("made_by"),
            "files": Artefact.objects.visible_to(request.user)
            .filter(review=review)
            .select_related("document"),
        },
    )


@requires(Can.RUN_CASES)
def tell(request, pk):
    """Record that the Panel or the Secretary of State was told why."""
    case = find_case(request, pk)
    check_standing(request, case, *TOLD_AT)
    review = get_object_or_404(Review.objects.select_related("case__edition"), case=case)
    decision = operations.in_force(review)
    due = clock(case, "publish")
    form = TellForm(
        request.POST or None,
        decided=bool(decision and decision.mode != "full"),
        closes_clock=due and decision and decision.mode in ("repository", "withheld") and due.due_on,
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.tell, review, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "It is recorded who was told, and when.")
        return redirect(case)
    return render(
        request,
        "reviews/tell.html",
        {
            "case": case,
            "form": form,
            "decision": decision,
            "untold": operations.untold(decision),
            "delay_untold": operations.delay_untold(review),
        },
    )
