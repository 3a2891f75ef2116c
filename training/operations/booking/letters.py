"""Letters about places: to the learner, with an entry for the calendar, and to the manager, who has no account."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Event

from partnership.models import Letter
from partnership.operations import links
from partnership.operations.calendars import calendar, host
from partnership.operations.invitations import address
from partnership.operations.letters import promise, promise_all

AGREE = "agree to a place"
SICKNESS = "confirm sickness"


def entry(booking, *, method=""):
    """The place as the text of an .ics file: when, where and what; how to join stands behind the link only.

    Its UID stays and its SEQUENCE rises, so that a calendar moves or takes away the same entry.
    """
    session = booking.session
    event = Event()
    event.add("uid", f"booking-{booking.pk}@{host()}")
    event.add("sequence", booking.sequence)
    event.add("dtstamp", timezone.now() if method else booking.booked_at or booking.asked_at)
    event.add("dtstart", timezone.localtime(session.starts_at))
    event.add("dtend", timezone.localtime(session.ends_at))
    event.add("summary", f"Training: {session.course.title}")
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event.add("location", place_of(session))
    event.add("url", f"{settings.SITE_URL}{booking.get_absolute_url()}")
    if method:
        event.add("organizer", address(settings.DEFAULT_FROM_EMAIL, settings.PARTNERSHIP_NAME))
        event.add("attendee", address(booking.learner.email, booking.learner.name))
    return calendar("Training", [event], method=method).decode()


def place_of(session):
    if session.venue is None:
        return "Online"
    return f"{session.venue.name}, {session.venue.address}, {session.venue.postcode}"


def tell(booking, step, subject, *, method="", urgent=True):
    """One letter to the learner about their place; `step` makes its key, and the same step is told once."""
    session = booking.session
    return promise_all(
        [
            Letter(
                key=f"booking:{booking.pk}:{step}",
                kind="place",
                recipient=booking.learner,
                subject=f"{subject}: {session.reference}",
                reference=session.reference,
                label=f"{subject}: {session.course.title}"[:200],
                due_on=timezone.localdate(session.starts_at),
                path=booking.get_absolute_url(),
                urgent=urgent,  # a calendar does not wait for a daily letter
                calendar=entry(booking, method=method) if method else "",
            )
        ]
    )


def ask_manager(booking, step="asked"):
    """The letter by which a manager agrees to a place: asked, or asked at another address. "again" is a reminder, with
    a link of its own."""
    return to_manager(
        booking,
        f"agree:{step}",
        "Reminder: a training place needs your answer"
        if step == "again"
        else "A member of your staff has asked for a place",
        path=reverse("answer_place", args=[links.make(AGREE, booking.pk, booking.manager_email)]),
    )


def ask_about_sickness(booking, step):
    """The manager says whether it was sickness, and then nothing is charged."""
    return to_manager(
        booking,
        f"sickness:{step}",
        "A place was not used",
        path=reverse("confirm_sickness", args=[links.make(SICKNESS, booking.pk, booking.manager_email)]),
    )


def to_manager(booking, step, subject, *, path=""):
    """A letter to the manager's address: a reference, a date, and where something is asked, the link to it."""
    if not booking.manager_email:
        return None
    session = booking.session
    return promise(
        "place_manager",
        f"booking:{booking.pk}:manager:{step}",
        to=booking.manager_email,
        subject=f"{subject}: {session.reference}",
        reference=session.reference,
        label=f"{subject}: {session.course.title}"[:200],
        due_on=timezone.localdate(session.starts_at),
        path=path,
        secret=bool(path),
        urgent=True,
    )
