"""To whom an audit writes. A letter holds its reference, a date and a link."""

from django.utils import timezone

from partnership.access import Role
from partnership.models import Appointment, Letter, Person
from partnership.operations.letters import promise_all

ANSWER = (Role.PARTNER_LEAD, Role.SCHOOL_LEAD)


def leads_of(organisations):
    """organisation id → the people who answer for it today."""
    held = (
        Appointment.objects.on(timezone.localdate())
        .filter(role__in=ANSWER, organisation__in=organisations, person__is_active=True)
        .select_related("person")
    )
    found = {}
    for appointment in held:
        found.setdefault(appointment.organisation_id, {})[appointment.person_id] = appointment.person
    return {pk: list(people.values()) for pk, people in found.items()}


def managers():
    return list(Person.objects.holding(Role.BOARD_MANAGER, on=timezone.localdate()))


def write(audit, people, *, key, subject, label, path, due_on=None, urgent=False):
    """Promise the same letter to each of them, once each under this key. Says how many are new."""
    letters = [
        Letter(
            key=f"audit:{audit.pk}:{key}:{person.pk}",
            kind="letter",
            recipient=person,
            reference=audit.reference,
            subject=f"{subject}: {audit.reference}",
            label=label,
            due_on=due_on,
            path=path,
            urgent=urgent,
        )
        for person in {one.pk: one for one in people}.values()
    ]
    return promise_all(letters) if letters else 0
