"""The review under way, as those who run the case see it: checks, requests, meetings, events, drafts, papers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, may, requires
from partnership.views.deed import attempt, note_reading, told
from partnership.views.files import send_file
from reviews.forms import under_way as forms
from reviews.models import InformationAnswer, Review, ReviewDraft, SharedPaper, WrittenRequest
from reviews.models.case import chairs_reviews
from reviews.operations import under_way as operations
from reviews.operations.case import clock
from reviews.operations.chronology import merged
from reviews.operations.under_way import UNDER_WAY, WATCHED
from reviews.rules.under_way import check_withdrawal
from reviews.views.commissioning import find_review


def received(form, name="file"):
    """A chosen file, as the operations take it."""
    file = form.cleaned_data.get(name)
    return {"content": file.read(), "filename": file.name} if file else {}


def on_review(request, pk, name, form, operation, done, stages=UNDER_WAY, **context):
    """One short page about the review under way."""
    review = find_review(request, pk, *stages)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operation, review, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, done)
        return redirect(review.case)
    return render(
        request, f"reviews/{name}.html", {"case": review.case, "review": review, "form": form, **context}
    )


@requires(Can.RUN_CASES, Can.RECOMMEND_REVIEWS)
def check_progress(request, pk):
    """Record how long the review takes and how good it is: staff, or the chair of a group that reviews cases."""
    if not may(request.user, Can.RUN_CASES) and not chairs_reviews(request.user):
        raise Http404
    due = clock(find_review(request, pk, *WATCHED).case, "progress_check")
    form = forms.CheckProgressForm(request.POST or None, due_on=due and due.due_on)
    return on_review(
        request, pk, "check_progress", form, operations.check_progress,
        "The check is recorded. The next one is in the diary.", stages=WATCHED, deadline=due,
    )  # fmt: skip


@requires(Can.RUN_CASES)
def ask_in_writing(request, pk):
    """Ask the reviewer for information or a draft, in writing."""
    form = forms.AskInWritingForm(request.POST or None)
    return on_review(
        request, pk, "ask_in_writing", form, operations.ask_in_writing,
        "The reviewer has been asked, and written to.",
    )  # fmt: skip


@requires(Can.RUN_CASES)
def hold_review_meeting(request, pk):
    """Record a meeting of the review's own panel."""
    form = forms.HoldReviewMeetingForm(request.POST or None)
    return on_review(
        request, pk, "hold_review_meeting", form, operations.hold_review_meeting, "The meeting is recorded."
    )


@requires(Can.RUN_CASES)
def hold_event(request, pk):
    """Record what practitioners said."""
    form = forms.HoldEventForm(request.POST or None)
    return on_review(request, pk, "hold_event", form, operations.hold_event, "What was heard is recorded.")


@requires(Can.RUN_CASES, Can.WORK_ON_OWN_REVIEW)
def answer_request(request, pk):
    """What was asked in writing, and its answer: for the reviewer who was asked, and those who run the case."""
    found = get_object_or_404(
        WrittenRequest.objects.visible_to(request.user).select_related(
            "review__case", "appointment__person", "deadline", "asked_by", "answered_by", "document"
        ),
        pk=pk,
    )
    due = found.deadline.due_on if found.deadline.outstanding else None
    form = forms.AnswerRequestForm(request.POST or None, request.FILES or None, due_on=due)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data.get(name, "") for name in ("answer", "late_reason")}
        if attempt(form, operations.answer_request, found, by=request.user, **given, **received(form)):
            messages.success(request, "The answer is recorded, and the business unit is told.")
            return redirect(found)
    staff = may(request.user, Can.RUN_CASES)
    if staff:
        note_reading(request, found.review.case)
    return render(
        request,
        "reviews/answer_request.html",
        {
            "asked": found,
            "case": found.review.case,
            "form": form,
            "open": found.answered_at is None and found.review.case.stage in WATCHED,
            "staff": staff,
        },
    )


@requires(Can.RUN_CASES)
def withdraw_request(request, pk):
    """What was asked of the reviewer in writing is asked no longer."""
    found = get_object_or_404(
        WrittenRequest.objects.visible_to(request.user).select_related("review__case", "deadline"), pk=pk
    )
    if request.method in ("GET", "HEAD"):
        check_withdrawal(reason="-", answered=bool(found.answered_at), ended=found.ended)
    form = forms.WithdrawRequestForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.withdraw_request, found, by=request.user, **form.cleaned_data)
    ):
        told(request, "The request is withdrawn.", about=found.review.case.reference)
        return redirect(found.review.case)
    note_reading(request, found.review.case)
    return render(
        request, "reviews/withdraw_request.html", {"asked": found, "case": found.review.case, "form": form}
    )


