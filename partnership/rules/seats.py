"""How a seat stands on a day, who may take it, and what of it may change."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices

from partnership.access import Refused, Role

ROLE_OF = {
    "chair": Role.GROUP_CHAIR,
    "member": Role.GROUP_MEMBER,
    "virtual": Role.GROUP_MEMBER,
    "co_opted": Role.GROUP_MEMBER,
    "observer": Role.OBSERVER,
}


class State(TextChoices):
    VACANT = "vacant", "Vacant"
    SUBSTITUTED = "substituted", "Substituted"
    FILLED = "filled", "Filled"


@dataclass(frozen=True)
class Standing:
    """One seat on one day: who holds it, who stands in, who comes next, and since when nobody holds it.

    Appointments with dates, a person and `counts`. `vacant_since` is None for a filled seat, and for one that
    nobody ever held and whose beginning is not known.
    """

    seat: object
    holders: list
    substitutes: list
    to_come: list
    vacant_since: object

    @property
    def state(self):
        if self.holders:
            return State.FILLED
        return State.SUBSTITUTED if any(one.counts for one in self.substitutes) else State.VACANT

    @property
    def leaves_on(self):
        """The last day of whoever holds it, where that is known."""
        days = [one.ends_on for one in self.holders]
        return max(days) if days and None not in days else None


def standing(seat, appointments, day):
    """How a seat stands that day, from every appointment in it there ever was."""
    now = [one for one in appointments if one.in_force(day)]
    holders = [one for one in now if not one.substitute]
    before = [one.ends_on for one in appointments if not one.substitute and one.ends_on and one.ends_on < day]
    since = None
    if not holders:
        since = max(before) + timedelta(1) if before else seat.starts_on
    return Standing(
        seat=seat,
        holders=holders,
        substitutes=[one for one in now if one.substitute],
        to_come=[one for one in appointments if one.starts_on and one.starts_on > day],
        vacant_since=since,
    )


def check_fill(*, seat, role, starts_on, ends_on, held_by, substitute, authority):
    """A seat has one holder at a time, within its own dates; who stands in for a chair has authority first.

    `held_by` names whoever else holds it on any of these days.
    """
    if role != ROLE_OF[seat.kind]:
        raise Refused(f"Whoever holds that seat is {ROLE_OF[seat.kind].label.lower()}. Choose that role.")
    if seat.starts_on and starts_on < seat.starts_on:
        raise Refused(f"That seat exists from {seat.starts_on:%-d %B %Y}. Choose that day or a later one.")
    if seat.ends_on and (starts_on > seat.ends_on or (ends_on and ends_on > seat.ends_on)):
        raise Refused(f"That seat ends on {seat.ends_on:%-d %B %Y}. Choose dates before that.")
    if held_by and not substitute:
        raise Refused(
            f"{held_by} holds that seat on those days. End that first, or add them as a substitute."
        )
    if substitute and seat.kind == "chair" and not authority:
        raise Refused(
            "Someone who stands in for a chair rules on meetings. First say which office gave them similar authority."
        )
    if authority and not substitute:
        raise Refused("Only a substitute needs authority like that of whom they stand in for.")


def check_change(*, ever_held, changed):
    """A seat that somebody has held keeps its kind and organisation: its history would say what never was."""
    if ever_held and changed & {"kind", "organisation"}:
        raise Refused(
            "Somebody has held this seat, so its kind and organisation stay. End it and add another seat instead."
        )
