"""How a business plan moves, what a quarter's entry must say, and which quarters a plan has."""

from datetime import timedelta

from django.db.models import TextChoices

from partnership.access import Refused
from partnership.working_days import add_months

ENTRY_DAYS = 14
ENTRY_RULE = f"{ENTRY_DAYS} days after the quarter's last day"
ENTRY_SOURCE = "Our choice. Progress is reviewed during the year: published arrangements 2019, section 15"
COMMENT_RULE = "The day of the committee's meeting, as agreed with it"
COMMENT_SOURCE = "Cabinet report, 12 June 2018, paragraphs 3 to 8, on the board before this partnership"
ANSWER_DAYS = 28
ANSWER_RULE = f"{ANSWER_DAYS} days after the committee considered it"
ANSWER_SOURCE = "Our choice. Comments are considered for the plan: Cabinet report, 12 June 2018, paragraph 8"
LONGEST_YEARS = 5
FOLLOWED = (
    "An action was opened from this plan, or a priority of it is used elsewhere, so it stays. "
    "Say first, on the page of each action, that it is no longer needed."
)


class Rag(TextChoices):
    """How a priority stands. Shown as words and a shape; the colour only comes with them."""

    RED = "red", "Red: off track"
    AMBER = "amber", "Amber: at risk"
    GREEN = "green", "Green: on track"
    DONE = "done", "Done"


class Direction(TextChoices):
    BETTER = "better", "Getting better"
    STEADY = "steady", "No change"
    WORSE = "worse", "Getting worse"


# A shape for each, that tells them apart without colour, and the colour of its tag.
LOOKS = {"red": ("■", "red"), "amber": ("▲", "yellow"), "green": ("●", "green"), "done": ("✓", "teal")}
ARROWS = {"better": "↗", "steady": "→", "worse": "↘"}

NEXT = {
    "drafting": {"consultation"},
    "consultation": {"drafting", "approved"},
    "approved": {"closed"},
    "closed": set(),
}
CALLED = {
    "drafting": "being written",
    "consultation": "consulted on",
    "approved": "approved",
    "closed": "closed",
}


def check_move(old, new):
    if new not in NEXT[old]:
        raise Refused(f"A plan that is {CALLED[old]} cannot become {CALLED[new]}. Open it to see its status.")


def check_discard(state, *, considered):
    """A plan goes without a trace on any page only while it is a draft that nobody outside has judged."""
    if state not in ("drafting", "consultation"):
        raise Refused(f"The plan is {CALLED[state]}, so it stays. It changes by a variation.")
    if considered:
        raise Refused("A committee has considered the plan, so it stays.")


def standing(state, label, starts_on, ends_on, day):
    """Where a plan stands on a day: an approved one is in force within its years."""
    if state != "approved":
        return label
    if day < starts_on:
        return f"Approved, in force from {starts_on:%-d %B %Y}"
    return "In force" if day <= ends_on else "Ended, to be reviewed and closed"


def check_years(starts_on, ends_on):
    """One or more whole quarters, and no more than a few years."""
    if starts_on.day != 1:
        raise Refused("A plan begins on the first day of a month, so that its quarters are whole.")
    if ends_on <= starts_on:
        raise Refused("A plan must end after it begins.")
    found = quarters(starts_on, ends_on)
    if found[-1][1] != ends_on:
        raise Refused("A plan must end on the last day of a quarter, such as 31 March.")
    if len(found) > 4 * LONGEST_YEARS:
        raise Refused(f"A plan is for {LONGEST_YEARS} years at most.")


def quarters(starts_on, ends_on):
    """Three months each, from the plan's first day on: (first day, last day)."""
    found, day = [], starts_on
    while day <= ends_on:
        following = add_months(day, 3)
        found.append((day, following - timedelta(1)))
        day = following
    return found


def entry_due(ends_on):
    return ends_on + timedelta(ENTRY_DAYS)


def check_whole(priorities):
    """What is approved says of each priority why, what good looks like, and how we will know."""
    if not priorities:
        raise Refused("Write at least one priority first.")
    for one in priorities:
        for text, what in (
            (one.rationale, "why it is a priority"),
            (one.outcome, "what good looks like"),
            (one.measure, "how we will know"),
        ):
            if not text.strip():
                raise Refused(f"Say of priority {one.number} {what}.")


def check_variation(*, changes, reason, decided_on, today):
    """An approved plan changes only by a dated variation with a reason. `changes` is whether it is approved."""
    if not changes:
        return
    if not (reason or "").strip():
        raise Refused("The plan is approved. Say why it must change.")
    if decided_on is None:
        raise Refused("The plan is approved. Say when the change was decided.")
    if decided_on > today:
        raise Refused("The day on which the change was decided is in the future.")


def check_entry(*, rag, direction, narrative, next_steps):
    """A quarter's entry: a word, a direction and why; red and amber say what will be done."""
    if not rag or not direction:
        raise Refused("Choose the progress and whether it is getting better or worse.")
    if not narrative.strip():
        raise Refused("Say what happened this quarter.")
    if rag in (Rag.RED, Rag.AMBER) and not next_steps.strip():
        raise Refused(f"Say what will be done about it: it is {rag}.")


def check_open_quarter(*, closed, ends_on, today):
    if closed:
        raise Refused("This quarter is closed, so its entries cannot be changed.")
    if today <= ends_on - timedelta(31):
        raise Refused("This quarter has only begun. Write about it in its last month, or once it is over.")


def check_close_quarter(*, closed, ends_on, today, missing, reason):
    if closed:
        raise Refused("This quarter is closed already.")
    if today <= ends_on:
        raise Refused("This quarter is not over yet.")
    if missing and not reason.strip():
        raise Refused(f"{missing} of its entries {'is' if missing == 1 else 'are'} missing. Say why.")


def check_revision(*, seen, now):
    if seen != now:
        raise Refused(
            "Somebody has saved this since you opened it. Their text is shown above yours. Combine "
            "the two and send it again."
        )
