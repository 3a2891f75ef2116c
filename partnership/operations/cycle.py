"""The year's cycle: how groups like to meet, closed days, and a proposal that becomes meetings once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import ClosedDays, Cycle, CycleRow, Group, Meeting, MeetingHabit
from partnership.operations.meanwhile import still_there
from partnership.operations.planning import (
    at,
    closed_days,
    habit_of,
    next_reference,
    people_of,
    put_down,
    slot_of,
)
from partnership.operations.record import record
from partnership.rules.cycle import (
    TIER,
    Habit,
    check_fits,
    order_problems,
    problems,
    propose,
)
from partnership.rules.meetings import check_led
from partnership.rules.years import financial_year, first_day
from partnership.working_days import add_months

State = Cycle.State
MEETS = (Group.Meets.QUARTERLY, Group.Meets.BETWEEN)
LED_IN = 2  # the third quarter, so that a session is left in the year if it has to move


@transaction.atomic
def set_habit(group, *, by, **habit):
    """How the group likes to meet from now on. Meetings that are planned stay."""
    group = Group.objects.select_for_update(no_key=True).get(pk=group.pk)
    if habit["papers_due_days"] < habit["sent_out_days"]:
        raise Refused("Papers have to be in before they are sent out. Check both numbers of days.")
    kept, _ = MeetingHabit.objects.update_or_create(group=group, defaults=habit)
    record("set", kept, by=by, group=group.code, weekday=kept.weekday, starts=str(kept.starts))
    return kept


@transaction.atomic
def close_days(*, by, name, starts_on, ends_on):
    """No meeting is proposed on these days, such as school holidays."""
    if ends_on < starts_on:
        raise Refused("The last day is before the first. Check both dates.")
    if (ends_on - starts_on).days > 92:
        raise Refused("That is more than three months. Check both dates.")
    if ClosedDays.objects.filter(starts_on=starts_on, ends_on=ends_on, name=name.strip()).exists():
        raise Refused("These days are closed already.")
    closed = ClosedDays.objects.create(name=name.strip(), starts_on=starts_on, ends_on=ends_on, added_by=by)
    record("closed", closed, by=by, starts_on=str(starts_on), ends_on=str(ends_on))
    return closed


OPEN_AGAIN = "Somebody has opened these days again already."


@transaction.atomic
def reopen_days(closed, *, by):
    """Meetings may be proposed on these days again."""
    closed = still_there(ClosedDays.objects.select_for_update(), closed, sentence=OPEN_AGAIN)
    record("reopened", closed, by=by, starts_on=str(closed.starts_on), ends_on=str(closed.ends_on))
    closed.delete()


def groups_that_meet(day):
    """The groups that the year's cycle is made for."""
    return list(Group.objects.on(day).filter(meets__in=MEETS).order_by("position", "pk"))


def law_habit(group, habit, people):
    """A group's habit as the law of the cycle reads it."""
    return Habit(
        group=group.pk, name=group.name, tier=TIER.get(group.kind, 2), weekday=habit.weekday,
        hour=habit.starts.hour, minute=habit.starts.minute, lasts=habit.lasts,
        papers_due_days=habit.papers_due_days, sent_out_days=habit.sent_out_days, people=people,
    )  # fmt: skip


def planned_between(first, last):
    """Meetings that are planned already in that time."""
    return list(
        Meeting.objects.filter(starts_at__date__range=(first, last))
        .exclude(state=Meeting.State.CANCELLED)
        .select_related("group")
    )


@transaction.atomic
def propose_cycle(*, by, starts_on):
    """Put a year's meetings together by rule, as a proposal that nobody is bound by."""
    list(Cycle.objects.select_for_update(no_key=True).order_by("pk"))
    if Cycle.objects.filter(starts_on=starts_on, state=State.PROPOSED).exists():
        raise Refused("There is a proposal for this year already. Drop it first if you want another one.")
    near = Cycle.objects.filter(state=State.ACCEPTED, starts_on__gt=add_months(starts_on, -12))
    for one in near.filter(starts_on__lt=add_months(starts_on, 12)):
        raise Refused(
            f"The year from {one.starts_on:%-d %B %Y} is planned already. Choose a year that does not overlap with "
            "it, or plan single meetings by hand."
        )
    groups = groups_that_meet(starts_on)
    if not groups:
        raise Refused("No group meets quarterly or in between. Say in each group's page how often it meets.")
    habits = {one.group_id: one for one in MeetingHabit.objects.filter(group__in=groups)}
    planned = planned_between(starts_on, add_months(starts_on, 12))
    people = people_of([*(group.pk for group in groups), *(one.group_id for one in planned)], starts_on)
    laws = [
        law_habit(group, habits.get(group.pk) or MeetingHabit(group=group), people.get(group.pk, frozenset()))
        for group in groups
    ]
    last = (
        Meeting.objects.filter(group__kind=Group.Kind.DELIVERY, starts_at__date__lt=starts_on)
        .exclude(state=Meeting.State.CANCELLED)
        .last()
    )
    slots = propose(
        starts_on, laws, closed=closed_days(), taken=[slot_of(one, people) for one in planned],
        last_delivery=last and last.held_on,
    )  # fmt: skip
    cycle = Cycle.objects.create(starts_on=starts_on, proposed_by=by)
    kinds = {group.pk: group.kind for group in groups}
    CycleRow.objects.bulk_create(
        CycleRow(
            cycle=cycle,
            group_id=one.group,
            quarter=one.quarter,
            starts_at=at(one.day, one.starts.time()),
            ends_at=at(one.day, one.ends.time()),
            remark=one.remark[:300],
            led_by_young_people=kinds[one.group] == Group.Kind.PARTNERSHIP and one.quarter == LED_IN,
        )
        for one in slots
    )
    record("proposed", cycle, by=by, starts_on=str(starts_on), meetings=len(slots))
    return cycle


