"""Writing minutes, and bringing them by way of the chair and the members to being confirmed."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Can, Refused, may
from partnership.models import (
    AgendaItem,
    Appointment,
    Circular,
    Decision,
    ItemMinutes,
    Letter,
    Meeting,
    Minutes,
    MinutesAddition,
    MinutesCopy,
    Person,
)
from partnership.operations.carrying import carry_deferred, next_of
from partnership.operations.decisions import lock_to_write, open_meeting_action, record_decision
from partnership.operations.letters import promise, promise_all
from partnership.operations.meetings import lock, move
from partnership.operations.quorum import own_office, rulings_missing
from partnership.operations.record import record
from partnership.rules.minutes import (
    ItemRuling,
    MinutesState,
    check_complete,
    check_may_rule,
    check_move,
    check_rulings,
)

OF_ITEM = ("text", "interests", "deferred")


@transaction.atomic
def write_item(item, *, by, seen, quietly=False, text="", interests="", deferred=False):
    """Save what is recorded of one item. `seen` is the revision on the page: two writers are told of each other.

    `quietly`, as a browser saves while somebody types, leaves one line of record for each turn of a writer.
    Saving what is there already changes nothing.
    """
    lock_to_write(item, by)
    minuted, _ = ItemMinutes.objects.select_for_update(no_key=True).get_or_create(item=item)
    new = {"text": text.strip(), "interests": interests.strip(), "deferred": bool(deferred)}
    if all(getattr(minuted, name) == value for name, value in new.items()):
        return minuted
    if seen != minuted.revision:
        raise Refused(
            f"{minuted.written_by} has saved this item since you opened it. Compare both texts and save again."
        )
    if minuted.ruling == ItemRuling.DEFERRED and not new["deferred"]:
        raise Refused("The chair deferred this item because there was no quorum. Change that ruling first.")
    if new["deferred"] and Decision.objects.filter(item=item).standing().exists():
        raise Refused("A decision is recorded under this item. Withdraw it before you put the item off.")
    another = minuted.written_by_id != by.pk
    for name, value in new.items():
        setattr(minuted, name, value)
    minuted.revision += 1
    minuted.written_by, minuted.saved_at = by, timezone.now()
    minuted.save(update_fields=[*OF_ITEM, "revision", "written_by", "saved_at"])
    if another or not quietly:
        record("wrote minutes", minuted, by=by, label=item.meeting.reference, revision=minuted.revision)
    return minuted


@transaction.atomic
def take_minutes(item, *, by, seen, text="", interests="", deferred=False, decision=None, action=None):
    """Save an item's text with a decision and an action that were taken down beside it: all of it, or nothing."""
    minuted = write_item(item, by=by, seen=seen, text=text, interests=interests, deferred=deferred)
    taken = record_decision(item, by=by, **decision) if decision else None
    opened = open_meeting_action(item, by=by, **action) if action else None
    return minuted, taken, opened


@transaction.atomic
def add_item_raised(meeting, *, by, title, purpose, audience):
    """An item that came up at the meeting, at the end of what stood on the agenda."""
    meeting = lock(meeting)
    last = meeting.items.order_by("-position").first()
    item = AgendaItem(
        meeting=meeting,
        position=last.position + 1 if last else 1,
        title=title.strip(),
        purpose=purpose,
        audience=audience,
    )
    lock_to_write(item, by)
    if not item.title:
        raise Refused("Say what the item was about.")
    item.save()
    record("added item raised", meeting, by=by, label=meeting.reference, position=item.position)
    return item


def lock_minutes(minutes):
    """The meeting and its minutes as they are now, both held."""
    meeting = lock(minutes.meeting)
    minutes = Minutes.objects.select_for_update(no_key=True).get(meeting=meeting)
    minutes.meeting = meeting
    return minutes


def put(minutes, to, *, by, why="", **changes):
    """Check and change the state of locked minutes, and record it last."""
    old = minutes.state
    check_move(old, to)
    minutes.state = to
    for field, value in changes.items():
        setattr(minutes, field, value)
    minutes.save(update_fields=["state", *changes])
    record("moved", minutes, by=by, why=why, label=minutes.meeting.reference, old=str(old), new=str(to))
    return minutes


