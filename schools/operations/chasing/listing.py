"""Where each school stands on the ladder, and who never answered."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from schools.models import AskedSchool, ChaseReply, ChaseStep
from schools.operations.chasing.sweep import chased_of
from schools.rules.chasing import upcoming


@dataclass(frozen=True)
class Row:
    """One school on the ladder: what was done last, what comes next and when, and what holds it up."""

    chased: object
    last: ChaseStep  # or None
    next: object  # (rung, day) or None
    why_not: str = ""

    @property
    def asked(self):
        return self.chased.asked

    @property
    def standing(self):
        return self.chased.standing


def rows_of_round(chased_round, today=None):
    """Every school of a round on the ladder, in a fixed number of queries."""
    today = today or timezone.localdate()
    return [row(one, today) for one in chased_of(AskedSchool.objects.filter(round=chased_round), today)]


def row_of(asked, today=None):
    today = today or timezone.localdate()
    [one] = chased_of(AskedSchool.objects.filter(pk=asked.pk), today)
    return row(one, today)


def row(one, today):
    steps = list(one.asked.chase_steps.all())
    why_not = ""
    if one.standing.is_open:
        if one.held:
            why_not = "Held"
        elif one.assured:
            why_not = "Gave written assurance"
        elif one.asked.school.missing_since:
            why_not = "No longer in the national register: check why"
    ahead = (
        upcoming(taken=one.taken, started=one.started, today=today, **one.dates)
        if one.standing.is_open and not why_not
        else None
    )
    return Row(one, steps[-1] if steps else None, ahead, why_not)


@dataclass(frozen=True)
class NonResponder:
    """A school that was asked and did not answer, whoever runs it, with what was done about it."""

    asked: AskedSchool
    due_on: date
    formal_on: date  # of the formal letter, or None
    reply_by: date
    told_authority_on: date
    named_on: date
    replies: tuple
    assured: bool  # in writing, without the return

    @property
    def school(self):
        return self.asked.school


def non_responders(authority, start, until, today=None):
    """Schools of an authority whose return was due from one day to another and has not come, of every kind, by name.

    Schools that closed, converted or were excused are not among them. A fixed number of queries.
    """
    today = today or timezone.localdate()
    asked = AskedSchool.objects.filter(round__run_by=authority, round__due_on__range=(start, until))
    late = [one for one in chased_of(asked, today) if one.standing.overdue]
    replies = {}
    for reply in ChaseReply.objects.filter(asked__in=[one.asked.pk for one in late]).order_by("pk"):
        replies.setdefault(reply.asked_id, []).append(reply)
    return [non_responder(one, tuple(replies.get(one.asked.pk, ()))) for one in late]


def non_responder(one, replies):
    steps = {step.rung: step for step in one.asked.chase_steps.all()}

    def day(code):
        return steps[code].taken_on if code in steps else None

    return NonResponder(
        asked=one.asked,
        due_on=one.standing.due_on,
        formal_on=day("formal"),
        reply_by=steps["formal"].reply_by if "formal" in steps else None,
        told_authority_on=day("authority"),
        named_on=day("named"),
        replies=replies,
        assured=one.assured,
    )


# How a row may be looked for: value → words. See rows_like.
HOW = [
    ("late", "Late"),
    ("formal", "Written to formally"),
    ("authority", "With the authority’s education lead, or named"),
    ("held", "Chasing paused"),
    ("post", "Written to by post"),
    ("everybody", "Every school that was asked"),
]


def rows_like(rows, show, by_post=frozenset()):
    """Those rows that are asked for; `by_post` are ids of schools with a letter to post."""
    wanted = {
        "late": lambda one: one.standing.overdue,
        "formal": lambda one: one.standing.is_open and one.last and one.last.rung == "formal",
        "authority": lambda one: (
            one.standing.is_open and one.last and one.last.rung in ("authority", "named")
        ),
        "held": lambda one: bool(one.why_not),
        "post": lambda one: one.asked.pk in by_post,
        "everybody": lambda one: True,
    }.get(show, lambda one: one.standing.is_open)
    return [one for one in rows if wanted(one)]
