"""When a submitted return may be opened again and until when, and by when a colleague answers a section."""

from partnership.access import Refused


def check_may_reopen(*, state, closes_on, waiting, today):
    """What was submitted may be opened again until the round's final close."""
    if state != "submitted":
        raise Refused("Only a return that has been submitted can be reopened.")
    if today > closes_on:
        raise Refused(
            f"This round closed for good on {closes_on:%-d %B %Y}. Tell the business unit what has changed: "
            "they can note it beside the return."
        )
    if waiting:
        raise Refused("It has been asked already. The business unit answers soon.")


def opens_by_itself(*, reopens_on, today):
    """Whether agencies may reopen without being let: the round says from which day."""
    return reopens_on is not None and today >= reopens_on


def check_reopened_until(*, until, closes_on, today):
    """A day by which it is submitted again: not in the past, and not after the round's final close."""
    if until < today:
        raise Refused("The day must be today or in the future.")
    if until > closes_on:
        raise Refused(f"The round closes on {closes_on:%-d %B %Y}; the day must be on or before that.")


def check_section_due(*, due_on, closes_on, today):
    """A colleague answers their section by a day that lies between today and the round's close."""
    if due_on < today:
        raise Refused("The day must be today or in the future.")
    if due_on > closes_on:
        raise Refused(f"The round closes on {closes_on:%-d %B %Y}; the day must be on or before that.")
