"""Beginning a review, its public name, telling the Panel who reviews, and replacing a reviewer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from partnership.access import Can, requires
from partnership.models import Organisation
from partnership.views.deed import attempt, note_reading, told
from reviews.forms.commissioning import BeginReviewForm, RemoveReviewerForm, TellWhoReviewsForm
from reviews.forms.review import NameReviewForm
from reviews.models import Review, Stage
from reviews.operations import review as operations
from reviews.operations.case import clock
from reviews.operations.commissioning import chosen_for, missing_to_begin
from reviews.operations.review import checked
from reviews.views.commissioning import find_commissioned
from reviews.views.deed import check_standing, find_case


@requires(Can.RUN_CASES)
def begin_review(request, pk):
    """Appoint the candidate who was chosen and approved; until then the page says everything that is missing."""
    review = find_commissioned(request, pk, Stage.LCSPR_SETUP)
    case = review.case
    form = BeginReviewForm(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.begin_review, case, by=request.user, **form.cleaned_data)
    ):
        told(
            request,
            "The reviewer is appointed. Six months run from the date of the decision.",
            about=case.reference,
        )
        return redirect(case)
    return render(
        request,
        "reviews/begin_review.html",
        {
            "case": case,
            "review": review,
            "form": form,
            "missing": missing_to_begin(review),
            "candidate": chosen_for(review),
        },
    )


@requires(Can.RUN_CASES)
def tell_who_reviews(request, pk):
    """Record when the Panel was told who carries the review out."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF)
    review = get_object_or_404(Review, case=case)
    due = clock(case, "tell_who_reviews")
    form = TellWhoReviewsForm(request.POST or None, due_on=due and due.due_on)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.tell_who_reviews, review, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "It is recorded that the Panel knows who carries the review out.")
        return redirect(case)
    return render(request, "reviews/tell_who_reviews.html", {"case": case, "form": form, "deadline": due})


@requires(Can.INVITE_PEOPLE)
def remove_reviewer(request, pk):
    """End the reviewer's appointment at once, with every statutory partner's agreement."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.LCSPR_ACTIVE)
    review = get_object_or_404(Review, case=case)
    partners = Organisation.objects.statutory_partners(timezone.localdate())
    form = RemoveReviewerForm(request.POST or None, partners=partners)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.remove_reviewer, review, by=request.user, **form.given)
    ):
        messages.success(request, "The appointment has ended, and the reviewer sees nothing here any more.")
        return redirect("reviews:commissioning", case.pk)
    return render(
        request,
        "reviews/remove_reviewer.html",
        {"case": case, "form": form, "appointment": operations.reviewer_of(review)},
    )


@requires(Can.RUN_CASES)
def name_review(request, pk):
    """Choose the name and the summary that the public will read."""
    case = find_case(request, pk)
    review = get_object_or_404(Review.objects.prefetch_related("artefacts"), case=case)
    note_reading(request, case)
    form = NameReviewForm(
        request.POST or None,
        initial={
            name: getattr(review, name)
            for name in ("public_title", "abstract", "public_kind", "themes", "age_stage")
        },
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.name_review, review, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The public name and summary are saved. Nobody outside sees them yet.")
        return redirect(case)
    return render(
        request,
        "reviews/name_review.html",
        {
            "case": case,
            "review": review,
            "form": form,
            "fixed": any(checked(artefact) for artefact in review.artefacts.all()),
        },
    )
