"""How groups begin, end by themselves, and what their terms of reference must say."""

from datetime import date, timedelta

from partnership.access import Refused
from partnership.rules.deadlines import CalendarDays, Clock

TASK_AND_FINISH = "task_and_finish"

# Asked of the group, whose chair is written to, and of the manager, before the group ends by itself.
FINISH = Clock(
    duty="finish_group",
    label="Record what the group achieved, or ask for more time",
    starts="ends_on",
    since="the task and finish group ends",
    allow=CalendarDays(-14),
    source="Published arrangements 2019, section 6: task and finish groups are commissioned as necessary",
)
CLOSE = Clock(
    duty="close_group",
    label="Close the task and finish group, or give it more time",
    starts="ends_on",
    since="the task and finish group ends",
    allow=CalendarDays(-14),
    source=FINISH.source,
)


def due_before(ends_on, today):
    """Two weeks before a task and finish group ends; at once where that has passed."""
    return max(FINISH.due(ends_on), today)


def check_group_dates(*, kind, starts_on, ends_on):
    """Refused unless a task and finish group has its last day, and no group ends before it begins."""
    if kind == TASK_AND_FINISH and ends_on is None:
        raise Refused("A task and finish group ends automatically. Enter its last day.")
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("Its last day is before its first. Check both dates.")


def check_parent(*, group, above):
    """Refused where a group would report to itself, by however many steps. `above` are ids from the parent upwards."""
    if group in above:
        raise Refused("A group cannot report to itself or to a group below it. Choose another.")


def check_group_end(*, name, starts_on, ends_on, last, reason, below):
    """Refused when it ends before, began later, nobody says why, or groups would be left below it."""
    if ends_on is not None and last >= ends_on:
        raise Refused(f"{name} already ends on {ends_on:%-d %B %Y}.")
    if starts_on and last < starts_on:
        raise Refused(f"{name} began on {starts_on:%-d %B %Y}. Its last day cannot be before that.")
    if not reason.strip():
        raise Refused("Say why it ends.")
    if below:
        raise Refused(f"These groups report to it: {', '.join(below)}. Let them report to another first.")


def check_more_time(*, kind, ends_on, until, today, reason):
    """Refused unless a task and finish group that has not ended yet gets a later last day, for a reason."""
    if kind != TASK_AND_FINISH:
        raise Refused("You can only change the last day of a task and finish group.")
    if ends_on < today:
        raise Refused(f"It ended on {ends_on:%-d %B %Y}. Begin a new group for what is still to be done.")
    if until <= ends_on:
        raise Refused(f"It already ends on {ends_on:%-d %B %Y}. Enter a later day, or end it earlier.")
    if not reason.strip():
        raise Refused("Say why it needs more time.")


def check_outcome(*, kind, outcome, done):
    if kind != TASK_AND_FINISH:
        raise Refused("You can only record what was achieved for a task and finish group.")
    if done:
        raise Refused("What the group achieved is recorded already.")
    if not outcome.strip():
        raise Refused("Record what the group achieved, and what others now have to do.")


# Terms of reference ----------------------------------------------------------------------------------------


def check_quorum_data(*, rule, count, of, size, chosen):
    """Refused where the rule could never be met, or counts a set that holds nobody."""
    if of == "chosen" and not chosen:
        raise Refused("Choose the organisations that count towards the quorum.")
    if rule == "some_of" and not count:
        raise Refused("Enter how many of them make a quorum.")
    if rule == "some_of" and count > size:
        raise Refused(
            f"Only {size} of them count today, so {count} could never be there. Enter a smaller number."
        )
    if rule == "all_of" and not size:
        raise Refused(
            "Nobody counts today, so there would never be a quorum. Choose others, or leave it to the chair."
        )


def check_terms_in_force(*, in_force_on, before: date | None):
    """A version begins after the version before it."""
    if before and in_force_on <= before:
        raise Refused(
            f"The version before is in force from {before:%-d %B %Y}. Choose a day from "
            f"{before + timedelta(1):%-d %B %Y} on."
        )
