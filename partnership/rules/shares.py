"""Shares of a whole: so many of a hundred, and how that is written."""

from decimal import ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")


def share(part, whole):
    """Per cent, to one decimal place, as computed; None where the whole is nothing. Halves are rounded up."""
    return (Decimal(part) / Decimal(whole) * 100).quantize(TENTH, ROUND_HALF_UP) if whole else None


def percent(value):
    """95.1%, 100%, or a dash for nothing. A whole number has no decimal place."""
    return "–" if value is None else f"{value:.1f}".removesuffix(".0") + "%"