def look_over(cycle):
    """Its rows, each with everything that speaks against it: (row, sentences)."""
    rows = list(cycle.rows.select_related("group", "meeting", "adjusted_by"))
    own = {row.meeting_id for row in rows if row.meeting_id}
    planned = planned_between(cycle.starts_on, add_months(cycle.starts_on, 12) + timedelta(31))
    planned = [one for one in planned if one.pk not in own]
    people = people_of([*(r.group_id for r in rows), *(one.group_id for one in planned)], cycle.starts_on)
    slots = {row.pk: slot_of(row, people) for row in rows}
    others = [(f"{one.group} ({one.reference})", slot_of(one, people)) for one in planned]
    kept = [row for row in rows if not row.left_out]
    due = dict(MeetingHabit.objects.values_list("group", "papers_due_days"))
    order = order_problems(
        [
            (
                row.pk,
                TIER.get(row.group.kind, 2),
                row.quarter,
                row.held_on,
                due.get(row.group_id, Habit.papers_due_days),
            )
            for row in kept
        ]
    )
    closed = closed_days()
    found = []
    for row in rows:
        said = []
        if not row.left_out:
            beside = [(str(one.group), slots[one.pk]) for one in kept if one.pk != row.pk]
            said = problems(slots[row.pk], others=[*others, *beside], closed=closed)
            said += [order[row.pk]] if row.pk in order else []
        found.append((row, said))
    return found


def lock_cycle(cycle):
    cycle = Cycle.objects.select_for_update(no_key=True).get(pk=cycle.pk)
    if cycle.state == State.ACCEPTED:
        raise Refused(
            f"This was accepted on {timezone.localdate(cycle.settled_at):%-d %B %Y}: its meetings are planned."
        )
    if cycle.state == State.DROPPED:
        raise Refused("This proposal was dropped. Make a new one.")
    return cycle


@transaction.atomic
def adjust_row(row, *, by, starts_at, ends_at, left_out=False, led_by_young_people=False):
    """Another time for one meeting of a proposal, or none at all."""
    cycle = lock_cycle(Cycle(pk=row.cycle_id))
    row = CycleRow.objects.select_related("group").get(pk=row.pk)
    if ends_at <= starts_at:
        raise Refused("The meeting ends before it begins. Check both hours.")
    year = (cycle.starts_on, add_months(cycle.starts_on, 12))
    if not year[0] <= timezone.localdate(starts_at) < year[1]:
        raise Refused(
            f"That is outside the year that begins on {cycle.starts_on:%-d %B %Y}. Choose another day."
        )
    if led_by_young_people:
        check_led(row.group.kind)
    if (row.starts_at, row.ends_at) != (starts_at, ends_at):
        row.remark = ""
    row.starts_at, row.ends_at, row.left_out, row.adjusted_by = starts_at, ends_at, left_out, by
    row.led_by_young_people = led_by_young_people
    row.save(
        update_fields=["starts_at", "ends_at", "left_out", "adjusted_by", "led_by_young_people", "remark"]
    )
    record("adjusted a meeting", cycle, by=by, row=row.pk, starts_at=starts_at.isoformat(), left_out=left_out)
    return row


@transaction.atomic
def accept_cycle(cycle, *, by, despite=False):
    """Plan every meeting of the proposal, once. Refused while something speaks against one, unless that is meant."""
    cycle = lock_cycle(cycle)
    rows = look_over(cycle)
    wrong = [f"{row.group}, {row.held_on:%-d %B}: {' '.join(said)}" for row, said in rows if said]
    check_fits(wrong, despite=despite)
    groups = {
        group.pk: group
        for group in Group.objects.select_for_update(no_key=True)
        .filter(pk__in={row.group_id for row, _ in rows})
        .order_by("pk")
    }
    planned = 0
    for row, _ in rows:
        if row.left_out:
            continue
        group = groups[row.group_id]
        habit = habit_of(group)
        row.meeting = put_down(
            group, by=by, reference=next_reference(group, row.held_on), starts_at=row.starts_at,
            ends_at=row.ends_at, place=habit.place, joining=habit.joining,
            led_by_young_people=row.led_by_young_people,
        )  # fmt: skip
        row.save(update_fields=["meeting"])
        planned += 1
    settle(cycle, State.ACCEPTED, by=by)
    record("accepted", cycle, by=by, meetings=planned, starts_on=str(cycle.starts_on))
    return planned


@transaction.atomic
def drop_cycle(cycle, *, by):
    """Nobody wants this proposal. Nothing was planned by it."""
    cycle = settle(lock_cycle(cycle), State.DROPPED, by=by)
    record("dropped", cycle, by=by, starts_on=str(cycle.starts_on))
    return cycle


def settle(cycle, state, *, by):
    cycle.state, cycle.settled_by, cycle.settled_at = state, by, timezone.now()
    cycle.save(update_fields=["state", "settled_by", "settled_at"])
    return cycle


def next_year(today):
    """The day from which the next year is proposed: the 1st of April that follows."""
    return first_day(financial_year(today) + 1)
