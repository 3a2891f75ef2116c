"""What a run chart says: a median for each unbroken series, and signals that are more than chance, each by its rule."""

from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

SOURCE = "Perla, Provost and Murray, The run chart, BMJ Quality and Safety 2011, 20: 46–51"


@dataclass(frozen=True)
class Rule:
    """What in a chart is a signal: so many points, of a series that has at least `least`."""

    name: str
    points: int
    least: int
    words: str
    note: str
    source: str = SOURCE


# The table of run rules: how many points, and by whom. `least` keeps short series from saying much.
SHIFT = Rule(
    "shift", 6, 10, "{n} or more points in a row on one side of the median",
    "Points on the median are ignored. The median needs 10 points or more.",
)  # fmt: skip
TREND = Rule(
    "trend", 5, 5, "{n} or more points in a row that all rise, or all fall",
    "Equal neighbours count once. A weak rule: Anhøj and Olesen (PLoS ONE 2014, 9: e113825) found that it seldom "
    "finds a slow change, so take it as a prompt.",
)  # fmt: skip
RULES = (SHIFT, TREND)
MEDIAN_FROM = 5  # points: a median of fewer would be drawn through noise


@dataclass(frozen=True)
class Point:
    """One period in a chart: a value, or in words why there is none."""

    period: object
    value: float | None = None
    text: str = ""
    series: int = 0
    provisional: bool = False
    marked: bool = False  # drawn for staff only: others do not see its number


@dataclass
class Signal:
    """Points of one series that are no chance, by which rule and which way."""

    rule: Rule
    up: bool
    points: list

    @property
    def words(self):
        first, last = self.points[0].period, self.points[-1].period
        if self.rule is SHIFT:
            what, way = "Shift", "above the median" if self.up else "below the median"
        else:
            what, way = "Trend", "rising" if self.up else "falling"
        return f"{what}: {len(self.points)} points in a row {way}, {first.short} to {last.short}"


@dataclass
class Stretch:
    """One unbroken series of a chart."""

    number: int
    points: list
    median: float | None = None
    signals: list = field(default_factory=list)

    @property
    def known(self):
        return [point for point in self.points if point.value is not None]


def stretches(points):
    """The series of a chart, each with its median and its signals; nothing is joined across a break."""
    found = {}
    for point in points:
        found.setdefault(point.series, Stretch(point.series, [])).points.append(point)
    for one in found.values():
        known = one.known
        if len(known) >= MEDIAN_FROM:
            one.median = float(median(point.value for point in known))
        if one.median is not None and len(known) >= SHIFT.least:
            one.signals += shifts(known, one.median)
        if len(known) >= TREND.least:
            one.signals += trends(known)
    return list(found.values())


def shifts(points, middle):
    found, run, side = [], [], 0
    for point in [*points, None]:
        here = 0 if point is None else (point.value > middle) - (point.value < middle)
        if point is not None and here == 0:
            continue
        if here == side and point is not None:
            run.append(point)
            continue
        if len(run) >= SHIFT.points:
            found.append(Signal(SHIFT, side > 0, run))
        run, side = [point], here
    return found


def trends(points):
    """Runs of points that keep rising or falling; of equal neighbours the first counts."""
    steps = [point for at, point in enumerate(points) if not at or point.value != points[at - 1].value]
    found, run, way = [], steps[:1], 0
    for before, point in pairwise(steps):
        here = 1 if point.value > before.value else -1
        if here == way:
            run.append(point)
            continue
        if len(run) >= TREND.points:
            found.append(Signal(TREND, way > 0, run))
        run, way = [before, point], here
    if len(run) >= TREND.points:
        found.append(Signal(TREND, way > 0, run))
    return found
