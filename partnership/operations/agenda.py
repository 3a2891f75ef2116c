"""Building an agenda: standing items, adding, ordering, carrying over; and what stands on every agenda."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Max

from partnership.access import Refused
from partnership.models import AgendaItem, Group, Meeting, Paper, StandingItem
from partnership.operations.meanwhile import still_there
from partnership.operations.meetings import lock
from partnership.operations.packs import ask_if_called
from partnership.operations.papers import TAKEN_OFF, ask_again, due_by, meeting_of, papers_not_in
from partnership.operations.record import record
from partnership.rules.agenda import (
    YOUNG_PEOPLE,
    check_agenda_open,
    check_end_standing,
    check_removable,
    check_room,
    standing_of,
)
from partnership.rules.meetings import is_wider

FIELDS = ("title", "purpose", "audience", "presenter", "minutes_allotted", "note")


def standing_items(group, day):
    """What stands on the group's agenda that day: its own items, or those of its kind. Not saved in that case."""
    own = list(group.standing_items.on(day))
    return own if own or group.standing_items.exists() else unsaved(group)


def unsaved(group):
    return [
        StandingItem(
            group=group,
            code=one.code,
            position=number,
            title=one.title,
            purpose=one.purpose,
            presenter=one.presenter,
            minutes_allotted=one.minutes,
        )
        for number, one in enumerate(standing_of(group.kind), 1)
    ]


def fill_agenda(meeting):
    """Put the standing items that are missing at the end of the agenda. Returns how many they were."""
    there = set(meeting.items.values_list("standing", flat=True))
    missing = [one for one in standing_items(meeting.group, meeting.held_on) if one.code not in there]
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=last + number,
            title=one.title,
            purpose=one.purpose,
            standing=one.code,
            audience=one.audience,
            presenter=one.presenter,
            minutes_allotted=one.minutes_allotted,
        )
        for number, one in enumerate(missing, 1)
    )
    return len(missing)


def lock_to_write(meeting):
    meeting = lock(meeting)
    check_agenda_open(meeting.state)
    return meeting


@transaction.atomic
def bring_standing_items(meeting, *, by):
    """Put the standing items that are missing on the agenda, such as one that the group added since."""
    meeting = lock_to_write(meeting)
    added = fill_agenda(meeting)
    if added:
        record("added standing items", meeting, by=by, label=meeting.reference, number=added)
        ask_if_called(meeting, by=by)
    return added


@transaction.atomic
def add_item(
    meeting, *, by, title, purpose=AgendaItem.Purpose.DISCUSS, audience="everybody", presenter="",
    minutes_allotted=None, note="", before=None,
):  # fmt: skip
    """Add an item before another one, or at the end."""
    meeting = lock_to_write(meeting)
    check_room(meeting.items.count())
    if meeting.items.filter(title=title.strip(), standing="").exists():
        raise Refused("An item with this title is already on the agenda. Give it another title.")
    position = (meeting.items.aggregate(last=Max("position"))["last"] or 0) + 1
    if before is not None:
        position = still_there(meeting.items, before, sentence=TAKEN_OFF).position
        meeting.items.filter(position__gte=position).update(position=F("position") + 1)
    item = AgendaItem.objects.create(
        meeting=meeting, position=position, title=title.strip(), purpose=purpose, audience=audience,
        presenter=presenter, minutes_allotted=minutes_allotted, note=note,
    )  # fmt: skip
    record("added an item", meeting, by=by, label=meeting.reference, item=item.pk, position=position)
    ask_if_called(meeting, by=by)
    return item


def find(item):
    """The item as it is now, its meeting locked. Refused where a colleague took it off in the meantime."""
    lock_to_write(Meeting(pk=meeting_of(item)))
    return still_there(AgendaItem.objects.select_related("meeting__group"), item, sentence=TAKEN_OFF)


def seen_of(item):
    """What a page showed of an item, to notice that somebody else changed it."""
    return "|".join(str(getattr(item, name) or "") for name in FIELDS)[:2000]


@transaction.atomic
def change_item(item, *, by, seen=None, **changes):
    """Change what an item says. Papers of an item that is now for fewer people are for no more than those."""
    item = find(item)
    if seen is not None and seen != seen_of(item):
        raise Refused("Somebody else has changed this item meanwhile. Read what it says now, below.")
    changed = [name for name in FIELDS if name in changes and getattr(item, name) != changes[name]]
    for name in changed:
        setattr(item, name, changes[name])
    if not changed:
        return item
    item.save(update_fields=changed)
    if "audience" in changed:
        wider = [paper for paper in item.papers.all() if is_wider(paper.audience, item.audience)]
        Paper.objects.filter(pk__in=[paper.pk for paper in wider]).update(audience=item.audience)
    record("changed an item", item.meeting, by=by, label=item.meeting.reference, item=item.pk, what=changed)
    ask_if_called(item.meeting, by=by)
    return item


