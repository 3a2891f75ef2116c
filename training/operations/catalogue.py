"""What the catalogue shows: offered courses with their sessions to come, and what is left of them in a word."""

from datetime import datetime, time

from django.db.models import F, Prefetch, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from partnership.models import Organisation
from partnership.working_days import add_months
from training.models import Course, Session
from training.operations.programme_list import for_kind, says
from training.rules.programme import ROOM, room


def coming():
    """Sessions that can be booked or waited for."""
    return Session.objects.to_come(timezone.now()).filter(
        state=Session.State.OPEN, course__state=Course.State.OFFERED
    )


def months():
    """The first days of the months in which something is to come, in order."""
    found = (
        coming()
        .order_by()
        .annotate(month=TruncMonth("starts_at", tzinfo=timezone.get_default_timezone()))
        .values_list("month", flat=True)
        .distinct()
    )
    return sorted({timezone.localdate(one) for one in found})


def narrowed(asked):
    """The sessions that a filter leaves: by month, by area and by whether there is room."""
    sessions = coming()
    if asked.get("month"):
        zone = timezone.get_default_timezone()
        sessions = sessions.filter(
            starts_at__gte=datetime.combine(asked["month"], time(), zone),
            starts_at__lt=datetime.combine(add_months(asked["month"], 1), time(), zone),
        )
    if asked.get("area"):
        sessions = sessions.filter(venue__area=asked["area"])
    if asked.get("room"):
        sessions = sessions.with_places().filter(capacity__gt=F("taken") + F("waiting"))
    return sessions


def courses(asked):
    """Offered courses that a filter leaves. E-learning has no sessions: it is there at any time, and nowhere."""
    found = Course.objects.offered()
    if asked.get("words"):
        found = found.filter(says(asked["words"]))
    if asked.get("level"):
        found = found.filter(level=asked["level"])
    if asked.get("delivery"):
        found = found.filter(delivery=asked["delivery"])
    if asked.get("kind"):
        found = found.filter(for_kind(asked["kind"]))
    if any(asked.get(name) for name in ("month", "area", "room")):
        left = Q(pk__in=narrowed(asked).order_by().values("course"))
        if not asked.get("area"):
            left |= Q(delivery=Course.Delivery.ELEARNING)
        found = found.filter(left)
    return found


def with_sessions(found, asked=None):
    """The courses with `coming`: the sessions that the filter leaves, with what is left of each; two statements."""
    sessions = (
        Session.objects.filter(pk__in=narrowed(asked or {}).order_by().values("pk"))
        .select_related("venue")
        .with_places()
    )
    return found.prefetch_related(Prefetch("sessions", sessions, to_attr="coming"))


def say_room(session):
    """What is left of a session that `with_places` gave, as the catalogue says it: a word, and never a number."""
    return room(capacity=session.capacity, taken=session.taken, waiting=session.waiting)


def room_words(session):
    return ROOM[say_room(session)]


def for_whom(course):
    """The kinds of organisation whose people may come, in words; nothing where all may."""
    labels = dict(Organisation.Kind.choices)
    return [labels[kind] for kind in course.for_kinds if kind in labels]
