"""What was told when a place was asked for is put right, and the question goes to the manager that is meant."""

from datetime import datetime

import pytest
import time_machine
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Event, Letter
from partnership.operations import links
from tests.factories.booking import MANAGER, agreed_session, asking_session, book
from training.operations import booking as operations
from training.operations.booking.letters import AGREE
from training.rules.booking import LONDON

WRONG, RIGHT = "ward.manger@hospital.example", "new.manager@hospital.example"


@pytest.fixture(autouse=True)
def february(cast):
    with time_machine.travel(datetime(2027, 2, 2, 10, tzinfo=LONDON), tick=False) as clock:
        yield clock


def change(client, booking, **fields):
    address = reverse("training:change_booking", args=[booking.pk])
    form = client.get(address).context["form"]
    typed = {name: form[name].value() for name in form.fields} | fields
    return client.post(address, typed, follow=True)


def answers(client, booking, to):
    return client.get(reverse("answer_place", args=[links.make(AGREE, booking.pk, to)])).status_code


def test_change_booking_asks_the_right_manager_and_kills_the_old_link(cast, client, sign_in):
    booking = book(asking_session(), cast.practitioner, cast.hospital, manager_email=WRONG)
    page = change(sign_in(cast.practitioner), booking, manager_name="Ward manager", manager_email=MANAGER)

    assert "Your changes are saved." in page.text
    assert MANAGER in page.text
    asked = Letter.objects.filter(key__startswith=f"booking:{booking.pk}:manager:agree").order_by("pk")
    assert [(one.address, one.subject.partition(":")[0]) for one in asked] == [
        (WRONG, "A member of your staff has asked for a place"),
        (MANAGER, "A member of your staff has asked for a place"),
    ]
    booking.refresh_from_db()
    assert (answers(client, booking, WRONG), answers(client, booking, MANAGER)) == (410, 200)
    assert booking.manager_flagged
    entry = Event.objects.about(booking).get(verb="changed what was told")
    assert entry.facts == {"changed": ["manager_email"]}


def test_change_booking_adds_what_somebody_needs_and_the_record_holds_no_word_of_it(cast, sign_in):
    booking = book(agreed_session(), cast.practitioner, cast.hospital)
    page = change(sign_in(cast.practitioner), booking, access_needs="A hearing loop")

    assert "A hearing loop" in page.text
    assert not Letter.objects.filter(key__contains=":manager:agree").exists()
    assert [one for one in Event.objects.about(booking) if "loop" in f"{one.facts}{one.why}{one.label}"] == []


def test_change_booking_is_the_learners_and_for_staff_who_were_rung_up(cast, sign_in):
    booking = book(agreed_session(), cast.practitioner, cast.hospital)
    address = reverse("training:change_booking", args=[booking.pk])

    assert "Ward manager" in change(sign_in(cast.officer), booking, access_needs="Large print").text
    assert sign_in(cast.hospital_lead).get(address).status_code == 404
    page = sign_in(cast.hospital_lead).get(booking.get_absolute_url()).text
    assert [word in page for word in ("Ward manager", MANAGER, "Large print")] == [True, False, False]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"manager_email": "not an address"}, "in the correct format"),
        ({"manager_email": ""}, "What is your line manager’s email address?"),
        ({"manager_email": "own"}, "Your manager’s email address cannot be your own."),
    ],
)
def test_change_booking_says_what_is_wrong_and_keeps_what_was_typed(cast, sign_in, fields, sentence):
    booking = book(agreed_session(), cast.practitioner, cast.hospital)
    if fields["manager_email"] == "own":
        fields = {"manager_email": cast.practitioner.email}
    page = change(sign_in(cast.practitioner), booking, access_needs="A ramp", **fields)

    assert sentence in page.text
    assert "A ramp" in page.text
    booking.refresh_from_db()
    assert (booking.manager_email, booking.access_needs) == (MANAGER, "")


def test_the_second_of_two_who_change_a_place_is_told(cast):
    booking = book(agreed_session(), cast.practitioner, cast.hospital)
    seen, told = booking.as_told, {"job": "Nurse", "manager_name": "Ward manager", "manager_email": RIGHT}
    operations.change_booking(booking, by=cast.officer, seen=seen, **told)

    with pytest.raises(Refused, match="Somebody has changed this since you opened it"):
        operations.change_booking(booking, by=cast.practitioner, seen=seen, **told)


def test_nothing_changes_once_the_place_is_given_up_or_the_session_has_begun(cast, february):
    booking = book(agreed_session(), cast.practitioner, cast.hospital)
    given = {"by": cast.practitioner, "seen": booking.as_told, "manager_email": RIGHT}
    february.move_to(booking.session.starts_at)
    with pytest.raises(Refused, match="The session has begun"):
        operations.change_booking(booking, **given)
    february.move_to(datetime(2027, 2, 2, 10, tzinfo=LONDON))
    operations.cancel(booking, by=cast.practitioner)
    with pytest.raises(Refused, match="no longer wanted or held"):
        operations.change_booking(booking, **given)
