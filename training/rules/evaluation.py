"""The laws of evaluation: when people are asked, what is compared, and what is too little to be shown."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

from partnership.access import Refused

DATA = tomllib.loads((Path(__file__).resolve().parents[1] / "data" / "evaluation.toml").read_text())
SCALE = [(point["value"], point["label"]) for point in DATA["scale"]]
AGREEMENT = [(point["value"], point["label"]) for point in DATA["agreement"]]
REACTIONS = [(one["code"], one["text"]) for one in DATA["reactions"]]
STAGES = [(one["moment"], one["respondent"], one["offset_days"]) for one in DATA["stages"]]
ANSWER_WITHIN = timedelta(DATA["answer_within_days"])
REMIND_AFTER = timedelta(DATA["remind_after_days"])
STILL_ASKS = timedelta(DATA["still_asks_days"])
LEAST = DATA["least"]
MOST_STATEMENTS = 8
LONGEST_REMARK = 2000  # characters


def remarks_asked(moment, respondent):
    """(code, question) of what people are asked in their own words."""
    asked = DATA["remarks"].get("manager" if respondent == "manager" else moment, [])
    return [(one["code"], one["text"]) for one in asked]


def asks_on(*, day, moment, offset_days, today):
    """Whether somebody is asked today about a session of that day: due on or before today, and not too late to ask.

    Before a session nobody is asked on its day any more: they would answer after it.
    """
    due = day + timedelta(offset_days)
    if moment == "before":
        return due <= today < day
    return due <= today <= due + STILL_ASKS


def closes(*, day, moment, asked_on):
    """The last day on which it can be answered."""
    return day - timedelta(1) if moment == "before" else asked_on + ANSWER_WITHIN


def check_offset(*, moment, offset_days):
    if moment == "before" and not -60 <= offset_days < 0:
        raise Refused("Ask before the session: from 60 days to 1 day before it.")
    if moment == "after" and not 0 <= offset_days <= 14:
        raise Refused("Ask within 14 days after the session.")
    if moment == "later" and not 28 <= offset_days <= 400:
        raise Refused("Ask later: from 28 to 400 days after the session.")


def check_answers(*, open_now, answered):
    if answered:
        raise Refused("You have already answered. Thank you, you do not need to do anything else.")
    if not open_now:
        raise Refused("The deadline for answering has passed.")


@dataclass(frozen=True)
class Mean:
    """A mean beside how many were asked and how many answered. `value` is None where too few answered to show it."""

    asked: int
    answered: int
    value: Fraction | None

    @property
    def rate(self):
        """Percentage of those asked, a whole number; None when nobody was asked."""
        return per_cent(self.answered, self.asked)

    @property
    def withheld(self):
        return 0 < self.answered < LEAST

    @property
    def shown(self):
        """The mean with one decimal, or why there is none."""
        if self.value is not None:
            return f"{float(self.value):.1f}"
        return f"fewer than {LEAST}" if self.withheld else "–"


def per_cent(part, whole):
    return None if not whole else int(Fraction(100 * part, whole) + Fraction(1, 2))


def mean_of(values, asked):
    """The Mean of some scores among so many who were asked."""
    values = list(values)
    enough = len(values) >= LEAST
    return Mean(asked, len(values), Fraction(sum(values), len(values)) if enough else None)


@dataclass(frozen=True)
class Change:
    """Two scores of the same people: only who gave both is in it."""

    pairs: int
    first: Fraction | None
    then: Fraction | None

    @property
    def value(self):
        return None if self.first is None else self.then - self.first

    @property
    def shown(self):
        if self.value is not None:
            return f"{float(self.value):+.1f}".replace("-", "−")
        return f"fewer than {LEAST}" if self.pairs else "–"


def change_of(first, then):
    """The Change between two maps of person → score."""
    both = first.keys() & then.keys()
    if len(both) < LEAST:
        return Change(len(both), None, None)
    return Change(
        len(both),
        Fraction(sum(first[one] for one in both), len(both)),
        Fraction(sum(then[one] for one in both), len(both)),
    )
