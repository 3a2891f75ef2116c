"""How a year's programme moves, and what its margin comes to."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from partnership.access import Refused
from partnership.rules.money import PENNY, pounds

NEXT = {"planning": {"with_group"}, "with_group": {"planning", "agreed"}, "agreed": {"planning"}}
CALLED = {"planning": "being planned", "with_group": "with the group", "agreed": "agreed"}


def check_move(old, new):
    if new not in NEXT[old]:
        raise Refused(f"This programme is {CALLED[old]}, so you cannot do this now.")


def check_planning(state):
    if state != "planning":
        raise Refused(
            f"This programme is {CALLED[state]}, so it cannot be changed. Reopen it to make changes."
        )


def check_from(analysis_state):
    if analysis_state != "agreed":
        raise Refused("A programme is based on agreed needs. The group must agree the needs first.")


def check_lines(lines):
    """Every need that was taken up is given something. `lines` have .need.number, .sessions, .places and .courses."""
    if not lines:
        raise Refused("No need was taken up, so there is nothing to plan.")
    for one in lines:
        if not one.need.courses.all():
            raise Refused(f"No course meets need {one.need.number} yet. Choose one.")
        elearning = all(course.delivery == "elearning" for course in one.need.courses.all())
        if not elearning and not (one.sessions and one.places):
            raise Refused(f"Enter how many sessions and places are planned for need {one.need.number}.")


@dataclass(frozen=True)
class Margin:
    """What is kept free for what comes up: planned, used and left, of places and of money."""

    percent: int
    places: int
    places_used: int
    money: Decimal
    money_used: Decimal

    @property
    def places_left(self):
        return self.places - self.places_used

    @property
    def money_left(self):
        return self.money - self.money_used

    @property
    def overdrawn(self):
        return self.places_left < 0 or self.money_left < 0


def margin(*, percent, budget, places, places_used, money_used):
    """`percent` of the budget, and as many places for every hundred that the needs are given; rounded down."""
    return Margin(
        percent, places * percent // 100, places_used,
        (Decimal(budget) * percent / 100).quantize(PENNY, ROUND_DOWN), Decimal(money_used),
    )  # fmt: skip


def check_margin_free(*, planned, budget, percent):
    """What the needs cost leaves the margin untouched."""
    free = margin(percent=percent, budget=budget, places=0, places_used=0, money_used=0).money
    if planned > budget - free:
        raise Refused(
            f"The needs cost {pounds(planned)}. Of {pounds(budget)} the margin of {percent}% sets "
            f"{pounds(free)} aside, which leaves {pounds(budget - free)}. Plan less, or increase the budget."
        )


def check_margin_use(*, programme_state, session_state, issue, used_already):
    if programme_state != "agreed":
        raise Refused("You can use the margin once the group has agreed the programme.")
    if session_state == "cancelled":
        raise Refused("This session is cancelled.")
    if used_already:
        raise Refused("This session is already paid for from the margin.")
    if not issue.strip():
        raise Refused("Enter what has come up since the needs were agreed.")


def check_commission(*, chosen_how, starts_on, ends_on, quality, quality_checked_on):
    if not chosen_how.strip():
        raise Refused("Enter how the provider was chosen.")
    if ends_on < starts_on:
        raise Refused("The end date must be on or after the start date.")
    if bool(quality.strip()) != bool(quality_checked_on):
        raise Refused("Enter both what the quality check found and its date, or leave both blank.")


def check_observed(*, observed, observed_on):
    if bool(observed.strip()) != bool(observed_on):
        raise Refused("Enter both what was observed and the date, or leave both blank.")
