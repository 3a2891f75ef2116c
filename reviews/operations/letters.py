"""To whom a case writes. A letter holds the case's reference, a date and a link, and nothing of the case."""

from django.utils import timezone

from partnership.access import Role
from partnership.models import Appointment, Person
from partnership.operations.letters import promise


def write(kind, subject, key, people, *, case, path, label="", due_on=None, urgent=False):
    """Promise the same letter to each of these people, once each under this key."""
    for person in people:
        promise(
            kind,
            f"{key}:{person.pk}",
            to=person,
            subject=f"{subject}: {case.reference}",
            reference=case.reference,
            label=label or subject,
            due_on=due_on,
            path=path,
            urgent=urgent,
        )


def business_unit():
    """Who runs cases."""
    return Person.objects.holding(Role.BOARD_MANAGER, Role.BOARD_OFFICER, on=timezone.localdate())


def chairs():
    """Who chairs a group that reviews cases."""
    chairing = Appointment.objects.on(timezone.localdate()).filter(
        role=Role.GROUP_CHAIR, seat__group__reviews_cases=True
    )
    return Person.objects.active().filter(pk__in=chairing.values("person"))


def holders(*roles, **where):
    """Everybody who holds one of these roles today."""
    return Person.objects.holding(*roles, on=timezone.localdate(), **where)
