"""Writing to whoever answers for an organisation about its return."""

from django.utils import timezone

from partnership.access import Role
from partnership.models import Appointment, Letter
from partnership.operations.letters import promise_all


def write_to_leads(returns, kind, occasion, subject):
    """Promise each return's leads a letter, once an occasion. Says how many letters are new, for how many returns."""
    returns = list(returns)
    leads = {}
    for appointment in (
        Appointment.objects.on(timezone.localdate())
        .filter(
            role__in=[Role.PARTNER_LEAD, Role.SCHOOL_LEAD],
            organisation__in=[opened.organisation_id for opened in returns],
            person__is_active=True,
        )
        .select_related("person")
    ):
        leads.setdefault(appointment.organisation_id, {})[appointment.person_id] = appointment.person
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
        for person in leads.get(opened.organisation_id, {}).values()
    ]
    return promise_all(letters) if letters else 0
