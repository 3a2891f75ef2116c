# ruff: noqa: DTZ001 - the law reads the hours of London, without a zone
"""The law of the year's cycle: its order, open days, and nobody in two groups at once."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnership.access import Refused
from partnership.rules.cycle import (
    Habit,
    Slot,
    check_fits,
    closed_because,
    days_of,
    order_problems,
    problems,
    propose,
)
from partnership.working_days import add_working_days, is_working_day

EASTER_2027 = ("Easter holidays", date(2027, 3, 26), date(2027, 4, 9))


def habits(people):
    """The partnership, its Planning and Delivery Group and three sub-groups; `people` sit in each."""
    tiers = [0, 1, 2, 2, 2]
    return [
        Habit(group=n, name=f"Group {n}", tier=tier, weekday=day, hour=hour, people=frozenset(seats))
        for n, (tier, (day, hour, seats)) in enumerate(zip(tiers, people, strict=True), 1)
    ]


someone = st.tuples(
    st.integers(0, 4), st.sampled_from([9, 10, 14]), st.sets(st.integers(1, 6), min_size=1, max_size=6)
)


@settings(max_examples=40)
@given(
    start=st.dates(date(2020, 1, 1), date(2027, 11, 1)),
    people=st.lists(someone, min_size=5, max_size=5),
    closed=st.lists(st.tuples(st.integers(0, 364), st.integers(0, 13)), max_size=5),
)
def test_a_proposed_year_keeps_order_and_open_days_and_nobody_is_in_two_places(start, people, closed):
    ranges = [("closed", start + timedelta(first), start + timedelta(first + more)) for first, more in closed]
    laws = habits(people)
    try:
        slots = propose(start, laws, closed=days_of(ranges))
    except Refused:
        return  # too many days are closed: that is said, and nothing is proposed

    assert all(is_working_day(one.day) for one in slots)
    assert not any(first <= one.day <= last for one in slots for _, first, last in ranges)
    assert not any(a.clashes(b) for n, a in enumerate(slots) for b in slots[n + 1 :])
    assert sorted((one.quarter, one.group) for one in slots) == [
        (q, g) for q in range(4) for g in range(1, 6)
    ]
    on = {(one.group, one.quarter): one.day for one in slots}
    for quarter in range(4):
        assert on[2, quarter] <= add_working_days(on[1, quarter], -8)
        for group in (3, 4, 5):
            assert on[group, quarter] <= add_working_days(on[2, quarter], -8)
            assert quarter == 0 or on[group, quarter] > on[2, quarter - 1]


def one_group(**more):
    return [Habit(group=1, name="Partnership", tier=0, **more)]


def test_a_year_at_an_open_time_is_as_the_group_likes_it():
    slots = propose(date(2026, 4, 1), one_group(weekday=2, hour=14))

    assert [(one.starts, one.remark) for one in slots] == [
        (datetime(2026, 6, 17, 14), ""),
        (datetime(2026, 9, 23, 14), ""),
        (datetime(2026, 12, 23, 14), ""),
        (datetime(2027, 3, 24, 14), ""),
    ]


def test_school_holidays_and_bank_holidays_move_a_meeting_and_say_so():
    slots = propose(date(2026, 10, 1), one_group(weekday=0), closed=days_of([EASTER_2027]))
    christmas, easter = slots[0], slots[1]

    assert [christmas.day, easter.day] == [date(2026, 12, 21), date(2027, 3, 22)]
    assert closed_because(date(2026, 12, 28), {}) == "a bank holiday"  # Boxing Day fell on a Saturday
    closed = days_of([("Inset day", date(2027, 3, 22), date(2027, 3, 22))])
    moved = propose(date(2026, 10, 1), one_group(weekday=0), closed=closed)[1]
    assert (moved.day, moved.remark) == (date(2027, 3, 15), "Not 22 March: Inset day.")


def test_two_groups_with_one_member_do_not_meet_at_the_same_hour():
    shared = frozenset({7})
    first = Habit(group=1, name="Audit", weekday=1, people=shared | {1})
    second = Habit(group=2, name="Policy", weekday=1, people=shared | {2})
    known = [Slot(9, datetime(2026, 6, 23, 10), datetime(2026, 6, 23, 12), people=shared)]
    slots = propose(date(2026, 4, 1), [first, second], taken=known)

    first_quarter = [one for one in slots if one.quarter == 0]
    assert [one.starts for one in first_quarter] != [first_quarter[0].starts] * 2
    assert not any(one.clashes(known[0]) for one in slots)


def test_a_year_without_an_open_day_is_refused_with_what_to_do():
    closed = days_of([("Closed", date(2026, 4, 1), date(2026, 6, 30))])

    with pytest.raises(Refused, match="No day is left for Partnership between 13 May 2026 and 30 June 2026"):
        propose(date(2026, 4, 1), one_group(), closed=closed)


def test_a_year_beyond_the_known_bank_holidays_is_refused():
    with pytest.raises(Refused, match="known until 31 December 2028"):
        propose(date(2028, 4, 1), one_group())


def test_what_speaks_against_a_time_is_said_and_may_be_meant():
    people = frozenset({1})
    slot = Slot(1, datetime(2026, 5, 25, 10), datetime(2026, 5, 25, 12), people=people)
    other = Slot(2, datetime(2026, 5, 25, 11), datetime(2026, 5, 25, 13), people=people)
    after = Slot(3, datetime(2026, 5, 25, 12), datetime(2026, 5, 25, 13), people=people)

    said = problems(slot, others=[("Audit", other), ("Policy", after)], closed={})

    assert said == [
        "25 May 2026 is a bank holiday.",
        "People who sit in this group meet at that hour in Audit.",
    ]
    with pytest.raises(Refused, match="or tick ‘Keep this time anyway’"):
        check_fits(said, despite=False)
    check_fits(said, despite=True)


def test_a_broken_order_is_said_of_each_meeting():
    rows = [
        ("delivery", 1, 0, date(2026, 6, 15), 8),
        ("partnership", 0, 0, date(2026, 6, 24), 8),
        ("in time", 2, 0, date(2026, 6, 3), 8),
        ("too late", 2, 0, date(2026, 6, 10), 8),
        ("before the last", 2, 1, date(2026, 6, 15), 8),
    ]

    assert order_problems(rows) == {
        "partnership": "The Planning and Delivery Group does not meet in time for this meeting’s papers.",
        "too late": "It comes too late for the papers of the Planning and Delivery Group.",
        "before the last": "It comes before the last meeting of the Planning and Delivery Group.",
    }
