"""The three-year timetable: planned, moved, linked to the real thing, done, dropped, and rolled forward each year."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from assurance.models import TimetableEntry, TimetableMove, TimetableRefresh
from assurance.rules.audits import Stage
from assurance.rules.timetable import (
    HABITS,
    RULE,
    SOURCE,
    YEARS,
    Kind,
    check_link,
    check_move,
    check_open,
    check_planned,
    missing,
    next_days,
    quarter_end,
    status,
    window,
)
from partnership.access import Refused
from partnership.models import Group, Meeting, Survey
from partnership.operations.deadlines import end, meet, open_fixed, replace_deadline
from partnership.operations.record import record
from partnership.rules.childs_detail import check_no_detail
from partnership.rules.years import year_began, year_words
from partnership.working_days import add_months


def open_entry_deadline(entry, *, by):
    return open_fixed(
        "qa_timetable", f"On the timetable: {entry.get_kind_display()}", entry.planned_on, by=by, rule=RULE,
        source=SOURCE, reference=f"QA-{entry.kind}"[:40], path="", group=entry.group,
    )  # fmt: skip


def say_where(entry):
    """The entry is kept: its deadline says what it is called and where it stands."""
    entry.deadline.path, entry.deadline.reference = entry.get_absolute_url(), entry.reference
    entry.deadline.save(update_fields=["path", "reference"])


@transaction.atomic
def plan_entry(*, by, kind, title, planned_on, group, whole_quarter=False, priority=None, **linked):
    """Put one thing on the timetable, by a day or within a quarter. It stands in the diary from now on."""
    if whole_quarter:
        planned_on = quarter_end(planned_on)
    check_planned(title=title, planned_on=planned_on, today=timezone.localdate())
    check_no_detail(title)
    linked = {name: thing for name, thing in linked.items() if thing}
    check_link(kind, linked)
    Group.objects.select_for_update(no_key=True).get(pk=group.pk)  # the same twice is noticed
    if TimetableEntry.objects.filter(
        kind=kind, title=title.strip(), planned_on=planned_on, dropped_because=""
    ).exists():
        raise Refused("This is already on the timetable for that day.")
    return keep_entry(
        by=by, kind=kind, title=title, planned_on=planned_on, group=group, whole_quarter=whole_quarter,
        priority=priority, **linked,
    )  # fmt: skip


def keep_entry(*, by, kind, title, planned_on, **more):
    entry = TimetableEntry(kind=Kind(kind), title=title.strip(), planned_on=planned_on, planned_by=by, **more)
    entry.deadline = open_entry_deadline(entry, by=by)
    entry.save()
    say_where(entry)
    record("planned", entry, by=by, label=entry.reference, kind=str(kind), planned_on=str(planned_on))
    return entry


def lock(entry):
    entry = TimetableEntry.objects.select_for_update(of=("self",), no_key=True).with_links().get(pk=entry.pk)
    check_open(done_on=entry.done_on, dropped=bool(entry.dropped_because))
    return entry


@transaction.atomic
def move_entry(entry, *, by, planned_on, reason, whole_quarter=False):
    """Another day, for a stated reason. The day that it was planned for is kept."""
    entry = lock(entry)
    old = entry.planned_on
    if whole_quarter:
        planned_on = quarter_end(planned_on)
    check_move(old=old, new=planned_on, reason=reason, today=timezone.localdate())
    check_no_detail(reason)
    TimetableMove.objects.create(entry=entry, old=old, new=planned_on, reason=reason.strip(), moved_by=by)
    entry.planned_on, entry.whole_quarter = planned_on, whole_quarter
    before = entry.deadline
    if before.outstanding:
        before = end(before, by=by, reason=f"Moved to {planned_on:%-d %B %Y}: {reason.strip()}")
    entry.deadline = open_entry_deadline(entry, by=by)
    entry.save(update_fields=["planned_on", "whole_quarter", "deadline"])
    say_where(entry)
    replace_deadline(before, entry.deadline)
    record(
        "moved",
        entry,
        by=by,
        why=reason.strip(),
        label=entry.reference,
        old=str(old),
        new=str(planned_on),
    )
    return entry


@transaction.atomic
def link_entry(entry, *, by, **linked):
    """Say which audit, round, meeting or survey it is: from then on that says how far it is."""
    entry = lock(entry)
    linked = {name: thing for name, thing in linked.items() if thing}
    check_link(entry.kind, linked)
    if not linked:
        raise Refused("Select what it is.")
    for name in ("audit", "round", "meeting", "survey"):
        setattr(entry, name, linked.get(name))
    entry.save(update_fields=["audit", "round", "meeting", "survey"])
    name, thing = next(iter(linked.items()))
    record("linked", entry, by=by, label=entry.reference, what=name, to=thing.reference)
    return entry


@transaction.atomic
def finish_entry(entry, *, by, done_on, outcome, late_reason=""):
    """It was done, and what came of it."""
    entry = lock(entry)
    if not outcome.strip():
        raise Refused("Enter the outcome in a sentence.")
    check_no_detail(outcome)
    entry.done_on, entry.outcome = done_on, outcome.strip()
    entry.save(update_fields=["done_on", "outcome"])
    if entry.deadline.outstanding:
        meet(entry.deadline, by=by, done_on=done_on, late_reason=late_reason)
    record("done", entry, by=by, label=entry.reference, done_on=str(done_on))
    return entry


def settle_timetable(today=None):
    """Meet the day of every entry whose audit, round, meeting or survey is done. How many; safe to repeat."""
    today = today or timezone.localdate()
    waiting = TimetableEntry.objects.filter(done_on=None, dropped_because="").with_links()
    done = [entry for entry in waiting if entry.linked and shown_by_link(entry, today)[0]]
    for entry in done:
        settle(entry, today)
    return len(done)


@transaction.atomic
def settle(entry, today):
    """The linked thing says that it is done, and on which day."""
    entry = lock(entry)
    done_on = shown_by_link(entry, today)[0]
    words = f"Finished on {done_on:%-d %B %Y}, as {entry.linked.reference} says."
    entry.done_on, entry.outcome = done_on, words
    entry.save(update_fields=["done_on", "outcome"])
    if entry.deadline.outstanding:
        meet(entry.deadline, by=None, done_on=done_on, late_reason=words)
    record("done", entry, by=None, label=entry.reference, done_on=str(done_on))


@transaction.atomic
def drop_entry(entry, *, by, reason):
    """It will not be done, for a stated reason. It stays on the page, and what is then missing shows as missing."""
    entry = lock(entry)
    if not reason.strip():
        raise Refused("Enter why you are removing it from the timetable.")
    check_no_detail(reason)
    entry.dropped_because = reason.strip()
    entry.save(update_fields=["dropped_because"])
    if entry.deadline.outstanding:
        end(entry.deadline, by=by, reason=f"Removed from the timetable: {reason.strip()}")
    record("dropped", entry, by=by, why=reason.strip(), label=entry.reference)
    return entry


# How far things are -----------------------------------------------------------------------------------------


def shown_by_link(entry, today):
    """(done on, begun) as the linked thing says; (None, False) without one."""
    if entry.audit:
        begun = entry.audit.stage not in (Stage.STOPPED, Stage.COMMISSIONED)
        return entry.audit.reported_on, begun
    if entry.round:
        over = entry.round.closes_on < today
        return (entry.round.closes_on if over else None), entry.round.opens_on <= today
    if entry.meeting:
        held = entry.meeting.state in (Meeting.State.HELD, Meeting.State.CONFIRMED)
        return (entry.meeting.held_on if held else None), entry.meeting.state == Meeting.State.CALLED
    if entry.survey:
        standing = Survey.standing(entry.survey, today)
        over = entry.survey.closed_on or entry.survey.closes_on
        return (over if standing == "closed" else None), standing == "open"
    return None, False


@dataclass(frozen=True)
class Standing:
    """An entry and how it stands: done, under_way, planned, overdue or dropped, and since when it is done."""

    entry: object
    status: str
    done_on: object


def standing(entry, today):
    done_on, begun = shown_by_link(entry, today)
    done_on = entry.done_on or done_on
    return Standing(
        entry=entry,
        status=status(
            planned_on=entry.planned_on,
            done_on=done_on,
            dropped=bool(entry.dropped_because),
            begun=begun,
            today=today,
        ),
        done_on=done_on,
    )


@dataclass(frozen=True)
class Timetable:
    """Three years: every entry and how it stands, and every stretch in which something is missing."""

    starts_on: object
    ends_on: object
    entries: list
    missing: list

    def count(self, name):
        return sum(one.status == name for one in self.entries)


def timetable(today=None, starts_on=None):
    """The timetable of the three years from that first of April, or of those that run today."""
    today = today or timezone.localdate()
    starts_on, ends_on = window(starts_on or today)
    found = TimetableEntry.objects.within(starts_on, ends_on).with_links().order_by("planned_on", "pk")
    entries = [standing(entry, today) for entry in found]
    days = {}
    for one in entries:
        if one.status != "dropped":
            days.setdefault(one.entry.kind, []).append(one.entry.planned_on)
    return Timetable(starts_on, ends_on, entries, missing(days, starts_on, ends_on))


@transaction.atomic
def refresh_timetable(*, by, starts_on, plan=None):
    """Roll the timetable forward: what is done every so often is planned where it is missing. Once for each year.

    What stays open from the year before stays where it is: it is overdue until it is moved or done.
    """
    today = timezone.localdate()
    if starts_on != year_began(starts_on):
        raise Refused("A timetable must start on 1 April.")
    if abs((starts_on - year_began(today)).days) > 366:
        raise Refused("You can only roll it forward for this year or next year.")
    list(Group.objects.select_for_update(no_key=True).filter(kind=Group.Kind.PARTNERSHIP))
    if TimetableRefresh.objects.filter(starts_on=starts_on).exists():
        raise Refused("The timetable has already been rolled forward for that year.")
    ends_on = window(starts_on)[1]
    there = TimetableEntry.objects.filter(dropped_because="")
    groups = {one.code: one for one in Group.objects.on(today)}
    leads = {entry.kind: entry.group for entry in there.select_related("group").order_by("planned_on")}
    added = 0
    for kind, habit in HABITS.items():
        days = list(there.filter(kind=kind).values_list("planned_on", flat=True))
        lead = leads.get(kind) or groups.get(habit.lead) or next(iter(groups.values()), None)
        if lead is None:
            raise Refused("There is no group to lead it. Add the groups first.")
        for day in next_days(kind, days, starts_on, ends_on, today):
            keep_entry(
                by=by, kind=kind, title=f"{habit.label}, {titled(day, habit)}", planned_on=day, group=lead,
                whole_quarter=True,
            )  # fmt: skip
            added += 1
    refresh = TimetableRefresh.objects.create(starts_on=starts_on, plan=plan, added=added, refreshed_by=by)
    record("refreshed", refresh, by=by, added=added, plan=plan.reference if plan else "")
    return refresh


def titled(day, habit):
    """What tells this one from the next of its kind: the year, or the quarter."""
    first = year_began(day)
    if habit.every_months >= 12:
        return year_words(first.year)
    return f"{add_months(day, -2):%B} to {day:%B %Y}"


def last_refresh():
    return TimetableRefresh.objects.select_related("plan").first()


def years(timetable):
    return [add_months(timetable.starts_on, 12 * number) for number in range(YEARS)]
