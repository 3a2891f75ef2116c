"""When a deadline is written about, to whom, and how a letter that failed is tried again."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from partnership.working_days import add_working_days, on_or_before


@dataclass(frozen=True)
class Stage:
    """A reminder of a deadline, from `opens` working days after (or before, negative) its due date.

    Each stage also writes to everybody of the stages before it, so that no owner learns of an escalation
    from somebody else.
    """

    name: str
    opens: int
    subject: str
    also_to: str


STAGES = (
    Stage("soon", -3, "Due soon", "whoever is asked"),
    Stage("late", 1, "Late", "whoever is asked"),
    Stage("late_lead", 3, "Late: for your attention", "their lead"),
    Stage("late_manager", 5, "Late: escalated", "the board manager"),
)


def latest_due_date(stage, today):
    """A deadline due on or before this day has reached the stage; a lost day loses nothing.

    Due dates fall on weekends and holidays too: what was due on a Saturday is late on the Monday.
    """
    if stage.opens < 0:
        return add_working_days(today, -stage.opens)
    first_of_them = add_working_days(on_or_before(today), 1 - stage.opens)
    return first_of_them - timedelta(1)


LONGEST_REST = timedelta(hours=1)  # after a letter came back for the time being (operations/bounces.py)


def rest_after(attempts):
    """How long a letter rests after so many temporary refusals: 10 s, 20 s, 40 s … at most 10 minutes."""
    return timedelta(seconds=min(10 * 2 ** max(attempts - 1, 0), 600))


# Letters that nobody has to get; who wants none of a kind may say so. Everything else is asked of somebody, reminds,
# calls a meeting or concerns their sign-in, and goes whatever they chose.
OPTIONAL = {
    "published": "When one of our reviews is published",
    "policy_published": "When a policy that I commented on is published",
    "received": "A receipt when my agency’s answer has arrived",
}


def is_declined(kind, declined):
    """Whether a letter of that kind stays unsent because its recipient wants none."""
    return kind in OPTIONAL and kind in declined


def is_pressing(due_on, today):
    """Whether what is asked by that day cannot wait for the next daily letter. What is late already is reminded of."""
    return due_on is not None and today <= due_on <= today + timedelta(1)


# Attempts: with the rests above, a little over four days of temporary refusals, as RFC 5321 asks for (4.5.4.1): a mail
# server that is full from Friday to Monday costs no letter.
GIVE_UP_AFTER = 600

DIGEST_FROM = time(7, 30)  # in London


def digest_since(now):
    """From when a digest counts as today's, or None while it is too early for one. `now` is local time."""
    if now.time() < DIGEST_FROM:
        return None
    return datetime.combine(now.date(), time.min, now.tzinfo)
