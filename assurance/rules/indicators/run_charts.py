"""What a run chart says: a median for each unbroken series, and signals that are more than chance, each by its rule."""

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import comb
from statistics import median

SOURCE = "Perla, Provost and Murray, The run chart, BMJ Quality and Safety 2011, 20: 46–51"
SWED = "Swed and Eisenhart, Annals of Mathematical Statistics 1943, 14: 66–87"


@dataclass(frozen=True)
class Rule:
    """What in a chart is a signal: so many points, of a series that has at least `least`; `points` is None where the
    series speaks as a whole, or where no count decides."""

    name: str
    points: int | None
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
RUNS = Rule(
    "runs", None, 10, "Too few or too many runs: points in a row on one side of the median",
    "Too few mean that it stayed high or low for long, too many that two things take turns. How many chance gives, but "
    f"for five times in a hundred, follows from how many points lie on each side ({SWED}). Points on the median are "
    "ignored; the others must be 10 or more.",
)  # fmt: skip
# The source gives it no count: everybody who looks would agree that the point is unlike the others. The largest and
# the smallest figure of any chart are not that by themselves, so the portal marks none and says who decides.
FAR_OUT = Rule(
    "far out", None, 1, "A point so far from the others that everybody who looks would agree",
    "No count finds it: whoever reads the chart judges, and asks what happened.",
)  # fmt: skip
RULES = (SHIFT, TREND, RUNS, FAR_OUT)
BY_CHANCE = 0.025  # of all orders of the points, how many may have so few runs; and as many, so many
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
    """Points of one series that are no chance, by which rule and which way: up, or more runs than chance gives."""

    rule: Rule
    up: bool
    points: list
    said: str = ""

    @property
    def marked(self):
        """The points that a drawing marks: none where the series speaks as a whole."""
        return [] if self.rule is RUNS else self.points

    @property
    def words(self):
        first, last = self.points[0].period, self.points[-1].period
        if self.rule is RUNS:
            return f"Too {'many' if self.up else 'few'} runs: {self.said}, {first.short} to {last.short}"
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
            one.signals += shifts(known, one.median) + runs(known, one.median)
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


def runs(points, middle):
    """The one signal of a series whose points change sides less or more often than chance lets them, or none."""
    useful = [point for point in points if point.value != middle]
    sides = [point.value > middle for point in useful]
    if len(useful) < RUNS.least:
        return []
    number = 1 + sum(before != after for before, after in pairwise(sides))
    fewest, most = by_chance(sum(sides), len(sides) - sum(sides))
    if fewest <= number <= most:
        return []
    return [Signal(RUNS, number > most, useful, f"{number}, where chance gives {fewest} to {most}")]


@lru_cache(1000)
def by_chance(above, below):
    """How many runs so many points above and below give by chance: (fewest, most), of which either tail leaves out
    at most BY_CHANCE."""
    share = {
        number: orders(number, above, below) / comb(above + below, above)
        for number in range(1, above + below + 1)
    }
    fewest = next(one for one in share if sum(share[few] for few in share if few <= one) > BY_CHANCE)
    most = next(
        one for one in reversed(share) if sum(share[many] for many in share if many >= one) > BY_CHANCE
    )
    return fewest, most


def orders(number, above, below):
    """In how many orders so many points above and below make that number of runs."""
    half, odd = divmod(number, 2)

    def ways(of, parts):
        """To cut a row of `of` points into that many pieces."""
        return comb(of - 1, parts - 1) if parts and of else int(parts == of)

    if odd:
        return ways(above, half + 1) * ways(below, half) + ways(above, half) * ways(below, half + 1)
    return 2 * ways(above, half) * ways(below, half)


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
