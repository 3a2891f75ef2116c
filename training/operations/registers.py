"""Reading registers: who is on one, who came, and whose sessions somebody may open. Changes: operations.attendance."""

from dataclasses import dataclass

from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Appointment
from training.models import Booking, Guest, Session
from training.rules.attendance import CAME, COUNTS


@dataclass(frozen=True)
class Line:
    """One row of a register: of a booking, or of a guest without an account."""

    thing: Booking | Guest
    guest: Guest | None  # how they came, if they had not booked
    substitute: Guest | None  # who came instead of them

    @property
    def of_guest(self):
        return isinstance(self.thing, Guest)

    @property
    def key(self):
        """What the row is called in forms and addresses, such as booking-12."""
        return f"{'guest' if self.of_guest else 'booking'}-{self.thing.pk}"

    @property
    def person(self):
        """Their account, or None."""
        return None if self.of_guest else self.thing.learner

    @property
    def name(self):
        return self.thing.name if self.of_guest else self.thing.learner.name

    @property
    def email(self):
        """Where they are written to; empty for a guest who has no address."""
        return self.thing.email if self.of_guest else self.thing.learner.email

    @property
    def organisation(self):
        """The agency of the day as a row, or of the booking while nothing is said; None if the portal knows none."""
        if self.of_guest:
            return self.thing.organisation
        return self.thing.organisation_on_the_day or self.thing.organisation

    @property
    def comes_from(self):
        return self.thing.comes_from if self.of_guest else self.organisation.name

    @property
    def job(self):
        return "" if self.of_guest else self.thing.job

    @property
    def access_needs(self):
        return "" if self.of_guest else self.thing.access_needs

    @property
    def outcome(self):
        return self.thing.outcome

    @property
    def status(self):
        """The outcome with its label, or an empty text."""
        return Booking.Outcome(self.outcome) if self.outcome else ""

    @property
    def said(self):
        return self.thing.get_outcome_display() if self.thing.outcome else ""

    @property
    def token(self):
        return token(self.thing)

    @property
    def came(self):
        return self.outcome in CAME

    @property
    def counts(self):
        """Whether it counts as attended: yes, no, if agreed; empty while nothing is said."""
        return COUNTS.get(self.outcome, "")


def token(thing):
    """What a page remembers of a row, to notice that somebody else has saved meanwhile."""
    return thing.outcome_at.isoformat() if thing.outcome_at else ""


def day_of(session):
    """The session's day, in London."""
    return timezone.localdate(session.starts_at)


def sessions_of(person):
    """The sessions whose registers this person may open: all for staff, those that they teach for a trainer."""
    if may(person, Can.RUN_TRAINING):
        return Session.objects.all()
    if may(person, Can.TEACH):
        return Session.objects.filter(trainers=person)
    return Session.objects.none()


def is_closed(session):
    return hasattr(session, "register")


def lines_of(session):
    """Everybody on the register, by name, in two queries."""
    bookings = Booking.objects.filter(session=session, state=Booking.State.BOOKED).select_related(
        "learner", "organisation", "organisation_on_the_day", "outcome_by", "came_as", "substitute"
    )
    guests = Guest.objects.filter(session=session, booking=None).select_related("organisation", "outcome_by")
    lines = [Line(one, getattr(one, "came_as", None), getattr(one, "substitute", None)) for one in bookings]
    lines += [Line(one, one, None) for one in guests]
    return sorted(lines, key=lambda line: (line.name.casefold(), line.key))


def who_came(session):
    """The lines of everybody who was in the room, in whole or in part."""
    return [line for line in lines_of(session) if line.came]


def agencies_on(day, people):
    """person id → the ids of the agencies that they worked for that day, by when the appointment was written."""
    held = (
        Appointment.objects.on(day)
        .filter(person__in=people)
        .order_by("pk")
        .values_list("person", "organisation", "seat__organisation")
    )
    found = {}
    for person, agency, of_seat in held:
        if agency or of_seat:
            found.setdefault(person, []).append(agency or of_seat)
    return found


def agency_on_the_day(booking, agencies):
    """The id of the agency that they came from: the one of the booking, while they were still there; else the new one.

    `agencies` are those of that day, as agencies_on says them.
    """
    held = agencies.get(booking.learner_id, [])
    return booking.organisation_id if booking.organisation_id in held or not held else held[0]
