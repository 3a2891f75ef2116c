"""Writing a register: who came, how, and instead of whom; closing it, and correcting it afterwards."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Organisation, Person
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record
from partnership.rules.childs_detail import check_words
from training.models import Booking, Came, Correction, Guest, Register, Session
from training.operations.booking import charge_for
from training.operations.certificates import certify_session, follow_correction
from training.operations.registers import (
    agencies_on,
    agency_on_the_day,
    day_of,
    is_closed,
    lines_of,
    token,
)
from training.rules.attendance import (
    CAME,
    check_called_off,
    check_closes,
    check_correction,
    check_day,
    check_open,
    check_reason,
    check_swap,
    check_unchanged,
)

Outcome = Booking.Outcome


def lock(session):
    """The session, locked, so that nobody closes its register meanwhile, and nobody writes in a closed one."""
    session = (
        Session.objects.select_for_update(of=("self",), no_key=True)
        .select_related("course", "register")
        .get(pk=session.pk)
    )
    check_day(
        day=day_of(session), today=timezone.localdate(), cancelled=session.state == Session.State.CANCELLED
    )
    return session


def check_seen(thing, seen, by):
    """Whoever changes what they saved themselves knows of it, even where the answer never reached their phone."""
    if thing.outcome_by_id and thing.outcome_by_id == by.pk:
        return
    if thing.outcome_by_id:
        who, said, when = thing.outcome_by.name, thing.get_outcome_display(), at_what_time(thing.outcome_at)
    else:
        who, said, when = "Somebody", "nothing yet", "just now"
    check_unchanged(now=token(thing), seen=seen, who=who, said=said, when=when)


def at_what_time(at):
    return f"at {timezone.localtime(at):%-H.%M}"


def write(thing, outcome, *, by, agency):
    """Put what became of somebody on their row, with the id of the agency that they came from that day."""
    thing.outcome, thing.outcome_by, thing.outcome_at = outcome, by, timezone.now()
    kept = "organisation_on_the_day" if isinstance(thing, Booking) else "organisation"
    setattr(thing, f"{kept}_id", agency)
    fields = ["outcome", "outcome_by", "outcome_at", kept]
    if isinstance(thing, Guest) and agency:
        thing.organisation_name = ""
        fields.append("organisation_name")
    thing.save(update_fields=fields)


@transaction.atomic
def mark(thing, *, by, outcome, seen=""):
    """Say what became of somebody: a booking, or a guest without one. The same again changes nothing.

    `seen` is the row's token as the page showed it. Whoever came instead of them goes, if they came after all.
    """
    session = lock(thing.session)
    check_open(closed=is_closed(session))
    thing = still_there(type(thing).objects.select_for_update(of=("self",), no_key=True), thing)
    if thing.outcome == outcome:
        return thing
    check_swap(outcome=outcome)
    check_seen(thing, seen, by)
    if isinstance(thing, Guest):
        if outcome not in Came.values:
            raise Refused(
                "This person did not book. Mark them as having come, or remove them from the register."
            )
        write(thing, outcome, by=by, agency=thing.organisation_id)
    else:
        check_has_place(thing)
        if stand_in := Guest.objects.filter(in_place_of=thing).first():
            remove(stand_in)
        agencies = agencies_on(day_of(session), [thing.learner_id])
        write(thing, outcome, by=by, agency=agency_on_the_day(thing, agencies))
    record("marked", thing, by=by, outcome=outcome)
    return thing


def check_has_place(booking):
    if booking.state != Booking.State.BOOKED:
        raise Refused("They no longer have a place on this session. Add them as someone who came.")


@transaction.atomic
def mark_rest(session, *, by):
    """Everybody of whom nothing is said yet was present. Returns how many that were."""
    session = lock(session)
    check_open(closed=is_closed(session))
    left = [line.thing for line in lines_of(session) if not line.outcome]
    booked = [one for one in left if isinstance(one, Booking)]
    guests = [one for one in left if isinstance(one, Guest)]
    agencies = agencies_on(day_of(session), [one.learner_id for one in booked])
    now = timezone.now()
    for one in left:
        one.outcome, one.outcome_by, one.outcome_at = Outcome.PRESENT, by, now
    for one in booked:
        one.organisation_on_the_day_id = agency_on_the_day(one, agencies)
    written = ["outcome", "outcome_by", "outcome_at"]
    Booking.objects.bulk_update(booked, [*written, "organisation_on_the_day"])
    Guest.objects.bulk_update(guests, written)
    if left:
        record("marked everybody else present", session, by=by, number=len(left))
    return len(left)


# Who had not booked -----------------------------------------------------------------------------------------


@transaction.atomic
def add_guest(session, *, by, name, email, organisation, outcome=Came.PRESENT):
    """Somebody came without a booking. `organisation` is its name as typed, `email` may be empty. The same again
    changes nothing."""
    session = lock(session)
    check_open(closed=is_closed(session))
    return bring(session, typed_as(session, name, email, organisation), by=by, outcome=outcome)


@transaction.atomic
def send_substitute(booking, *, by, name, email, organisation, outcome=Came.PRESENT, seen=""):
    """Someone came instead of whoever had booked. The same again changes nothing."""
    session = lock(booking.session)
    check_open(closed=is_closed(session))
    booking = Booking.objects.select_for_update(of=("self",), no_key=True).get(pk=booking.pk)
    typed = typed_as(session, name, email, organisation)
    before = Guest.objects.filter(in_place_of=booking).first()
    if before and before == on_register(session, **typed):
        return before
    check_seen(booking, seen, by)
    check_has_place(booking)
    if typed["email"] and booking.learner.email == typed["email"]:
        raise Refused("That is the person who booked. Select whether they were present.")
    if before:
        remove(before)
    guest = bring(session, typed, by=by, outcome=outcome, in_place_of=booking)
    agencies = agencies_on(day_of(session), [booking.learner_id])
    write(booking, Outcome.SUBSTITUTE, by=by, agency=agency_on_the_day(booking, agencies))
    record("marked", booking, by=by, outcome=Outcome.SUBSTITUTE.value)
    return guest


def bring(session, typed, *, by, outcome="", in_place_of=None):
    """The guest, with a booking of their own where they have an account and an agency is known."""
    if before := on_register(session, **typed):
        if before.in_place_of_id != (in_place_of.pk if in_place_of else None):
            raise Refused(f"{before.name} is already on this register.")
        return before
    name, email, agency = typed["name"], typed["email"], typed["agency"]
    person = Person.objects.active().filter(email=email).first() if email else None
    held = agencies_on(day_of(session), [person.pk]) if person else {}
    booking = own_booking(session, person, agency, held.get(person.pk, [])) if person else None
    guest = Guest.objects.create(
        session=session, in_place_of=in_place_of, booking=booking, name=person.name if booking else name,
        email=email, organisation=agency, organisation_name="" if agency else typed["organisation"], added_by=by,
    )  # fmt: skip
    if outcome and booking:
        write(booking, outcome, by=by, agency=agency_on_the_day(booking, held))
    elif outcome:
        write(guest, outcome, by=by, agency=guest.organisation_id)
    record(
        "added to the register",
        guest,
        by=by,
        instead=bool(in_place_of),
        account=bool(booking),
        outcome=outcome,
    )
    return guest


def typed_as(session, name, email, organisation):
    """Who came, as somebody typed it, and as `agency` the organisation of that day which they mean by it, or None."""
    organisation = " ".join(organisation.split())
    called = Q(name__iexact=organisation) | Q(short_name__iexact=organisation)
    return {
        "name": " ".join(name.split()),
        "email": email.strip().lower(),
        "organisation": organisation,
        "agency": Organisation.objects.on(day_of(session)).filter(called).first(),
    }


def on_register(session, *, name, email, organisation, agency):
    """The guest who is on the register already, or None.

    Whoever left an address is known by it. Whoever has none is known by name and organisation: a button pressed
    twice is one person, and nobody is taken for somebody else because both have none.
    """
    guests = Guest.objects.filter(session=session, email=email).select_related("organisation")
    if email:
        return guests.first()
    known = (
        {"organisation": agency}
        if agency
        else {"organisation": None, "organisation_name__iexact": organisation}
    )
    return guests.filter(name__iexact=name, **known).first()


def own_booking(session, person, agency, held):
    """Their booking in this session: the one that waited, or a new one; None where no agency of theirs is known.

    `agency` is the one that somebody typed, `held` the ids of those that they worked for that day.
    """
    live = Booking.objects.live().filter(session=session, learner=person).first()
    if live and live.state == Booking.State.BOOKED:
        raise Refused(f"{person.name} has booked, so they are already on this register.")
    if live:
        live.state, live.offered_until, live.booked_at = Booking.State.BOOKED, None, timezone.now()
        live.save(update_fields=["state", "offered_until", "booked_at"])
        return live
    chosen = agency.pk if agency and (agency.pk in held or not held) else next(iter(held), None)
    if chosen is None:
        return None
    return Booking.objects.create(
        session=session,
        learner=person,
        organisation_id=chosen,
        state=Booking.State.BOOKED,
        booked_at=timezone.now(),
    )


@transaction.atomic
def take_off(guest, *, by):
    """Somebody who had not booked was put on the register by mistake."""
    session = lock(guest.session)
    check_open(closed=is_closed(session))
    guest = Guest.objects.select_for_update(no_key=True).filter(pk=guest.pk).first()
    if guest is None:
        return
    stood_for = guest.in_place_of
    record("took off the register", guest, by=by)
    remove(guest)
    if stood_for:
        stood_for.outcome, stood_for.outcome_by, stood_for.outcome_at = "", None, None
        stood_for.organisation_on_the_day = None
        stood_for.save(update_fields=["outcome", "outcome_by", "outcome_at", "organisation_on_the_day"])


def remove(guest):
    """Off the register, and the booking that was made for them with it."""
    booking = guest.booking
    guest.delete()
    if booking:
        booking.outcome, booking.outcome_by, booking.outcome_at = "", None, None
        booking.organisation_on_the_day = None
        booking.state, booking.cancelled_at = Booking.State.CANCELLED, timezone.now()
        booking.cancelled_because = Booking.Because.STAFF
        booking.save(
            update_fields=[
                "outcome", "outcome_by", "outcome_at", "organisation_on_the_day", "state", "cancelled_at",
                "cancelled_because",
            ]
        )  # fmt: skip


def forget(session, *, by):
    """What an open register says, of a session that is called off after all. Of a session that is locked.

    Refused once it has begun and somebody came: then it was held, whatever became of it.
    """
    marked = list(session.bookings.exclude(outcome="").select_for_update(of=("self",), no_key=True))
    guests = list(session.guests.select_related("booking"))
    check_called_off(
        begun=session.starts_at <= timezone.now(), came=any(one.outcome in CAME for one in [*marked, *guests])
    )
    for guest in guests:
        remove(guest)
    for one in marked:
        one.outcome, one.outcome_by, one.outcome_at, one.organisation_on_the_day = "", None, None, None
    Booking.objects.bulk_update(marked, ["outcome", "outcome_by", "outcome_at", "organisation_on_the_day"])
    if marked or guests:
        record("took back the register", session, by=by, people=len(marked) + len(guests))


# Closing, and afterwards ------------------------------------------------------------------------------------


@transaction.atomic
def close_register(session, *, by, note=""):
    """The session was held and its register is complete: freeze it, and write the certificates. Twice is as once.

    What follows a session that was held begins here, in this transaction: `registers.who_came(session)` says for whom.
    """
    check_words(note)
    session = lock(session)
    if is_closed(session):
        return session.register
    lines = lines_of(session)
    check_closes(
        unmarked=[line.name for line in lines if not line.outcome], anybody=bool(lines),
        now=timezone.now(), starts_at=session.starts_at,
    )  # fmt: skip
    session.state = Session.State.HELD
    session.save(update_fields=["state"])
    register = Register.objects.create(session=session, closed_by=by, note=note.strip())
    for line in lines:
        if line.outcome == Outcome.NO_SHOW:
            charge_for(line.thing, by=by)
    issued = certify_session(session, lines, by=by)
    record("closed", register, by=by, people=len(lines), certificates=len(issued))
    return register


@transaction.atomic
def correct(thing, *, by, outcome, reason, organisation=None):
    """Change a closed register: what became of somebody, or from which agency they came. Certificates follow.

    `organisation` is the agency of that day; without one it stays as it was.
    """
    session = lock(thing.session)
    thing = still_there(type(thing).objects.select_for_update(of=("self",), no_key=True), thing)
    booked = isinstance(thing, Booking)
    was = thing.organisation_on_the_day_id if booked else thing.organisation_id
    becomes = organisation.pk if organisation else was
    if booked and becomes is None:  # added afterwards: nothing was said yet
        becomes = agency_on_the_day(thing, agencies_on(day_of(session), [thing.learner_id]))
    check_correction(
        closed=is_closed(session),
        outcome=outcome,
        outcome_was=thing.outcome,
        same_agency=becomes == was,
        reason=reason,
    )
    if not booked and outcome not in Came.values:
        raise Refused("Someone who had not booked either came or was never there.")
    correction = Correction.objects.create(
        register=session.register, booking=thing if booked else None, guest=None if booked else thing,
        outcome_was=thing.outcome, outcome=outcome, organisation_was_id=was, organisation_id=becomes,
        reason=reason.strip(), corrected_by=by,
    )  # fmt: skip
    write(thing, outcome, by=by, agency=becomes)
    if booked:
        charge_for(thing, by=by)
    follow_correction(session, thing, by=by, reason=reason.strip())
    record(
        "corrected", session.register, by=by, why=reason.strip(), row=str(thing), outcome_was=correction.outcome_was,
        outcome=outcome,
    )  # fmt: skip
    return correction


@transaction.atomic
def add_afterwards(session, *, by, name, email, organisation, outcome, reason):
    """Somebody who came was forgotten on a register that is closed: it is corrected by one row."""
    session = lock(session)
    check_reason(closed=is_closed(session), reason=reason)
    guest = bring(session, typed_as(session, name, email, organisation), by=by)
    return correct(guest.booking or guest, by=by, outcome=outcome, reason=reason)
