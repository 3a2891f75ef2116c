"""Months, financial-year quarters and financial years: how they follow, are called, and are read from what people type.

A quarter is never a calendar quarter: quarter 1 of 2025/26 is April to June 2025.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices

from partnership.rules.rows import MONTHS, read_day
from partnership.rules.years import APRIL, financial_year, first_day, year_words
from partnership.working_days import add_months

NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Frequency(TextChoices):
    MONTH = "month", "Month"
    QUARTER = "quarter", "Quarter of the financial year"
    YEAR = "year", "Financial year"


LASTS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.YEAR: 12}  # months
IN_A_YEAR = {Frequency.MONTH: 12, Frequency.QUARTER: 4, Frequency.YEAR: 1}
# days after the period's end by which its figures are due. Our choice: no published source fixes it
DUE_DAYS = {Frequency.MONTH: 15, Frequency.QUARTER: 30, Frequency.YEAR: 60}
DUE_SOURCE = "Our choice; to be agreed with the agencies that give figures"


def due_rule(frequency):
    return f"{DUE_DAYS[frequency]} days after the end of the {frequency}"


def called_quarter(year, number):
    return f"Quarter {number} {year_words(year)}"


@dataclass(frozen=True, order=True)
class Period:
    """One month, financial-year quarter or financial year, by its first day."""

    frequency: str
    starts_on: date

    @property
    def ends_on(self):
        return add_months(self.starts_on, LASTS[self.frequency]) - timedelta(1)

    @property
    def due_on(self):
        return self.ends_on + timedelta(DUE_DAYS[self.frequency])

    @property
    def next(self):
        return Period(self.frequency, add_months(self.starts_on, LASTS[self.frequency]))

    @property
    def before(self):
        return Period(self.frequency, add_months(self.starts_on, -LASTS[self.frequency]))

    @property
    def year(self):
        return financial_year(self.starts_on)

    @property
    def number(self):
        """Which of its year: 1 to 12, 1 to 4, or 1."""
        months = (self.starts_on.month - APRIL) % 12
        return months // LASTS[self.frequency] + 1

    @property
    def label(self):
        if self.frequency == Frequency.MONTH:
            return f"{NAMES[self.starts_on.month - 1]} {self.starts_on.year}"
        if self.frequency == Frequency.YEAR:
            return year_words(self.year)
        return called_quarter(self.year, self.number)

    @property
    def short(self):
        if self.frequency == Frequency.MONTH:
            return f"{NAMES[self.starts_on.month - 1][:3]} {self.starts_on.year}"
        return (
            year_words(self.year)
            if self.frequency == Frequency.YEAR
            else f"Q{self.number} {year_words(self.year)}"
        )

    @property
    def months(self):
        """The months that it covers, in words."""
        first, last = self.starts_on, self.ends_on
        if self.frequency == Frequency.MONTH:
            return self.label
        of_first = f" {first.year}" if first.year != last.year else ""
        return f"{NAMES[first.month - 1]}{of_first} to {NAMES[last.month - 1]} {last.year}"


def period_of(frequency, day):
    """The period of that frequency in which the day lies."""
    months = (day.month - APRIL) % LASTS[frequency]
    return Period(frequency, add_months(day.replace(day=1), -months))


def begins_a_period(frequency, day):
    return period_of(frequency, day).starts_on == day


def over_by(frequency, start, day):
    """The periods from the one that holds `start` to the last that was over before the day."""
    found, one = [], period_of(frequency, start)
    while one.ends_on < day:
        found.append(one)
        one = one.next
    return found


def from_to(first, last):
    """Every period from one to another, both included."""
    found = []
    while first <= last:
        found.append(first)
        first = first.next
    return found


# Reading -----------------------------------------------------------------------------------------------------

YEAR = re.compile(r"(20\d\d)\s*(?:/|-|–|to)\s*(\d{4}|\d{2})")
QUARTER = re.compile(r"(?:q|qtr|quarter)\.?\s*([1-4])")
SPAN = re.compile(r"([a-z]{3,9})\.?\s*(?:20\d\d)?\s*(?:to|-|–)\s*([a-z]{3,9})\.?\s*(20\d\d)")
MONTH = re.compile(r"([a-z]{3,9})\.?[ /-]*(20\d\d|\d\d)")
SHAPED = re.compile(r"(20\d\d)-(\d\d)")
HOW = {
    Frequency.MONTH: "a month such as April 2025",
    Frequency.QUARTER: "a quarter such as Q1 2025/26 (April to June 2025)",
    Frequency.YEAR: "a financial year such as 2025/26",
}


def read_period(frequency, text):
    """The period that somebody wrote; ValueError with a sentence where it is none, or could be two."""
    typed = " ".join(text.replace("\u00a0", " ").split()).lower()
    wrong = ValueError(f"‘{text[:40]}’ is not {HOW[frequency]}")
    if frequency == Frequency.MONTH:
        return read_month(typed) or whole(frequency, text, wrong)
    year = YEAR.search(typed)
    if year and int(year[2]) % 100 != (int(year[1]) + 1) % 100:
        year = None
    rest = typed.replace(year[0], " ").strip(" ,:") if year else typed
    if frequency == Frequency.YEAR:
        if year and rest in ("", "fy", "year", "financial year"):
            return Period(frequency, first_day(int(year[1])))
        return whole(frequency, text, wrong)
    quarter = QUARTER.fullmatch(rest)
    if quarter and year:
        return Period(frequency, add_months(first_day(int(year[1])), 3 * (int(quarter[1]) - 1)))
    if quarter or QUARTER.match(typed):
        raise ValueError(f"‘{text[:40]}’ does not say which financial year. Write it like Q1 2025/26")
    span = SPAN.fullmatch(typed)
    if span and (first := month_number(span[1])) and (last := month_number(span[2])):
        end = date(int(span[3]), last, 1)
        found = period_of(frequency, end)
        if found.starts_on.month == first and found.ends_on.month == last:
            return found
        raise ValueError(f"‘{text[:40]}’ is not a quarter of the financial year, which starts in April")
    return whole(frequency, text, wrong)


def month_number(word):
    """1 for jan, janu or january; 0 for what is no month."""
    if word[:3] not in MONTHS:
        return 0
    number = MONTHS.index(word[:3]) + 1
    return number if NAMES[number - 1].lower().startswith(word) else 0


def read_month(typed):
    if shaped := SHAPED.fullmatch(typed):
        return (
            Period(Frequency.MONTH, date(int(shaped[1]), int(shaped[2]), 1))
            if 1 <= int(shaped[2]) <= 12
            else None
        )
    if (found := MONTH.fullmatch(typed)) and (number := month_number(found[1])):
        year = int(found[2])
        return Period(Frequency.MONTH, date(year + 2000 if year < 100 else year, number, 1))
    return None


def whole(frequency, text, wrong):
    """A date names a period where it is its first or last day; what a spreadsheet made of a month is its first."""
    try:
        day = read_day(text)
    except ValueError:
        raise wrong from None
    found = period_of(frequency, day)
    if day in (found.starts_on, found.ends_on):
        return found
    raise wrong
