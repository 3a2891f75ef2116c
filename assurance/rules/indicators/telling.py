"""What may be told of an indicator's figures: pure, and the same for page, file, paper and report.

What is given is told or kept back for its own sake. What is added up from it (a year, all categories, both counties) is
told only where nobody who subtracts what is told learns more of a small number than that it is small. Nothing told
once has to be taken back later:

- categories into one figure of an area, and periods into one year: as `sum_is_safe` says, and no longer once a small
  number among them was corrected;
- two areas into both: only where each of them is told. Each council knows its own figures, and would subtract them;
- figures from 1 April to a day: as `running_shown` says.
So each number that is kept back lies in one sum at most that tells anything of it.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from assurance.rules.indicators.measures import ADDS_UP, Counted, Geography, Unit, rests_on, value_of
from assurance.rules.indicators.periods import IN_A_YEAR
from partnership.rules.suppression import running_shown, small, sum_is_safe

NOT_SHOWN = "not shown"
NO_FIGURE = "no figure"
BOTH = "LR"  # the area of both counties


@dataclass(frozen=True)
class Given:
    """One figure as it was given. `history`: (moment, numerator, denominator) of each revision, also the last."""

    numerator: int | None = None
    denominator: int | None = None
    value: Decimal | None = None
    provisional: bool = False
    absent_because: str = ""
    revised: bool = False
    history: tuple = ()


@dataclass(frozen=True)
class Told:
    """One figure as it is told. Kept back, it holds no number at all, but for who runs indicators."""

    numerator: int | None = None
    denominator: int | None = None
    value: Decimal | None = None
    kept_back: bool = False
    missing: bool = False
    provisional: bool = False
    absent_because: str = ""
    revised: bool = False

    @property
    def known(self):
        return self.value is not None


MISSING = Told(missing=True)


def without(why):
    """Nothing is told, for a reason that has nothing to do with small numbers."""
    return Told(absent_because=why)


class Telling:
    """All that is told of one indicator: `told` by (area, part, period), `years` by (area, year).

    `indicator` has unit, counted, frequency, of_children, areas, parts, categories, comparators and geography; `given`
    is {(area, part, period): Given}; `periods` follow one another without a gap; `series` says of a period to which
    unbroken series it belongs. The part "" is everything together. With `raw`, what is kept back keeps its numbers.
    """

    def __init__(self, indicator, given, periods, series, *, raw=False):
        self.indicator, self.given = indicator, given
        self.periods, self.series = periods, series
        self.running = self.run_years() if indicator.counted == Counted.YEAR_TO_DATE else {}
        self.told, self.years = {}, {}
        for period in periods:
            self.tell(period)
        for year in sorted({period.year for period in periods}):
            for area in indicator.areas:
                self.years[area, year] = self.whole_year(area, year)
            if indicator.geography == Geography.EACH:
                self.years[BOTH, year] = self.both([self.years[area, year] for area in indicator.areas])
        if not raw:
            self.told = {place: stripped(one) for place, one in self.told.items()}
            self.years = {place: stripped(one) for place, one in self.years.items()}

    def tell(self, period):
        indicator = self.indicator
        for area in indicator.areas:
            for part in indicator.parts:
                self.told[area, part, period] = self.one(area, part, period)
            if indicator.categories:
                self.told[area, "", period] = self.all_parts(area, period)
        for area in indicator.comparators:
            self.told[area, "", period] = self.one(area, "", period)
        if indicator.geography == Geography.EACH:
            for part in ["", *indicator.categories]:
                self.told[BOTH, part, period] = self.both(
                    [self.told[area, part, period] for area in indicator.areas]
                )

    # One figure -------------------------------------------------------------------------------------------------

    def is_small(self, numerator, denominator):
        counts = rests_on(self.indicator.unit, numerator, denominator)
        return self.indicator.of_children and any(map(small, counts))

    def one(self, area, part, period):
        given = self.given.get((area, part, period))
        if given is None:
            return MISSING
        return Told(
            given.numerator,
            given.denominator,
            value_of(self.indicator.unit, given.numerator, given.denominator, given.value),
            kept_back=self.is_small(given.numerator, given.denominator)
            or not self.running.get((area, part, period), True),
            provisional=given.provisional,
            absent_because=given.absent_because,
            revised=given.revised,
        )

    def run_years(self):
        """Of figures since 1 April which may be told, judged in the order in which each became known."""
        known, running = {}, {}
        for (area, part, period), given in self.given.items():
            for moment, *counted in given.history:
                counts = rests_on(self.indicator.unit, *counted)
                known.setdefault((area, part, period.year), []).append((moment, period, counts))
        for (area, part, _), events in known.items():
            events.sort(key=lambda event: event[:2])
            for at in range(len(events[0][2])):
                may = running_shown(
                    (period, counts[at]) for _, period, counts in events if counts[at] is not None
                )
                for period, shown in may.items():
                    place = (area, part, period)
                    running[place] = running.get(place, True) and (shown or not self.indicator.of_children)
        return running

    # Sums -------------------------------------------------------------------------------------------------------

    def all_parts(self, area, period):
        """Every category of an area together."""
        return self.sum_of([(area, part, period) for part in self.indicator.categories])

    def both(self, told):
        """Two areas together, only where each is told."""
        return self.added(told, safe=not any(one.kept_back for one in told))

    def whole_year(self, area, year):
        """A year of an area: added up where that means something, else how it stood at its end."""
        within = [period for period in self.periods if period.year == year]
        if len(within) < IN_A_YEAR[self.indicator.frequency]:
            return MISSING
        if self.indicator.counted != Counted.WITHIN or len(within) == 1:
            return self.told[area, "", within[-1]]
        if len({self.series(period) for period in within}) > 1:
            return without("the definition changed within the year")
        if (
            self.indicator.categories
        ):  # their sums tell something already, and no number may lie in two such sums
            told = [self.told[area, "", period] for period in within]
            whole = self.added(told, safe=not any(one.kept_back for one in told))
        else:
            whole = self.sum_of([(area, "", period) for period in within])
        if (
            self.indicator.unit == Unit.RATE and whole.known
        ):  # a year of children, among those who live here at its end
            people = self.told[area, "", within[-1]].denominator
            whole = replace(whole, denominator=people, value=value_of(Unit.RATE, whole.numerator, people))
        return whole

    def sum_of(self, places):
        """What figures as they were given come to, told where nothing small is left by subtraction."""
        told = [self.told[place] for place in places]
        hidden = [one for one in told if one.kept_back]
        corrected = any(self.once_small(self.given[place]) for place in places if place in self.given)
        running = self.indicator.counted == Counted.YEAR_TO_DATE
        return self.added(told, safe=not hidden or (not corrected and not running and self.apart(hidden)))

    def once_small(self, given):
        """Whether a small number was corrected here, or corrected into a small one."""
        return len(given.history) > 1 and any(self.is_small(n, d) for _, n, d in given.history)

    def apart(self, hidden):
        """Whether the sum of these, which are kept back, tells no more than that each is small."""
        if any(one.numerator is None for one in hidden):
            return False
        if self.indicator.unit != Unit.PERCENTAGE:
            return sum_is_safe([one.numerator for one in hidden])
        if any(small(one.denominator) for one in hidden):
            return False
        among = [one.numerator for one in hidden]
        left = [one.denominator - one.numerator for one in hidden]
        if all(map(small, among)) and not any(map(small, left)):
            return sum_is_safe(among)
        return all(map(small, left)) and not any(map(small, among)) and sum_is_safe(left)

    def added(self, told, *, safe):
        unit = self.indicator.unit
        if unit not in ADDS_UP:
            return without("figures of this kind cannot be added up")
        if any(one.numerator is None or (unit != Unit.COUNT and one.denominator is None) for one in told):
            return MISSING
        numerator = sum(one.numerator for one in told)
        denominator = None if unit == Unit.COUNT else sum(one.denominator for one in told)
        return Told(
            numerator,
            denominator,
            value_of(unit, numerator, denominator),
            kept_back=not safe or self.is_small(numerator, denominator),
            provisional=any(one.provisional for one in told),
        )


def stripped(told):
    """What is kept back without any of its numbers."""
    return replace(told, numerator=None, denominator=None, value=None) if told.kept_back else told
