"""What the chair of a meeting without a quorum ruled, on the whole and on each item to be decided."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Can, Refused, Role, may
from partnership.models import AgendaItem, Decision, ItemMinutes, Sitting
from partnership.operations.meetings import lock
from partnership.operations.record import record
from partnership.rules.minutes import ItemRuling, check_may_rule


def items_to_rule_on(meeting):
    """The items that were to be decided, in order."""
    return meeting.items.filter(purpose=AgendaItem.Purpose.DECIDE).select_related("minuted")


def rulings_missing(meeting):
    """Titles of items to be decided on which the chair has not ruled."""
    return [
        f"item {item.position}"
        for item in items_to_rule_on(meeting)
        if not (hasattr(item, "minuted") and item.minuted.ruling)
    ]


@transaction.atomic
def rule_on_quorum(meeting, *, by, ruling, items, office="", seen=""):
    """Keep the chair's ruling in words. `items` maps each item's id to (ruling, words).

    The chair of that very group rules; staff write the chair's words down and name the office. `seen` is how the
    quorum read on the page.
    """
    meeting = lock(meeting)
    sitting = Sitting.objects.select_for_update(no_key=True).filter(meeting=meeting).first()
    if sitting is None:
        raise Refused("Record who attended first: the quorum is judged from that.")
    if sitting.quorate:
        raise Refused("The meeting was quorate: there is nothing to rule on.")
    if meeting.state != meeting.State.HELD:
        raise Refused("The minutes are confirmed: the ruling stays as it is.")
    if seen and seen != sitting.quorum:
        raise Refused(
            "Who attended has changed since you opened this page. Check the quorum again, then record the ruling."
        )
    own = meeting.group_id in by.chaired
    check_may_rule(chairs=own, staff=may(by, Can.RUN_MEETINGS), office=office)
    if not ruling.strip():
        raise Refused("Say in words what the chair ruled on the meeting as a whole.")
    ruled = {item.pk: item for item in meeting.items.all() if items.get(item.pk, ("", ""))[0]}
    if any(item.pk not in ruled for item in items_to_rule_on(meeting)):
        raise Refused("Rule on each item that was to be decided.")
    sitting.ruling = ruling.strip()
    sitting.ruling_of = office.strip() or own_office(by, meeting.group_id)
    sitting.ruled_by, sitting.ruled_at = by, timezone.now()
    sitting.save(update_fields=["ruling", "ruling_of", "ruled_by", "ruled_at"])
    for pk, item in ruled.items():
        rule_on_item(item, sitting, *items[pk])
    record("ruled", meeting, by=by, label=meeting.reference, office=sitting.ruling_of, items=len(ruled))
    return sitting


def rule_on_item(item, sitting, ruling, words):
    """One item's ruling. A deferred one comes to the next meeting; what was decided on it is marked accordingly."""
    ruling = ItemRuling(ruling)
    decided = Decision.objects.filter(item=item, withdrawn_because="")
    if ruling == ItemRuling.DEFERRED and decided.exists():
        raise Refused(
            f"A decision is recorded under item {item.position}. Withdraw it before you defer the item."
        )
    minuted, _ = ItemMinutes.objects.get_or_create(item=item)
    minuted.ruling, minuted.ruling_words = ruling, words.strip()
    minuted.deferred = ruling == ItemRuling.DEFERRED
    minuted.save(update_fields=["ruling", "ruling_words", "deferred"])
    decided.update(inquorate=is_inquorate(sitting, ruling), as_advice=ruling == ItemRuling.ADVICE)


def is_inquorate(sitting, ruling):
    """Whether what was decided waits to be ratified. Where terms leave it to the chair, the chair's yes is enough."""
    return sitting.quorate is False or ruling == ItemRuling.ADVICE


def own_office(person, group_id):
    """The office of the chair's seat that somebody holds in the group."""
    return next(
        a.seat.office
        for a in person.appointments_today
        if a.seat_id and a.seat.group_id == group_id and a.role == Role.GROUP_CHAIR
    )
