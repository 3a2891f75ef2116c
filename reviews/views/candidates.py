"""One candidate for a review: what is known of them, and the short pages on which it is written down."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires
from partnership.views.deed import attempt, note_reading
from reviews.forms import commissioning as forms
from reviews.models import Candidate
from reviews.operations import commissioning as operations
from reviews.operations.commissioning import SETUP, UNTIL_SIGNED
from reviews.views.commissioning import task
from reviews.views.deed import check_standing


def find_candidate(request, pk, *stages):
    found = get_object_or_404(
        Candidate.objects.visible_to(request.user).select_related("review__case__edition", "reviewer"), pk=pk
    )
    if stages and not operations.is_open(found.review.case, found.review, stages):
        check_standing(request, found.review.case, *stages)
    return found


@requires(Can.RUN_CASES, Can.DECIDE_REVIEWS)
@require_safe
def candidate(request, pk):
    """One candidate: what is known, and the short pages on which it is written down."""
    found = find_candidate(request, pk)
    references = found.references.all()
    rows = []
    if may(request.user, Can.RUN_CASES) and operations.is_open(found.review.case, found.review, SETUP):
        rows = [
            task("Shortlist or reject them", "shortlist", pk, done=found.shortlisted is not None),
            task("Ask for conflicts of interest", "ask_conflict", pk, done=not found.conflict_open),
            task("Assess their earlier work", "assess_work", pk, done=bool(found.work_assessed)),
            task("Take a reference", "take_reference", pk, done=bool(references)),
            task("Record the interview", "interview", pk, done=bool(found.interviewed_on)),
            task("Choose or reject them", "choose", pk, done=found.chosen is not None, able=bool(found.shortlisted)
                 or found.shortlisted is False, hint="" if found.shortlisted else "Only from the shortlist."),
        ]  # fmt: skip
    elif may(request.user, Can.RUN_CASES) and found.review.case.stage in UNTIL_SIGNED:
        rows = [task("Ask for conflicts of interest", "ask_conflict", pk, done=not found.conflict_open)]
    note_reading(request, found.review.case)
    return render(
        request,
        "reviews/candidate.html",
        {"found": found, "case": found.review.case, "references": references, "tasks": rows},
    )


def on_candidate(request, pk, name, form, operation, done, *, stages=SETUP):
    """One short page about one candidate."""
    found = find_candidate(request, pk, *stages)
    form = form(found)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operation, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, done)
        return redirect("reviews:candidate", found.pk)
    return render(request, f"reviews/{name}.html", {"found": found, "case": found.review.case, "form": form})


def said(answer):
    return {True: "yes", False: "no"}.get(answer)


@requires(Can.RUN_CASES)
def shortlist(request, pk):
    """Take a candidate onto the shortlist, or not."""

    def form(found):
        initial = {"shortlisted": said(found.shortlisted), "reason": found.shortlist_reason}
        return forms.ShortlistForm(request.POST or None, initial=initial)

    return on_candidate(request, pk, "shortlist", form, operations.shortlist, "The shortlist is saved.")


@requires(Can.RUN_CASES)
def ask_conflict(request, pk):
    """What the candidate declared."""

    def form(found):
        initial = {
            "conflict": found.conflict,
            "what": found.conflict_what,
            "dealt_with": found.conflict_dealt_with,
        }
        return forms.AskConflictForm(request.POST or None, initial=initial)

    return on_candidate(
        request, pk, "ask_conflict", form, operations.ask_conflict, "What they declared is saved.",
        stages=UNTIL_SIGNED,
    )  # fmt: skip


@requires(Can.RUN_CASES)
def assess_work(request, pk):
    """What the candidate's earlier work is worth."""

    def form(found):
        return forms.AssessWorkForm(request.POST or None, initial={"assessed": found.work_assessed})

    return on_candidate(request, pk, "assess_work", form, operations.assess_work, "The assessment is saved.")


@requires(Can.RUN_CASES)
def take_reference(request, pk):
    """One more reference."""
    return on_candidate(
        request, pk, "take_reference", lambda found: forms.TakeReferenceForm(request.POST or None),
        operations.take_reference, "The reference is saved.",
    )  # fmt: skip


@requires(Can.RUN_CASES)
def interview(request, pk):
    """Who interviewed the candidate, and what it showed."""

    def form(found):
        initial = {
            "held_on": found.interviewed_on,
            "for_partnership": found.interviewed_for_partnership,
            "for_group": found.interviewed_for_group,
            "notes": found.interview_notes,
        }
        return forms.InterviewForm(request.POST or None, initial=initial)

    return on_candidate(request, pk, "interview", form, operations.interview, "The interview is recorded.")


@requires(Can.RUN_CASES)
def choose(request, pk):
    """Choose the candidate, or do not."""

    def form(found):
        initial = {"chosen": said(found.chosen), "reason": found.chosen_reason}
        return forms.ChooseForm(request.POST or None, initial=initial)

    return on_candidate(
        request, pk, "choose", form, operations.choose, "The choice is saved with its reasons."
    )
