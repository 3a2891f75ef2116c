"""What a figure is: what was measured, in what unit, beside which limit of the same run, and what it must keep."""

from typing import TypedDict


class Figure(TypedDict, total=False):
    """One line of the table. Only `what`, `measured` and `unit` are always there.

    `limit` is in the same unit and was measured in the same run, `beside` says what it is. The gate is `most` or
    `least`: of the ratio measured / limit where there is a limit, else of the measured value itself.
    """

    what: str
    measured: float
    unit: str
    limit: float
    beside: str
    most: float
    least: float
    size: str  # of the data, where there are several
    queries: int
    rps: float  # requests a second, of one client
    p95: float  # milliseconds, of one client
    rps_8: float  # the same of eight clients at once
    p95_8: float
    kilobytes: float  # of the answer
    note: str  # one sentence for the reader of docs/speed.md


def ratio_of(figure):
    return figure["measured"] / figure["limit"] if figure.get("limit") else None


def kept(figure):
    """Whether the gate is kept; None where there is none."""
    ratio = ratio_of(figure)
    judged = figure["measured"] if ratio is None else ratio
    if "most" in figure:
        return judged <= figure["most"]
    if "least" in figure:
        return judged >= figure["least"]
    return None


def gate_of(figure):
    """The gate in a few characters: ≤ 3.0 ×, ≥ 500 /s."""
    for word, sign in (("most", "≤"), ("least", "≥")):
        if word in figure:
            return f"{sign} {figure[word]:g} {'×' if figure.get('limit') else figure['unit']}"
    return ""


def verdict(figure):
    return {True: "kept", False: "MISSED", None: ""}[kept(figure)]


def few_digits(number):
    """A number as a person reads it: three digits that count."""
    if number is None:
        return ""
    size = abs(number)
    return f"{number:,.0f}" if size >= 100 else f"{number:.1f}" if size >= 10 else f"{number:.2f}"
