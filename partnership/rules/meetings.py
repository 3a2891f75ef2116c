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
        raise Refused(f"A meeting that is {old} cannot become {new}. Open the meeting to see its status.")


LITTLE_WORDS = {"and", "of", "the", "for"}
# the narrowest first: whoever belongs to one of them belongs to all that follow
FROM_NARROW = (Audience.RESTRICTED, Audience.MEMBERS, Audience.EVERYBODY)


def initials(code):
    """How references call a group: the first letters of its code, or the code itself where it is one word."""
    words = [word for word in code.split("-") if word not in LITTLE_WORDS]
    return words[0].upper()[:12] if len(words) == 1 else "".join(word[0] for word in words).upper()


def is_wider(audience, than):
    return FROM_NARROW.index(Audience(audience)) > FROM_NARROW.index(Audience(than))


def check_audience(audience, of_item):
    """A paper is never for more people than its item is."""
    if is_wider(audience, of_item):
        raise Refused(
            "A paper cannot be for more people than its item. Choose the item's audience, or a narrower one."
        )


def held_by(audience):
    """Whose papers a pack for that audience holds: its own and all wider ones, never a narrower one."""
    at = FROM_NARROW.index(Audience(audience))
    return frozenset(FROM_NARROW[at:])


def packs_needed(audiences):
    """For which audiences packs are made, given those of items and papers: everybody's, and each narrower one."""
    return [
        audience
        for audience in reversed(FROM_NARROW)
        if audience == Audience.EVERYBODY or audience in audiences
    ]


def pack_for(opened, made):
    """Of the audiences for which there are packs, the one that holds most of what somebody may read; or None."""
    return next((one for one in FROM_NARROW if one in opened and one in made), None)


def check_open(state):
    """A meeting is arranged until it is held."""
    if state not in ("planned", "called"):
        raise Refused("This can no longer be changed: the meeting was held or cancelled.")


def check_times(starts_at, ends_at, now):
    if ends_at <= starts_at:
        raise Refused("The meeting ends before it begins. Check both hours.")
    if starts_at < now:
        raise Refused("That time has passed. Choose a time in the future.")


def check_with_whom(kind, with_whom):
    if kind in ("joint", "leadership") and not with_whom.strip():
        raise Refused("Say with whom: name the partnership or board that takes part.")


def check_callable(*, items, invited, where):
    """What has to be there before people are written to."""
    if not items:
        raise Refused("The agenda is empty. Put at least one item on it before the meeting is called.")
    if not invited:
        raise Refused("Nobody holds a seat in this group on that day. Give somebody a seat first.")
    if not where:
        raise Refused("Say where the meeting is, or how people join it, before it is called.")


def check_led(kind_of_group):
    if kind_of_group != "partnership":
        raise Refused("The Young People’s Advisory Group leads a session of the partnership itself.")


def check_reason(reason, what):
    if not reason.strip():
        raise Refused(f"Say why {what}. Those who were invited read it.")
