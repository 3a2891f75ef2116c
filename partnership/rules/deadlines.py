"""How a due date follows from a start: by working days, months, or back from a planned day."""

from dataclasses import dataclass
from datetime import date

from partnership.access import Refused
from partnership.working_days import (
    BeyondCalendar,
    add_months,
    add_working_days,
    on_or_before,
    working_days_between,
)

# Duties with a ladder of chasing of their own: the sweep leaves them alone, so that nobody gets two letters about one.
SCHOOL_RETURN = "school return"  # one school's answer in a round among schools
SCHOOLS_ROUND = "schools round"  # that round itself, as one entry for staff
CHASED_APART = (SCHOOL_RETURN, SCHOOLS_ROUND)
SCHOOL_CONTACTS = "school contacts"  # one school's yearly confirmation of whom to reach there
# One for each of some three hundred schools: staff have lists of them, so they are in no diary of theirs.
OF_EACH_SCHOOL = (SCHOOL_RETURN, SCHOOL_CONTACTS)


@dataclass(frozen=True)
class WorkingDays:
    """So many working days after the start, which is day 0; before it where the count is negative."""

    count: int

    def due(self, start):
        return add_working_days(start, self.count)

    def target(self, start):
        return None

    def __str__(self):
        side = "after" if self.count >= 0 else "before"
        number = abs(self.count)
        return f"{number} working day{'' if number == 1 else 's'} {side}"


@dataclass(frozen=True)
class Months:
    """So many calendar months after the start, clamped to the month's end.

    The target is the last working day on or before, for nobody publishes on a Sunday.
    """

    count: int

    def due(self, start):
        return add_months(start, self.count)

    def target(self, start):
        return on_or_before(self.due(start))

    def __str__(self):
        return f"{self.count} calendar month{'' if self.count == 1 else 's'} after"


@dataclass(frozen=True)
class CalendarDays:
    """So many days after the start, weekends and holidays included; before it where the count is negative."""

    count: int

    def due(self, start):
        return date.fromordinal(start.toordinal() + self.count)

    def target(self, start):
        return None

    def __str__(self):
        return f"{abs(self.count)} days {'after' if self.count >= 0 else 'before'}"


@dataclass(frozen=True)
class Clock:
    """One time limit: what is due, counted from what, how long, on whose authority.

    `starts` names a date that the caller has, such as "notified_on"; `since` says it in words.
    """

    duty: str
    label: str
    starts: str
    since: str
    allow: WorkingDays | Months | CalendarDays
    source: str
    force: str = "local"
    confirmed: bool = True

    @property
    def rule(self):
        return f"{self.allow} {self.since}"

    def due(self, start):
        return self.allow.due(start)

    def target(self, start):
        return self.allow.target(start)


def working_days_left(due_on, today):
    """Working days from today to the due date, negative once late.

    None where the calendar does not reach, or where it is late but no working day has passed since.
    """
    try:
        left = working_days_between(today, due_on)
    except BeyondCalendar:
        return None
    return None if due_on < today and left == 0 else left


@dataclass(frozen=True)
class TimeUsed:
    """How much of a time limit is used, in working days: of how many, and how many beyond."""

    used: int
    total: int
    over: int

    @property
    def left(self):
        return self.total - self.used


def time_used(starts_on, due_on, on):
    """What of the time from a start to a due date is used on a day; None where there is nothing to count.

    Counted back from a planned day, there is no time that runs; beyond the calendar nobody counts.
    """
    if starts_on is None or due_on is None or due_on <= starts_on:
        return None
    try:
        total = working_days_between(starts_on, due_on)
        used = working_days_between(starts_on, min(max(on, starts_on), due_on))
        over = working_days_between(due_on, on) if on > due_on else 0
    except BeyondCalendar:
        return None
    return TimeUsed(used, total, over) if total else None


def is_late(due_on, done_on):
    """Late from the day after the due date."""
    return done_on > due_on


def check_done(*, due_on, done_on, starts_on, today, late_reason):
    """A thing cannot be done before it began or in the future; a late one says why.

    What is due before its start, counted back from a planned day, began before it as well.
    """
    if done_on > today:
        raise Refused("The date it was done is in the future. Enter the date on which it was done.")
    if starts_on and starts_on <= due_on and done_on < starts_on:
        raise Refused("The date it was done is before the time limit began. Check both dates.")
    if is_late(due_on, done_on) and not late_reason.strip():
        raise Refused("It was done after its due date. Say why it was late.")
