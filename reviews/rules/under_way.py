"""How often a review's progress is looked at, and what is only due while it runs."""

from partnership.access import Refused
from partnership.rules.deadlines import CalendarDays, Clock

# Regulation 14 has partners monitor time and quality at regular intervals and names no number: this one is ours.
PROGRESS_CHECK = Clock(
    duty="progress_check",
    label="Check the time and quality of the review",
    starts="checked_on",
    since="the review began, or was last checked",
    allow=CalendarDays(30),
    source="SI 2018/789, regulation 14: time and quality are monitored at regular "
    "intervals. The number of days is a local target",
)

# Duty → the stages outside which it is due no longer; leaving them ends it.
RUNS = frozenset({"lcspr_active", "lcspr_signoff", "dispute"})
ONLY_WHILE = {
    "progress_check": RUNS,
    "written_request": RUNS,
    "screen": frozenset({"referred"}),
    "what_follows": frozenset({"not_notified", "criteria_not_met"}),
}


def check_held(day, *, today, begun_on, what):
    """What is recorded has happened, and not before the review was decided on."""
    if day > today:
        raise Refused(f"{what} is in the future. Record it once it has been.")
    if day < begun_on:
        raise Refused(f"{what} is before the review was decided on, {begun_on:%-d %B %Y}. Check the date.")


def check_withdrawal(*, reason, answered, ended):
    """What was asked in writing is withdrawn while it waits for an answer, and with a reason."""
    if answered:
        raise Refused("This request has been answered, so it cannot be withdrawn.")
    if ended:
        raise Refused("This request is no longer due.")
    if not reason.strip():
        raise Refused("Say why you are withdrawing this request.")