def texts_of(meeting):
    """What is written of each item: item id → text."""
    return {
        str(one.item_id): f"{one.text}\n{one.interests}".strip()
        for one in ItemMinutes.objects.filter(item__meeting=meeting)
    }


def check_ready(meeting):
    sitting = meeting.sitting
    check_rulings(
        quorate=sitting.quorate,
        ruling=sitting.ruling,
        undecided=rulings_missing(meeting) if not sitting.quorate else [],
    )
    texts = texts_of(meeting)
    put_off = set(meeting.items.filter(minuted__deferred=True).values_list("pk", flat=True))
    check_complete(
        [
            f"item {item.position}"
            for item in meeting.items.all()
            if not texts.get(str(item.pk)) and item.pk not in put_off
        ]
    )


@transaction.atomic
def send_to_chair(minutes, *, by):
    """Every item is written: the chair reads the minutes before anybody else. What was sent is kept."""
    minutes = lock_minutes(minutes)
    check_move(minutes.state, MinutesState.WITH_CHAIR)
    check_ready(minutes.meeting)
    now = timezone.now()
    put(minutes, MinutesState.WITH_CHAIR, by=by, sent_to_chair_at=now, as_sent=texts_of(minutes.meeting),
        chair_said="", answered_of="", answered_by=None, answered_at=None)  # fmt: skip
    for chair in Person.objects.chairing(minutes.meeting.group):
        tell(minutes, "For you as chair: minutes to agree", f"chair:{now:%Y%m%d%H%M%S%f}", chair)
    return minutes


def tell(minutes, subject, key, person):
    promise(
        "letter", f"minutes:{minutes.pk}:{key}:{person.pk}", to=person,
        subject=f"{subject} ({minutes.meeting.reference})", reference=minutes.meeting.reference, label=subject,
        path=minutes.get_absolute_url(),
    )  # fmt: skip


@transaction.atomic
def answer_minutes(minutes, *, by, agrees, said="", office=""):
    """The chair agrees the minutes, changed or not, or asks for changes in words.

    The chair of that very group answers; staff write down what the chair said, and name the office.
    """
    minutes = lock_minutes(minutes)
    own = minutes.meeting.group_id in by.chaired
    check_may_rule(chairs=own, staff=may(by, Can.RUN_MEETINGS), office=office)
    if minutes.state != MinutesState.WITH_CHAIR:
        raise Refused("These minutes are not with the chair at the moment.")
    if not agrees and not said.strip():
        raise Refused("Say what has to change.")
    if agrees:
        check_ready(minutes.meeting)
    to = MinutesState.AGREED if agrees else MinutesState.DRAFT
    put(minutes, to, by=by, chair_said=said.strip(), answered_by=by, answered_at=timezone.now(),
        answered_of=office.strip() or own_office(by, minutes.meeting.group_id))  # fmt: skip
    if minutes.begun_by_id != by.pk:
        subject = (
            "The chair has agreed the minutes" if agrees else "The chair asks for changes in the minutes"
        )
        tell(minutes, subject, f"answer:{minutes.answered_at:%Y%m%d%H%M%S%f}", minutes.begun_by)
    return minutes


@transaction.atomic
def take_back_minutes(minutes, *, by):
    """Agreed, but not yet sent to anybody: back to being written."""
    minutes = lock_minutes(minutes)
    if minutes.state != MinutesState.AGREED:
        raise Refused("Only minutes that the chair has agreed and nobody has been sent can be taken back.")
    return put(minutes, MinutesState.DRAFT, by=by)


@transaction.atomic
def circulate_minutes(minutes, *, by):
    """Everybody in the group, virtual members too, is written to once; deferred items go to the next agenda.

    What was decided by correspondence since the last meeting counts as reported to this one.
    """
    minutes = lock_minutes(minutes)
    check_move(minutes.state, MinutesState.CIRCULATED)
    check_ready(minutes.meeting)
    meeting = minutes.meeting
    coming = next_of(meeting)
    if coming:
        carry_deferred(meeting.group, to=lock(coming))
    Circular.objects.filter(group=meeting.group, closed_at__lt=meeting.starts_at, reported_in=None).update(
        reported_in=meeting
    )
    put(minutes, MinutesState.CIRCULATED, by=by, circulated_by=by, circulated_at=timezone.now())
    send_copies(minutes, MinutesCopy.Kind.DRAFT, "Draft minutes to read")
    return minutes


