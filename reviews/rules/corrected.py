"""When the day on which something was sent or held may be put right."""

from partnership.access import Refused


def check_corrected_day(*, day, before, reason, today):
    """Another day, not in the future, with a reason."""
    if day == before:
        raise Refused("That is the date as it stands. Change it, or leave this page.")
    if day > today:
        raise Refused("The date is in the future. Check it.")
    if not reason.strip():
        raise Refused("Say why the date is corrected. The reason is kept permanently.")
