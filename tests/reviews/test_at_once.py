"""Two people at the same moment: each deed is done once, none waits for the other for ever, nobody is locked out."""

import threading
import time

import pytest
from django.db import connection, transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Appointment, Event, Person
from partnership.operations.people import accept, appoint, end_appointment, hashed, invite
from partnership.operations.record import record
from reviews.models import Artefact
from reviews.operations.case import lock as lock_case
from reviews.operations.publication import sign
from tests.factories.cast import Cast
from tests.factories.reviews import artefact as made

pytestmark = pytest.mark.django_db(transaction=True)


def waits_for_us():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks"
            " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
        )
        return cursor.fetchone()[0]


def until_it_waits(thread):
    """Until the other one waits for us, or is done without waiting."""
    end = time.monotonic() + 20
    while thread.is_alive() and not waits_for_us():
        assert time.monotonic() < end
        time.sleep(0.02)


class Meanwhile(threading.Thread):
    """Somebody else, in a connection of their own; `raised` is what went wrong for them."""

    def __init__(self, deed):
        super().__init__(daemon=True)
        self.deed, self.raised = deed, None
        self.start()

    def run(self):
        try:
            self.deed()
        except Exception as error:
            self.raised = error
        finally:
            connection.close()


def test_the_last_signature_and_a_deed_on_the_same_case_do_not_block_each_other():
    cast = Cast()
    artefact = made(cast, state=Artefact.State.SIGNING)
    *first, (partner, signatory) = zip(cast.partners, cast.signatories, strict=True)
    for organisation, person in first:
        sign(artefact, by=person, organisation=organisation)

    with transaction.atomic():
        case = lock_case(artefact.review.case)
        other = Meanwhile(lambda: sign(artefact, by=signatory, organisation=partner))
        until_it_waits(other)
        record("looked at", case, by=cast.officer)
    other.join(20)

    assert other.raised is None
    artefact.refresh_from_db()
    assert artefact.state == "ready"


def test_giving_somebody_a_role_does_not_block_what_they_are_just_doing():
    cast = Cast()

    with transaction.atomic():
        record("began", cast.officer, by=cast.officer, label="Something")
        other = Meanwhile(lambda: appoint(cast.officer, Role.ADMINISTRATOR, by=cast.manager))
        until_it_waits(other)
        # Whatever they leave behind points at them, and so touches their row.
        Appointment.objects.create(
            person=cast.officer, role=Role.LEARNING_OFFICER, starts_on=timezone.localdate()
        )
    other.join(20)

    assert other.raised is None
    assert cast.officer.appointments.count() == 3


def test_two_managers_who_end_each_other_at_once_leave_one():
    cast = Cast()
    second = cast.person("Second manager", Role.BOARD_MANAGER)
    theirs, own = second.appointments.get(), cast.manager.appointments.get()

    with transaction.atomic():
        end_appointment(theirs, by=cast.manager)
        other = Meanwhile(lambda: end_appointment(own, by=second))
        until_it_waits(other)
    other.join(20)

    assert isinstance(other.raised, Refused)
    today = timezone.localdate()
    assert Person.objects.holding(Role.BOARD_MANAGER, on=today).get() == cast.manager


def test_an_invitation_is_not_renewed_while_it_is_being_used():
    """Else the second link would change the password of somebody who signs in already."""
    cast = Cast()
    found = invite(cast.practitioner, by=cast.manager)
    type(found).objects.filter(pk=found.pk).update(secret_hash=hashed("known"))
    stale = Person.objects.get(pk=cast.practitioner.pk)

    with transaction.atomic():
        accept("known", password="three odd words")
        other = Meanwhile(lambda: invite(stale, by=cast.manager))
        until_it_waits(other)
    other.join(20)

    assert isinstance(other.raised, Refused)
    assert cast.practitioner.invitations.filter(accepted_at=None).count() == 0
    assert Event.objects.filter(verb="invited").count() == 1
