"""What passes between boards: when it must be, and to which year it belongs."""

from partnership.access import Refused
from partnership.rules.deadlines import Clock, WorkingDays

# No published source gives a day by which a concern is acknowledged; the portal asks for it within two.
ACKNOWLEDGE = Clock(
    "acknowledge_concern", "Acknowledge a concern passed with the Child Death Overview Panel", "passed_on",
    "the concern was passed on", WorkingDays(2), "Local practice", confirmed=False,
)  # fmt: skip
NEXT = {"asked": {"received"}, "received": {"satisfied", "again"}, "satisfied": set(), "again": set()}
WORDS = {
    "asked": "asked for and not received",
    "received": "received",
    "satisfied": "satisfied",
    "again": "asked for again",
}


def check_move(old, new):
    """Refused unless the table allows the move."""
    if new not in NEXT[old]:
        raise Refused(f"This assurance is {WORDS[old]}: it cannot become {WORDS[new]}.")


def check_day(day, *, what, since=None, today):
    """A day on which something happened is not in the future, and not before what it followed."""
    if day > today:
        raise Refused(f"The day on which it was {what} is in the future. Check the date.")
    if since and day < since:
        raise Refused(f"It cannot have been {what} before {since:%-d %B %Y}. Check the date.")


def check_due(due_on, *, today):
    if due_on < today:
        raise Refused("The day by which it is due has passed. Choose a date in the future.")
