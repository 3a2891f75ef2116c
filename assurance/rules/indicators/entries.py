"""What people type of a figure: numbers as they are written, and what must hold of them together."""

import re
from decimal import Decimal, InvalidOperation

from assurance.rules.indicators.measures import NEEDS, ONE_PLACE, TIMES, Unit, value_of
from partnership.access import Refused

MOST = 10**9  # more than every child in England, a thousand times over: a slip of the keyboard
SPACES = "\u00a0\u202f\u2009 "
GROUPED = re.compile(r"\d{1,3}(?:[, \u00a0\u202f\u2009]\d{3})+(?:\.\d+)?")
PLAIN = re.compile(r"\d+(?:\.\d+)?")
SIGNS = {"*", "c", "x", "s", "z", "~", "-", "–", "..", ":", "n/a", "na", "nk", "supp", "suppressed", "low"}
CALLED = {"numerator": "the numerator", "denominator": "the denominator", "value": "the value"}


def read_number(text):
    """(number, whether it is a percentage) of a number as people write it; ValueError says what is wrong.

    1,234 · 1 234 · 12.5 · 12.5%. Nothing is guessed: what could be two numbers is refused.
    """
    typed = text.strip(SPACES)
    per_cent = typed.endswith("%")
    typed = typed.removesuffix("%").strip(SPACES)
    if typed.lower() in SIGNS or typed.startswith(("<", "≤")):
        raise ValueError(
            f"‘{text[:20]}’ stands for a number that was removed. Enter the number itself. Small numbers "
            f"are not shown to anyone else"
        )
    if typed.startswith(("-", "−", "(")):
        raise ValueError(f"‘{text[:20]}’ is less than 0")
    if typed.startswith(("£", "$", "€")):
        raise ValueError(f"‘{text[:20]}’ is an amount of money, not a figure")
    if not (GROUPED.fullmatch(typed) or PLAIN.fullmatch(typed)):
        raise ValueError(f"‘{text[:20]}’ is not a number. Write it like 1,234 or 12.5")
    try:
        number = Decimal("".join(sign for sign in typed if sign not in SPACES + ","))
    except InvalidOperation:
        raise ValueError(f"‘{text[:20]}’ is not a number. Write it like 1,234 or 12.5") from None
    if number > MOST:
        raise ValueError(f"‘{text[:20]}’ is more than 1,000 million. Check it")
    return number, per_cent


def read_count(text):
    """A whole number of children, or of whatever is counted."""
    number, per_cent = read_number(text)
    if per_cent:
        raise ValueError(f"‘{text[:20]}’ is a percentage. Enter the number counted")
    if number != int(number):
        raise ValueError(f"‘{text[:20]}’ is not a whole number")
    return int(number)


def value_reader(unit):
    """A reader of the values of that unit."""

    def read(text):
        number, per_cent = read_number(text)
        if per_cent and unit != Unit.PERCENTAGE:
            raise ValueError(f"‘{text[:20]}’ is a percentage, and this indicator is not")
        if unit == Unit.PERCENTAGE and not per_cent and 0 < number < 1:
            raise ValueError(
                f"‘{text[:20]}’ could be a share or less than 1%. Write {number * 100:g}% or {number}%"
            )
        if unit == Unit.PERCENTAGE and number > 100:
            raise ValueError(f"‘{text[:20]}’ is more than the total")
        if number != number.quantize(Decimal("0.01")):
            raise ValueError(f"‘{text[:20]}’ has more than two decimal places. Round it")
        return number

    return read


