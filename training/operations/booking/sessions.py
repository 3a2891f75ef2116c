"""What happens to places when a session is cancelled, moved or changed. Called by whoever changed the session."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.operations.record import record
from training.models import Booking
from training.operations.booking.charges import waive_all
from training.operations.booking.letters import tell, to_manager
from training.operations.booking.places import (
    change,
    held_in,
    lock,
    lock_session,
    offer_places,
    without_needs,
)
from training.rules.booking import check_capacity, offer_until

State = Booking.State


def live_in(session):
    """Its live bookings in the order of asking, each with the session at hand."""
    found = list(session.bookings.live().select_related("learner", "organisation").order_by("asked_at", "pk"))
    for booking in found:
        booking.session = session
    return found


@transaction.atomic
def session_cancelled(session, *, by):
    """Everybody is told and their calendars with them; nobody is charged, not even whoever had cancelled late."""
    session = lock_session(session.pk)
    now = timezone.now()
    ended = live_in(session)
    for booking in ended:
        had = booking.state
        change(
            booking, State.SESSION_CANCELLED, by=by, cancelled_at=now, cancelled_because=Booking.Because.SESSION,
            sequence=booking.sequence + (had == State.BOOKED), **without_needs(booking, now),
        )  # fmt: skip
        method = "CANCEL" if had == State.BOOKED else ""
        tell(booking, "session cancelled", "The session is cancelled", method=method)
        if had == State.BOOKED:
            to_manager(booking, "session cancelled", "A member of your staff’s session is cancelled")
    waive_all(session, by=by, reason="The session was cancelled.")
    return ended


@transaction.atomic
def session_changed(session, *, by, moved=False, elsewhere=False):
    """After a change of the session: `moved` to another time, held `elsewhere`, or with another number of places.

    Moved or elsewhere, whoever has a place gets it anew for their calendar; moved, they are asked whether they still
    come, and may leave free of charge. Places that came free are offered.
    """
    session = lock_session(session.pk)
    check_capacity(capacity=session.capacity, held=held_in(session))
    now = timezone.now()
    if moved or elsewhere:
        for booking in live_in(session):
            tell_change(booking, moved=moved, now=now)
        record("told of a change", session, by=by, moved=moved)
    offer_places(session, by=by)
    return session


def tell_change(booking, *, moved, now):
    """One learner's letter; to all by the session's new time, so that each change is told once."""
    session = booking.session
    if booking.state == State.BOOKED:
        booking.sequence += 1
        booking.confirm_asked_at = now if moved else booking.confirm_asked_at
        booking.save(update_fields=["sequence", "confirm_asked_at"])
        subject = "Your session has moved: can you still come?" if moved else "Your session has changed"
        tell(booking, f"changed:{booking.sequence}", subject, method="REQUEST")
        to_manager(booking, f"changed:{booking.sequence}", "A member of your staff’s session has changed")
    elif moved:
        if booking.state == State.OFFERED:
            booking.offered_until = offer_until(now, session.starts_at) or now
            booking.save(update_fields=["offered_until"])
        tell(booking, f"moved:{session.revision}", "The session you asked for has moved")


@transaction.atomic
def confirm_place(booking, *, by):
    """The learner still comes though the session moved. Twice is once."""
    booking = lock(booking)
    if booking.state != State.BOOKED:
        raise Refused("You no longer have a place on this session.")
    if booking.to_confirm:
        booking.confirmed_at = timezone.now()
        booking.save(update_fields=["confirmed_at"])
        record("confirmed a place", booking, by=by)
    return booking
