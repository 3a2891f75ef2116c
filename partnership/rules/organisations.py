"""How organisations change: names from one day on, ends, and mergers."""

from datetime import timedelta

from partnership.access import Refused


def check_new_name(*, name, old, on, today, begins, last_change):
    """Refused unless the name is another one, from a day within its life and after the last change."""
    if not name.strip() or name.strip() == old:
        raise Refused("Enter its new name: this is the one that it has.")
    if on > today:
        raise Refused("Enter the new name on or after the day from which it is used.")
    if begins and on <= begins:
        raise Refused(
            f"It began on {begins:%-d %B %Y}: a name that it always had is corrected, not changed from a day on."
        )
    if last_change and on <= last_change + timedelta(1):
        raise Refused(
            f"It already took a new name after {last_change:%-d %B %Y}. Choose a later day for this one."
        )


def check_end(*, name, starts_on, ends_on, last, reason):
    """Refused when it has its end already, would end before it began, or nobody says why."""
    if ends_on is not None:
        raise Refused(f"{name} already ends on {ends_on:%-d %B %Y}.")
    if starts_on and last < starts_on:
        raise Refused(f"{name} began on {starts_on:%-d %B %Y}. Its last day cannot be before that.")
    if not reason.strip():
        raise Refused("Say why it ends.")


def check_reopened(*, name, ends_on, reason, merged):
    """Only what has an end goes on again. What merged does not: the organisation that followed has its seats."""
    if ends_on is None:
        raise Refused(f"{name} has no end on record.")
    if merged:
        raise Refused(
            f"{name} became part of another organisation, which has its seats. Add it anew instead."
        )
    if not reason.strip():
        raise Refused("Say why its end was a mistake.")


def check_merger(*, merging, successor, on):
    """At least two bodies become one. Each is (name, first day, last day); `successor` is None for a new one."""
    if len(merging) + (successor is not None) < 2:
        raise Refused("Choose at least two organisations that become one.")
    for name, first, last in merging:
        if last is not None:
            raise Refused(f"{name} already ends on {last:%-d %B %Y}. Leave it out.")
        if first and first >= on:
            raise Refused(f"{name} begins only on {first:%-d %B %Y}, so it cannot end before {on:%-d %B %Y}.")
    if successor is not None:
        name, first, last = successor
        if (first and first > on) or (last and last < on):
            raise Refused(f"{name} does not exist on {on:%-d %B %Y}. Choose another, or enter a new one.")


def check_participation(*, starts_on, ends_on, organisation, others, kind):
    """Within the organisation's life, and not twice in one way on one day. `others` are (first, last) of that kind."""
    if ends_on and starts_on and ends_on < starts_on:
        raise Refused("The last day is before the first day. Check both dates.")
    name, begins, ends = organisation
    if (begins and starts_on and starts_on < begins) or (ends and (starts_on is None or starts_on > ends)):
        raise Refused(f"{name} does not exist on that day. Check the first day.")
    for first, last in others:
        starts_before_it_ends = last is None or starts_on is None or starts_on <= last
        ends_after_it_starts = ends_on is None or first is None or first <= ends_on
        if starts_before_it_ends and ends_after_it_starts:
            raise Refused(f"It already takes part as “{kind}” on days among these. End that first.")
