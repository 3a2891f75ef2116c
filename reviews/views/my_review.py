"""The reviewer's own workspace: the review to which they are appointed today, and nothing else of the case."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.views.deed import attempt, note_reading
from partnership.views.files import send_file
from reviews.forms.under_way import KeepNotesForm
from reviews.models import (
    Artefact,
    CaseDeadline,
    ReviewDraft,
    ReviewerAppointment,
    SharedPaper,
    WrittenRequest,
)
from reviews.models.case import OVER
from reviews.operations import under_way as operations
from reviews.operations.chronology import merged
from reviews.operations.under_way import UNDER_WAY
from reviews.views.times import own_review_drawn


def own_appointments(person):
    """Those in force today, with everything that their reviewer sees, in a fixed number of queries."""
    return (
        ReviewerAppointment.objects.on(timezone.localdate())
        .filter(person=person)
        .exclude(review__case__stage__in=OVER)
        .select_related("review__case", "notes")
        .prefetch_related(
            "review__terms_versions",
            "review__meetings",
            "review__practitioner_events",
            Prefetch("review__artefacts", Artefact.objects.select_related("document")),
            Prefetch("review__drafts", ReviewDraft.objects.select_related("document", "sent_by")),
            Prefetch(
                "review__shared_papers",
                SharedPaper.objects.filter(unshared_at=None).select_related(
                    "answer__request__organisation", "document"
                ),
                to_attr="papers",
            ),
            Prefetch(
                "written_requests", WrittenRequest.objects.select_related("deadline"), to_attr="requests"
            ),
            Prefetch(
                "review__case__clocks",
                CaseDeadline.objects.filter(deadline__duty="publish", deadline__ended_on=None).select_related(
                    "deadline"
                ),
                to_attr="publication",
            ),
        )
    )


@requires(Can.WORK_ON_OWN_REVIEW)
@require_safe
def my_review(request):
    """The reviews to which this reviewer is appointed today, each with what is theirs to read and to do."""
    spaces = [
        {
            "appointment": appointment,
            "review": appointment.review,
            "drawn": own_review_drawn(appointment, timezone.localdate()),
            "writing": appointment.review.case.stage in UNDER_WAY,
            "notes": getattr(appointment, "notes", None),
        }
        for appointment in own_appointments(request.user)
    ]
    note_reading(request, *(space["review"].case for space in spaces))
    return render(request, "reviews/my_review.html", {"spaces": spaces})


@requires(Can.WORK_ON_OWN_REVIEW)
def keep_notes(request, pk):
    """Write one's own notes, which nobody else reads."""
    found = get_object_or_404(
        ReviewerAppointment.objects.on(timezone.localdate())
        .filter(person=request.user)
        .select_related("review__case", "notes"),
        pk=pk,
    )
    notes = getattr(found, "notes", None)
    initial = {"text": notes.text, "seen": notes.revision} if notes else {}
    form = KeepNotesForm(request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.keep_notes, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "Your notes are saved.")
        return redirect("reviews:my_review")
    return render(request, "reviews/keep_notes.html", {"case": found.review.case, "form": form})


def find_paper(request, pk):
    """A paper that is shared with this reviewer now; for everybody else there is none."""
    return get_object_or_404(
        SharedPaper.objects.for_reviewer(request.user).select_related(
            "review__case__rapid_review", "answer__request__organisation", "document"
        ),
        pk=pk,
    )


@require_safe
@requires(Can.WORK_ON_OWN_REVIEW)
def shared_paper(request, pk):
    """One paper that staff chose to show; each reading is on the record."""
    paper = find_paper(request, pk)
    operations.read_paper(paper, by=request.user)
    K = SharedPaper.Kind
    if paper.kind == K.DOCUMENT:
        return send_file(paper.document, paper.document.download_name)
    context = {"paper": paper, "case": paper.review.case}
    if paper.kind == K.RAPID_REVIEW:
        context["sections"] = paper.review.case.rapid_review.sections
    if paper.kind == K.CHRONOLOGY:
        context["rows"] = merged(paper.review.case)
    return render(request, "reviews/shared_paper.html", context)