def check_entry(indicator, *, comparator, numerator, denominator, value, absent_because):
    """(numerator, denominator, value) as they are kept. Refused names what is missing, or does not agree."""
    unit = indicator.unit
    given = {"numerator": numerator, "denominator": denominator, "value": value}
    if absent_because.strip():
        if any(number is not None for number in given.values()):
            raise Refused("There is a figure and a reason for having no figure. Remove one of them.")
        return None, None, None
    needs = NEEDS[unit]
    if comparator and value is not None and numerator is None:
        return None, denominator, value
    missing = [CALLED[name] for name in needs if given[name] is None]
    if unit in (Unit.DAYS, Unit.OTHER) and denominator == 0:
        missing = []
    if missing:
        raise Refused(f"Enter {' and '.join(missing)}, or say why there is no figure.")
    if unit == Unit.COUNT and denominator is not None:
        raise Refused("This is a count. Leave the denominator blank.")
    if unit == Unit.PERCENTAGE and numerator > denominator:
        raise Refused(f"The numerator, {numerator:,}, is more than the denominator, {denominator:,}.")
    if unit == Unit.RATE and not denominator:
        raise Refused("A rate needs the number of children who live there.")
    computed = value_of(unit, numerator, denominator, value)
    if "value" in needs:
        return None, denominator, value if denominator else None
    if value is not None and computed is not None and abs(value - computed) > ONE_PLACE:
        share = TIMES.get(unit, 1)
        raise Refused(
            f"The value does not agree: {numerator:,} of {denominator:,}, times {share:,}, is {computed}."
            if unit in TIMES
            else f"The value and the numerator differ: {value} and {numerator:,}."
        )
    return numerator, denominator, None


def check_period(indicator, period, today, wanted):
    """Figures are of a period that is over and asked for."""
    if period.ends_on >= today:
        raise Refused(f"{period.label} does not end until {period.ends_on:%-d %B %Y}.")
    if not indicator.confirmed:
        raise Refused(
            f"{indicator.code} is not confirmed yet. Figures are asked for once its definition is agreed."
        )
    if not wanted:
        raise Refused(
            f"{indicator.code} is not asked for {period.label}. It is asked from {indicator.asked_from:%B %Y}"
            + (f" until {indicator.retired_on:%-d %B %Y}." if indicator.retired_on else ".")
        )


def check_area(indicator, area, category):
    if area not in [*indicator.areas, *indicator.comparators]:
        raise Refused(f"{indicator.code} has no figures for that area.")
    if area in indicator.comparators and category:
        raise Refused("Give a comparison as one figure, not by category.")
    if area in indicator.areas and category not in indicator.parts:
        raise Refused(
            f"{indicator.code} is given by {indicator.breakdown}: {', '.join(indicator.categories)}."
            if indicator.categories
            else f"{indicator.code} is not broken down. Leave that blank."
        )


def check_code(code):
    if not re.fullmatch(r"[A-Z0-9][A-Z0-9-]{1,28}", code):
        raise Refused("Enter a code using capital letters, numbers and hyphens, like CP-01.")


def check_shape(*, unit, geography, source, rutland_source, categories, breakdown, comparators):
    """What an indicator is has to fit together."""
    if rutland_source and not source:
        raise Refused("Enter who gives the other figures too.")
    if rutland_source and geography not in ("each", "rutland"):
        raise Refused("Rutland’s figures are not given separately here. Leave Rutland’s source blank.")
    if bool(categories) != bool(breakdown):
        raise Refused("Enter both how it is broken down and its categories.")
    if len(set(map(str.casefold, categories))) < len(categories):
        raise Refused("Two categories have the same name.")
    if categories and unit not in (Unit.COUNT, Unit.PERCENTAGE):
        raise Refused("Only counts and percentages can be broken down.")
    if set(comparators) & {"leicestershire", "rutland", "LR", "LLR"}:
        raise Refused("Comparison figures must be from outside Leicestershire and Rutland.")


def check_definition(*, text, comparable, break_because, valid_from, frequency_begins, last_figure, after):
    """A further version holds from the first day of a period, after the one before it and after the last figure."""
    if not text.strip():
        raise Refused("Enter what is counted.")
    if not frequency_begins:
        raise Refused("A definition must take effect on the first day of a period.")
    if after is not None and valid_from <= after:
        raise Refused(f"The previous version takes effect on {after:%-d %B %Y}. Choose a later date.")
    if last_figure is not None and valid_from <= last_figure:
        raise Refused(
            f"There are already figures for the period from {last_figure:%-d %B %Y}, counted under "
            f"the current definition. "
            "Choose a later date."
        )
    if not comparable and not break_because.strip():
        raise Refused(
            "Enter why figures before and after cannot be compared. This is shown beside the chart."
        )
