"""Working days and months in England.

A working day is Monday to Friday and no bank holiday in England. The day something happens is day 0, so
five working days from a Friday end on the next Friday. All dates are calendar dates in Europe/London.
"""

from bisect import bisect_right
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from holidays.countries import UnitedKingdom

KNOWN_FROM = date(2012, 1, 1)
KNOWN_UNTIL = date(2028, 12, 31)  # as far as the official list for England and Wales reaches
CALENDAR = "England bank holidays (gov.uk list to 2028)"


class BeyondCalendar(LookupError):
    """The bank holidays of that year are not known; a date is never guessed."""


@lru_cache(maxsize=64)
def bank_holidays(year):
    """The bank holidays of England in that year, as a set of dates."""
    return frozenset(UnitedKingdom(subdiv="ENG", years=year))


def is_working_day(day):
    """Whether people in England are normally at work that day; BeyondCalendar where nobody can know."""
    if not KNOWN_FROM <= day <= KNOWN_UNTIL:
        raise BeyondCalendar(
            f"Bank holidays are known from {KNOWN_FROM.year} to {KNOWN_UNTIL.year}, not for {day.year}."
        )
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def add_working_days(start, count):
    """The `count`th working day after `start` (before it, if negative); `start` itself is day 0."""
    step = timedelta(1 if count >= 0 else -1)
    day, left = start, abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def add_months(start, count):
    """The same day of the month `count` months on, or that month's last day where there is none."""
    months = start.year * 12 + start.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def on_or_before(day):
    """The last working day on or before `day`."""
    while not is_working_day(day):
        day -= timedelta(1)
    return day


@lru_cache(maxsize=1)
def known_working_days():
    """Every working day that is known, in order."""
    days = range(KNOWN_FROM.toordinal(), KNOWN_UNTIL.toordinal() + 1)
    return [day for day in map(date.fromordinal, days) if is_working_day(day)]


def working_days_between(start, end):
    """How many working days lie after `start` up to and including `end`; negative when `end` is earlier."""
    if end < start:
        return -working_days_between(end, start)
    if start == end:
        return 0
    for day in (start + timedelta(1), end):
        is_working_day(day)  # beyond the calendar nobody counts
    # A diary has hundreds of rows, some of them years late: looked up, not counted day by day.
    return bisect_right(known_working_days(), end) - bisect_right(known_working_days(), start)
