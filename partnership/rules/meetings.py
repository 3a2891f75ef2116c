"""Who may read what of a meeting, and what may follow what."""

from django.db.models import TextChoices

from partnership.access import Refused


class Audience(TextChoices):
    """For whom an item or a paper is, from the widest."""

    EVERYBODY = "everybody", "Everybody at the meeting, observers and virtual members too"
    MEMBERS = "members", "Members only"
    RESTRICTED = "restricted", "Only members who may read cases"


NEXT = {
    "planned": {"called", "cancelled"},
    "called": {"held", "cancelled"},
    "held": {"confirmed"},
    "confirmed": set(),
    "cancelled": set(),
}
DECIDES = {"chair", "member", "co_opted", "staff"}


def open_to(capacity, *, reads_cases):
    """The audiences to which somebody belongs who is there as `capacity`, a kind of seat or staff."""
    if capacity not in DECIDES:
        return frozenset({Audience.EVERYBODY})
    opened = {Audience.EVERYBODY, Audience.MEMBERS}
    return frozenset(opened | {Audience.RESTRICTED} if reads_cases else opened)


def check_move(old, new):
    """Refused unless the table allows the move."""
    if new not in NEXT[old]:
        raise Refused(
            f"A meeting that is {old} cannot become {new}. Open the meeting to see where it stands."
        )
