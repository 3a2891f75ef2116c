"""A question written once gives what its queryset gives, for each value and at each time."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnership.models import Appointment, Person
from partnership.models.people import appointments_of
from partnership.models.written import Written
from partnership.site.sign_in import people_with_factors, with_factors


def test_appointments_are_those_of_the_queryset_for_everybody(cast):
    everybody = list(Person.objects.all())
    assert len(everybody) > 10
    for person in everybody:
        asked = Appointment.objects.filter(person=person).order_by("role")
        assert appointments_of(person.pk) == list(asked)


def test_what_belongs_to_an_appointment_comes_along(cast):
    chair = cast.chair
    with CaptureQueriesContext(
        connection,
    ) as seen:
        (held,) = appointments_of(chair.pk)
        assert held.seat.group == held.seat.group
    assert len(seen) == 1
    assert held.seat == Appointment.objects.get(person=chair).seat


def test_a_change_is_seen_at_once(cast):
    officer = cast.officer
    assert people_with_factors(officer.pk)[0].name == "Board officer"
    Person.objects.filter(pk=officer.pk).update(name="Officer of the board")
    assert people_with_factors(officer.pk)[0].name == "Officer of the board"


def test_annotations_come_along_and_nobody_is_nobody(cast, sign_in):
    officer = cast.officer
    assert people_with_factors(officer.pk)[0].second_factors == []
    sign_in(officer)
    (found,) = people_with_factors(officer.pk)
    (asked,) = with_factors(officer.pk)
    assert (found, found.has_second_factor, found.second_factors) == (
        asked,
        True,
        asked.second_factors,
    )
    assert people_with_factors(0) == []


def test_two_values_keep_their_places(cast):
    among = Written(
        lambda name, pk: Person.objects.filter(pk__gt=pk, name=name).order_by("pk"), "stands for a name", -1
    )
    assert among("Board officer", 0) == [cast.officer]
    assert among("Board officer", cast.officer.pk) == []


def test_threads_ask_each_by_its_own_connection(transactional_db):
    one = Person.objects.create_user("one@portal.test", name="One")
    two = Person.objects.create_user("two@portal.test", name="Two")

    def names(pk):
        try:
            return [person.name for _ in range(50) for person in people_with_factors(pk)]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        ones, twos = pool.map(names, [one.pk, two.pk])

    assert ones == ["One"] * 50
    assert twos == ["Two"] * 50
