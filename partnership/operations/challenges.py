"""The challenge log: logged, answered and closed."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from partnership.access import Can, Refused, may
from partnership.models import Challenge, LearningPoint
from partnership.operations import deadlines
from partnership.operations.dispute_policies import check_once, next_reference
from partnership.operations.disputes import note_learning
from partnership.operations.record import record
from partnership.rules.challenges import (
    check_answered,
    check_closed,
    check_logged,
    check_stands,
    check_withdrawn,
)
from partnership.rules.childs_detail import check_no_detail


def lock(challenge):
    return (
        Challenge.objects.select_for_update(no_key=True, of=("self",))
        .select_related("deadline", "raised_with")
        .get(pk=challenge.pk)
    )


@transaction.atomic
def log_challenge(*, by, raised_by_office, raised_with, subject, about, raised_on, due_on, raised_for=None):
    """Write down who challenged which agency about what; its answer is due by a day."""
    check_logged(
        subject=subject, about=about, office=raised_by_office, raised_on=raised_on, due_on=due_on,
        today=timezone.localdate(),
    )  # fmt: skip
    check_no_detail(subject, about)
    reference = next_reference(Challenge, "CH", raised_on)
    check_once(Challenge, logged_by=by, raised_with=raised_with, about=about.strip(), raised_on=raised_on)
    challenge = Challenge(
        reference=reference, raised_for=raised_for,
        raised_by_office=raised_by_office.strip(), raised_with=raised_with, subject=subject.strip(),
        about=about.strip(), raised_on=raised_on, logged_by=by,
    )  # fmt: skip
    challenge.deadline = deadlines.open_fixed(
        "challenge", "Answer a challenge", due_on, by=by, rule="Agreed when the challenge was logged",
        source="Challenge log", reference=challenge.reference, path="", organisation=raised_with, starts_on=raised_on,
    )  # fmt: skip
    challenge.save()
    challenge.deadline.path = challenge.get_absolute_url()
    challenge.deadline.save(update_fields=["path"])
    record("logged", challenge, by=by, raised_with=raised_with.code)
    return challenge


@transaction.atomic
def respond_challenge(challenge, *, by, response, responded_on=None, late_reason=""):
    """The agency answers, or staff write down how it answered."""
    challenge = lock(challenge)
    own = challenge.raised_with_id in by.answers_for
    if not own and not may(by, Can.RUN_DISPUTES):
        raise Refused("Only the agency that was challenged answers.")
    check_stands(challenge.withdrawn_because)
    today = timezone.localdate()
    responded_on = today if own else responded_on or today
    check_answered(
        responded_on=challenge.responded_on, closed_on=challenge.closed_on, response=response, answered=responded_on,
        raised_on=challenge.raised_on, today=today,
    )  # fmt: skip
    check_no_detail(response)
    challenge.deadline = deadlines.meet(
        challenge.deadline, by=by, done_on=responded_on, late_reason=late_reason
    )
    challenge.response, challenge.responded_on, challenge.response_written_by = (
        response.strip(),
        responded_on,
        by,
    )
    challenge.save(update_fields=["response", "responded_on", "response_written_by"])
    record("answered", challenge, by=by)
    return challenge


@transaction.atomic
def close_challenge(challenge, *, by, outcome, outcome_text, learning=""):
    """What came of it, and what was learnt."""
    challenge = lock(challenge)
    if not may(by, Can.RUN_DISPUTES):
        raise Refused("The business unit closes a challenge.")
    check_stands(challenge.withdrawn_because)
    check_closed(
        closed_on=challenge.closed_on, responded_on=challenge.responded_on, outcome_text=outcome_text
    )
    check_no_detail(outcome_text)
    note_learning(challenge, learning, by=by, origin=LearningPoint.Origin.OTHER)
    challenge.outcome, challenge.outcome_text = Challenge.Outcome(outcome), outcome_text.strip()
    challenge.closed_on, challenge.closed_by = timezone.localdate(), by
    challenge.save(update_fields=["outcome", "outcome_text", "closed_on", "closed_by"])
    record("closed", challenge, by=by, outcome=challenge.outcome)
    return challenge


@transaction.atomic
def withdraw_challenge(challenge, *, by, reason):
    """It was logged by mistake, or is not pursued: nobody answers it any more, and no figure counts it."""
    challenge = lock(challenge)
    if not may(by, Can.RUN_DISPUTES):
        raise Refused("The business unit withdraws a challenge.")
    check_withdrawn(
        withdrawn_because=challenge.withdrawn_because, responded_on=challenge.responded_on, reason=reason
    )
    check_no_detail(reason)
    challenge.deadline = deadlines.end(challenge.deadline, by=by, reason=reason)
    record("withdrew", challenge, by=by, why=reason.strip())
    return challenge


def challenges_between(start, end):
    """What the yearly report says of challenges raised from one day to another, both included.

    {"raised", "answered", "late", "closed": numbers, "outcomes": {words: number}, "rows": the challenges, oldest
    first, each with its learning points at hand}.
    """
    rows = list(
        Challenge.objects.raised_between(start, end)
        .select_related("raised_with", "deadline")
        .prefetch_related("learning_points")
        .order_by("raised_on", "pk")
    )
    return {
        "raised": len(rows),
        "answered": sum(one.responded_on is not None for one in rows),
        "late": sum(bool(one.deadline.late) for one in rows),
        "closed": sum(one.closed_on is not None for one in rows),
        "outcomes": dict(Counter(one.get_outcome_display() for one in rows if one.outcome)),
        "rows": rows,
    }
