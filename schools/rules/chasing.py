"""The ladder by which a school is chased: which rung is due, to whom it goes, and when nobody asks any more.

The ladder is data, in schools/data/chasing.toml, with its sources. A rung is due from its day on, never on it alone.
"""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from partnership.access import Refused
from partnership.rules.childs_detail import check_words

FILE = Path(__file__).resolve().parents[1] / "data" / "chasing.toml"
COUNTED_FROM = ("opens", "halfway", "due", "reply")
OVER = {"academy": "trust", "independent": "proprietor"}  # whom a school answers to, by how it is run
LONGEST_HOLD = 120  # days


@dataclass(frozen=True)
class Rung:
    """One rung, as the data say it. `position` counts from 1."""

    position: int
    code: str
    label: str
    subject: str
    counted_from: str
    days: int
    to: tuple
    source: str
    only: str = ""
    reply_days: int = 0

    @property
    def unsigned(self):
        """Its subject where only the head's signature is missing."""
        return self.subject if self.formal else "Waiting for the head’s signature"

    @property
    def written(self):
        """Whether the school itself is written to."""
        return any(office != "education_lead" for office in self.to)

    @property
    def formal(self):
        return self.reply_days > 0

    @property
    def once(self):
        """Whether it is taken once for the whole round, whatever later date a school is given."""
        return self.counted_from in ("opens", "halfway")


@dataclass(frozen=True)
class Letter:
    """What it says, with places for the facts. `by_post` stands on paper only, where no email address is known."""

    heading: str
    paragraphs: tuple
    signed: str
    by_post: str = ""


def read_ladder(data):
    """The rungs in order; ValueError where one is counted from something that no earlier rung gives."""
    rungs = []
    for position, row in enumerate(data["rung"], 1):
        rung = Rung(position=position, **row | {"to": tuple(row["to"])})
        before = {one.code for one in rungs}
        if rung.counted_from not in COUNTED_FROM and rung.counted_from not in before:
            raise ValueError(f"{rung.code} is counted from {rung.counted_from}, which comes before nothing.")
        rungs.append(rung)
    return tuple(rungs)


DATA = tomllib.loads(FILE.read_text(encoding="utf-8"))
LADDER = read_ladder(DATA)
BY_CODE = {rung.code: rung for rung in LADDER}
LETTERS = {
    name: Letter(one["heading"], tuple(one["paragraphs"]), one["signed"], one.get("by_post", ""))
    for name, one in DATA["letters"].items()
}
OFFICES = DATA["offices"]


@dataclass(frozen=True)
class Taken:
    """A rung that was taken: for which due date, when, and by when it asked for an answer."""

    rung: str
    for_due_on: object
    taken_on: object
    reply_by: object = None

    @property
    def position(self):
        return BY_CODE[self.rung].position if self.rung in BY_CODE else 0


def day_of(rung, *, opens_on, due_on, taken):
    """From which day the rung is due; None while what it is counted from has not happened.

    `taken` are the rungs taken for this due date, by code.
    """
    if rung.counted_from == "opens":
        start = opens_on
    elif rung.counted_from == "halfway":
        start = opens_on + (due_on - opens_on) // 2
    elif rung.counted_from == "due":
        start = due_on
    elif rung.counted_from == "reply":
        start = max((one.reply_by for one in taken.values() if one.reply_by), default=None)
    else:
        start = taken[rung.counted_from].taken_on if rung.counted_from in taken else None
    return None if start is None else start + timedelta(rung.days)


def ahead(*, opens_on, due_on, taken, started):
    """[(rung, its day)] of the rungs that are still to be taken, in order; without those whose day is not known.

    `taken` are all Taken of this school. A later due date begins anew what is counted from it; what was for the
    whole round, and was passed by, stays passed.
    """
    now = {one.rung: one for one in taken if one.for_due_on == due_on}
    top_now = max((one.position for one in now.values()), default=0)
    top_ever = max((one.position for one in taken), default=0)
    found = []
    for rung in LADDER:
        if rung.position <= (top_ever if rung.once else top_now):
            continue
        if rung.only == "not_started" and started:
            continue
        day = day_of(rung, opens_on=opens_on, due_on=due_on, taken=now)
        if day is not None:
            found.append((rung, max(day, opens_on)))
    return found


def due_rung(*, opens_on, due_on, taken, started, today):
    """(rung, its day) of the most urgent rung whose day has come and that was not taken, or None.

    Lost days lose nothing, and send nothing twice: what was less urgent is passed by.
    """
    come = [
        one
        for one in ahead(opens_on=opens_on, due_on=due_on, taken=taken, started=started)
        if one[1] <= today
    ]
    return come[-1] if come else None


def upcoming(*, opens_on, due_on, taken, started, today):
    """(rung, its day) of what comes next, or None where nothing is known to come."""
    rungs = ahead(opens_on=opens_on, due_on=due_on, taken=taken, started=started)
    return next((one for one in rungs if one[1] > today), rungs[-1] if rungs else None)


def offices_of(rung, *, run, in_trust):
    """To whom the rung goes at a school that is run so: offices, each once."""
    found = []
    for office in rung.to:
        if office == "over":
            office = OVER.get(run, "")
            if office == "trust" and not in_trust:
                office = ""
        if office and office not in found:
            found.append(office)
    return found


def letter_of(rung, *, late, unsigned):
    """What the rung says. `unsigned`: the return was submitted, and only waits for the head's signature."""
    if unsigned:
        return LETTERS["formal_unsigned" if rung.formal else "unsigned_late" if late else "unsigned"]
    return LETTERS["formal" if rung.formal else "late" if late else "plain"]


def worded(letter, **facts):
    """The letter with its facts in their places, as it is kept: plain values."""
    return {
        "heading": letter.heading,
        "paragraphs": [paragraph.format(**facts) for paragraph in letter.paragraphs],
        "by_post": letter.by_post,
        "signed": letter.signed,
    }


def check_hold(*, received, stopped, until_on, today, reason):
    """Chasing waits until a day that is known, for a reason, and only where somebody is chased."""
    check_chased(received=received, stopped=stopped)
    if not reason.strip():
        raise Refused("Enter why chasing is paused.")
    check_words(reason)
    if until_on < today:
        raise Refused("The date must be today or in the future.")
    if until_on > today + timedelta(LONGEST_HOLD):
        raise Refused(
            f"You can pause chasing for up to {LONGEST_HOLD} days at a time. You can pause it again later."
        )


def check_chased(*, received, stopped):
    """Only a school that is still asked, and has not sent its return, is chased."""
    if received:
        raise Refused("The return has been received, so there is nothing to chase.")
    if stopped:
        raise Refused("This school is no longer asked, so there is nothing to chase.")


def check_happened(on, *, today, opens_on):
    """What is recorded has happened, and since the round opened."""
    if on > today:
        raise Refused("The date must be today or in the past.")
    if on < opens_on:
        raise Refused(f"The date must be on or after the day the round opened, {opens_on:%-d %B %Y}.")
