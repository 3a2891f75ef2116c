"""What a place that was not used costs: counted once, by the terms of the day on which it was asked for."""

from django.db import transaction
from django.utils import timezone

from partnership.operations.record import record
from training.models import Booking, Charge, Session
from training.operations.booking.letters import ask_about_sickness, tell
from training.operations.booking.places import lock
from training.rules.booking import (
    check_charge_moves,
    check_charge_stands_again,
    check_paid_on,
    check_reason,
    check_still_asked,
    cost_of_cancelling,
    cost_of_not_coming,
    free_until,
    held_until,
    step_before,
)
from training.rules.terms import terms_on

State = Charge.State
Because = Booking.Because
OURS = (Because.STAFF, Because.SESSION, Because.MOVED)


def terms_of(booking):
    """The terms that held when it was asked for."""
    return terms_on(timezone.localdate(booking.asked_at))


def what_it_costs(booking, because, *, today=None):
    """The Cost of giving this place up now, for the page that says so beforehand and for the deed itself."""
    session = booking.session
    return cost_of_cancelling(
        terms=terms_of(booking),
        kind=booking.organisation.kind,
        half_day=session.course.half_day,
        held_a_place=booking.state == Booking.State.BOOKED,
        substitute=because == Because.SUBSTITUTE,
        sick=because == Because.SICK,
        ours=because in OURS or booking.to_confirm,
        today=today or timezone.localdate(),
        session_on=timezone.localdate(session.starts_at),
    )


def what_absence_costs(booking):
    """The Cost of neither coming nor cancelling."""
    return cost_of_not_coming(
        terms=terms_of(booking), kind=booking.organisation.kind, half_day=booking.session.course.half_day
    )


def what_not_coming_costs(session, *, kind, terms, today=None):
    """For pages, before anything is decided: the terms, what an unused place costs, and until when cancelling is free.

    `kind` is that of the organisation, or empty where it is not known yet. `too_late` where that day is over.
    """
    until = free_until(terms=terms, kind=kind, session_on=timezone.localdate(session.starts_at))
    return {
        "terms": terms,
        "absence": cost_of_not_coming(terms=terms, kind=kind, half_day=session.course.half_day),
        "free_until": until,
        "too_late": until is not None and until < (today or timezone.localdate()),
    }


def what_this_place_costs(booking):
    """The same of one booking, under the terms that held when it was asked for."""
    return what_not_coming_costs(booking.session, kind=booking.organisation.kind, terms=terms_of(booking))


def make(booking, cost, why, *, by):
    """One charge a booking, ever; held back for a few days where the manager may say that it was sickness."""
    if cost.free:
        return None
    charge, new = Charge.objects.get_or_create(
        booking=booking,
        defaults={
            "organisation": booking.organisation,
            "amount": cost.amount,
            "why": why,
            "explained": cost.because[:300],
            "terms_from": terms_of(booking).holds_from,
            "state": State.HELD if cost.held else State.RAISED,
            "held_until": held_until(timezone.localdate()) if cost.held else None,
        },
    )
    if new:
        record("charged", charge, by=by, amount=str(charge.amount), why=str(why))
        tell(booking, "charged", "Your organisation has been charged for a place")
        if charge.state == State.HELD:
            ask_about_sickness(booking, charge.why)
    return charge


@transaction.atomic
def charge_for(booking, *, by):
    """What follows from the register: a charge for whoever neither came nor cancelled, none once that is put right.

    Safe to call after every mark. Substitutes and whoever came are not charged.
    """
    booking = lock(booking)
    charge = Charge.objects.select_for_update(no_key=True).filter(booking=booking).first()
    if booking.outcome == Booking.Outcome.NO_SHOW:
        return charge or make(booking, what_absence_costs(booking), Charge.Why.NO_SHOW, by=by)
    if charge and charge.why == Charge.Why.NO_SHOW and charge.state in (State.HELD, State.RAISED):
        change(
            charge,
            State.WAIVED,
            by=by,
            reason="The register was corrected.",
            decided_by=by,
            decided_at=timezone.now(),
        )
    return charge


