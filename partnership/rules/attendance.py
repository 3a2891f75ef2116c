"""Who was there, as what, and what of it counts: for the quorum, and over a year."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import TextChoices

from partnership.access import Refused
from partnership.rules.quorum import MEMBER, Seat

FEWEST_MEETINGS = 3  # no percentage is made of fewer: one absence would look like a habit


class Presence(TextChoices):
    PRESENT = "present", "Present"
    SUBSTITUTE = "substitute", "Substitute with similar delegated authority"
    STAND_IN = "stand_in", "Substitute without authority"
    APOLOGIES = "apologies", "Apologies"
    ABSENT = "absent", "Absent"
    VACANT = "vacant", "Nobody holds the seat"
    NOT_EXPECTED = "not_expected", "Not expected: receives the minutes"


class Capacity(TextChoices):
    """As what somebody is at a meeting: the kind of their seat on that day, or none of the group's seats."""

    CHAIR = "chair", "Chair"
    MEMBER = "member", "Member"
    CO_OPTED = "co_opted", "Co-opted"
    OBSERVER = "observer", "Participating observer"
    VIRTUAL = "virtual", "Virtual member"
    GUEST = "guest", "Invited guest"
    OFFICE = "office", "In attendance for the business unit"
    NEIGHBOUR = "neighbour", "Representative of the other partnership"


SEATED = (Capacity.CHAIR, Capacity.MEMBER, Capacity.CO_OPTED, Capacity.OBSERVER, Capacity.VIRTUAL)
APART = (Capacity.GUEST, Capacity.OFFICE, Capacity.NEIGHBOUR)  # no seat of the group's: listed apart
DECIDING = {Capacity.CHAIR, Capacity.MEMBER}  # a chair who comes for an organisation counts for it
THERE = {Presence.PRESENT, Presence.SUBSTITUTE, Presence.STAND_IN}
INSTEAD = (Presence.SUBSTITUTE, Presence.STAND_IN)  # in order: a constraint is made of it
EXPECTED = {*THERE, Presence.APOLOGIES, Presence.ABSENT}


def expected_of(capacity, *, held, substitute=False, counts=True):
    """What a seat's row says before anybody has said anything: by its kind, and whether somebody holds it.

    Where nobody but a substitute does, the row says so, and whether with like authority.
    """
    if capacity == Capacity.VIRTUAL:
        return Presence.NOT_EXPECTED
    if substitute:
        return Presence.SUBSTITUTE if counts else Presence.STAND_IN
    return Presence.PRESENT if held else Presence.VACANT


def as_counted(organisation, presence, capacity):
    """One row as the law of quorum counts it. Observers, virtual and co-opted members and guests never do."""
    return Seat(organisation, str(presence), MEMBER if capacity in DECIDING else str(capacity))


def check_rows(rows):
    """Somebody was there, and whoever came instead of somebody is named by their office."""
    if not any(row["presence"] in THERE for row in rows):
        raise Refused("Nobody is recorded as present. Say who was there, or cancel the meeting instead.")
    for row in rows:
        if row["presence"] in INSTEAD and not row.get("instead", "").strip():
            raise Refused(f"Give the office of the person who came instead of {row['office'] or 'a member'}.")


@dataclass(frozen=True)
class Tally:
    """How often a seat or an organisation was there, of the meetings at which it was expected."""

    present: int
    substitute: int
    stand_in: int
    apologies: int
    absent: int

    @property
    def expected(self):
        return self.present + self.substitute + self.stand_in + self.apologies + self.absent

    @property
    def percentage(self):
        """Whole per cent of the meetings at which somebody came who could decide; None for too few of them."""
        if self.expected < FEWEST_MEETINGS:
            return None
        return round(100 * (self.present + self.substitute) / self.expected)


def tally(presences):
    """The tally of these presences; a vacant seat, and one that nobody expected to come, are no absence."""
    counted = Counter(str(one) for one in presences if one in EXPECTED)
    return Tally(*(counted[name] for name in ("present", "substitute", "stand_in", "apologies", "absent")))


BEST = (
    Presence.PRESENT,
    Presence.SUBSTITUTE,
    Presence.STAND_IN,
    Presence.APOLOGIES,
    Presence.ABSENT,
)


# How a presence is drawn: its letter, and its shade from 4, there to decide, to 0, nobody heard of.
DRAWN = {
    Presence.PRESENT: ("P", 4),
    Presence.SUBSTITUTE: ("S", 3),
    Presence.STAND_IN: ("W", 2),
    Presence.APOLOGIES: ("A", 1),
    Presence.ABSENT: ("X", 0),
}
NOT_ASKED = ("–", "none", "Not expected, or the seat was vacant")


def best_of(presences):
    """What an organisation with several rows at one meeting counts as there: its best, once; None for none."""
    return next((one for one in BEST if one in presences), None)
