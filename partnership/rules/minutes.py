"""How minutes come to be confirmed, what a meeting without a quorum may do, and what is decided by letter."""

from dataclasses import dataclass

from django.db.models import TextChoices

from partnership.access import Refused
from partnership.rules.quorum import judge


class MinutesState(TextChoices):
    DRAFT = "draft", "Being written"
    WITH_CHAIR = "with_chair", "With the chair"
    AGREED = "agreed", "Agreed by the chair, to be circulated"
    CIRCULATED = "circulated", "Circulated as a draft"
    CONFIRMED = "confirmed", "Confirmed"


NEXT = {
    MinutesState.DRAFT: {MinutesState.WITH_CHAIR},
    MinutesState.WITH_CHAIR: {MinutesState.AGREED, MinutesState.DRAFT},
    MinutesState.AGREED: {MinutesState.CIRCULATED, MinutesState.DRAFT},
    MinutesState.CIRCULATED: {MinutesState.CONFIRMED},
    MinutesState.CONFIRMED: set(),
}
OPEN_TO_READERS = (MinutesState.CIRCULATED, MinutesState.CONFIRMED)


class ItemRuling(TextChoices):
    """What the chair of a meeting without a quorum rules on one item that is to be decided."""

    GO_ON = "go_on", "May go on"
    DEFERRED = "deferred", "Deferred to the next meeting"
    ADVICE = "advice", "Taken as advice, to be ratified at the next meeting"


class Position(TextChoices):
    FOR = "for", "For"
    AGAINST = "against", "Against"
    ABSTAINED = "abstained", "Abstained"


def check_move(old, new):
    if new not in NEXT[old]:
        raise Refused(
            f"The minutes are “{MinutesState(old).label.lower()}”: that cannot be done with them now. "
            "Open the meeting to see their status."
        )


def check_written_by(state, *, writes, chairs):
    """Staff write until the minutes are circulated; the chair may change them while they are with the chair."""
    if state == MinutesState.CONFIRMED:
        raise Refused("These minutes are confirmed and stay as they are. Write a dated addition instead.")
    if state == MinutesState.CIRCULATED:
        raise Refused(
            "These minutes have been circulated. What has to change is noted when the next meeting confirms them."
        )
    if not (writes or (chairs and state == MinutesState.WITH_CHAIR)):
        raise Refused("The chair changes minutes while they are with the chair, and no others.")


def check_may_rule(*, chairs, staff, office):
    """The chair of that very group rules; staff write down the chair's words and say which office spoke them."""
    if chairs:
        return
    if not staff:
        raise Refused("Only the chair of this group rules on its meetings.")
    if not office.strip():
        raise Refused("Say by their office who ruled: these are the chair's words, not yours.")


def check_rulings(*, quorate, ruling, undecided):
    """Without a quorum the chair has ruled on the meeting, and on each item that was to be decided."""
    if quorate:
        return
    if not ruling.strip():
        raise Refused("The meeting had no quorum. Record what its chair ruled first.")
    if undecided:
        raise Refused(
            "Without a quorum the chair also rules on each item to be decided. Still to rule on: "
            f"{', '.join(undecided)}."
        )


def check_may_decide(*, quorate, ruling, item_ruling):
    """Whether a decision may be recorded under an item."""
    if quorate:
        return
    if not ruling.strip() or not item_ruling:
        raise Refused("The meeting had no quorum. Record what its chair ruled on this item first.")
    if item_ruling == ItemRuling.DEFERRED:
        raise Refused("The chair deferred this item because there was no quorum: nothing was decided on it.")


def check_stances(represented, stances):
    """How a partner stood is recorded only where somebody was there for it. `represented` is id → name."""
    if any(position and pk not in represented for pk, position in stances.items()):
        raise Refused("A partner for whom nobody was there who counts has no position on this. Leave it out.")


def check_complete(unwritten):
    if unwritten:
        raise Refused(f"Nothing is written yet on: {', '.join(unwritten)}. Write at least that it was noted.")


def number_in_words(prefix, year, number):
    """How a decision is called, such as CRG-2026-D03."""
    return f"{prefix}-{year}-D{number:02d}"


# Decisions by correspondence ------------------------------------------------------------------------------


class Result(TextChoices):
    AGREED = "agreed", "Agreed"
    OPPOSED = "opposed", "Not agreed: somebody was against, so the next meeting decides"
    NOT_ENOUGH = "not_enough", "Not agreed: too few replied, so the next meeting decides"


@dataclass(frozen=True)
class Reply:
    """What one seat said. `organisation` is its id or None, `answer` a Position or empty for silence."""

    organisation: int | None
    seat: object  # a rules.quorum.Seat as though they were at a meeting
    answer: str = ""


def result_of(rule, replies, *, ruling=""):
    """What follows from the replies: (Result, the Quorum that they make).

    Silence is not consent: who did not answer was not there. What anybody who counts is against is for a meeting,
    and so is what too few answered, unless the group's rule leaves it to the chair, who rules in words.
    """
    quorum = judge(rule, [one.seat for one in replies if one.answer])
    against = any(one.answer == Position.AGAINST and one.seat.counts for one in replies)
    if quorum.met is False or (quorum.met is None and not ruling.strip()):
        return Result.NOT_ENOUGH, quorum
    return (Result.OPPOSED if against else Result.AGREED), quorum
