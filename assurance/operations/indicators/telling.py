"""Indicators as they are told: their figures after the law of small numbers, direction, breaks and signals."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.utils import timezone

from assurance.models import Figure, Indicator
from assurance.rules.indicators.measures import ADDS_UP, Counted, Geography, judged, written
from assurance.rules.indicators.periods import IN_A_YEAR, from_to, period_of
from assurance.rules.indicators.run_charts import Point, stretches
from assurance.rules.indicators.telling import MISSING, NO_FIGURE, NOT_SHOWN, Given, Telling
from partnership.models import Area
from partnership.rules.years import year_words

# what became of it since before → words, a shape that tells it without colour, and the colour of its tag
WAYS = {
    "better": ("better", "green"),
    "worse": ("worse", "red"),
    "up": ("ask why", "blue"),
    "down": ("ask why", "blue"),
    "same": ("no change", "grey"),
    "": ("cannot be compared", "grey"),
}
LONGEST = 40  # periods in a chart: ten years of quarters


@dataclass
class Board:
    """One indicator with all that may be told of it to whom it was made for; it asks nothing of the database."""

    indicator: Indicator
    definitions: list
    periods: list
    telling: Telling
    notes: dict
    raw: bool
    breaks: list = field(default_factory=list)

    @property
    def areas(self):
        """Both counties first, where each gives figures; comparators last."""
        added = self.indicator.geography == Geography.EACH and self.indicator.unit in ADDS_UP
        both = [Area.LR] if added else []
        return [*both, *self.indicator.areas, *map(Area, self.indicator.comparators)]

    @property
    def main(self):
        return self.areas[0]

    def told(self, area, period, part=""):
        return self.telling.told.get((area, part, period), MISSING)

    def year(self, area, year):
        return self.telling.years.get((area, year), MISSING)

    def text(self, told):
        """A figure in words; what is kept back says so, to staff beside its number."""
        if told.known:
            number = written(self.indicator.unit, told.value, self.indicator.unit_word)
            return f"{number} ({NOT_SHOWN} to others)" if told.kept_back else number
        if told.kept_back:
            return NOT_SHOWN
        if told.denominator == 0:
            return "none to count"
        return told.absent_because or NO_FIGURE

    def points(self, area, part=""):
        return [self.point(area, period, part) for period in self.periods[-LONGEST:]]

    def point(self, area, period, part=""):
        told = self.told(area, period, part)
        return Point(
            period,
            None if told.value is None else float(told.value),
            self.text(told),
            self.telling.series(period),
            told.provisional,
            told.kept_back,
        )

    @cached_property
    def drawn(self):
        """The area that a list speaks of: the widest whose newest figure is told, or of which enough is told at all."""
        own = [area for area in self.areas if area not in self.indicator.comparators]
        newest = self.last()

        def rank(area):
            known = sum(self.told(area, period).known for period in self.periods)
            return newest is not None and self.told(area, newest).known, known > 1, -own.index(area)

        return max(own, key=rank)

    def signals(self, area):
        return [signal for one in stretches(self.points(area)) for signal in one.signals]

    def last(self, until=None):
        """The newest period for which anything was given, up to one; None where nothing was."""
        for period in reversed(self.periods):
            if until is not None and period > until:
                continue
            if any(not self.told(area, period).missing for area in self.indicator.areas):
                return period
        return None

    def before(self, period):
        """What a period is compared with: the one before it, or of running counts the same one a year ago."""
        if self.indicator.counted != Counted.YEAR_TO_DATE:
            return period.before
        for _ in range(IN_A_YEAR[period.frequency]):
            period = period.before
        return period

    def direction(self, area, period):
        """{words, shape, colour, judged} of a figure beside the one before, both as they are told."""
        now, then = self.told(area, period), self.told(area, self.before(period))
        joined = self.telling.series(period) == self.telling.series(self.before(period))
        known = joined and now.known and then.known
        way = judged(self.indicator.polarity, then.value, now.value) if known else ""
        verdict, colour = WAYS[way]
        if not known or way == "same":
            return {
                "words": verdict.capitalize(),
                "shape": "→" if known else "",
                "colour": colour,
                "judged": way,
            }
        rose = now.value > then.value
        when = " a year before" if self.indicator.counted == Counted.YEAR_TO_DATE else ""
        words = f"{'Up' if rose else 'Down'} from {self.text(then)}{when}: {verdict}"
        return {"words": words, "shape": "↗" if rose else "↘", "colour": colour, "judged": way}

    def definition_on(self, day):
        return definition_on(self.definitions, day)


def definition_on(definitions, day):
    """The version that holds of a period which begins that day."""
    return next(
        (one for one in reversed(definitions) if one.valid_from is None or one.valid_from <= day), None
    )


def boards(indicators, *, today=None, raw=False):
    """Each of these indicators as it is told, in a fixed number of queries. `raw` is for who runs indicators alone."""
    found = list(indicators)
    today = today or timezone.localdate()
    prefetch_related_objects(
        found, "definitions", "periods__commentary_by", "priorities__plan", "source", "rutland_source"
    )
    given = given_of(found)
    return [board_of(one, given.get(one.pk, {}), today, raw) for one in found]


def given_of(indicators):
    """{indicator id: {(area, part, first day): [its revisions]}}"""
    rows = Figure.objects.filter(period__indicator__in=indicators).select_related("period")
    found = {}
    for row in rows.order_by("revision"):
        place = (row.area, row.category, row.period.starts_on)
        found.setdefault(row.period.indicator_id, {}).setdefault(place, []).append(row)
    return found


def board_of(indicator, rows, today, raw):
    definitions = list(indicator.definitions.all())
    periods = periods_of(indicator, [day for _, _, day in rows], today)
    by_day = {period.starts_on: period for period in periods}
    given = {
        (area, part, by_day[day]): as_given(revisions)
        for (area, part, day), revisions in rows.items()
        if day in by_day
    }
    numbers, number = {}, 0
    for one in definitions:
        number += not one.comparable
        numbers[one.pk] = number

    def series(period):
        found = definition_on(definitions, period.starts_on)
        return numbers[found.pk] if found else 0

    breaks = [
        (period_of(indicator.frequency, one.valid_from), one.break_because)
        for one in definitions
        if not one.comparable
    ]
    notes = {by_day[one.starts_on]: one for one in indicator.periods.all() if one.starts_on in by_day}
    telling = Telling(indicator, given, periods, series, raw=raw)
    return Board(indicator, definitions, periods, telling, notes, raw, breaks)


def periods_of(indicator, days, today):
    """Every period from the first that was asked for, or given, to the last that is over or given."""
    last = period_of(indicator.frequency, min(today, indicator.retired_on or today)).before
    first = period_of(indicator.frequency, min([*days, indicator.asked_from]))
    if days:
        last = max(last, period_of(indicator.frequency, max(days)))
    return from_to(first, last)


def as_given(revisions):
    now = revisions[-1]
    return Given(
        now.numerator,
        now.denominator,
        now.value,
        provisional=now.state == Figure.State.PROVISIONAL,
        absent_because=now.absent_because,
        revised=len(revisions) > 1,
        history=tuple((one.given_at, one.numerator, one.denominator) for one in revisions),
    )


# For other parts of the work ---------------------------------------------------------------------------------


def figures_for(start, end, who=None):
    """What may be told of each indicator in the periods that ended between two days, both included: plain values.

    `who` narrows which indicators; nobody sees small numbers here, whoever asks. A list, by code, of
    {"code", "name", "kind", "unit", "priorities", "period", "areas": [{"area", "shown", "value", "direction", "shape",
    "judged", "year", "year_shown"}], "series": [{"period", "shown", "value"}], "target", "commentary", "signals",
    "breaks", "question"}, where "value" is a number or None, "judged" is better, worse, same, up, down or nothing, and
    everything can be kept as JSON.
    """
    found = Indicator.objects.all() if who is None else Indicator.objects.visible_to(who)
    told = [told_between(board, start, end) for board in boards(found.live(start))]
    return [one for one in told if one]


def told_between(board, start, end):
    indicator = board.indicator
    within = [period for period in board.periods if start <= period.ends_on <= end]
    period = next((one for one in reversed(within) if one == board.last(one)), None)
    if period is None:
        return None
    note = board.notes.get(period)
    area = board.drawn
    return {
        "code": indicator.code,
        "name": indicator.name,
        "kind": indicator.get_kind_display(),
        "unit": indicator.get_unit_display(),
        "priorities": [f"{one.plan.reference} priority {one.number}" for one in indicator.priorities.all()],
        "period": period.label,
        "areas": [area_between(board, one, period) for one in board.areas],
        "drawn": area.label,
        "series": [
            {"period": point.period.short, "shown": point.text, "value": point.value}
            for point in board.points(area)
            if point.period <= period
        ],
        "target": None if indicator.target is None else float(indicator.target),
        "commentary": note.commentary if note else "",
        "signals": [one.words for one in board.signals(area) if one.points[-1].period in within],
        "breaks": [f"{one.label}: {why}" for one, why in board.breaks if one in within],
        "question": indicator.challenge_question,
        "address": indicator.get_absolute_url(),
    }


def area_between(board, area, period):
    told, year = board.told(area, period), board.year(area, period.year)
    way = board.direction(area, period)
    return {
        "area": area.label,
        "shown": board.text(told),
        "value": None if told.value is None else float(told.value),
        "provisional": told.provisional,
        "direction": way["words"],
        "shape": way["shape"],
        "judged": way["judged"],
        "year": year_words(period.year),
        "year_shown": board.text(year),
    }


def summary_between(start, end, who=None):
    """How many indicators were told between two days, and how many moved which way: {"told", "better", …, "rows"}."""
    rows = figures_for(start, end, who)
    first = [row["areas"][0]["judged"] for row in rows]
    ways = {way: first.count(way) for way in ("better", "worse", "same", "up", "down")}
    return {"told": len(rows), **ways, "rows": rows}
