"""Where things stand in a drawing: pure geometry, the one home of it. templates/drawings puts it on the page.

Across is in per cent of the drawing and down in pixels, so that a drawing is as wide as its page while its text keeps
its size. What a drawing says in colour it says in a shape or a letter as well, and it stands beside the same in words.
"""

import math
from dataclasses import dataclass, field
from datetime import date, timedelta
from textwrap import wrap

from partnership.working_days import add_months


def percent(share):
    """A place or a width across: 37.5%"""
    return f"{share:.4g}%"


def nice(largest):
    """The round number at which a scale ends that has to hold `largest`, which is more than nought."""
    size = 10 ** math.floor(math.log10(float(largest)))
    return next(step * size for step in (1, 2, 4, 5, 10, 20) if step * size >= float(largest))


# Bars -----------------------------------------------------------------------------------------------------------

LINE, BAR = 22, 20  # pixels
GAP = 12  # pixels from a bar to the next one's label
# On a phone 320 pixels wide, and in the widest of usual typefaces: so many letters of a label stand in a line, since no
# drawing wraps its own words, and each letter of the figure behind the longest bar takes so many per cent.
WIDEST, LETTER = 32, 3.6
LONGEST = 80  # per cent


def bars(pairs, unit="", maximum=None):
    """What is drawn of (label, value) pairs: a bar each, with its figure behind it. No bar for nothing, or less."""
    largest = float(maximum or max((value for _, value in pairs if value is not None), default=0) or 1)
    letters = max((len(figure(value, unit)) for _, value in pairs if value is not None), default=0)
    longest = min(LONGEST, 98 - LETTER * letters)
    found, top = [], 0
    for label, value in pairs:
        share = 0 if value is None or largest <= 0 else longest * min(max(float(value) / largest, 0), 1)
        found.append(bar(top, label, figure(value, unit), share))
        top = found[-1]["below"]
    return found


def figure(value, unit):
    if value is None:
        return "not shown"
    return f"{value:g}{unit}" if isinstance(value, float) else f"{value}{unit}"


def bar(top, label, text, share):
    """One bar that begins so many pixels down, and is so many per cent long: its label's lines, and where it ends."""
    lines = wrap(f"{label}", WIDEST)
    at = top + LINE * len(lines)
    return {
        "label": label,
        "lines": [(top + LINE * number + 16, line) for number, line in enumerate(lines)],
        "text": text,
        "y": at,
        "value_y": at + BAR // 2,
        "width": percent(share),
        "value_x": percent(share + 1.5) if share else "0",
        "below": at + BAR + GAP,
    }


def strokes(places):
    """Upright strokes at these places, in per cent of the width, as one path: a line each weighed ten times as much.

    It is drawn within viewBox="0 0 100 1", which is pulled to the size of its drawing.
    """
    return "".join(f"M{place:.4g} 0v1" for place in places)


# A clock --------------------------------------------------------------------------------------------------------

MOST_STEPS = 31  # of more days than these the bar has no steps: they would be a grey mass


def clock_bar(used, total, over=0):
    """How much of `total` days is used, and how far beyond it is: what is used, where it ends, and its steps.

    What is beyond is drawn at most as long as the whole itself, since the words say how long it was.
    """
    whole = total + min(over, total)
    return {
        "used": percent(100 * min(max(used, 0), total) / whole),
        "end": percent(100 * total / whole),
        "over": percent(100 * (whole - total) / whole) if over > 0 else "",
        "steps": strokes(100 * day / whole for day in range(1, total)) if total <= MOST_STEPS else "",
    }


# Things in time -------------------------------------------------------------------------------------------------

STATES = {  # state → how it is drawn; each has a shape of its own, so that nothing hangs on colour
    "happened": "Happened",
    "done": "Done in time",
    "late": "Done late",
    "due": "Still to come",
    "overdue": "Late, not done",
}
FURTHEST = 5 * 366  # days: a today further off than this would press everything else into a corner


