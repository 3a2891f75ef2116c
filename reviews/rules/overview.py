"""What the overview may say of small numbers, and to which year a day belongs."""

from datetime import date

FEWEST = 10  # cases that a percentage is made of
TOO_SMALL = "count too small for a percentage"


def share(part, whole):
    """`part` of `whole` in per cent, or in words that the count is too small: two cases a year have no percentage."""
    return TOO_SMALL if whole < FEWEST else f"{round(100 * part / whole)}%"


def year_of(day):
    """The year from 1 April in which a day falls, by its first calendar year."""
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def label_of(year):
    return f"{year}/{(year + 1) % 100:02}"


def days_of(year):
    return date(year, 4, 1), date(year + 1, 3, 31)
