"""Asking a committee, writing down what it said, and answering it: the same whatever it is asked about.

Each verb is a part of a verb of what it is about, which has locked it and records.
"""

from datetime import timedelta

from django.utils import timezone

from partnership.access import Refused, Role
from partnership.operations.deadlines import meet, open_fixed
from partnership.rules.plan import (
    ANSWER_DAYS,
    ANSWER_RULE,
    ANSWER_SOURCE,
    COMMENT_RULE,
    COMMENT_SOURCE,
)


def open_day(committee, *, by, duty, what, it, sent_on, meets_on, reference, path):
    """The day on which a committee considers `what`, such as the business plan; `it` is what a sentence calls it."""
    if meets_on < sent_on:
        raise Refused(f"It cannot consider {it} before it was sent.")
    return open_fixed(
        duty, f"{committee.name} considers {what}"[:200], meets_on, by=by, rule=COMMENT_RULE,
        source=COMMENT_SOURCE, reference=reference, path=path, role=Role.BOARD_MANAGER, starts_on=sent_on,
    )  # fmt: skip


def note_considered(consultation, *, by, duty, it, reference, path, considered_on, comments, late_reason):
    """What the committee said, or that it had nothing to say; comments are answered within a time."""
    if consultation.considered_on:
        raise Refused("What it said has been recorded already.")
    if considered_on < consultation.sent_on:
        raise Refused(f"It cannot have considered {it} before it was sent.")
    meet(consultation.deadline, by=by, done_on=considered_on, late_reason=late_reason)
    consultation.considered_on = considered_on
    consultation.comments = comments.strip()
    consultation.no_comments = not consultation.comments
    if consultation.comments:
        consultation.answer_deadline = open_fixed(
            duty, f"Answer the comments of {consultation.committee.name}"[:200],
            considered_on + timedelta(ANSWER_DAYS), by=by, rule=ANSWER_RULE, source=ANSWER_SOURCE,
            reference=reference, path=path, role=Role.BOARD_MANAGER, starts_on=considered_on,
        )  # fmt: skip
    consultation.save(update_fields=["considered_on", "comments", "no_comments", "answer_deadline"])


def note_answered(consultation, *, by, answer, late_reason, **more):
    """What we answer to its comments; `more` is what each kind keeps of what changed because of them."""
    if not consultation.comments:
        raise Refused("It has not commented, so there is nothing to answer.")
    if consultation.answered_on:
        raise Refused("Its comments have been answered already.")
    if not answer.strip():
        raise Refused("Say what we answer.")
    meet(consultation.answer_deadline, by=by, late_reason=late_reason)
    consultation.answer, consultation.answered_on = answer.strip(), timezone.localdate()
    for name, value in more.items():
        setattr(consultation, name, value)
    consultation.save(update_fields=["answer", "answered_on", *more])