@require_safe
@requires(Can.READ_CASES, Can.WORK_ON_OWN_REVIEW)
def request_file(request, pk):
    """The document that came with an answer; that it was read is on the record."""
    found = get_object_or_404(
        WrittenRequest.objects.visible_to(request.user)
        .filter(document__isnull=False)
        .select_related("document"),
        pk=pk,
    )
    operations.read_request_document(found, by=request.user)
    return send_file(found.document, found.document.download_name)


@requires(Can.RUN_CASES, Can.WORK_ON_OWN_REVIEW)
def send_draft(request, pk):
    """Bring a version of the report: the reviewer on their own review, or staff who received it another way."""
    review = find_review_to_write(request, pk)
    form = forms.SendDraftForm(request.POST or None, request.FILES or None)
    staff = may(request.user, Can.RUN_CASES)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("final", "note")}
        if attempt(form, operations.send_draft, review, by=request.user, **given, **received(form)):
            messages.success(request, "The draft is here, and the business unit is told.")
            return redirect(review.case if staff else "reviews:my_review")
    return render(
        request,
        "reviews/send_draft.html",
        {"case": review.case, "review": review, "form": form, "staff": staff},
    )


def find_review_to_write(request, pk):
    """Staff find it by the case they may know of; a reviewer only their own, by the same number."""
    if may(request.user, Can.RUN_CASES):
        return find_review(request, pk, *UNDER_WAY)
    return get_object_or_404(own_reviews(request.user), case=pk)


def own_reviews(person):
    """Those to which they are appointed today, while they are under way."""
    return Review.objects.of_reviewer(person).filter(case__stage__in=UNDER_WAY).select_related("case")


@require_safe
@requires(Can.READ_CASES, Can.WORK_ON_OWN_REVIEW)
def draft_file(request, pk):
    """A draft, to whoever reads the case or reviews it today; that it was read is on the record."""
    found = get_object_or_404(
        ReviewDraft.objects.visible_to(request.user).select_related("document", "review__case"), pk=pk
    )
    operations.read_draft(found, by=request.user)
    return send_file(found.document, found.document.download_name)


@requires(Can.RUN_CASES)
def share_paper(request, pk):
    """Choose a paper of the case that the reviewer is shown."""
    review = find_review(request, pk, *UNDER_WAY)
    answers = newest_answers(review.case)
    form = forms.SharePaperForm(
        request.POST or None, request.FILES or None, kinds=kinds_there(review.case, answers), answers=answers
    )
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("kind", "answer", "title")}
        document = received(form) if given["kind"] == SharedPaper.Kind.DOCUMENT else {}
        if attempt(form, operations.share_paper, review, by=request.user, **given, **document):
            messages.success(request, "The reviewer sees that paper now, and has been written to.")
            return redirect(review.case)
    shared = review.shared_papers.filter(unshared_at=None).select_related("answer__request__organisation")
    return render(request, "reviews/share_paper.html", {"case": review.case, "form": form, "shared": shared})


def newest_answers(case):
    """The newest answer that each agency has sent."""
    newest = InformationAnswer.objects.filter(request__case=case).newest()
    return newest.select_related("request__organisation").order_by("request__organisation__name")


def kinds_there(case, answers):
    K = SharedPaper.Kind
    kinds = {K.DOCUMENT}
    if hasattr(case, "rapid_review"):
        kinds.add(K.RAPID_REVIEW)
    if merged(case).exists():
        kinds.add(K.CHRONOLOGY)
    if answers.exists():
        kinds |= {K.ANSWER}
    return kinds


@require_POST
@requires(Can.RUN_CASES)
def unshare_paper(request, pk):
    """Take a paper back from the reviewer."""
    paper = get_object_or_404(SharedPaper.objects.for_readers(request.user), pk=pk)
    operations.unshare_paper(paper, by=request.user)
    messages.success(request, "The reviewer does not see that paper any more.")
    return redirect(paper.review.case)
