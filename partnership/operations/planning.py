"""Planning a meeting, calling it, moving it and calling it off."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Appointment, ClosedDays, Group, Meeting, MeetingHabit
from partnership.operations.agenda import fill_agenda
from partnership.operations.deadlines import end, meet, open_deadline, open_fixed
from partnership.operations.highlights import drop_highlight
from partnership.operations.invitations import invite, write_to_invited
from partnership.operations.meetings import lock, move
from partnership.operations.packs import ask_for_packs_of, ask_if_called
from partnership.operations.papers import ask_again, papers_not_in
from partnership.operations.record import record
from partnership.operations.young_people import open_years
from partnership.rules.cycle import Slot, check_fits, days_of, problems
from partnership.rules.deadlines import Clock, WorkingDays
from partnership.rules.meetings import (
    check_callable,
    check_led,
    check_move,
    check_open,
    check_reason,
    check_times,
    check_with_whom,
    initials,
)

State = Meeting.State


# When -------------------------------------------------------------------------------------------------------


def habit_of(group):
    """How the group likes to meet; not saved where it never said."""
    return MeetingHabit.objects.filter(group=group).first() or MeetingHabit(group=group)


def closed_days():
    """Every closed day with what it is called."""
    return days_of(ClosedDays.objects.values_list("name", "starts_on", "ends_on"))


def people_of(groups, day):
    """Who sits in each group that day: group id → ids of people."""
    seated = Appointment.objects.on(day).filter(seat__group__in=groups, person__is_active=True)
    found = {}
    for group, person in seated.values_list("seat__group", "person"):
        found.setdefault(group, set()).add(person)
    return {group: frozenset(people) for group, people in found.items()}


def slot(group, starts_at, ends_at, people, **more):
    """A time as the law of the cycle reads it: in London, without a zone."""
    starts, ends = (timezone.localtime(at).replace(tzinfo=None) for at in (starts_at, ends_at))
    return Slot(group, starts, ends, people=people, **more)


def slot_of(meeting, people):
    """A planned meeting as the law of the cycle reads it."""
    return slot(
        meeting.group_id, meeting.starts_at, meeting.ends_at, people.get(meeting.group_id, frozenset())
    )


def speaks_against(group, starts_at, ends_at, *, but=None):
    """Everything that speaks against a meeting of the group at that time, as sentences."""
    day = timezone.localdate(starts_at)
    near = (
        Meeting.objects.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)
        .exclude(state=State.CANCELLED)
        .exclude(pk=but.pk if but else None)
        .select_related("group")
    )
    people = people_of([group.pk, *(one.group_id for one in near)], day)
    others = [(f"{one.group} ({one.reference})", slot_of(one, people)) for one in near]
    own = slot(group.pk, starts_at, ends_at, people.get(group.pk, frozenset()))
    return problems(own, others=others, closed=closed_days())


def next_reference(group, day):
    """The next free reference of the group in that year. The group is locked, so nobody else takes it."""
    prefix = f"{initials(group.code)}-{day.year}-"
    taken = Meeting.objects.filter(reference__startswith=prefix).values_list("reference", flat=True)
    numbers = [int(one.rpartition("-")[2]) for one in taken if one.rpartition("-")[2].isdigit()]
    return f"{prefix}{max(numbers, default=0) + 1:02}"


SENT_OUT = "Agenda and papers sent out"
OF_HABIT = "How the group agreed to meet"


def before_the_meeting(days):
    """The clock of what is due so many working days before a meeting."""
    return Clock(
        duty="call_meeting", label=SENT_OUT, starts="held_on", since="the meeting",
        allow=WorkingDays(-days), source=OF_HABIT,
    )  # fmt: skip


def open_call(meeting, *, by):
    """When agenda and papers are to go out: so many working days before, or today where that day has passed."""
    clock, day = before_the_meeting(habit_of(meeting.group).sent_out_days), meeting.held_on
    asked = {"reference": meeting.reference, "path": meeting.get_absolute_url(), "role": Role.ADMINISTRATOR}
    today = timezone.localdate()
    if clock.due(day) >= today:
        return open_deadline(clock, day, by=by, **asked)
    return open_fixed(
        clock.duty, SENT_OUT, today, by=by, rule="At once: at short notice", source=OF_HABIT, **asked
    )


# Planning ---------------------------------------------------------------------------------------------------


@transaction.atomic
def plan_meeting(
    group, *, by, starts_at, ends_at, kind=Meeting.Kind.ORDINARY, with_whom="", place="", joining="",
    led_by_young_people=False, despite=False,
):  # fmt: skip
    """Plan one meeting by hand, with the group's standing items on its agenda."""
    group = Group.objects.select_for_update(no_key=True).get(pk=group.pk)
    check_times(starts_at, ends_at, timezone.now())
    check_with_whom(kind, with_whom)
    if led_by_young_people:
        check_led(group.kind)
    if group.meetings.filter(starts_at=starts_at).exclude(state=State.CANCELLED).exists():
        raise Refused(
            "A meeting of this group is planned for that time already. Look at the list of meetings."
        )
    check_fits(speaks_against(group, starts_at, ends_at), despite=despite)
    return put_down(
        group, by=by, reference=next_reference(group, timezone.localdate(starts_at)), starts_at=starts_at,
        ends_at=ends_at, kind=kind, with_whom=with_whom.strip(), place=place, joining=joining,
        led_by_young_people=led_by_young_people,
    )  # fmt: skip


