"""What somebody leaves behind when a role of theirs ends, and handing it to whoever comes next."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Action, Appointment, Deadline, Person
from partnership.operations.letters import promise
from partnership.operations.people import appoint, end_appointment
from partnership.operations.record import record


@dataclass(frozen=True)
class LeftBehind:
    """What stays open in somebody's own name, and what nobody else would answer for."""

    actions: list
    deadlines: list
    chairs: list
    alone_for: list

    def __bool__(self):
        return bool(self.actions or self.deadlines or self.chairs or self.alone_for)


def left_behind(person, appointments=None):
    """What of theirs is open, whether they hold the role still or not.

    Of `appointments`, or of all they hold today, also which groups they chair, and of which organisations they
    are the only lead, with how many dates are asked of each.
    """
    held = person.held_today if appointments is None else appointments
    leads = [one for one in held if one.role == Role.PARTNER_LEAD]
    colleagues = set(
        Appointment.objects.on(timezone.localdate())
        .filter(role=Role.PARTNER_LEAD, organisation__in=[one.organisation_id for one in leads])
        .exclude(person=person)
        .values_list("organisation", flat=True)
    )
    alone = [one.organisation for one in leads if one.organisation_id not in colleagues]
    asked = Deadline.objects.outstanding().filter(organisation__in=alone)
    counted = [one.organisation_id for one in asked.only("organisation")] if alone else []
    return LeftBehind(
        actions=list(Action.objects.outstanding().filter(owner=person).select_related("owner")),
        deadlines=list(Deadline.objects.outstanding().filter(owner=person).select_related("owner")),
        chairs=[one.seat.group for one in held if one.role == Role.GROUP_CHAIR],
        alone_for=[(organisation, counted.count(organisation.pk)) for organisation in alone],
    )


@transaction.atomic
def hand_over(appointment, *, by, successor, on, reason="", actions=(), deadlines=()):
    """In one deed: the role's last day, its successor from the day after, and their open work to the successor.

    `actions` and `deadlines` are those of the leaver's own to hand over; what is asked of an organisation, a group
    or an office stays where it is.
    """
    appointment = Appointment.objects.select_related("seat", "organisation", "person").get(pk=appointment.pk)
    if successor.pk == appointment.person_id:
        raise Refused("Choose someone other than the person who is leaving.")
    if on < timezone.localdate() - timedelta(1):
        raise Refused(
            "The last day cannot be earlier than yesterday, because anything done until today was done in that role."
        )
    given = {
        "starts_on": on + timedelta(1),
        "organisation": appointment.organisation,
        "seat": appointment.seat,
        "office": appointment.office,
    }
    if appointment.seat_id:  # a seat has one holder at a time
        end_appointment(appointment, by=by, on=on, reason=reason)
        appoint(successor, appointment.role, by=by, **given)
    else:  # and of board managers the last one stays
        if not holds(successor, appointment, on + timedelta(1)):
            appoint(successor, appointment.role, by=by, **given)
        end_appointment(appointment, by=by, on=on, reason=reason)
    hand_work_over(
        appointment.person, by=by, successor=successor, actions=actions, deadlines=deadlines, reason=reason
    )
    return appointment


def holds(person, appointment, day):
    """Whether they have that very role from that day on already, without an end."""
    return (
        person.appointments.on(day)
        .filter(
            role=appointment.role, organisation=appointment.organisation, seat=appointment.seat, ends_on=None
        )
        .exists()
    )


@transaction.atomic
def hand_work_over(person, *, by, successor, actions=(), deadlines=(), reason=""):
    """Give open actions and dates that are somebody's own to somebody else, who is told by letter."""
    successor = Person.objects.active().get(pk=successor.pk)
    if successor.pk == person.pk:
        raise Refused("Choose someone other than the person who is leaving.")
    theirs = {
        Action: Action.objects.outstanding().filter(owner=person, pk__in=[one.pk for one in actions]),
        Deadline: Deadline.objects.outstanding().filter(owner=person, pk__in=[one.pk for one in deadlines]),
    }
    moved = []
    for found in theirs.values():
        for one in found.select_for_update(no_key=True).order_by("pk"):
            one.owner = successor
            one.save(update_fields=["owner"])
            moved.append(one)
    for one in moved:
        label = one.reference if isinstance(one, Deadline) else str(one)
        record("handed over", one, by=by, why=reason, label=label, old=person.pk, new=successor.pk)
    if moved:
        keys = "-".join(f"{one._meta.model_name[0]}{one.pk}" for one in moved[:8])
        promise(
            "handed_over",
            f"handed_over:{person.pk}:{successor.pk}:{timezone.now():%Y%m%d%H%M}:{keys}"[:200],
            to=successor,
            subject=f"Handed over to you: {len(moved)} thing{'' if len(moved) == 1 else 's'} to do",
            path=reverse("home"),
        )
    return moved
