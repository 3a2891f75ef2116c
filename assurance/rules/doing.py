"""How a “How are we doing?” report moves, what it must say and cite, and by when it is due."""

from datetime import timedelta

from django.db.models import TextChoices

from partnership.access import Refused
from partnership.rules.deadlines import CalendarDays, Clock
from partnership.rules.years import financial_year

# Published arrangements 2019, section 15: produced by the Planning and Delivery Group, a composite report to the
# Partnership. Published is that it is quarterly, not by when.
DUE = Clock(
    duty="how_are_we_doing",
    label="“How are we doing?” report",
    starts="ended_on",
    since="the quarter ended",
    allow=CalendarDays(42),
    source="Our choice of six weeks. Quarterly by the published arrangements 2019, section 15",
    force="local",
    confirmed=False,
)

NEXT = {
    "drafting": {"with_group"},
    "with_group": {"drafting", "agreed"},
    "agreed": {"sent"},
    "sent": set(),
}
CALLED = {
    "drafting": "being written",
    "with_group": "with the Planning and Delivery Group",
    "agreed": "agreed",
    "sent": "sent to the Partnership",
}


class Verdict(TextChoices):
    """What the evidence says of one outcome statement. Not knowing is an answer, and is said."""

    WELL = "well", "Doing well"
    PARTLY = "partly", "Well in part, with more to explore"
    EXPLORE = "explore", "To explore further"
    UNKNOWN = "unknown", "The evidence does not tell us"


# A shape for each, that tells them apart without colour, and the colour of its tag.
LOOKS = {
    "well": ("●", "green"),
    "partly": ("◐", "yellow"),
    "explore": ("▲", "orange"),
    "unknown": ("?", "grey"),
}


def check_move(old, new):
    if new not in NEXT[old]:
        raise Refused(f"This report is {CALLED[old]}, so you cannot do this now.")


def check_writable(state):
    if state != "drafting":
        raise Refused(
            f"This report is {CALLED[state]}, so its text cannot be changed. Return it to writing first."
        )


def check_quarter(*, ends_on, today):
    """A report may be begun in the quarter's last month, when its evidence comes in."""
    if today <= ends_on - timedelta(31):
        raise Refused(
            "It is too early for this quarter’s report. Start it in the last month of the quarter, or later."
        )


def check_over(*, ends_on, today):
    if today <= ends_on:
        raise Refused(f"The quarter ends on {ends_on:%-d %B %Y}. The group can agree it after that.")


def check_statement(*, verdict, well, explore, next_steps, cites):
    """What is written of one outcome statement holds together. `cites` is how many pieces of evidence it names."""
    if not verdict:
        raise Refused("Select what the evidence says.")
    if verdict in (Verdict.WELL, Verdict.PARTLY) and not well.strip():
        raise Refused("Enter what we are doing well.")
    if verdict in (Verdict.PARTLY, Verdict.EXPLORE) and not explore.strip():
        raise Refused("Enter what we want to explore further.")
    if verdict != Verdict.WELL and not next_steps.strip():
        raise Refused("Enter what will be done in the next quarter.")
    if verdict != Verdict.UNKNOWN and not cites:
        raise Refused(
            "Select the evidence that supports this. If there is none, say that the evidence does not tell us."
        )


def check_whole(statements):
    """Refused, naming it, while an outcome statement is not judged. `statements` have .verdict and .number."""
    if not statements:
        raise Refused("The plan has no outcome statements.")
    for one in statements:
        if not one.verdict:
            raise Refused(f"Priority {one.number} has not been written yet. Write it first.")


def check_agreed_by(*, person, authors):
    """Nobody agrees their own words."""
    if person in authors:
        raise Refused("You wrote part of this report, so someone else must agree it.")


def check_seen(*, seen, now):
    if str(seen) != str(now):
        raise Refused("The report has changed since you opened this page. Read it again before you continue.")


def number_of(starts_on):
    """A quarter of the financial year: April to June is the first."""
    return (starts_on.month - 4) % 12 // 3 + 1


def reference_of(starts_on):
    """Such as HAWD-2026-Q1: April to June of 2026. January to March belongs to the year that began before it."""
    return f"HAWD-{financial_year(starts_on)}-Q{number_of(starts_on)}"
