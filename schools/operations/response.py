"""How the schools of a round have answered: each one's standing, and the response as those asked were frozen."""

from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone

from partnership.models.written import Written
from schools.models import AskedSchool, School
from schools.rules import returns as rules

KINDS, RUN_BY = dict(School.Kind.choices), dict(School.Run.choices)
STOPPED = dict(AskedSchool.Stopped.choices)


@dataclass(frozen=True)
class Row:
    """One school that was asked, and how its return stands."""

    asked: AskedSchool
    standing: rules.Standing


class Asked(NamedTuple):
    """One of the many schools of a round, as it was when it was asked, and how its return stands.

    A round asks hundreds, and its page is about all of them: what is said of each is read by columns.
    """

    pk: int
    round_id: int
    name: str
    urn: int
    kind: str
    run: str
    type_code: str
    phase_code: str
    trust_id: int  # or None, and then there is no `trust`
    trust: str
    duty: str
    stopped_on: object
    stopped_because: str
    standing: rules.Standing

    @property
    def address(self):
        return reverse("schools:school_return", args=[self.pk])

    @property
    def kind_said(self):
        return KINDS[self.kind]

    @property
    def run_said(self):
        return RUN_BY[self.run]

    @property
    def stopped_said(self):
        """Why nobody asks it any more; nothing where somebody does."""
        return STOPPED.get(self.stopped_because, "")


def columns_of(asked_schools):
    """Of each: what the rules go by, then what stands before `standing` in Asked."""
    return (
        asked_schools.with_marks()
        .annotate(received_on=TruncDate("signed_at"))
        .values_list(
            "school_return__state", "begun", "received_on", "school_return__deadline__due_on", "pk", "round",
            "name", "school__urn", "kind", "run", "type_code", "phase_code", "trust", "trust__name", "duty",
            "stopped_on", "stopped_because",
        )
    )  # fmt: skip


OF_ROUND = Written(lambda pk: columns_of(AskedSchool.objects.filter(round=pk)), -1)


def standing_of(asked, today=None):
    """The rules.returns.Standing of one AskedSchool. None more is asked of the database if it came `with_standing`."""
    if not hasattr(asked, "signed_at"):
        asked = AskedSchool.objects.with_standing().get(pk=asked.pk)
    return rules.standing(
        return_state=asked.school_return.state,
        begun=asked.begun,
        received_on=timezone.localdate(asked.signed_at) if asked.signed_at else None,
        due_on=asked.school_return.deadline.due_on,
        stopped=bool(asked.stopped_on),
        today=today or timezone.localdate(),
    )


def rows_of(asked_schools, today=None):
    """Those AskedSchools, each with its standing, in one query."""
    return [Row(one, standing_of(one, today)) for one in asked_schools.with_standing()]


def standings(asked_round, today=None):
    """Asked of every school that the round asked, by name, in one query."""
    return told_of(OF_ROUND.rows(asked_round.pk), today)


def standings_in(rounds, today=None):
    """Asked of every school that any of these rounds asked, in one query."""
    return told_of(columns_of(AskedSchool.objects.filter(round__in=list(rounds))), today)


def told_of(rows, today=None):
    """Asked of each of these `columns_of`. Most stand as many others do, and the rules are asked once for all."""
    today, known, told = today or timezone.localdate(), {}, []
    for return_state, begun, received_on, due_on, *facts in rows:
        stopped = facts[-2] is not None
        case = return_state, begun, received_on, due_on, stopped
        if case not in known:
            known[case] = rules.standing(
                return_state=return_state, begun=begun, received_on=received_on, due_on=due_on, stopped=stopped,
                today=today,
            )  # fmt: skip
        told.append(Asked(*facts, known[case]))
    return told


def response(asked_round, today=None):
    """The rules.returns.Response of the whole round: of those asked, and of those that are still asked."""
    return response_of(standings(asked_round, today))


def response_of(rows):
    """The response of some rows."""
    return rules.response_of(row.standing for row in rows)


def response_by(rows, *names):
    """Response by what the schools were when they were asked: (values) → Response, in the order of the values.

    `names` are fields of Asked, such as kind and run.
    """
    groups, values = {}, zip(*(map(attrgetter(name), rows) for name in names), strict=True)
    for row, key in zip(rows, values, strict=True):
        groups.setdefault(key, []).append(row)
    return {key: response_of(groups[key]) for key in sorted(groups, key=lambda one: [str(v) for v in one])}
