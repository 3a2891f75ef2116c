"""Financial and academic years: where they begin and end, and how they are written."""

from datetime import date, timedelta

import pytest

from partnership.rules.years import (
    AcademicYear,
    academic_year,
    days_of_year,
    financial_year,
    first_day,
    last_day,
    year_began,
    year_words,
)


@pytest.mark.parametrize(
    ("year", "words"), [(2025, "2025/26"), (1999, "1999/00"), (2009, "2009/10"), (2099, "2099/00")]
)
def test_a_year_is_written_with_both_its_calendar_years(year, words):
    assert year_words(year) == words
    assert str(AcademicYear(year)) == words


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 3, 31), 2025),
        (date(2026, 4, 1), 2026),
        (date(2025, 12, 31), 2025),
        (date(2026, 1, 1), 2025),
        (date(2024, 2, 29), 2023),
    ],
)
def test_a_financial_year_runs_from_the_first_of_april(day, year):
    assert financial_year(day) == year
    assert (
        days_of_year(year) == (first_day(year), last_day(year)) == (date(year, 4, 1), date(year + 1, 3, 31))
    )
    assert first_day(year) <= day <= last_day(year)
    assert year_began(day) == date(year, 4, 1)


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 8, 31), 2025),
        (date(2026, 9, 1), 2026),
        (date(2027, 1, 1), 2026),
        (date(2028, 2, 29), 2027),
    ],
)
def test_an_academic_year_begins_in_september(day, begins):
    year = academic_year(day)
    assert year == AcademicYear(begins)
    assert day in year
    assert (year.starts_on, year.ends_on) == (date(begins, 9, 1), date(begins + 1, 8, 31))
    assert year.starts_on - timedelta(1) not in year
    assert year.ends_on + timedelta(1) not in year


def test_terms_and_months_lie_within_the_year_without_a_gap():
    year = AcademicYear(2026)
    assert [(first, last) for _, first, last in year.terms] == [
        (date(2026, 9, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 3, 31)),
        (date(2027, 4, 1), date(2027, 8, 31)),
    ]
    assert [name for name, *_ in year.months] == [
        "September", "October", "November", "December", "January", "February", "March", "April", "May", "June", "July",
    ]  # fmt: skip
    assert year.months[0][1:] == (date(2026, 9, 1), date(2026, 9, 30))
    assert year.months[-1][1:] == (date(2027, 7, 1), date(2027, 7, 31))
    assert AcademicYear(2027).months[5][2] == date(2028, 2, 29)