@transaction.atomic
def shift_item(item, *, by, up, seen=None):
    """One place up or down. Sent twice from the same page it moves once."""
    item = find(item)
    if seen is not None and seen != item.position:
        return item
    others = item.meeting.items
    other = (
        others.filter(position__lt=item.position).last()
        if up
        else others.filter(position__gt=item.position).first()
    )
    if other is None:
        return item
    item.position, other.position = other.position, item.position
    AgendaItem.objects.bulk_update([item, other], ["position"])
    record(
        "reordered", item.meeting, by=by, label=item.meeting.reference, item=item.pk, position=item.position
    )
    ask_if_called(item.meeting, by=by)
    return item


def close_gap(meeting, position):
    meeting.items.filter(position__gt=position).update(position=F("position") - 1)


@transaction.atomic
def remove_item(item, *, by):
    """Take an item without papers off the agenda. The young people's item stays."""
    item = find(item)
    check_removable(papers=item.papers.exists())
    if item.standing == YOUNG_PEOPLE:
        check_end_standing(item.standing, item.meeting.group.kind)
    pk, position, meeting = item.pk, item.position, item.meeting
    item.delete()
    close_gap(meeting, position)
    record("removed an item", meeting, by=by, label=meeting.reference, item=pk, position=position)
    ask_if_called(meeting, by=by)
    return meeting


@transaction.atomic
def carry_item(item, to, *, by):
    """Take an item with its papers to another meeting of the same group that is still to come."""
    own = meeting_of(item)
    first, second = (lock(Meeting(pk=pk)) for pk in sorted([own, to.pk]))
    if own == to.pk:
        raise Refused("The item is already on that agenda.")
    meeting, to = (first, second) if first.pk == own else (second, first)
    check_agenda_open(meeting.state)
    check_agenda_open(to.state)
    check_room(to.items.count())
    item = still_there(AgendaItem.objects, item, sentence=TAKEN_OFF)
    if meeting.group_id != to.group_id:
        raise Refused("An item is carried to a meeting of the same group.")
    if item.standing:
        raise Refused("A standing item is on the other agenda already.")
    position = item.position
    item.meeting, item.position = to, (to.items.aggregate(last=Max("position"))["last"] or 0) + 1
    item.save(update_fields=["meeting", "position"])
    close_gap(meeting, position)
    for paper in papers_not_in(to).filter(item=item):
        ask_again(paper, to, by=by, why=f"The item was carried to {to.reference}")
    item.papers.filter(deadline=None).update(due_on=due_by(to))
    record("carried an item over", meeting, by=by, label=meeting.reference, item=item.pk, to=to.reference)
    record("took an item over", to, by=by, label=to.reference, item=item.pk, of=meeting.reference)
    ask_if_called(meeting, by=by)
    ask_if_called(to, by=by)
    return item


# What stands on every agenda ----------------------------------------------------------------------------------


def adopt(group):
    """The group's own items, begun from those of its kind where it has none. The group is locked."""
    if not group.standing_items.exists():
        StandingItem.objects.bulk_create(unsaved(group))


@transaction.atomic
def add_standing_item(
    group, *, by, title, starts_on, purpose=AgendaItem.Purpose.DISCUSS, audience="everybody", presenter="",
    minutes_allotted=None,
):  # fmt: skip
    """From a day on, this stands on every agenda of the group, before its last item."""
    group = Group.objects.select_for_update(no_key=True).get(pk=group.pk)
    adopt(group)
    if group.standing_items.filter(title=title.strip(), ends_on=None).exists():
        raise Refused("This is already on every agenda of the group.")
    last = group.standing_items.filter(ends_on=None).last()
    position = last.position if last else 1
    group.standing_items.filter(position__gte=position).update(position=F("position") + 1)
    number = group.standing_items.count() + 1
    item = StandingItem.objects.create(
        group=group, code=f"own-{number}", position=position, title=title.strip(), purpose=purpose,
        audience=audience, presenter=presenter, minutes_allotted=minutes_allotted, starts_on=starts_on,
    )  # fmt: skip
    record("added a standing item", item, by=by, group=group.code, starts_on=str(starts_on))
    return item


@transaction.atomic
def end_standing_item(group, code, *, by, on):
    """From a day on, this no longer stands on agendas of the group. Agendas that are written keep it."""
    group = Group.objects.select_for_update(no_key=True).get(pk=group.pk)
    check_end_standing(code, group.kind)
    adopt(group)
    item = group.standing_items.filter(code=code, ends_on=None).first()
    if item is None:
        raise Refused("This has been ended already.")
    last_day = on - timedelta(1)
    if item.starts_on and last_day < item.starts_on:
        raise Refused(f"It begins on {item.starts_on:%-d %B %Y}. Choose a later day.")
    item.ends_on = last_day
    item.save(update_fields=["ends_on"])
    record("ended a standing item", item, by=by, group=group.code, ends_on=str(last_day))
    return item
