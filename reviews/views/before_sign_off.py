"""From the final draft to the partners' signatures."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, requires
from partnership.models import Organisation, Participation
from partnership.views.deed import attempt, note_reading, told
from partnership.views.files import send_file
from reviews.forms.before_sign_off import (
    AskAccuracyForm,
    CheckAccuracyForm,
    GoOnWithoutForm,
    RecordLegalCheckForm,
    RespondAccuracyForm,
    StopAccuracyForm,
)
from reviews.models import AccuracyCheck, GoneOnWithout, Review
from reviews.operations import before_sign_off as operations
from reviews.rules.before_sign_off import check_stop
from reviews.views.deed import find_case


def find_review(request, pk):
    """The review of a case that this person may know of."""
    case = find_case(request, pk)
    review = get_object_or_404(Review, case=case)
    review.case = case
    return review


@requires(Can.READ_CASES)
@require_safe
def before_sign_off(request, pk):
    """What partners wait for before they sign, each with what is missing. Reading it is recorded."""
    review = find_review(request, pk)
    missing = operations.missing_before_sign_off(review)
    without = {one.part: one for one in review.gone_on_without.select_related("decided_by")}
    note_reading(request, review.case)
    return render(
        request,
        "reviews/before_sign_off.html",
        {
            "case": review.case,
            "review": review,
            "draft": operations.newest_draft(review),
            "parts": [
                {"part": part, "label": label, "missing": missing[part], "without": without.get(part)}
                for part, label in GoneOnWithout.Part.choices
            ],
            "open": review.case.stage in operations.OPEN_AT,
            "checks": review.accuracy_checks.select_related(
                "organisation", "draft", "deadline", "answered_by", "responded_by"
            ),
            "legal": review.legal_checks.select_related("draft"),
        },
    )


def agencies_to_ask(review, draft):
    """Whoever takes part today and has not been asked about this draft."""
    today = timezone.localdate()
    taking_part = Participation.objects.on(today).values("organisation")
    return (
        Organisation.objects.on(today)
        .filter(pk__in=taking_part)
        .exclude(pk__in=operations.asked_of(draft).values("organisation") if draft else [])
        .order_by("name")
    )


@requires(Can.RUN_CASES)
def ask_accuracy(request, pk):
    """Ask agencies whether the draft has the facts about their own work right."""
    review = find_review(request, pk)
    draft = operations.newest_draft(review)
    if draft is None:
        raise Refused("There is no draft to be checked yet. Add it on the case's page first.")
    answered = review.case.requests.filter(
        answers__involvement="involved", answers__submitted_at__isnull=False
    )
    form = AskAccuracyForm(
        request.POST or None,
        agencies=agencies_to_ask(review, draft),
        initial={"organisations": answered.values_list("organisation", flat=True)},
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.ask_accuracy, review, by=request.user, **form.cleaned_data)
    ):
        told(request, "The agencies have been asked.", about=review.case.reference)
        return redirect("reviews:before_sign_off", review.case.pk)
    return render(request, "reviews/ask_accuracy.html", {"case": review.case, "draft": draft, "form": form})


@requires(Can.ANSWER_INFORMATION)
def check_accuracy(request, pk):
    """An agency reads the draft and says whether the facts about its own work are right."""
    checks = AccuracyCheck.objects.to_answer_by(request.user)
    check = get_object_or_404(
        checks.select_related("review__case", "draft__document", "deadline", "organisation"), pk=pk
    )
    note_reading(request, check.review.case)
    form = CheckAccuracyForm(
        request.POST or None, due_on=check.deadline.due_on if check.deadline.outstanding else None
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.check_accuracy, check, by=request.user, **form.cleaned_data)
    ):
        messages.success(
            request,
            "Thank you. Your agency’s answer is sent. If you corrected anything, the business unit responds, and "
            "you read its response here.",
        )
        return redirect(check)
    return render(
        request,
        "reviews/check_accuracy.html",
        {
            "check": check,
            "readable": (readable := operations.may_read(check)),
            "form": form if readable and not check.answered_at else None,
        },
    )


@requires(Can.ANSWER_INFORMATION)
@require_safe
def accuracy_draft(request, pk):
    """The draft, for the agency that is asked about it."""
    checks = AccuracyCheck.objects.to_answer_by(request.user)
    check = get_object_or_404(checks.select_related("review__case", "draft__document"), pk=pk)
    operations.read_draft(check, by=request.user)
    return send_file(check.draft.document, check.draft.document.download_name)


@requires(Can.RUN_CASES)
def stop_accuracy(request, pk):
    """An agency was asked about a draft by mistake: it is asked no longer, and reads it no more."""
    checks = AccuracyCheck.objects.visible_to(request.user)
    check = get_object_or_404(
        checks.select_related("review__case", "organisation", "draft", "deadline"), pk=pk
    )
    if request.method in ("GET", "HEAD"):
        check_stop(reason="-", answered=bool(check.answered_at), stopped=check.stopped)
    form = StopAccuracyForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.stop_accuracy, check, by=request.user, **form.cleaned_data)
    ):
        told(
            request,
            f"{check.organisation} is no longer asked, and cannot read the draft.",
            about=check.review.case.reference,
        )
        return redirect("reviews:before_sign_off", check.review.case_id)
    return render(
        request, "reviews/stop_accuracy.html", {"check": check, "case": check.review.case, "form": form}
    )


@requires(Can.RUN_CASES)
def respond_accuracy(request, pk):
    """Answer to an agency's corrections."""
    checks = AccuracyCheck.objects.visible_to(request.user)
    check = get_object_or_404(checks.select_related("review__case", "organisation", "draft"), pk=pk)
    if check.answer != AccuracyCheck.Answer.WRONG:
        raise Refused("That agency has not said that anything is wrong, so there is nothing to respond to.")
    note_reading(request, check.review.case)
    form = RespondAccuracyForm(request.POST or None, initial={"response": check.response})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.respond_accuracy, check, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The response is recorded. The agency reads it beside its answer.")
        return redirect("reviews:before_sign_off", check.review.case_id)
    return render(
        request, "reviews/respond_accuracy.html", {"check": check, "case": check.review.case, "form": form}
    )


@requires(Can.RUN_CASES)
def record_legal_check(request, pk):
    """Record what a lawyer found in the draft."""
    review = find_review(request, pk)
    form = RecordLegalCheckForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.record_legal_check, review, by=request.user, **form.cleaned_data)
    ):
        told(request, "The legal check is recorded.", about=review.case.reference)
        return redirect("reviews:before_sign_off", review.case.pk)
    return render(
        request,
        "reviews/record_legal_check.html",
        {"case": review.case, "draft": operations.newest_draft(review), "form": form},
    )


@requires(Can.PUBLISH_REVIEWS)
def go_on_without(request, pk):
    """The manager lets partners sign without one of the three, and says why."""
    review = find_review(request, pk)
    form = GoOnWithoutForm(request.POST or None, initial={"part": request.GET.get("part")})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.go_on_without, review, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The partners may sign without it. They read your reason first.")
        return redirect("reviews:before_sign_off", review.case.pk)
    missing = operations.missing_before_sign_off(review)
    return render(
        request,
        "reviews/go_on_without.html",
        {
            "case": review.case,
            "form": form,
            "missing": [sentence for sentences in missing.values() for sentence in sentences],
        },
    )
