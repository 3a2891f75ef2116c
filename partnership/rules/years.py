"""Financial years and academic years: of a day, from which day to which, and how each is called.

Both are known by the calendar year in which they begin: 2026 is 2026/27.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

APRIL, SEPTEMBER = 4, 9


def year_words(year):
    """2026 → 2026/27"""
    return f"{year}/{(year + 1) % 100:02}"


# April to March, as partners, their money and their reports count.


def financial_year(day):
    """The calendar year in which the financial year of that day began."""
    return day.year if day.month >= APRIL else day.year - 1


def first_day(year):
    return date(year, APRIL, 1)


def last_day(year):
    return first_day(year + 1) - timedelta(1)


def days_of_year(year):
    """The first and the last day of a financial year."""
    return first_day(year), last_day(year)


def year_began(day):
    """The first day of the financial year in which that day lies."""
    return first_day(financial_year(day))


# September to August, as schools in England count.


@dataclass(frozen=True)
class AcademicYear:
    """September to August, by the calendar year in which it begins."""

    begins: int

    @property
    def starts_on(self):
        return date(self.begins, SEPTEMBER, 1)

    @property
    def ends_on(self):
        return date(self.begins + 1, SEPTEMBER, 1) - timedelta(1)

    def __str__(self):
        return year_words(self.begins)

    def __contains__(self, day):
        return self.starts_on <= day <= self.ends_on

    @property
    def terms(self):
        """(name, first, last) of each main term. As early education funding counts terms; holidays are among them."""
        spring, summer = date(self.begins + 1, 1, 1), date(self.begins + 1, 4, 1)
        return [
            ("Autumn term", self.starts_on, spring - timedelta(1)),
            ("Spring term", spring, summer - timedelta(1)),
            ("Summer term", summer, self.ends_on),
        ]

    @property
    def months(self):
        """(name, first, last) of each month but August, in which schools are closed."""
        firsts = [date(self.begins, month, 1) for month in range(SEPTEMBER, 13)]
        firsts += [date(self.begins + 1, month, 1) for month in range(1, SEPTEMBER)]
        return [(f"{first:%B}", first, after - timedelta(1)) for first, after in pairwise(firsts)]


def academic_year(day):
    """The academic year in which a day lies."""
    return AcademicYear(day.year if day.month >= SEPTEMBER else day.year - 1)
