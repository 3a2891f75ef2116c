"""Giving a place up: cancelling, sending a colleague, going to another session."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Person
from partnership.operations.record import record
from partnership.rules.childs_detail import check_words
from training.models import Booking, Charge
from training.operations.booking.asking import check_at_that_time, check_may_come, lock_learners
from training.operations.booking.charges import make, what_it_costs
from training.operations.booking.letters import tell, to_manager
from training.operations.booking.places import (
    change,
    lock,
    lock_session,
    offer_places,
    seat,
    settle,
    without_needs,
)
from training.rules.booking import check_open, check_reason

State = Booking.State
Because = Booking.Because
MAY_SAY = (Because.LEARNER, Because.SICK)


@transaction.atomic
def cancel(booking, *, by, because=Because.LEARNER, seen=None, why=""):
    """Give a place up, or no longer wait for one. Charged by the terms, and the place goes to the first in line.

    `seen` is the amount that the page showed: another one is refused, so that nobody is charged unawares.
    Twice is once.
    """
    booking = lock(booking)
    if booking.state == State.CANCELLED:
        return booking
    now = timezone.now()
    check_not_begun(booking, now)
    check_words(why)
    cost = what_it_costs(booking, because)
    if seen is not None and seen != str(cost.amount):
        raise Refused("The cost has changed since you opened this page. Read it again, then decide.")
    give_up(booking, because, by=by, why=why, now=now)
    make(booking, cost, Charge.Why.LATE, by=by)
    offer_places(booking.session, by=by)
    return booking


def check_not_begun(booking, now):
    if booking.is_live and booking.session.starts_at <= now:
        raise Refused("The session has begun. Its register shows what happened to the place.")


def give_up(booking, because, *, by, why, now):
    """End it, take it out of the learner's calendar if it was there, and tell the manager who counted on it."""
    had = booking.state
    change(
        booking, State.CANCELLED, by=by, why=why, cancelled_at=now, cancelled_because=because,
        sequence=booking.sequence + (had == State.BOOKED), **without_needs(booking, now),
    )  # fmt: skip
    if had == State.BOOKED:
        tell(booking, "cancelled", "Your place is cancelled", method="CANCEL")
        to_manager(booking, "cancelled", "A member of your staff’s place is cancelled")
    else:
        tell(booking, "cancelled", "You have left the waiting list")


@transaction.atomic
def substitute(booking, *, by, email):
    """A colleague of the same organisation comes instead: free, in the same place, if the course is for them."""
    other = Person.objects.active().filter(email=email.strip().lower()).first()
    if other is None or booking.organisation_id not in other.works_for:
        raise Refused(
            f"Nobody with an account for {booking.organisation} has that address. Check the address, or ask "
            f"your colleague to create an account first."
        )
    if other.pk == booking.learner_id:
        raise Refused("That is your own address. Enter your colleague’s.")
    lock_learners(booking.learner, other)
    booking = lock(booking)
    session = booking.session
    there = session.bookings.live().filter(learner=other).first()
    if booking.state == State.CANCELLED and there and there.in_place_of_id == booking.pk:
        return there
    if booking.state != State.BOOKED:
        raise Refused("Only a booked place can go to a colleague.")
    now = timezone.now()
    check_not_begun(booking, now)
    if there and there.state in Booking.HOLDS:
        raise Refused("Your colleague already has a place on this session.")
    check_may_come(session, other, booking.organisation, now=now, apart_from=there)
    give_up(booking, Because.SUBSTITUTE, by=by, why="", now=now)
    record("named a substitute", booking, by=by)
    if there is None:
        there = Booking.objects.create(
            session=session,
            learner=other,
            organisation=booking.organisation,
            manager_name=booking.manager_name,
            manager_email="" if booking.manager_email == other.email else booking.manager_email,
            manager_flagged=booking.manager_flagged,
            state=State.ASKED,
            asked_at=now,
        )
    there.session, there.learner, there.in_place_of = session, other, booking
    there.save(update_fields=["in_place_of"])
    return seat(there, by=by)


@transaction.atomic
def move(booking, *, by, to, why):
    """Staff move somebody to another session of the course: a place if one is free, else its waiting list. Free."""
    check_reason(why, "Enter why you are moving them.")
    if to.pk == booking.session_id or to.course_id != booking.session.course_id:
        raise Refused("Select another session of the same course.")
    lock_learners(booking.learner)
    for pk in sorted([booking.session_id, to.pk]):
        lock_session(pk)
    booking = lock(booking)
    to = lock_session(to.pk)
    if not booking.is_live:
        raise Refused("This place is no longer theirs.")
    now = timezone.now()
    check_not_begun(booking, now)
    check_open(state=to.state, delivery=to.course.delivery, starts_at=to.starts_at, now=now)
    others = (
        Booking.objects.of(booking.learner).live().filter(session__ends_at__gt=now).exclude(pk=booking.pk)
    )
    if others.filter(session=to).exists():
        raise Refused("They already have a place there, or are waiting for one.")
    check_at_that_time(to, others)
    kept = {
        name: getattr(booking, name)
        for name in (
            "learner", "organisation", "job", "manager_name", "manager_email", "manager_flagged", "access_needs",
            "asked_at",
        )
    }  # fmt: skip
    give_up(booking, Because.MOVED, by=by, why=why, now=now)
    new = Booking.objects.create(
        session=to,
        state=State.ASKED,
        booked_by=by,
        manager_answer=Booking.Answer.AGREED,
        manager_answered_at=now,
        manager_recorded_by=by,
        **kept,
    )
    record("moved to another session", new, by=by, why=why, session=to.reference)
    settle(new, by=by)
    offer_places(booking.session, by=by)
    return new
