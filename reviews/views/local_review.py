"""The local review: choosing it, setting it up, how far it is, and what it found."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, requires
from partnership.models import Organisation
from partnership.operations.record import record
from partnership.views.deed import carried_out, note_reading
from partnership.views.files import send_file
from reviews.forms.routes import (
    ChooseLocalReviewForm,
    FinishLocalReviewForm,
    NoteLocalProgressForm,
    SetUpLocalReviewForm,
)
from reviews.models import Case, LocalReview, Stage
from reviews.operations import local_review as operations
from reviews.operations.routes import UNDECIDED
from reviews.views.decision import afterwards, find_for_decision
from reviews.views.deed import check_standing, find_case
from reviews.views.routes import what_is_known


def who_may_lead():
    """Whoever exists today, but for partnerships, which lead through their members."""
    return Organisation.objects.on(timezone.localdate()).exclude(kind=Organisation.Kind.PARTNERSHIP)


def under_way(request, case):
    """The local review that this page is about; the deed's own page says where the case stands if there is none."""
    check_standing(request, case, Stage.LOCAL_REVIEW)
    found = case.local_review
    if found is None or found.finished_on:
        raise Refused(
            f"No local review is under way in {case.reference}. Open the case to see what comes next."
        )
    return found


@requires(Can.DECIDE_REVIEWS)
def choose_local_review(request, pk):
    """Whoever decides chooses local learning, where the case is not reviewed nationally."""
    case = find_for_decision(request, pk)
    check_standing(request, case, *UNDECIDED, when_sent=True)
    form = ChooseLocalReviewForm(request.POST or None, organisations=who_may_lead())
    if carried_out(request, form, operations.choose_local_review, case):
        messages.success(request, "A local review follows. The business unit knows.")
        return afterwards(request, case)
    note_reading(request, case)
    return render(request, "reviews/choose_local_review.html", what_is_known(case) | {"form": form})


@requires(Can.RUN_CASES)
def set_up_local_review(request, pk):
    """Say how the local review is done that was decided on."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.LOCAL_REVIEW)
    form = SetUpLocalReviewForm(request.POST or None, organisations=who_may_lead())
    if carried_out(request, form, operations.set_up_local_review, case):
        messages.success(request, "The local review is set up. Its date is in the diary.")
        return redirect(case)
    return render(
        request, "reviews/set_up_local_review.html", {"case": case, "form": form, "decision": case.decision}
    )


@requires(Can.RUN_CASES)
def note_local_progress(request, pk):
    """How far the local review is today."""
    case = find_case(request, pk)
    local_review = under_way(request, case)
    form = NoteLocalProgressForm(request.POST or None)
    if carried_out(request, form, operations.note_local_progress, case):
        messages.success(request, "It is noted.")
        return redirect(case)
    return render(
        request,
        "reviews/note_local_progress.html",
        {
            "case": case,
            "form": form,
            "deadline": local_review.deadline,
            "progress": local_review.progress.select_related("noted_by"),
        },
    )


@requires(Can.RUN_CASES)
def finish_local_review(request, pk):
    """What the local review found, and what was learnt."""
    case = find_case(request, pk)
    local_review = under_way(request, case)
    note_reading(request, case)
    form = FinishLocalReviewForm(
        request.POST or None, request.FILES or None, due_on=local_review.deadline.due_on
    )
    if carried_out(request, form, operations.finish_local_review, case):
        messages.success(
            request, "The local review is finished. Add its actions and learning points to the case."
        )
        return redirect(case)
    return render(
        request,
        "reviews/finish_local_review.html",
        {"case": case, "form": form, "local_review": local_review, "deadline": local_review.deadline},
    )


@requires(Can.READ_CASES)
@require_safe
def local_review_file(request, pk):
    """The report of a local review, to whoever reads its case."""
    found = get_object_or_404(
        LocalReview.objects.filter(case__in=Case.objects.visible_to(request.user)).select_related("report"),
        pk=pk,
    )
    if found.report is None:
        raise Http404
    record("read file", found, by=request.user, checksum=found.report.checksum)
    return send_file(found.report, found.report.download_name)
