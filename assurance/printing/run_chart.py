"""A run chart as SVG, for pages and for paper: the server draws it, and it says in words what it shows.

Which points are more than chance, by which rule and whose, is law: assurance.rules.indicators.run_charts.

On a page its text keeps its size however narrow the page is, since only the way across is in per cent. On paper it goes
in as an image with its words as alternative text, because the printing library reads no titles of drawings.
"""

import base64
from itertools import pairwise

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from assurance.rules.indicators.run_charts import stretches
from partnership.rules.drawing import nice, percent
from partnership.rules.years import year_words

TOP, BOTTOM, LEFT, RIGHT = 16, 236, 9.0, 97.0  # pixels, pixels, per cent, per cent
HEIGHT = 276
APART = 20  # per cent from the middle of one year's name to the next: as wide as a name on a phone
SPARK_TOP, SPARK_BOTTOM = 5, 31


def run_chart(points, title, *, target=None, breaks=(), width="100%"):
    """The drawing of `points` (rules.indicators.run_charts.Point), a series each, with median and signals.

    `breaks` are (period, why) of where a series ends. Nothing is drawn where no number is told.
    """
    known = [point.value for point in points if point.value is not None]
    top = nice(max([*known, target or 0, 1]))
    places = {id(point): across(at, len(points)) for at, point in enumerate(points)}
    series = stretches(points)
    signalled = {id(point) for one in series for signal in one.signals for point in signal.marked}
    drawn = {
        "title": title,
        "description": described(points, title, series, breaks, target),
        "width": width,
        "height": HEIGHT,
        "top": TOP,
        "bottom": BOTTOM,
        "left": percent(LEFT),
        "right": percent(RIGHT),
        "scale": [{"y": down(share * top, top), "text": f"{share * top:g}"} for share in (0, 0.5, 1)],
        "years": years(points, places),
        "lines": [line for one in series for line in lines(one, places, top)],
        "medians": [middle(one, places, top) for one in series if one.median is not None],
        "target": None if target is None else {"y": down(float(target), top), "text": f"Target {target:g}"},
        "marks": [mark(point, places, top, id(point) in signalled) for point in points],
        "breaks": [
            {"x": percent(places[id(point)] - gap(len(points)) / 2)} for point in starts(points, dict(breaks))
        ],
    }
    return mark_safe(render_to_string("drawings/run_chart.svg", drawn).strip())  # noqa: S308 -- escaped by the template


def sparkline(points, title):
    """A small line without axes for a list; it says in words where it begins and ends."""
    known = [point for point in points if point.value is not None]
    if len(known) < 2:
        return ""
    values = [point.value for point in known]
    low, high = min(values), max(values)

    def height(value):
        return SPARK_BOTTOM - (value - low) / ((high - low) or 1) * (SPARK_BOTTOM - SPARK_TOP)

    at = {id(point): 4 + 92 * number / (len(points) - 1) for number, point in enumerate(points)}
    pairs = pairwise(known)
    drawn = {
        "description": f"{title}: from {known[0].text} in {known[0].period.short} to {known[-1].text} in "
        f"{known[-1].period.short}.",
        "lines": [
            {
                "x1": percent(at[id(a)]),
                "y1": f"{height(a.value):.4g}",
                "x2": percent(at[id(b)]),
                "y2": f"{height(b.value):.4g}",
            }
            for a, b in pairs
            if a.series == b.series
        ],
        "x": percent(at[id(known[-1])]),
        "y": f"{height(known[-1].value):.4g}",
    }
    return mark_safe(render_to_string("drawings/sparkline.svg", drawn).strip())  # noqa: S308 -- escaped by the template


def as_image(svg):
    """The address of a drawing that stands in an <img>, with no file beside it."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def gap(number):
    return (RIGHT - LEFT) / max(number, 1)


def across(at, number):
    return LEFT + gap(number) * (at + 0.5)


def down(value, top):
    return round(BOTTOM - float(value) / top * (BOTTOM - TOP), 1)


def lines(stretch, places, top):
    """From point to point of one series; over a period that nobody told the line is broken."""
    pairs = pairwise(stretch.points)
    return [
        {
            "x1": percent(places[id(a)]),
            "y1": down(a.value, top),
            "x2": percent(places[id(b)]),
            "y2": down(b.value, top),
        }
        for a, b in pairs
        if a.value is not None and b.value is not None
    ]


def middle(stretch, places, top):
    first, last = places[id(stretch.points[0])], places[id(stretch.points[-1])]
    return {"x1": percent(first), "x2": percent(last), "y": down(stretch.median, top)}


def mark(point, places, top, signalled):
    """What stands for one period: a point, or a sign at the foot where nothing is told."""
    x = places[id(point)]
    if point.value is None:
        return {"kind": "nothing", "x": percent(x), "y": BOTTOM - 5}
    kind = "marked" if point.marked else "signal" if signalled else "plain"
    return {"kind": kind, "x": percent(x), "y": down(point.value, top), "provisional": point.provisional}


def starts(points, breaks):
    """The points with which a further series begins."""
    return [point for point in points if point.period in breaks]


def years(points, places):
    """A tick for each financial year, and a name in the middle of what is drawn of it.

    On a phone not every name fits: the newest has one, and each before it that is far enough from the next.
    """
    found = {}
    for point in points:
        found.setdefault(point.period.year, []).append(places[id(point)])
    half = gap(len(points)) / 2
    drawn, last = [], 100 + APART
    for year, xs in reversed(found.items()):
        middle = (xs[0] + xs[-1]) / 2
        named = last - middle >= APART
        last = middle if named else last
        drawn.append(
            {
                "x": percent(middle),
                "text": year_words(year) if named else "",
                "edge": percent(xs[0] - half),
            }
        )
    return drawn[::-1]


def described_chart(points, title, breaks=(), target=None):
    """The same words that the drawing has as its title, for where it stands as an image."""
    return described(points, title, stretches(points), breaks, target)


def described(points, title, series, breaks, target):
    """The drawing in sentences."""
    said = [f"{title}, run chart."]
    known = [point for point in points if point.value is not None]
    if not known:
        return f"{title}: there are no figures to show yet."
    said.append(f"{known[0].text} in {known[0].period.short}, {known[-1].text} in {known[-1].period.short}.")
    for one in series:
        if one.median is not None:
            said.append(
                f"Median {one.median:g} from {one.points[0].period.short} to {one.points[-1].period.short}."
            )
        said += [f"{signal.words}." for signal in one.signals]
    if target is not None:
        said.append(f"Target {target:g}.")
    said += [f"New series from {period.short}: {why}" for period, why in breaks]
    untold = sum(point.value is None for point in points)
    if untold:
        said.append(f"{untold} of {len(points)} periods have no figure that may be shown.")
    return " ".join(said)
