"""Short texts beside what is live: improvements made since, a summary put right, the repository's link."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from partnership.access import Can, requires
from partnership.views.deed import attempt, note_reading
from reviews.forms.public_words import (
    AddImprovementForm,
    CheckWordsForm,
    CorrectSummaryForm,
    LinkRepositoryForm,
    TakeDownImprovementForm,
)
from reviews.models import Correction, Improvement, Review
from reviews.operations import publication as operations
from reviews.rules.identity import identifying
from reviews.rules.publication import PUBLIC_AT
from reviews.views.deed import check_standing, find_case


def find_review(request, pk, live=True):
    """The review of a case that this person may know of; `live` where its page is for what the public reads now."""
    case = find_case(request, pk)
    check_standing(request, case, *PUBLIC_AT)
    review = get_object_or_404(Review.objects.select_related("case"), case=case)
    if live and request.method in ("GET", "HEAD"):
        operations.check_live(review)
    return review


@requires(Can.RUN_CASES)
def add_improvement(request, pk):
    """Propose a few sentences on what has got better since."""
    review = find_review(request, pk)
    form = AddImprovementForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.add_improvement, review, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The text is saved. It is published once someone else has checked it.")
        return redirect(review.case)
    return render(
        request, "reviews/add_improvement.html", {"case": review.case, "review": review, "form": form}
    )


def find_improvement(request, pk):
    found = Improvement.objects.visible_to(request.user)
    return get_object_or_404(found.select_related("review__case", "proposed_by"), pk=pk)


@requires(Can.CHECK_ANONYMITY)
def check_improvement(request, pk):
    """Look whether somebody else's text identifies anybody."""
    found = find_improvement(request, pk)
    note_reading(request, found.review.case)
    form = CheckWordsForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.check_improvement, found, by=request.user, **form.given)
    ):
        follows = "The public can read it now." if form.given["passed"] else "It is not published."
        messages.success(request, f"Your check is recorded. {follows}")
        return redirect(found.review.case)
    return render(
        request,
        "reviews/check_improvement.html",
        {"found": found, "case": found.review.case, "form": form, "warnings": identifying(found.text)},
    )


@requires(Can.PUBLISH_REVIEWS)
def take_down_improvement(request, pk):
    """The public stops reading a text at once."""
    found = find_improvement(request, pk)
    note_reading(request, found.review.case)
    form = TakeDownImprovementForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.take_down_improvement, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "It is no longer published.")
        return redirect(found.review.case)
    return render(
        request,
        "reviews/take_down_improvement.html",
        {"found": found, "case": found.review.case, "form": form},
    )


@requires(Can.RUN_CASES)
def correct_summary(request, pk):
    """Propose another public summary for a review that is live."""
    review = find_review(request, pk)
    note_reading(request, review.case)
    form = CorrectSummaryForm(request.POST or None, initial={"new": review.abstract})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.correct_summary, review, by=request.user, **form.cleaned_data)
    ):
        messages.success(
            request, "The new summary is saved. Two other people check it, then it replaces the old one."
        )
        return redirect(review.case)
    return render(
        request, "reviews/correct_summary.html", {"case": review.case, "review": review, "form": form}
    )


def what_follows(correction):
    """What happens with a new summary that was just looked at."""
    if correction.turned_down_at:
        return "The old summary stays."
    if correction.applied_at:
        return "The new summary has replaced the old one."
    return "One more person has to check it."


@requires(Can.CHECK_ANONYMITY)
def check_correction(request, pk):
    """Look at somebody else's new summary, beside the old one."""
    found = get_object_or_404(
        Correction.objects.visible_to(request.user).select_related("review__case", "proposed_by"), pk=pk
    )
    note_reading(request, found.review.case)
    form = CheckWordsForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and (checked := attempt(form, operations.check_correction, found, by=request.user, **form.given))
    ):
        messages.success(request, f"Your check is recorded. {what_follows(checked)}")
        return redirect(found.review.case)
    return render(
        request,
        "reviews/check_correction.html",
        {
            "found": found,
            "case": found.review.case,
            "form": form,
            "warnings": identifying(found.new),
            "checks": found.checks.select_related("checked_by"),
        },
    )


@requires(Can.RUN_CASES)
def link_repository(request, pk):
    """Give the page at which the national repository keeps the review."""
    review = find_review(request, pk, live=False)
    form = LinkRepositoryForm(request.POST or None, initial={"link": review.repository_link})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.link_repository, review, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The link is saved.")
        return redirect(review.case)
    return render(
        request, "reviews/link_repository.html", {"case": review.case, "review": review, "form": form}
    )