@dataclass(frozen=True)
class Dated:
    """One thing in time: since when, until when, and when it was done. `note` is told beside it, `address` leads to it.

    It has no due date where it only happened. `stands` is given where `done_on` alone does not say it. Its mark stands
    where it was done, or is due, unless `marked_on` says otherwise.
    """

    title: str
    due_on: date | None = None
    done_on: date | None = None
    starts_on: date | None = None
    late: bool | None = None
    note: str = ""
    address: str = ""
    stands: str = ""
    marked_on: date | None = None

    def state(self, today):
        if self.stands:
            return self.stands
        if self.due_on is None:
            return "happened"
        if self.done_on is None:
            return "overdue" if self.due_on < today else "due"
        late = self.done_on > self.due_on if self.late is None else self.late
        return "late" if late else "done"

    @property
    def place(self):
        """The day on which its mark stands."""
        return self.marked_on or self.done_on or self.due_on or self.starts_on

    def days(self):
        return [day for day in (self.starts_on, self.due_on, self.done_on) if day]


@dataclass
class Axis:
    """The days from the first to the last of a drawing."""

    first: date
    last: date
    ticks: list = field(default_factory=list)

    def at(self, day):
        """How far across a day stands, in per cent; what lies outside stands at the edge."""
        share = 100 * (day - self.first).days / (self.last - self.first).days
        return min(max(share, 0), 100)


def axis(days, today=None, *, margin=0.04, least=14):
    """An axis that holds all these days, and today if it is given and not years away. At least `least` days long."""
    first, last = min(days), max(days)
    if today and (first - today).days <= FURTHEST and (today - last).days <= FURTHEST:
        first, last = min(first, today), max(last, today)
    spare = max(math.ceil((last - first).days * margin), math.ceil((least - (last - first).days) / 2), 1)
    found = Axis(first - timedelta(spare), last + timedelta(spare))
    found.ticks = ticks(found)
    return found


def year_axis(first, last):
    """A whole year from its first day to its last, with a name for each quarter."""
    found = Axis(first, last + timedelta(1))
    found.ticks = [(add_months(first, months), f"{add_months(first, months):%b}") for months in (0, 3, 6, 9)]
    return found


EDGE = 6  # per cent: so near to an edge half a name would stand outside a narrow page
MOST_TICKS = 4  # names of that many days fit beside one another on a phone


def ticks(axis):
    """(day, its name) of a few round days within an axis: Mondays, first days of months, or of years.

    At an edge a name would meet its neighbour's, so those leave theirs out while any other has one.
    """
    found = round_days(axis)
    inside = [tick for tick in found if EDGE <= axis.at(tick[0]) <= 100 - EDGE]
    return inside or found


