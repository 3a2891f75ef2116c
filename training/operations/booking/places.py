"""Places of a session: who gets one, who waits, and how one that comes free is offered in order."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.operations.record import record
from training.models import Booking, Session
from training.operations.booking.letters import tell
from training.rules.booking import (
    check_not_marked,
    check_offered,
    check_place_moves,
    free_places,
    offer_until,
)

State = Booking.State
Because = Booking.Because


def lock_session(pk):
    """The session, locked before anything of its places is asked or changed."""
    return (
        Session.objects.select_for_update(of=("self",), no_key=True)
        .select_related("course", "venue")
        .get(pk=pk)
    )


def lock(booking):
    """The booking as it is now, under the lock of its session."""
    session = lock_session(booking.session_id)
    found = (
        Booking.objects.select_for_update(of=("self",), no_key=True)
        .select_related("learner", "organisation")
        .get(pk=booking.pk)
    )
    found.session = session
    return found


def held_in(session):
    return session.bookings.holding_a_place().count()


def change(booking, to, *, by, why="", **changes):
    """The one door of a booking's state, of a booking under its session's lock."""
    old = booking.state
    check_place_moves(old, to)
    check_not_marked(booking.outcome)
    booking.state = to
    for field, value in changes.items():
        setattr(booking, field, value)
    booking.save(update_fields=["state", *changes])
    record("moved place", booking, by=by, why=why, old=old, new=str(to), session=booking.session.reference)
    return booking


def settle(booking, *, by):
    """Once everybody has said yes: a place, if one is free and nobody waits; else the list, in order of asking."""
    if booking.waits_for_manager or booking.waits_for_check:
        return booking
    session = booking.session
    free = free_places(capacity=session.capacity, held=held_in(session))
    if free and not session.bookings.waiting().exists():
        return seat(booking, by=by)
    change(booking, State.WAITING, by=by)
    tell(booking, "waiting", "You are on the waiting list")
    offer_places(session, by=by)
    booking.refresh_from_db(fields=["state", "offered_at", "offered_until"])
    return booking


def seat(booking, *, by, why=""):
    """Give a place that is free, with its entry for the calendar."""
    session = booking.session
    if booking.state != State.OFFERED and not free_places(capacity=session.capacity, held=held_in(session)):
        raise Refused(
            "The session is full. Put them on the waiting list, or raise the number of places first."
        )
    change(booking, State.BOOKED, by=by, why=why, booked_at=timezone.now())
    tell(booking, "booked", "Your place is booked", method="REQUEST")
    return booking


def offer_places(session, *, by=None):
    """Offer what is free to the first in line. Of a session that is locked; close to its day nothing is offered."""
    now = timezone.now()
    until = offer_until(now, session.starts_at) if session.starts_at > now else None
    if until is None or session.state != Session.State.OPEN:
        return []
    free = free_places(capacity=session.capacity, held=held_in(session))
    first = list(session.bookings.waiting().select_related("learner")[:free])
    for booking in first:
        booking.session = session
        change(booking, State.OFFERED, by=by, offered_at=now, offered_until=until)
        tell(booking, "offered", "You have been offered a place")
    return first


@transaction.atomic
def take_offer(booking, *, by):
    """The learner takes the place that is kept for them. Twice is once."""
    booking = lock(booking)
    if booking.state == State.BOOKED:
        return booking
    check_offered(state=booking.state, offered_until=booking.offered_until, now=timezone.now())
    return seat(booking, by=by)


@transaction.atomic
def give_place(booking, *, by, why=""):
    """Staff give a free place to somebody on the waiting list, also where it is too late for offers."""
    booking = lock(booking)
    if booking.state == State.BOOKED:
        return booking
    if booking.state not in (State.WAITING, State.OFFERED):
        raise Refused("They are not waiting for a place here.")
    return seat(booking, by=by, why=why)


def sweep_offers(now=None):
    """Let run-out offers lapse and pass their places on; and offer whatever else is free while people wait.

    Selects what has run out by now, so that lost days lose nothing and a second round does nothing.
    Returns how many offers lapsed and how many were made.
    """
    now = now or timezone.now()
    run_out = Booking.objects.run_out(now).values_list("session", flat=True)
    waited_for = Booking.objects.filter(
        state=State.WAITING, session__state=Session.State.OPEN, session__starts_at__gt=now
    ).values_list("session", flat=True)
    lapsed = offered = 0
    for pk in sorted({*run_out, *waited_for}):
        with transaction.atomic():
            session = lock_session(pk)
            for booking in session.bookings.run_out(now).select_related("learner"):
                booking.session = session
                lapse(booking, Because.OFFER, "The offer has expired")
                lapsed += 1
            offered += len(offer_places(session))
    return lapsed, offered


def lapse(booking, because, subject):
    """It ends because nothing happened in time; whoever still wants to come asks anew."""
    now = timezone.now()
    change(
        booking,
        State.LAPSED,
        by=None,
        cancelled_at=now,
        cancelled_because=because,
        **without_needs(booking, now),
    )
    tell(booking, f"lapsed:{because}", subject)


def without_needs(booking, now):
    """What changes so that access needs are kept no longer; nothing where there were none."""
    return {"access_needs": "", "needs_wiped_at": now} if booking.access_needs else {}
