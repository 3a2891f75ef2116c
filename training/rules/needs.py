"""How a needs analysis moves, how needs are weighed, and by when it is due. What is local choice is data/needs.toml."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import mean

from partnership.access import Refused

DATA = tomllib.loads((Path(__file__).parent.parent / "data" / "needs.toml").read_text(encoding="utf-8"))
NAME, SHORT, ALSO, GROUP, SOURCE = (DATA[key] for key in ("name", "short", "also", "group", "source"))
MARGIN = DATA["margin"]
ABOUT_TRAINING = DATA["returns"]

NEXT = {
    "gathering": {"scoring"},
    "scoring": {"gathering", "with_group"},
    "with_group": {"scoring", "agreed"},
    "agreed": set(),
}
CALLED = {
    "gathering": "being gathered",
    "scoring": "being scored",
    "with_group": "with the group",
    "agreed": "agreed",
}
APART = 2  # points between two people's scores from which the page says so: local choice


def due_on(year):
    """By when the analysis of that year is to be agreed: before the year begins in April."""
    return date(year, DATA["due_month"], DATA["due_day"])


def check_move(old, new):
    if new not in NEXT[old]:
        raise Refused(f"This analysis is {CALLED[old]}, so you cannot do this now.")


def check_gathering(state):
    if state != "gathering":
        raise Refused(f"This analysis is {CALLED[state]}, so its evidence and needs cannot be changed.")


def check_open(state):
    """Its words and decisions may still change."""
    if state not in ("gathering", "scoring"):
        raise Refused(f"This analysis is {CALLED[state]}, so its introduction cannot be changed.")


def check_discard(state, *, scored):
    """One that was begun by mistake goes while nobody has said what they think of its needs."""
    if state not in ("gathering", "scoring"):
        raise Refused(f"This analysis is {CALLED[state]}, so it cannot be discarded.")
    if scored:
        raise Refused("Somebody has scored its needs, so it stays.")


def check_scoring(state):
    if state != "scoring":
        raise Refused(f"This analysis is {CALLED[state]}, so needs cannot be scored now.")


def check_year(year, *, today_year):
    """For last year, this one or the next: nobody analyses what people need in five years."""
    if not today_year - 1 <= year <= today_year + 1:
        raise Refused("Choose last year, this year or next year.")


def check_needs(needs):
    """There is something to score. `needs` have .number and .has_evidence."""
    if not needs:
        raise Refused("Add at least one need first.")
    for one in needs:
        if not one.has_evidence:
            raise Refused(f"Need {one.number} has no evidence yet. Select its evidence, or remove the need.")


def check_values(values, *, criteria, scale):
    """Every criterion has a point of the scale."""
    points = {point["value"] for point in scale}
    for criterion in criteria:
        if values.get(criterion["code"]) not in points:
            raise Refused(f"Select a score for “{criterion['label']}”.")


def check_written_by(*, person, writers):
    """Nobody agrees their own words."""
    if person in writers:
        raise Refused("You wrote part of it, so someone else must agree it.")


def check_how(agreed_how):
    if not agreed_how.strip():
        raise Refused("Enter the meeting at which it was agreed, or how else it was agreed.")


def check_decision(*, decision, why, scored):
    if not scored:
        raise Refused("Nobody has scored this need yet. Score it before you decide.")
    if decision not in ("taken_up", "not_taken_up"):
        raise Refused("Select whether it will be taken up.")
    if not why.strip():
        raise Refused("Enter a reason. The people who asked for it will read it.")


def check_decided(needs):
    """Every need is decided with the group agrees. `needs` have .number and .decision."""
    for one in needs:
        if not one.decision:
            raise Refused(f"Need {one.number} has not been decided yet. Decide it first.")


def check_staff_scored(needs, staff):
    """Somebody who runs training has scored each need. `needs` have .number and .scorers, sets of ids."""
    for one in needs:
        if not one.scorers & staff:
            raise Refused(f"Nobody from the business unit has scored need {one.number} yet.")


def check_seen(*, seen, now):
    if str(seen) != str(now):
        raise Refused("This has changed since you opened the page. Read it again before you continue.")


@dataclass(frozen=True)
class Weighed:
    """What all scores of a need come to: 0 to 100, the mean by criterion, how many scored, and who far apart."""

    total: float | None
    by_criterion: dict
    people: int
    apart: tuple


def weighed(scores, *, criteria, scale):
    """`scores` are (criterion, person, value). A mean by criterion, weighed, as a share of the most there could be."""
    given, people = {}, set()
    for criterion, person, value in scores:
        given.setdefault(criterion, []).append(value)
        people.add(person)
    means = {c["code"]: mean(given[c["code"]]) if c["code"] in given else None for c in criteria}
    apart = tuple(
        c["label"] for c in criteria
        if len(given.get(c["code"], [])) > 1 and max(given[c["code"]]) - min(given[c["code"]]) >= APART
    )  # fmt: skip
    if any(value is None for value in means.values()):
        return Weighed(None, means, len(people), apart)
    most = max(point["value"] for point in scale) * sum(c["weight"] for c in criteria)
    got = sum(means[c["code"]] * c["weight"] for c in criteria)
    return Weighed(round(100 * got / most), means, len(people), apart)
