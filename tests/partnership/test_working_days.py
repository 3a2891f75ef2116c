"""Working days in England, on the dates that go wrong elsewhere."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from partnership.working_days import (
    KNOWN_UNTIL,
    BeyondCalendar,
    add_months,
    add_working_days,
    is_working_day,
    on_or_before,
    working_days_between,
)

NEAR = st.dates(date(2013, 1, 1), date(2028, 6, 1))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 12, 24), True),
        (date(2025, 12, 25), False),
        (date(2025, 12, 26), False),
        (date(2021, 12, 27), False),  # for Christmas Day, a Saturday
        (date(2021, 12, 28), False),  # for Boxing Day
        (date(2022, 1, 3), False),  # for New Year's Day, a Saturday
        (date(2026, 4, 3), False),  # Good Friday
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2022, 5, 30), True),  # the spring holiday had moved
        (date(2022, 6, 2), False),
        (date(2022, 6, 3), False),  # the Platinum Jubilee
        (date(2022, 9, 19), False),  # the Queen's funeral
        (date(2023, 5, 8), False),  # the King's coronation
        (date(2020, 5, 4), True),
        (date(2020, 5, 8), False),  # the early May holiday, moved to a Friday
        (date(2024, 2, 29), True),  # a leap day, a Thursday
        (date(2026, 8, 3), True),  # a holiday in Scotland only
        (date(2026, 11, 21), False),
    ],
)
def test_a_working_day_is_one_in_england(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2026, 11, 20), 5, date(2026, 11, 27)),  # a Friday to the next
        (date(2025, 12, 19), 5, date(2025, 12, 30)),  # over Christmas
        (date(2025, 12, 20), 5, date(2025, 12, 30)),  # from the Saturday the same
        (date(2025, 12, 30), 15, date(2026, 1, 21)),
        (date(2026, 3, 27), 5, date(2026, 4, 7)),  # over Easter
        (date(2026, 3, 27), 15, date(2026, 4, 21)),
        (date(2026, 4, 7), 15, date(2026, 4, 28)),
        (date(2026, 4, 10), -7, date(2026, 3, 30)),  # back over Easter
        (date(2022, 6, 1), 1, date(2022, 6, 6)),
        (date(2022, 9, 16), 1, date(2022, 9, 20)),
        (date(2024, 2, 28), 1, date(2024, 2, 29)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_the_day_itself_is_day_nought(start, count, due):
    assert add_working_days(start, count) == due


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 11, 22), 6, date(2027, 5, 22)),
    ],
)
def test_months_end_with_the_month(start, months, due):
    assert add_months(start, months) == due


def test_the_last_working_day_on_or_before():
    assert on_or_before(date(2026, 2, 28)) == date(2026, 2, 27)
    assert on_or_before(date(2026, 4, 6)) == date(2026, 4, 2)
    assert on_or_before(date(2026, 11, 20)) == date(2026, 11, 20)


def test_beyond_the_known_calendar_nothing_is_guessed():
    assert date(2028, 12, 31) == KNOWN_UNTIL
    assert is_working_day(date(2028, 12, 29)) is True
    with pytest.raises(BeyondCalendar, match="2012 to 2028, not for 2029"):
        is_working_day(date(2029, 1, 1))
    with pytest.raises(BeyondCalendar):
        add_working_days(date(2028, 12, 22), 10)
    with pytest.raises(BeyondCalendar):
        is_working_day(date(2011, 12, 31))


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 28)),  # still winter time
        (datetime(2026, 3, 29, 22, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 23, 30, tzinfo=UTC), date(2026, 3, 30)),  # half past midnight in London
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),  # winter time again
    ],
)
def test_a_day_is_a_day_in_london(instant, day):
    with time_machine.travel(instant, tick=False):
        assert timezone.localdate() == day


@given(NEAR, st.integers(1, 60))
def test_counting_on_and_between_agree(start, count):
    due = add_working_days(start, count)

    assert working_days_between(start, due) == count
    assert working_days_between(due, start) == -count
    assert is_working_day(due)


@given(NEAR, st.integers(1, 60))
def test_counting_back_undoes_counting_on(start, count):
    start = on_or_before(start)

    assert add_working_days(add_working_days(start, count), -count) == start
