"""Beginning a review, its public name, and the reviewer's own page."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from partnership.access import Can, requires
from reviews.forms.review import BeginReviewForm, NameReviewForm
from reviews.models import Artefact, CaseDeadline, Review, ReviewerAppointment, Stage
from reviews.operations import review as operations
from reviews.operations.review import checked
from reviews.views.deed import attempt, check_standing, find_case


@requires(Can.RUN_CASES)
def begin_review(request, pk):
    """Appoint the reviewer under terms of reference."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.LCSPR_SETUP)
    form = BeginReviewForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.begin_review, case, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The reviewer is appointed. Six months run from the date of the decision.")
        return redirect(case)
    return render(
        request,
        "reviews/begin_review.html",
        {"case": case, "form": form, "nobody": not form.fields["reviewer"].queryset.exists()},
    )


@requires(Can.RUN_CASES)
def name_review(request, pk):
    """Choose the name and the summary that the public will read."""
    case = find_case(request, pk)
    review = get_object_or_404(Review.objects.prefetch_related("artefacts"), case=case)
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


@requires(Can.WORK_ON_OWN_REVIEW)
def my_review(request):
    """The reviews to which this reviewer is appointed today, and nothing else."""
    appointments = (
        ReviewerAppointment.objects.on(timezone.localdate())
        .filter(person=request.user)
        .select_related("review__case")
        .prefetch_related(
            "review__terms_versions",
            Prefetch("review__artefacts", Artefact.objects.select_related("document")),
            Prefetch(
                "review__case__clocks",
                CaseDeadline.objects.filter(deadline__duty="publish", deadline__ended_on=None).select_related(
                    "deadline"
                ),
                to_attr="publication",
            ),
        )
    )
    return render(request, "reviews/my_review.html", {"appointments": appointments})
