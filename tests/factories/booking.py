"""Learners and their places, brought about by the deeds that people do."""

from partnership.access import Role
from partnership.models import Appointment, Person
from tests.factories import training as made
from tests.factories.cast import LONG_AGO
from training.models import EmailDomain
from training.operations import booking as operations

MANAGER = "ward.manager@hospital.example"


def learner(cast, name, organisation=None):
    person = Person.objects.create_user(f"{name.lower().replace(' ', '.')}@learner.example", name=name)
    Appointment.objects.create(
        person=person,
        role=Role.PRACTITIONER,
        organisation=organisation or cast.hospital,
        starts_on=LONG_AGO,
    )
    return person


def learners(cast, number):
    return [learner(cast, f"Learner {n}") for n in range(1, number + 1)]


def agreed_session(capacity=2, course=None, **more):
    """An open session of a course for which no manager is asked."""
    return made.session(course or made.course(), capacity=capacity, **more)


def asking_session(capacity=2, **more):
    """An open session of a course for which the manager has to agree."""
    return made.session(made.course("Asking the manager", asks_manager=True), capacity=capacity, **more)


def book(session, person, organisation, **more):
    asked = {"job": "Nurse", "manager_name": "Ward manager", "manager_email": MANAGER} | more
    return operations.book(session, by=person, organisation=organisation, **asked)


def filled(cast, session, people):
    return [book(session, one, cast.hospital) for one in people]


def confirm_domain(organisation, domain, by):
    return EmailDomain.objects.create(organisation=organisation, domain=domain, confirmed_by=by)
