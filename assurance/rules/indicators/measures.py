"""What kinds of measure there are, what each needs, what it rests on, and when a movement wants words."""

from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices

ONE_PLACE = Decimal("0.1")


class Unit(TextChoices):
    COUNT = "count", "A count"
    PERCENTAGE = "percentage", "A percentage"
    RATE = "rate", "A rate per 10,000"
    DAYS = "days", "Days"
    OTHER = "other", "Another number, such as a score"


class Polarity(TextChoices):
    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"
    NEITHER = "neither", "Neither, it prompts a question"


class Kind(TextChoices):
    """Three kinds of measure: D. Worlock's for London, as the partnership's own five questions have them."""

    HOW_MUCH = "how_much", "How much do we do?"
    HOW_WELL = "how_well", "How well do we do it?"
    BETTER_OFF = "better_off", "Is anyone better off?"


class Counted(TextChoices):
    WITHIN = "within", "What happened within the period"
    YEAR_TO_DATE = "to_date", "From 1 April to the end of the period"
    SNAPSHOT = "snapshot", "The position on the last day, or over the last 12 months"


class Geography(TextChoices):
    EACH = "each", "Leicestershire and Rutland, separately"
    TOGETHER = "together", "Leicestershire and Rutland, combined"
    LEICESTERSHIRE = "leicestershire", "Leicestershire only"
    RUTLAND = "rutland", "Rutland only"


# What is given of each unit; how many times the quotient its value is.
NEEDS = {
    Unit.COUNT: ("numerator",),
    Unit.PERCENTAGE: ("numerator", "denominator"),
    Unit.RATE: ("numerator", "denominator"),
    Unit.DAYS: ("value", "denominator"),
    Unit.OTHER: ("value", "denominator"),
}
TIMES = {Unit.PERCENTAGE: 100, Unit.RATE: 10_000}
ADDS_UP = (Unit.COUNT, Unit.PERCENTAGE, Unit.RATE)  # an average or a score of two areas is none of both


def value_of(unit, numerator, denominator, value=None):
    """The value as it follows from what was given, to one decimal place; None where nothing was there to measure."""
    if unit == Unit.COUNT:
        return None if numerator is None else Decimal(numerator)
    if unit in TIMES:
        if numerator is None or not denominator:
            return value if numerator is None else None
        exact = Decimal(TIMES[unit]) * numerator / denominator
        return exact.quantize(ONE_PLACE, ROUND_HALF_UP)
    return value


def rests_on(unit, numerator, denominator):
    """The numbers of children that somebody could read from a figure: each of them may be too small to show.

    Of a percentage also those whom it leaves out: 48 of 50 tells of two.
    """
    if unit == Unit.COUNT:
        return [numerator]
    if unit == Unit.RATE:
        return [numerator]  # the population is known to everybody
    if unit == Unit.PERCENTAGE:
        left = None if None in (numerator, denominator) else denominator - numerator
        return [numerator, denominator, left]
    return [denominator]


# How far a value may move from one period to the next before somebody says what it means for children:
# unit → (share of the value before, and at least so much). Our choice; no published source fixes it.
LIMITS = {
    Unit.COUNT: (Decimal("0.20"), Decimal(5)),
    Unit.PERCENTAGE: (Decimal(0), Decimal(5)),
    Unit.RATE: (Decimal("0.20"), Decimal(1)),
    Unit.DAYS: (Decimal("0.20"), Decimal(1)),
    Unit.OTHER: (Decimal("0.20"), Decimal(0)),
}
LIMITS_SOURCE = "Our choice: to be agreed by the Planning and Delivery Group"


def limit_in_words(unit):
    share, least = LIMITS[unit]
    if unit == Unit.PERCENTAGE:
        return f"{least} percentage points"
    return f"{share:.0%}" + (f", and at least {least}" if least else "")


def moved_far(unit, before, now):
    """Whether a value moved past the limit since the period before; never without two values of one definition."""
    if before is None or now is None:
        return False
    share, least = LIMITS[unit]
    moved = abs(now - before)
    return bool(moved) and moved >= least and moved >= share * abs(before)


def judged(polarity, before, now):
    """better, worse, same, up or down; nothing where either is not known."""
    if before is None or now is None:
        return ""
    if before == now:
        return "same"
    if polarity == Polarity.NEITHER:
        return "up" if now > before else "down"
    return "better" if (now > before) == (polarity == Polarity.HIGHER) else "worse"


def written(unit, value, word=""):
    """A value as people read it: 1,234 · 12.5% · 34.1 per 10,000 · 9.5 days."""
    if value is None:
        return ""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    if unit == Unit.PERCENTAGE:
        return f"{text}%"
    if unit == Unit.RATE:
        return f"{text} per 10,000"
    if unit == Unit.DAYS:
        return f"{text} {word or 'days'}"
    return f"{text} {word}".strip() if unit == Unit.OTHER else text