def put_down(group, *, by, **fields):
    """A planned meeting with its deadline and its agenda; `group` is locked."""
    meeting = Meeting.objects.create(group=group, planned_by=by, **fields)
    meeting.papers_deadline = open_call(meeting, by=by)
    meeting.save(update_fields=["papers_deadline"])
    fill_agenda(meeting)
    open_years()
    record("planned", meeting, by=by, label=meeting.reference, starts_at=meeting.starts_at.isoformat())
    return meeting


@transaction.atomic
def call_meeting(meeting, *, by, late_reason=""):
    """Write to everybody who holds a seat, with an entry for their calendars, and have the packs made."""
    meeting = lock(meeting)
    check_move(meeting.state, State.CALLED)
    people = invite(meeting)
    check_callable(items=meeting.items.exists(), invited=people, where=bool(meeting.place or meeting.joining))
    if meeting.papers_deadline and meeting.papers_deadline.outstanding:
        meet(meeting.papers_deadline, by=by, late_reason=late_reason)
    meeting = move(meeting, State.CALLED, by=by)
    write_to_invited(meeting, "Meeting called", "called")
    ask_for_packs_of(meeting, by=by)
    return meeting


@transaction.atomic
def invite_newcomers(meeting, *, by):
    """Write to those who were given a seat since the meeting was called. Returns how many they are."""
    meeting = lock(meeting)
    if meeting.state != State.CALLED:
        raise Refused("Only a meeting that has been called can be opened to others.")
    new = invite(meeting)
    if not new:
        raise Refused("Everyone who holds a seat on that date has already been written to.")
    write_to_invited(meeting, "Meeting called", "called", only=new)
    record("invited more people", meeting, by=by, label=meeting.reference, number=len(new))
    return len(new)


@transaction.atomic
def move_meeting(meeting, *, by, starts_at, ends_at, place="", joining="", reason="", despite=False):
    """Another time or place. Whoever was invited is written to, and their calendars move it."""
    meeting = lock(meeting)
    check_open(meeting.state)
    check_reason(reason, "the meeting moves")
    check_times(starts_at, ends_at, timezone.now())
    timed = (meeting.starts_at, meeting.ends_at) != (starts_at, ends_at)
    if not timed and (meeting.place, meeting.joining) == (place, joining):
        raise Refused("Nothing has changed. Choose another time or place.")
    if timed:
        check_fits(speaks_against(meeting.group, starts_at, ends_at, but=meeting), despite=despite)
    before = meeting.held_on
    facts = {"from": meeting.starts_at.isoformat(), "to": starts_at.isoformat()}
    meeting.starts_at, meeting.ends_at, meeting.place, meeting.joining = starts_at, ends_at, place, joining
    meeting.sequence += 1
    meeting.save(update_fields=["starts_at", "ends_at", "place", "joining", "sequence"])
    if meeting.held_on != before:
        move_deadlines(meeting, by=by)
    write_to_invited(meeting, "Meeting moved", f"moved:{meeting.sequence}")
    record("moved in time", meeting, by=by, why=reason.strip(), label=meeting.reference, **facts)
    ask_if_called(meeting, by=by)
    return meeting


def move_deadlines(meeting, *, by):
    """What was due before the meeting is due before its new day; what is done stays done."""
    why = f"The meeting is on {meeting.held_on:%-d %B %Y} now"
    if meeting.papers_deadline and meeting.papers_deadline.outstanding:
        end(meeting.papers_deadline, by=by, reason=why)
        meeting.papers_deadline = open_call(meeting, by=by)
        meeting.save(update_fields=["papers_deadline"])
    for paper in papers_not_in(meeting):
        ask_again(paper, meeting, by=by, why=why)


@transaction.atomic
def cancel_meeting(meeting, *, by, reason):
    """It does not take place. Whoever was invited is written to, and what was due for it is no longer due."""
    meeting = lock(meeting)
    check_reason(reason, "the meeting is cancelled")
    check_move(meeting.state, State.CANCELLED)
    called = meeting.state == State.CALLED
    meeting.sequence += 1
    if meeting.papers_deadline and meeting.papers_deadline.outstanding:
        end(meeting.papers_deadline, by=by, reason="The meeting is cancelled")
    for paper in papers_not_in(meeting):
        end(paper.deadline, by=by, reason="The meeting is cancelled")
    for report in meeting.highlight_reports.unsent():
        drop_highlight(report, by=by, reason="The meeting is cancelled")
    meeting = move(
        meeting, State.CANCELLED, by=by, why=reason.strip(), cancelled_because=reason.strip(),
        sequence=meeting.sequence,
    )  # fmt: skip
    if called:
        write_to_invited(meeting, "Meeting cancelled", "cancelled")
    return meeting


@transaction.atomic
def lead_by_young_people(meeting, *, by, led):
    """Whether the Young People's Advisory Group leads this session."""
    meeting = lock(meeting)
    check_open(meeting.state)
    check_led(meeting.group.kind)
    if meeting.led_by_young_people != led:
        meeting.led_by_young_people = led
        meeting.save(update_fields=["led_by_young_people"])
        record(
            "led by young people" if led else "not led by young people",
            meeting,
            by=by,
            label=meeting.reference,
        )
        ask_if_called(meeting, by=by)
    return meeting


def at(day, hour):
    """That day at that time in London."""
    return datetime.combine(day, hour, timezone.get_current_timezone())
