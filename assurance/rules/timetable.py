"""The three years of quality assurance: how often each kind is done, what is overdue, and what is missing.

How often is data, in assurance/data/timetable.toml, with where it is written.
"""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.db.models import TextChoices

from partnership.access import Refused
from partnership.rules.years import year_began
from partnership.working_days import add_months

YEARS = 3
FILE = Path(__file__).resolve().parents[1] / "data" / "timetable.toml"
RULE = "As planned on the three-year timetable"
SOURCE = "Published arrangements 2019, section 15: forward planning"


class Kind(TextChoices):
    DEEP_DIVE = "deep_dive", "Deep dive"
    QA_EVENT = "qa_event", "Annual quality assurance event"
    PEER_REVIEW = "peer_review", "External peer review"
    AUDIT = "audit", "Multi-agency audit"
    SECTION_11 = "section_11", "Section 11 self-assessment"
    AGENCY_REPORTS = "agency_reports", "Agency assurance reports"
    SURVEY = "survey", "Practitioner survey"
    FOCUS = "focus", "Focus area of a meeting"
    RE_AUDIT = "re_audit", "Re-audit"


@dataclass(frozen=True)
class Habit:
    """How often one kind is done: every so many months, 0 for when it is asked for; who leads; where it is written."""

    kind: str
    label: str
    every_months: int
    lead: str
    source: str

    @property
    def how_often(self):
        said = {0: "When requested", 3: "Every quarter", 6: "Twice a year", 12: "Every year"}
        return said.get(self.every_months) or f"Every {self.every_months // 12} years"


def read_habits(path=FILE):
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["kinds"]
    habits = {
        row["code"]: Habit(
            Kind(row["code"]).value, row["label"], row.get("every_months", 0), row["lead"], row["source"]
        )
        for row in rows
    }
    return {kind: habits[kind] for kind in Kind.values}


HABITS = read_habits()

# What each kind is linked to.
LINKS = {
    "deep_dive": ("audit", "meeting"),
    "qa_event": ("meeting",),
    "peer_review": ("meeting",),
    "audit": ("audit",),
    "section_11": ("round",),
    "agency_reports": ("round",),
    "survey": ("survey",),
    "focus": ("meeting",),
    "re_audit": ("audit",),
}
COLOURS = {"done": "green", "under_way": "blue", "planned": "grey", "overdue": "red", "dropped": "grey"}
WORDS = {
    "done": "Done",
    "under_way": "Under way",
    "planned": "Planned",
    "overdue": "Overdue",
    "dropped": "Not done",
    "missing": "Missing",
}
SHAPES = {"done": "✓", "under_way": "▶", "planned": "○", "overdue": "!", "missing": "✗"}  # beside a colour


def window(day):
    """The three years that run with that day’s: first day and last day."""
    starts = year_began(day)
    return starts, add_months(starts, 12 * YEARS) - timedelta(1)


def quarters_of(starts_on, years=YEARS):
    """(first day, last day) of each quarter."""
    firsts = [add_months(starts_on, 3 * number) for number in range(4 * years)]
    return [(first, add_months(first, 3) - timedelta(1)) for first in firsts]


def quarter_end(day):
    """The last day of the quarter in which that day lies."""
    return next(last for first, last in quarters_of(year_began(day), 1) if first <= day <= last)


def status(*, planned_on, done_on, dropped, begun, today):
    """done, under_way, planned, overdue or dropped. What is begun but past its day is overdue."""
    if dropped:
        return "dropped"
    if done_on:
        return "done"
    if planned_on < today:
        return "overdue"
    return "under_way" if begun else "planned"


def periods(every_months, starts_on, ends_on):
    """The window cut into stretches of so many months: one of a kind is expected in each."""
    found, day = [], starts_on
    while every_months and day <= ends_on:
        following = add_months(day, every_months)
        found.append((day, min(following - timedelta(1), ends_on)))
        day = following
    return found


def missing(days_by_kind, starts_on, ends_on):
    """[(kind, first day, last day)] of every stretch in which a kind is expected and none is planned or done.

    `days_by_kind` are the planned days of entries that stand.
    """
    return [
        (kind, first, last)
        for kind, habit in HABITS.items()
        for first, last in periods(habit.every_months, starts_on, ends_on)
        if not any(first <= day <= last for day in days_by_kind.get(kind, ()))
    ]


def check_planned(*, title, planned_on, today):
    if not title.strip():
        raise Refused("Enter what is planned.")
    if planned_on < year_began(today):
        raise Refused("The date is before the timetable’s first year.")
    if planned_on > window(today)[1]:
        raise Refused(f"The timetable covers {YEARS} years, until {window(today)[1]:%-d %B %Y}.")


def check_open(*, done_on, dropped):
    if done_on:
        raise Refused(f"It was done on {done_on:%-d %B %Y}, so it cannot be changed.")
    if dropped:
        raise Refused("It was removed from the timetable. Plan it again if you want to do it after all.")


def check_move(*, old, new, reason, today):
    if new == old:
        raise Refused(f"It is already planned for {old:%-d %B %Y}.")
    if new < today:
        raise Refused("The new date must be in the future.")
    if new > window(today)[1]:
        raise Refused(f"The timetable covers {YEARS} years, until {window(today)[1]:%-d %B %Y}.")
    if not reason.strip():
        raise Refused("Enter why you are moving it.")


def check_link(kind, linked):
    """A kind is shown by its own thing: one of them, and no other."""
    for name in linked:
        if name not in LINKS[kind]:
            words = {"audit": "an audit", "round": "a round", "meeting": "a meeting", "survey": "a survey"}
            raise Refused(f"{Kind(kind).label} cannot be linked to {words[name]}.")
    if len(linked) > 1:
        raise Refused("Link only one thing.")


def next_days(kind, days, starts_on, ends_on, today):
    """The days on which a refresh plans a kind where it is missing: as in the stretch before, else in its middle."""
    months = HABITS[kind].every_months
    stretches = [
        (first, last)
        for one, first, last in missing({kind: days}, starts_on, ends_on)
        if one == kind and last >= today
    ]
    found = []
    for first, last in stretches:
        before = [day for day in [*days, *found] if day < first]
        guess = add_months(max(before), months) if before else add_months(first, months // 2)
        while guess < first:
            guess = add_months(guess, months)
        guess = quarter_end(max(guess, today))
        found.append(guess if first <= guess <= last else quarter_end(last))
    return found
