"""Writing to whoever answers for an organisation about its return."""

from django.utils import timezone

from partnership.access import Role
from partnership.models import Appointment, Letter
from partnership.operations.letters import promise_all

LEADS = (Role.PARTNER_LEAD, Role.SCHOOL_LEAD)


def write_to_leads(returns, kind, occasion, subject):
    """Promise each return's leads a letter, once an occasion. Says how many letters are new, for how many returns."""
    return write_to(returns, kind, occasion, subject, LEADS)


def write_to(returns, kind, occasion, subject, roles):
    """Promise a letter to all of these roles in each return's organisation, once an occasion. How many are new."""
    returns = list(returns)
    people = {}
    for appointment in (
        Appointment.objects.on(timezone.localdate())
        .filter(
            role__in=roles,
            organisation__in=[opened.organisation_id for opened in returns],
            person__is_active=True,
        )
        .select_related("person")
    ):
        people.setdefault(appointment.organisation_id, {})[appointment.person_id] = appointment.person
    letters = [
        Letter(
            key=f"return:{opened.pk}:{occasion}:{person.pk}",
            kind=kind,
            recipient=person,
            reference=opened.round.reference,
            subject=f"{subject}: {opened.round.reference}",
            label=opened.round.title,
            due_on=opened.deadline.due_on,
            path=opened.deadline.path,
        )
        for opened in returns
        for person in people.get(opened.organisation_id, {}).values()
    ]
    return promise_all(letters) if letters else 0
