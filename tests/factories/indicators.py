"""Indicators and their figures, made through the deeds that people use.

Today is meant to be TODAY: the last quarter that is over then is quarter 4 of 2025/26.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from assurance.operations.indicators import figures, keeping
from assurance.rules.indicators.periods import Period, read_period
from partnership.models import Area

TODAY = datetime(2026, 4, 9, 10, 0, tzinfo=ZoneInfo("Europe/London"))
LEICS, RUTLAND, BOTH = Area.LEICESTERSHIRE, Area.RUTLAND, Area.LR


def indicator(cast, code="REF-01", **changes):
    """A count of children, each quarter since April 2025, from both counties' councils."""
    given = {
        "code": code,
        "name": f"Children of {code}",
        "unit": "count",
        "polarity": "lower",
        "kind": "how_much",
        "frequency": "quarter",
        "counted": "within",
        "geography": "each",
        "source": cast.county,
        "rutland_source": cast.rutland,
        "challenge_question": "Do children who need help get it the first time?",
        "owner_office": "Board officer",
        "asked_from": date(2025, 4, 1),
        "definition": "Children referred within the period.",
        **changes,
    }
    return keeping.add_indicator(by=cast.officer, **given)


def quarter(text):
    """Q1 2025/26 → the period"""
    return read_period("quarter", text)


def give(made, period, area, numerator=None, denominator=None, *, by, **more):
    """One figure of one area."""
    if not isinstance(period, Period):
        period = read_period(made.frequency, period)
    entry = figures.Entry(made, period, area, numerator=numerator, denominator=denominator, **more)
    return figures.give_figures([entry], by=by)


def a_year(made, leics, rutland, *, by, year="2025/26"):
    """Four quarters of both counties: counts, or (numerator, denominator)."""
    for number, pair in enumerate(zip(leics, rutland, strict=True), 1):
        for area, what in zip((LEICS, RUTLAND), pair, strict=True):
            if what is not None:
                give(made, f"Q{number} {year}", area, *(what if isinstance(what, tuple) else (what,)), by=by)