def round_days(axis):
    span = (axis.last - axis.first).days
    if span <= 4 * 7 * MOST_TICKS:
        step = next(weeks for weeks in (1, 2, 4) if span <= weeks * 7 * MOST_TICKS)
        monday = axis.first + timedelta(-axis.first.weekday() % 7)
        days = [monday + timedelta(7 * step * number) for number in range(MOST_TICKS + 1)]
        return [(day, f"{day:%-d %b}") for day in days if day <= axis.last][:MOST_TICKS]
    steps = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
    months = next(step for step in steps if span <= step * 30.4 * MOST_TICKS or step == steps[-1])
    month = axis.first.year * 12 + axis.first.month - 1
    month += (-month) % months
    found = []
    while len(found) <= MOST_TICKS:
        day = date(month // 12, month % 12 + 1, 1)
        if day > axis.last:
            break
        if day >= axis.first:
            found.append((day, f"{day:%Y}" if months >= 12 else f"{day:%b %Y}"))
        month += months
    return found[:MOST_TICKS]


def anchor(share):
    """To which side a text at this place grows, so that it stays within the drawing."""
    return "start" if share < EDGE else "end" if share > 100 - EDGE else "middle"


def times(rows, today, *, within=None):
    """What is drawn of rows of things in time: [(title, [Dated])] → axis, today's line, a track for each row.

    A row without anything is left out. Nothing to draw is None. Those without any day are told in words only. What is
    over is drawn as long as it took, and not until today.
    """
    rows = [(title, list(things)) for title, things in rows]
    rows = [(title, things) for title, things in rows if things]
    days = [day for _, things in rows for thing in things for day in thing.days()]
    if not days:
        return None
    waits = any(thing.state(today) in ("due", "overdue") for _, things in rows for thing in things)
    across = within or axis(days, today if waits else None)
    return {
        "ticks": [
            {"x": percent(across.at(day)), "text": text, "anchor": anchor(across.at(day))}
            for day, text in across.ticks
        ],
        "grid": strokes(across.at(day) for day, _ in across.ticks),
        "today": percent(across.at(today)) if across.first <= today <= across.last else "",
        "today_anchor": anchor(across.at(today)),
        "rows": [track(title, things, across, today) for title, things in rows],
        "states": [
            (state, words)
            for state, words in STATES.items()
            if any(thing.state(today) == state for _, things in rows for thing in things if thing.days())
        ],
        "allowed": any(track_span(thing) for _, things in rows for thing in things),
        "over": any(thing.state(today) in ("late", "overdue") for _, things in rows for thing in things),
    }


def track(title, things, across, today):
    """One row: its bars, its marks, and the things themselves for the words beside it.

    It leads where all its things do; where they lead apart, each does in the table.
    """
    drawn = [thing for thing in things if thing.days()]
    return {
        "title": title,
        "address": things[0].address if len({thing.address for thing in things}) == 1 else "",
        "said": said(things[0], today) if len(things) == 1 else summed(things, today),
        "things": [{"thing": one, "standing": standing(one, one.state(today))} for one in things],
        "spans": [piece for thing in drawn for piece in pieces(thing, across, today)],
        "marks": [{"x": percent(across.at(thing.place)), "state": thing.state(today)} for thing in drawn],
    }


def standing(thing, state):
    """How a thing stands, for a cell of the table beneath the drawing."""
    told = STATES[state] if thing.days() else ""
    return ". ".join(words for words in (told, thing.note) if words)


def said(thing, today):
    """One thing in words, beside its bar."""
    due, done = (day and f"{day:%-d %B %Y}" for day in (thing.due_on, thing.done_on))
    words = {
        "happened": done,
        "done": f"Due {due}, done in time" + (f" on {done}" if done else ""),
        "late": f"Due {due}, done late" + (f" on {done}" if done else ""),
        "due": f"Due {due}",
        "overdue": f"Late: was due {due}",
    }[thing.state(today)]
    return ". ".join(one for one in (words if thing.days() else "", thing.note) if one)


def summed(things, today):
    """Several things of one row in words: 7, of which 5 done in time, 2 late."""
    states = [thing.state(today) for thing in things]
    counts = [(states.count(state), words) for state, words in STATES.items() if state in states]
    if len(counts) == 1:
        return f"{len(things)}, {counts[0][1][0].lower()}{counts[0][1][1:]}"
    return f"{len(things)}: " + ", ".join(
        f"{count} {words[0].lower()}{words[1:]}".replace(", ", " and ") for count, words in counts
    )


def track_span(thing):
    """Whether a thing has time allowed that can be drawn: what is counted back from a planned day has none."""
    return bool(thing.due_on and thing.starts_on and thing.starts_on <= thing.due_on)


def pieces(thing, across, today):
    """The bars of one thing: the time allowed, what of it is used, and what it took beyond its due date."""
    found = []
    until = thing.done_on or today
    if track_span(thing):
        found.append(("allowed", thing.starts_on, thing.due_on))
        if until > thing.starts_on:
            found.append(("used", thing.starts_on, min(until, thing.due_on)))
    state = thing.state(today)
    if thing.due_on and until > thing.due_on and (state == "overdue" or (state == "late" and thing.done_on)):
        found.append(("over", thing.due_on, until))
    return [
        {
            "kind": kind,
            "x1": percent(across.at(start)),
            "x2": percent(across.at(end)),
            "width": percent(across.at(end) - across.at(start)),
        }
        for kind, start, end in found
    ]


# Shades ---------------------------------------------------------------------------------------------------------

SHADES = 5  # from the palest to the darkest; a letter or a number stands in each


def shade(share):
    """Which of the shades stands for a share of 0 to 1; None for nothing known."""
    return None if share is None else min(int(max(share, 0) * SHADES), SHADES - 1)
