"""The laws of challenge events, of what follows from scrutiny, of feedback letters and of verification."""

from datetime import timedelta
from itertools import pairwise

from partnership.access import Refused, Role


def check_may_ask(*, shared, presented):
    """An action tells the agency what was found: not before it reads the scores, or has been challenged in person."""
    if not (shared or presented):
        raise Refused("This would tell the agency what was found. Share the scores or hold its event first.")


def check_event(*, title, starts_at, ends_at, place, joining):
    if not title.strip():
        raise Refused("Enter a title for the event.")
    if ends_at <= starts_at:
        raise Refused("The event must end after it starts.")
    if not place.strip() and not joining:
        raise Refused("Enter where it is, or the link to join online.")


def check_open_event(state):
    if state in ("held", "cancelled"):
        raise Refused("The event is over or cancelled, so it cannot be changed.")


def times_of(number, first, minutes, break_after=0, break_minutes=0):
    """When each of so many presentations begins: one after the other, with a break after so many if one is given."""
    times = []
    for place in range(number):
        breaks = place // break_after if break_after else 0
        times.append(first + timedelta(minutes=place * minutes + breaks * break_minutes))
    return times


def check_slots(*, starts, minutes, event_starts, event_ends):
    """Every presentation lies within the event."""
    for start in starts:
        if start < event_starts:
            raise Refused("The first presentation must start after the event begins.")
        if start + timedelta(minutes=minutes) > event_ends:
            raise Refused(
                "The presentations take longer than the event. Choose fewer agencies or fewer minutes, "
                "or end the event later."
            )


def check_no_overlap(slots):
    """Nobody presents while somebody else does. `slots` are (start, minutes, agency)."""
    ordered = sorted(slots, key=lambda slot: slot[0])
    for (start, minutes, first), (following, _, second) in pairwise(ordered):
        if following < start + timedelta(minutes=minutes):
            raise Refused(f"{first} and {second} would present at the same time. Choose another time.")


def check_has_begun(*, starts_at, now):
    if now < starts_at:
        raise Refused("The event has not begun. Record it once it has.")


def check_noted(slots):
    """An event is held once it is known of each agency whether it came. `slots` are (agency, attendance)."""
    unknown = [agency for agency, attendance in slots if not attendance]
    if unknown:
        raise Refused(f"Record whether they came first: {', '.join(unknown)}.")


def check_revision(*, seen, now):
    if seen != now:
        raise Refused(
            "Someone else saved this while you were writing. Both texts are shown below. Combine them, then "
            "save again."
        )


# Feedback letters --------------------------------------------------------------------------------------------


def sorted_scores(scores):
    """Which final scores are strengths and which are areas to work on: two lists of them.

    Each score has `rank`, from 0 at the foot of its scale to 1 at its top, and `own_rank`; None where it does not
    apply. A strength stands at the top; an area stands in the lower half, or beneath what the agency gave itself.
    """
    strengths = [one for one in scores if one["rank"] is not None and one["rank"] >= 1]
    areas = [
        one
        for one in scores
        if one["rank"] is not None
        and one not in strengths
        and (one["rank"] <= 0.5 or (one["own_rank"] is not None and one["rank"] < one["own_rank"]))
    ]
    return strengths, areas


def rank(value, values):
    """Where a value stands on its scale, from 0 to 1; None where it does not apply or the scale has one point."""
    if value is None or not values or max(values) == min(values):
        return None
    return (value - min(values)) / (max(values) - min(values))


def check_letter_words(*, strengths, areas):
    if not strengths.strip() or not areas.strip():
        raise Refused("Write the strengths and areas to work on first. If there are none, say so.")


def check_approver(roles):
    if Role.BOARD_MANAGER not in roles:
        raise Refused("Only the board manager can approve feedback letters.")


# Verification ------------------------------------------------------------------------------------------------


def check_given(*, view, statement, samples):
    """A statement rests on evidence that was looked at. `samples` are what was found in each, "" where not looked."""
    if not view or not statement.strip():
        raise Refused("Select whether you verify it, and enter what you found.")
    if not samples:
        raise Refused("Select at least one answer whose evidence you looked at.")
    if "" in samples:
        raise Refused("Enter what you found for each answer in the sample, or remove it.")
