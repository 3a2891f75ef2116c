"""How the schools of a round have answered: each one's standing, and the response as those asked were frozen."""

from dataclasses import dataclass

from django.utils import timezone

from schools.models import AskedSchool
from schools.rules import returns as rules


@dataclass(frozen=True)
class Row:
    """One school that was asked, and how its return stands."""

    asked: AskedSchool
    standing: rules.Standing


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
    """Every school that the round asked, by name."""
    return rows_of(AskedSchool.objects.filter(round=asked_round), today)


def standings_in(rounds, today=None):
    """Every school that any of these rounds asked, in one query."""
    return rows_of(AskedSchool.objects.filter(round__in=list(rounds)), today)


def response(asked_round, today=None):
    """The rules.returns.Response of the whole round: of those asked, and of those that are still asked."""
    return response_of(standings(asked_round, today))


def response_of(rows):
    """The response of some rows."""
    return rules.response_of(row.standing for row in rows)


def response_by(rows, *names):
    """Response by what the schools were when they were asked: (values) → Response, in the order of the values.

    `names` are fields of AskedSchool, such as kind and run.
    """
    groups = {}
    for row in rows:
        groups.setdefault(tuple(getattr(row.asked, name) for name in names), []).append(row)
    return {key: response_of(groups[key]) for key in sorted(groups, key=lambda one: [str(v) for v in one])}
