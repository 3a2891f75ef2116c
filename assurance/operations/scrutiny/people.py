"""To whom scrutiny writes, and who belongs to an agency. A letter holds a reference, a date and a link."""

from django.utils import timezone

from partnership.access import Role
from partnership.models import Appointment, Letter, Person
from partnership.operations.letters import promise_all

FOR_AGENCY = (
    Appointment.FOR_ORGANISATION
)  # a member of staff may have an employer, and judges its return all the same


def belongs_to(person, organisation):
    """Whether the person holds anything today for that agency or in its seat, whatever hat they wear."""
    return any(
        a.organisation_id == organisation.pk
        if a.role in FOR_AGENCY
        else bool(a.seat_id and a.seat.organisation_id == organisation.pk)
        for a in person.whole.appointments_today
    )


def leads(organisation, *more):
    """Who answers for an agency today; `more` roles beside its leads."""
    return Person.objects.holding(
        Role.PARTNER_LEAD, Role.SCHOOL_LEAD, *more, on=timezone.localdate(), organisation=organisation
    )


def business_unit():
    return Person.objects.holding(Role.BOARD_MANAGER, Role.BOARD_OFFICER, on=timezone.localdate())


def advisors():
    return Person.objects.holding(Role.INDEPENDENT_ADVISOR, on=timezone.localdate())


def write(subject, key, people, *, reference, label, path, due_on=None, kind="scrutiny"):
    """Promise the same letter to each of these people, once each under this key."""
    promise_all(
        [
            Letter(
                key=f"{key}:{person.pk}", kind=kind, recipient=person, reference=reference,
                subject=f"{subject}: {reference}", label=label, due_on=due_on, path=path,
            )
            for person in people
        ]
    )  # fmt: skip
