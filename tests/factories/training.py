"""Courses, sessions and bookings, as the factory makes them: without the deeds that lead there."""

from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from training.models import Booking, Course, Session, Venue

LONDON = ZoneInfo("Europe/London")
NUMBERS = count(1)


def course(title="Hearing the child", **more):
    facts = {
        "slug": f"course-{next(NUMBERS)}", "summary": "How to see a day through a child’s eyes.",
        "aims": "Describe a child’s day in the child’s words.", "audience": "Everybody who visits families.",
        "level": Course.Level.WORKING, "delivery": Course.Delivery.FACE_TO_FACE, "hours": 3, "half_day": True,
        "asks_manager": False, "state": Course.State.OFFERED,
    }  # fmt: skip
    return Course.objects.create(title=title, **facts | more)


def venue(name="Invented Hall", **more):
    facts = {
        "address": "1 Invented Street, Market Larch",
        "postcode": "LE99 1AB",
        "access": "No steps; hearing loop.",
    }
    return Venue.objects.get_or_create(name=name, defaults=facts | more)[0]


def session(of=None, *, starts_at=None, hours=3, **more):
    """An open session of twelve places, in the future of most tests."""
    starts_at = starts_at or datetime(2027, 3, 9, 9, 30, tzinfo=LONDON)
    facts = {
        "reference": f"TR-{starts_at.year}-{next(NUMBERS):03}", "ends_at": starts_at + timedelta(hours=hours),
        "capacity": 12, "state": Session.State.OPEN,
    }  # fmt: skip
    facts |= more
    facts.setdefault("venue", venue())
    return Session.objects.create(course=of or course(), starts_at=starts_at, **facts)


def booking(of, learner, organisation, state=Booking.State.BOOKED, **more):
    return Booking.objects.create(session=of, learner=learner, organisation=organisation, state=state, **more)
