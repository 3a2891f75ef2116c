"""For how long an evidence pack can be taken."""

from datetime import timedelta

from partnership.access import Refused

KEPT = timedelta(days=7)


def check_reason(reason):
    if not reason.strip():
        raise Refused("Choose who it is for made, by office.")


def check_takeable(*, state, expires_at, removed, now):
    if state != "done":
        raise Refused("The pack is not made yet. Look at its progress on the case’s evidence page.")
    if removed or now >= expires_at:
        raise Refused(f"This pack could be taken until {expires_at:%-d %B %Y}. Make a new one.")
