"""Who takes which step of a practitioners' escalation, and how long they took on the whole."""

from collections import Counter

from partnership.access import Refused

# the upper end of each band, in calendar days from raised to resolved
BANDS = ((2, "Up to 2 days"), (5, "3 to 5 days"), (10, "6 to 10 days"), (20, "11 to 20 days"))
LONGER = "More than 20 days"


def check_raised(*, about, raised_for, raised_with):
    if raised_for == raised_with:
        raise Refused("An escalation is between two agencies. Choose the other one.")
    if not about.strip():
        raise Refused("Say what the professionals disagree about.")


def check_turn(*, partnership_acts, is_party, runs):
    """Before its stage the partnership only watches; at its stage it acts, and the agencies answer it."""
    if is_party or (runs and partnership_acts):
        return
    raise Refused("The two agencies take this step themselves. The partnership steps in at its own stage.")


def check_open(resolved_on):
    if resolved_on:
        raise Refused(f"It was resolved on {resolved_on:%-d %B %Y}.")


def check_taken_further(*, is_raiser, partnership_acts, runs, has_next, outcome):
    """Whoever raised it takes it further, with what the stage came to."""
    if not (is_raiser or (runs and partnership_acts)):
        raise Refused("Only the agency that raised it can take it further.")
    if not has_next:
        raise Refused("This is the last stage. Record how it was resolved.")
    if not outcome.strip():
        raise Refused("Say what the result of this stage was, and why it is going further.")


def check_resolved(*, is_raiser, partnership_acts, runs, outcome):
    if not (is_raiser or (runs and partnership_acts)):
        raise Refused("Only the agency that raised it can mark it as resolved.")
    if not outcome.strip():
        raise Refused("Say how it was resolved.")


def band(days):
    return next((label for most, label in BANDS if days <= most), LONGER)


def by(labels):
    """How often each occurs, in the order of their names."""
    return dict(sorted(Counter(labels).items()))


def counted(rows):
    """How many there were by each thing that is counted. `rows` have raised_for, raised_with, stage and days.

    `stage` is that at which it was resolved, or where it is; `days` is None while it is open.
    """
    rows = list(rows)
    resolved = [row for row in rows if row["days"] is not None]
    return {
        "raised": len(rows),
        "resolved": len(resolved),
        "By stage at which it was resolved": by(row["stage"] for row in resolved),
        "By agency that raised it": by(row["raised_for"] for row in rows),
        "By agency that it was raised with": by(row["raised_with"] for row in rows),
        "By days taken": {
            label: number
            for label in (*(label for _, label in BANDS), LONGER)
            if (number := sum(band(row["days"]) == label for row in resolved))
        },
    }
