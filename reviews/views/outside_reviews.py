"""The register of reviews by the national Panel and by other areas."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires
from partnership.models import Action
from partnership.views.actions import COLOURS
from partnership.views.deed import attempt
from reviews.forms.learning import LearnFromElsewhereForm, OpenActionForm
from reviews.forms.outside_reviews import (
    ConsiderOutsideReviewForm,
    OutsideReviewsFilterForm,
    RegisterOutsideReviewForm,
)
from reviews.models import OutsideReview
from reviews.operations import outside_reviews as operations
from reviews.operations.action_plan import group_of_reviews
from reviews.views.action_plan import opened_words
from reviews.views.sections import learning_section

A_PAGE = 30


@requires(Can.READ_LEARNING)
@require_safe
def outside_reviews(request):
    """All of them, the newest first; what still has to be considered says by when."""
    form = OutsideReviewsFilterForm(request.GET or None)
    seen = OutsideReview.objects.select_related("group", "deadline")
    page = Paginator(form.narrow(seen), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "reviews/outside_reviews.html",
        {
            "page": page,
            "filter": form,
            "today": timezone.localdate(),
            "writes": may(request.user, Can.WRITE_LEARNING),
            "section": learning_section(request),
        },
    )


def find(pk):
    return get_object_or_404(OutsideReview.objects.select_related("group", "deadline", "recorded_by"), pk=pk)


@requires(Can.READ_LEARNING)
@require_safe
def outside_review(request, pk):
    """One review from elsewhere, what was decided, and what came of it as far as the reader may see."""
    found = find(pk)
    actions = list(found.actions.visible_to(request.user).select_related("organisation", "owner").distinct())
    for action in actions:
        action.status = Action.State(action.state)
    return render(
        request,
        "reviews/outside_review.html",
        {
            "review": found,
            "actions": actions,
            "points": found.learning_points.all(),
            "colours": COLOURS,
            "writes": may(request.user, Can.WRITE_LEARNING),
        },
    )


@requires(Can.WRITE_LEARNING)
def register_outside_review(request):
    """Put a review on the register."""
    form = RegisterOutsideReviewForm(request.POST or None, initial={"group": group_of_reviews()})
    if (
        request.method == "POST"
        and form.is_valid()
        and (made := attempt(form, operations.register_outside_review, by=request.user, **form.cleaned_data))
    ):
        messages.success(request, "It is on the register, and its date is in the diary.")
        return redirect(made)
    return render(request, "reviews/register_outside_review.html", {"form": form})


@requires(Can.WRITE_LEARNING)
def consider_outside_review(request, pk):
    """Record what the group decided."""
    found = find(pk)
    form = ConsiderOutsideReviewForm(request.POST or None, due_on=found.deadline.due_on)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.consider_outside_review, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "What the group decided is recorded.")
        return redirect(found)
    return render(request, "reviews/consider_outside_review.html", {"review": found, "form": form})


@requires(Can.WRITE_LEARNING)
def open_action_from(request, pk):
    """Ask agencies to do something because of it."""
    found = find(pk)
    form = OpenActionForm(request.POST or None, myself=False)
    if request.method == "POST" and form.is_valid():
        asked = form.asked(request.user)
        del asked["owner"], asked["recommendation"]
        if opened := attempt(form, operations.open_action_from, found, by=request.user, **asked):
            messages.success(request, opened_words(opened))
            return redirect(found)
    return render(request, "reviews/open_action_from.html", {"review": found, "form": form})


@requires(Can.WRITE_LEARNING)
def note_learning_from(request, pk):
    """Note what it teaches us."""
    found = find(pk)
    form = LearnFromElsewhereForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.note_learning_from, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The learning point is noted.")
        return redirect(found)
    return render(request, "reviews/note_learning_from.html", {"review": found, "form": form})
