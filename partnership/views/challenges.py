"""The challenge log: the register and its file, one challenge, and what may be done with it."""

from django.contrib import messages
from django.db.models import Case, Value, When
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, may, requires
from partnership.forms.disputes import (
    ChallengesFilterForm,
    CloseChallengeForm,
    LogChallengeForm,
    RespondChallengeForm,
    WithdrawChallengeForm,
)
from partnership.models import Challenge
from partnership.operations import challenges as operations
from partnership.rules.challenges import check_stands
from partnership.views.deed import carried_out
from partnership.views.disputes import READERS, due, neighbours
from partnership.views.listings import Column, Listing, in_order
from partnership.views.tables import table_file

HEADINGS = (
    "Reference", "Raised on", "By", "With", "About", "Challenge", "Answer due", "Answered on", "Answer", "Outcome",
    "What happened", "Closed on", "Learning",
)  # fmt: skip


def status(challenge):
    if challenge.closed_on:
        return "Closed"
    if challenge.withdrawn_because:
        return "Withdrawn"
    return "Answered" if challenge.responded_on else "Waits for an answer"


COLOURS = {"Waits for an answer": "blue", "Answered": "yellow", "Closed": "green", "Withdrawn": "grey"}
CHALLENGES = Listing(
    "challenges",
    "Challenge log",
    "challenge",
    [
        Column("Challenge", lambda one: one.reference, by="pk", kind="number"),
        Column("About", lambda one: one.subject, by="subject", under="Challenge"),
        Column("By", lambda one: one.raised_by_office, by="raised_by_office"),
        Column("Raised on", lambda one: one.raised_on, by="raised_on", kind="day", under="By"),
        Column("With", lambda one: one.raised_with.name, by="raised_with__name"),
        Column("Answer due", lambda one: one.deadline.due_on, by="deadline__due_on", kind="day"),
        Column(
            "Status",
            status,
            by=Case(
                When(closed_on__isnull=False, then=Value(2)),
                When(deadline__ended_on__isnull=False, then=Value(3)),
                When(responded_on__isnull=False, then=Value(1)),
                default=Value(0),
            ),
            kind="step",
        ),
        Column(
            "Outcome",
            lambda one: one.get_outcome_display(),
            by=in_order("outcome", Challenge.Outcome),
            kind="step",
            under="Status",
        ),
    ],
    form=ChallengesFilterForm,
    order="newest first",
    detail="challenges_file",
)


def asked_for(request):
    seen = Challenge.objects.visible_to(request.user)
    form = ChallengesFilterForm(request.GET or None, challenges=seen)
    return form, form.narrow(seen).select_related("raised_with", "raised_for", "deadline")


@requires(*READERS)
@require_safe
def challenges(request):
    """The log, the newest first."""
    form, found = asked_for(request)
    shown = CHALLENGES.shown(request, found, of=Challenge.objects.visible_to(request.user), form=form)
    if shown.file:
        return shown.file
    for one in shown.page:
        one.status = status(one)
    return render(
        request,
        "partnership/challenges.html",
        {
            "shown": shown,
            "page": shown.page,
            "colours": COLOURS,
            "today": timezone.localdate(),
            "runs": may(request.user, Can.RUN_DISPUTES),
            "section": neighbours(request),
        },
    )


@requires(*READERS)
@require_safe
def challenges_file(request, kind):
    """The same challenges with every word that the log has of them."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    _, found = asked_for(request)
    found = CHALLENGES.in_order(request, found).prefetch_related("learning_points")
    rows = [
        (
            one.reference, one.raised_on, one.raised_by_office, one.raised_with.name, one.subject, one.about,
            one.deadline.due_on, one.responded_on, one.response,
            "Withdrawn" if one.withdrawn_because else one.get_outcome_display(),
            one.withdrawn_because or one.outcome_text,
            one.closed_on, "; ".join(point.text for point in one.learning_points.all()),
        )
        for one in found
    ]  # fmt: skip
    return table_file(kind, "challenge-log", HEADINGS, rows)


def find(request, pk):
    return get_object_or_404(
        Challenge.objects.visible_to(request.user).select_related(
            "raised_with", "raised_for", "deadline", "response_written_by", "closed_by"
        ),
        pk=pk,
    )


def answers(person, challenge):
    """Whether they may answer it: the agency that was challenged, and staff who write its answer down."""
    return may(person, Can.RUN_DISPUTES) or challenge.raised_with_id in person.answers_for


@requires(*READERS)
@require_safe
def challenge(request, pk):
    found = find(request, pk)
    return render(
        request,
        "partnership/challenge.html",
        {
            "challenge": found,
            "status": status(found),
            "colours": COLOURS,
            "answers": found.deadline.outstanding and answers(request.user, found),
            "withdraws": found.deadline.outstanding and may(request.user, Can.RUN_DISPUTES),
            "closes": found.responded_on and not found.closed_on and may(request.user, Can.RUN_DISPUTES),
            "learning": found.learning_points.all(),
        },
    )


@requires(Can.RUN_DISPUTES)
def log_challenge(request):
    form = LogChallengeForm(request.POST or None, initial={"raised_on": timezone.localdate()})
    if made := carried_out(request, form, operations.log_challenge):
        messages.success(
            request, f"{made.reference} is in the log. {made.raised_with} is asked for an answer."
        )
        return redirect(made)
    return render(request, "partnership/log_challenge.html", {"form": form})


@requires(Can.RUN_DISPUTES, Can.RAISE_DISPUTES)
def respond_challenge(request, pk):
    found = find(request, pk)
    if not answers(request.user, found):
        raise Refused("Only the agency that was challenged answers.")
    check_stands(found.withdrawn_because)
    if found.responded_on and request.method != "POST":
        raise Refused("It has been answered already. The answer stays as it was given.")
    own = found.raised_with_id in request.user.answers_for
    form = RespondChallengeForm(request.POST or None, own=own, due_on=due(found))
    if carried_out(request, form, operations.respond_challenge, found):
        messages.success(
            request, "The answer is recorded. The business unit reads it, then closes the challenge."
        )
        return redirect(found)
    return render(request, "partnership/respond_challenge.html", {"form": form, "challenge": found})


@requires(Can.RUN_DISPUTES)
def withdraw_challenge(request, pk):
    found = find(request, pk)
    form = WithdrawChallengeForm(request.POST or None)
    if request.method != "POST" and not found.deadline.outstanding:
        raise Refused("It is answered or withdrawn already.")
    if carried_out(request, form, operations.withdraw_challenge, found):
        messages.success(request, "The challenge is withdrawn. Nobody is asked to answer it any more.")
        return redirect(found)
    return render(request, "partnership/withdraw_challenge.html", {"form": form, "challenge": found})


@requires(Can.RUN_DISPUTES)
def close_challenge(request, pk):
    found = find(request, pk)
    if (found.closed_on or not found.responded_on) and request.method != "POST":
        raise Refused("You can close a challenge once it has been answered.")
    form = CloseChallengeForm(request.POST or None)
    if carried_out(request, form, operations.close_challenge, found):
        messages.success(request, "The challenge is closed.")
        return redirect(found)
    return render(request, "partnership/close_challenge.html", {"form": form, "challenge": found})