def lock_charge(charge):
    return (
        Charge.objects.select_for_update(of=("self",), no_key=True)
        .select_related("booking__session__course", "booking__learner", "organisation")
        .get(pk=charge.pk)
    )


def change(charge, to, *, by, **changes):
    old = charge.state
    check_charge_moves(old, to)
    charge.state = to
    for field, value in changes.items():
        setattr(charge, field, value)
    charge.save(update_fields=["state", *changes])
    record("moved charge", charge, by=by, why=changes.get("reason", ""), old=old, new=str(to))
    return charge


@transaction.atomic
def confirm_sickness(charge, *, sick, by=None):
    """The manager says by their link whether it was sickness; staff may write it down. Twice is once."""
    charge = lock_charge(charge)
    if charge.state != State.HELD and charge.state == (State.WAIVED if sick else State.RAISED):
        return charge
    if by is None:
        check_still_asked(charge.state)
    if not sick:
        return change(charge, State.RAISED, by=by)
    return change(
        charge, State.WAIVED, by=by, reason="Sickness, confirmed by the manager.", decided_by=by,
        decided_at=timezone.now(),
    )  # fmt: skip


@transaction.atomic
def waive(charge, *, by, reason):
    """Nothing is owed after all, and why."""
    check_reason(reason, "Enter why the charge is waived.")
    charge = lock_charge(charge)
    return change(
        charge, State.WAIVED, by=by, reason=reason.strip(), decided_by=by, decided_at=timezone.now()
    )


@transaction.atomic
def mark_invoiced(charge, *, by, invoice, on):
    charge = lock_charge(charge)
    if charge.state == State.INVOICED and charge.invoice == invoice.strip():
        return charge
    return change(charge, State.INVOICED, by=by, invoice=invoice.strip(), invoiced_on=on)


@transaction.atomic
def mark_paid(charge, *, by, on):
    charge = lock_charge(charge)
    if charge.state == State.PAID:
        return charge
    check_paid_on(charge.invoiced_on, on)
    return change(charge, State.PAID, by=by, paid_on=on)


@transaction.atomic
def put_charge_back(charge, *, by, seen, reason):
    """Take the latest step back, such as a payment that was for another charge. `seen` is the state that was shown."""
    check_reason(reason, "Say why this step is taken back.")
    charge = lock_charge(charge)
    before = step_before(charge.state, seen=seen, invoiced=bool(charge.invoice))
    if charge.state == State.WAIVED:
        check_charge_stands_again(
            no_show=charge.why == Charge.Why.NO_SHOW,
            came=charge.booking.outcome != Booking.Outcome.NO_SHOW,
            held=charge.booking.session.state != Session.State.CANCELLED,
        )
    cleared = {
        State.PAID: {"paid_on": None},
        State.INVOICED: {"invoice": "", "invoiced_on": None},
        State.WAIVED: {"reason": "", "decided_by": None, "decided_at": None},
    }[charge.state]
    for field, value in (cleared | {"state": before}).items():
        setattr(charge, field, value)
    charge.save(update_fields=["state", *cleared])
    record("put charge back", charge, by=by, why=reason.strip(), old=seen, new=before)
    return charge


def waive_all(session, *, by, reason):
    """A session that is not held costs nobody anything."""
    open_ones = Charge.objects.filter(booking__session=session, state__in=[State.HELD, State.RAISED])
    for charge in open_ones.select_for_update(no_key=True).order_by("pk"):
        change(charge, State.WAIVED, by=by, reason=reason, decided_by=by, decided_at=timezone.now())


def raise_held(today=None):
    """Let charges stand of which no manager said in time that it was sickness. Returns how many."""
    today = today or timezone.localdate()
    over = list(Charge.objects.filter(state=State.HELD, held_until__lt=today).values_list("pk", flat=True))
    for pk in over:
        with transaction.atomic():
            charge = Charge.objects.select_for_update(no_key=True).get(pk=pk)
            if charge.state == State.HELD:
                change(charge, State.RAISED, by=None)
    return len(over)