def seated_in(group, day):
    """Who holds a seat of the group that day, once each: person → the kind of seat, members' kinds first."""
    found = {}
    held = Appointment.objects.on(day).filter(seat__group=group, person__is_active=True)
    for one in held.select_related("person", "seat").order_by("seat__kind", "person__name"):
        found.setdefault(one.person, one.seat.kind)
    return found


def send_copies(minutes, kind, subject):
    """A copy and a letter for each who sits in the group today. Sent again, nobody gets a second one."""
    meeting = minutes.meeting
    people = seated_in(meeting.group, timezone.localdate())
    MinutesCopy.objects.bulk_create(
        (MinutesCopy(minutes=minutes, person=one, capacity=seat, kind=kind) for one, seat in people.items()),
        ignore_conflicts=True,
    )
    promise_all(
        [
            Letter(
                key=f"minutes:{minutes.pk}:{kind}:{one.pk}",
                kind="letter",
                recipient=one,
                subject=f"{subject} ({meeting.reference})",
                reference=meeting.reference,
                label=subject,
                path=minutes.get_absolute_url(),
            )
            for one in people
        ]
    )


@transaction.atomic
def acknowledge_minutes(minutes, *, by):
    """Somebody who was sent the minutes says that they have read them. A second time changes nothing."""
    copies = MinutesCopy.objects.select_for_update(no_key=True).filter(minutes=minutes, person=by)
    latest = copies.order_by("-sent_at", "-pk").first()
    if latest is None:
        raise Refused("These minutes were not sent to you, so there is nothing to acknowledge.")
    if latest.read_at is None:
        latest.read_at = timezone.now()
        latest.save(update_fields=["read_at"])
        record("read", minutes, by=by, label=minutes.meeting.reference)
    return latest


def may_confirm_in(minutes):
    """Later meetings of the group that were held, the earliest first."""
    return Meeting.objects.filter(
        group=minutes.meeting.group_id, starts_at__gt=minutes.meeting.starts_at, sitting__isnull=False,
        state__in=[Meeting.State.HELD, Meeting.State.CONFIRMED],
    ).exclude(kind=Meeting.Kind.LEADERSHIP).order_by("starts_at")  # fmt: skip


@transaction.atomic
def confirm_minutes(minutes, *, by, confirmed_in, amendments=""):
    """The chair confirms them at a later meeting, with what that meeting put right. From then on they are frozen."""
    minutes = lock_minutes(minutes)
    if not (may(by, Can.CHAIR_MEETINGS) and minutes.meeting.group_id in by.chaired):
        raise Refused("The chair of this group confirms its minutes.")
    check_move(minutes.state, MinutesState.CONFIRMED)
    if not may_confirm_in(minutes).filter(pk=confirmed_in.pk).exists():
        raise Refused("Minutes are confirmed at a later meeting of the same group, once it has been held.")
    move(minutes.meeting, Meeting.State.CONFIRMED, by=by)
    put(minutes, MinutesState.CONFIRMED, by=by, confirmed_in=confirmed_in, confirmed_by=by,
        confirmed_at=timezone.now(), amendments=amendments.strip())  # fmt: skip
    send_copies(minutes, MinutesCopy.Kind.CONFIRMED, "Minutes confirmed")
    return minutes


@transaction.atomic
def add_to_minutes(minutes, *, by, text, item=None):
    """A correction that was found after they had been confirmed, with its day; the text itself stays."""
    minutes = lock_minutes(minutes)
    if minutes.state != MinutesState.CONFIRMED:
        raise Refused(
            "These minutes are not confirmed yet. Change their text, or note it when they are confirmed."
        )
    if not text.strip():
        raise Refused("Say what has to be added.")
    if item is not None and item.meeting_id != minutes.meeting_id:
        raise Refused("That item belongs to another meeting.")
    if minutes.additions.filter(text=text.strip(), item=item).exists():
        raise Refused("That has been added already.")
    addition = MinutesAddition.objects.create(minutes=minutes, item=item, text=text.strip(), added_by=by)
    record("added to", minutes, by=by, label=minutes.meeting.reference, item=item and item.position)
    return addition
