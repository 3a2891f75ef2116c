"""People with several roles, and seats with somebody in them."""

from datetime import date

from partnership.models import Appointment, Seat

LONG_AGO = date(2019, 9, 29)


def hold(person, role, *, starts_on=LONG_AGO, **held):
    """A further role of theirs."""
    return Appointment.objects.create(person=person, role=role, starts_on=starts_on, **held)


def seat(group, office, *, kind="member", organisation=None, **dates):
    return Seat.objects.create(group=group, office=office, kind=kind, organisation=organisation, **dates)
