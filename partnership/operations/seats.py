"""Seats of groups: adding, changing and ending them, filling them, and what a substitute is entitled to."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Appointment, Seat
from partnership.operations.people import appoint, end_appointment
from partnership.operations.record import record
from partnership.rules.people import check_not_oneself
from partnership.rules.seats import ROLE_OF, check_change


def lock(seat):
    return Seat.objects.select_for_update(no_key=True).select_related(None).get(pk=seat.pk)


def check_dates(starts_on, ends_on):
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("The last day is before the first day. Check both dates.")


def check_unknown(seat):
    """No second seat of the same office from the same day."""
    twins = Seat.objects.filter(
        group=seat.group, organisation=seat.organisation, office=seat.office, starts_on=seat.starts_on
    )
    if twins.exclude(pk=seat.pk).exists():
        raise Refused(
            f"{seat.group} has that seat already. Look for it in the list, or name the office more exactly."
        )


@transaction.atomic
def add_seat(group, *, by, office, kind, organisation=None, starts_on=None, ends_on=None, source=""):
    """A new place in a group, for an organisation or an office."""
    check_dates(starts_on, ends_on)
    seat = Seat(
        group=group, office=office.strip(), kind=kind, organisation=organisation,
        starts_on=starts_on or timezone.localdate(), ends_on=ends_on, source=source.strip(),
    )  # fmt: skip
    check_unknown(seat)
    seat.save()
    record("added", seat, by=by, kind=seat.kind, organisation=organisation.code if organisation else "")
    return seat


@transaction.atomic
def change_seat(seat, *, by, reason, **changes):
    """Correct a seat: its office and first day, and its kind and organisation until somebody has held it."""
    seat = lock(seat)
    changed = {name for name, value in changes.items() if getattr(seat, name) != value}
    if not changed:
        return seat
    if not reason.strip():
        raise Refused("Say why it changes.")
    check_change(ever_held=seat.appointments.exists(), changed=changed)
    told = {f"old_{name}": str(getattr(seat, name) or "") for name in sorted(changed)}
    for name in changed:
        setattr(seat, name, changes[name])
    check_dates(seat.starts_on, seat.ends_on)
    check_unknown(seat)
    seat.save(update_fields=sorted(changed))
    record("changed", seat, by=by, why=reason.strip(), **told)
    return seat


@transaction.atomic
def end_seat(seat, *, by, on, reason):
    """The seat's last day, which is that of everybody who holds it or stands in as well."""
    seat = lock(seat)
    if not reason.strip():
        raise Refused("Say why the seat ends.")
    if seat.ends_on and seat.ends_on <= on:
        raise Refused(f"That seat already ends on {seat.ends_on:%-d %B %Y}.")
    if on < timezone.localdate() - timedelta(1):
        raise Refused("A seat ends today or later: what was done from it stands.")
    check_dates(seat.starts_on, on)
    for held in seat.appointments.order_by("pk"):
        if held.starts_on and held.starts_on > on:
            raise Refused("Somebody takes this seat after that day. End their appointment first.")
        if held.ends_on is None or held.ends_on > on:
            end_appointment(held, by=by, on=on, reason=reason)
    seat.ends_on = on
    seat.save(update_fields=["ends_on"])
    record("ended", seat, by=by, why=reason.strip(), last_day=str(on))
    return seat


@transaction.atomic
def fill_seat(seat, *, by, person, starts_on=None, ends_on=None, substitute=False, authority=""):
    """Put a person into a seat from a day on, or let them stand in for whoever holds it."""
    return appoint(
        person,
        ROLE_OF[seat.kind],
        by=by,
        seat=seat,
        office=seat.office,
        starts_on=starts_on,
        ends_on=ends_on,
        substitute=substitute,
        authority=authority,
    )


@transaction.atomic
def confirm_authority(appointment, *, by, authority):
    """A substitute has authority like that of whom they stand in for: whoever confirms it says on whose word."""
    appointment = Appointment.objects.select_for_update(no_key=True).get(pk=appointment.pk)
    check_not_oneself(by=by, person=appointment.person)
    if not appointment.substitute:
        raise Refused("Whoever holds the seat itself needs no confirmation.")
    if appointment.authority_confirmed_at:
        raise Refused("That was confirmed already.")
    if not authority.strip():
        raise Refused("Say which office gave the similar authority, and where that is recorded.")
    appointment.authority = authority.strip()
    appointment.authority_confirmed_by = by
    appointment.authority_confirmed_at = timezone.now()
    appointment.save(update_fields=["authority", "authority_confirmed_by", "authority_confirmed_at"])
    record("confirmed authority", appointment, by=by, why=appointment.authority)
    return appointment
