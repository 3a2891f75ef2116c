"""What training adds to somebody's home page (settings.SHOWN_AT_HOME)."""

from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.rules import sayings
from training.models import Session

SHOWN = 8  # sessions; the others are on the page of registers


def registers_of(person):
    """For whoever teaches: the sessions whose registers are still open, today's and past ones before those to come."""
    if not may(person, Can.TEACH):
        return None
    today = timezone.localdate()
    found = (
        Session.objects.filter(trainers=person, register=None)
        .exclude(state=Session.State.CANCELLED)
        .select_related("course", "venue")
        .order_by("starts_at", "pk")
    )
    return {
        "title": "Your registers",
        "items": [as_row(one, today) for one in found[:SHOWN]],
        "count": found.count(),
        "empty": "You have no session to teach, and every register is closed.",
        "more_address": reverse("training:registers"),
        "more_text": "See all registers",
    }


def as_row(session, today):
    """One session as a panel draws it, which leads to its register."""
    day = timezone.localdate(session.starts_at)
    word, colour = (
        ("Today", "green") if day == today else ("To be closed", "yellow") if day < today else ("", "")
    )
    where = str(session.venue) if session.venue else "Online"
    return {
        "title": str(session.course),
        "address": reverse("training:register", args=[session.pk]),
        "note": " · ".join([sayings.moment(session.starts_at), where, session.reference]),
        "tag": word,
        "colour": colour,
    }
