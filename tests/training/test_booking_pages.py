"""The pages of booking: what each says, and what nobody else reads there."""

import io
from datetime import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from openpyxl import load_workbook

from partnership.models import Letter
from partnership.operations import links
from tests.factories import training as made
from tests.factories.booking import MANAGER, agreed_session, asking_session, book, filled, learner, learners
from training.models import AccountRequest, Booking
from training.operations import booking as operations
from training.operations.booking.letters import AGREE
from training.rules.booking import LONDON

S = Booking.State
NEEDS = "A hearing loop and large print"


@pytest.fixture(autouse=True)
def february(cast):
    with time_machine.travel(datetime(2027, 2, 2, 10, tzinfo=LONDON), tick=False) as clock:
        yield clock


TYPED = {"job": "Nurse", "manager_name": "Ward manager", "manager_email": MANAGER, "access_needs": NEEDS}


def test_a_learner_books_sees_it_and_takes_it_into_their_calendar(cast, sign_in):
    session = agreed_session(joining="https://meet.example/secret-room", venue=None)
    client = sign_in(cast.practitioner)
    address = reverse("training:book", args=[session.pk])
    assert "2 of 2 places are free" in client.get(address).content.decode()
    client.post(address, TYPED | {"organisation": cast.hospital.pk})

    booking = Booking.objects.get()
    page = client.get(booking.get_absolute_url()).content.decode()
    assert NEEDS in page
    assert "https://meet.example/secret-room" in page
    [event] = Calendar.from_ical(
        client.get(reverse("training:booking_calendar", args=[booking.pk])).content
    ).walk("VEVENT")
    assert (event["summary"], event.decoded("dtstart")) == ("Training: Hearing the child", session.starts_at)
    letter = Letter.objects.get(key=f"booking:{booking.pk}:booked")
    assert "secret-room" not in letter.calendar
    assert client.get(address).status_code == 302  # to the place that they have


def test_nobody_types_twice_who_they_are_and_who_their_manager_is(cast, sign_in):
    first = agreed_session()
    second = agreed_session(starts_at=datetime(2027, 4, 6, 9, 30, tzinfo=LONDON))
    AccountRequest.objects.create(
        person=cast.practitioner, name="N", email=cast.practitioner.email, organisation=cast.hospital,
        job="Midwife", state="approved", decided_at=timezone.now(),
    )  # fmt: skip
    client = sign_in(cast.practitioner)

    def filled_in(session):
        form = client.get(reverse("training:book", args=[session.pk])).context["form"]
        return {name: form[name].value() for name in ("organisation", "job", "manager_name", "manager_email")}

    nothing = {"organisation": cast.hospital.pk, "manager_name": None, "manager_email": None}
    assert filled_in(first) == nothing | {"job": "Midwife"}
    client.post(reverse("training:book", args=[first.pk]), TYPED | {"organisation": cast.hospital.pk})
    assert filled_in(second) == {
        "organisation": cast.hospital.pk, "job": "Nurse", "manager_name": "Ward manager", "manager_email": MANAGER,
    }  # fmt: skip
    assert NEEDS not in client.get(reverse("training:book", args=[second.pk])).content.decode()


def test_a_refusal_keeps_what_was_typed(cast, sign_in):
    session = agreed_session()
    typed = TYPED | {"organisation": cast.hospital.pk, "manager_email": cast.practitioner.email}

    page = (
        sign_in(cast.practitioner).post(reverse("training:book", args=[session.pk]), typed).content.decode()
    )

    assert "Your manager’s email address cannot be your own." in page
    assert NEEDS in page
    assert not Booking.objects.exists()


def test_access_needs_are_read_by_oneself_staff_and_the_sessions_trainers_alone(cast, sign_in):
    session = agreed_session()
    session.trainers.add(cast.trainer)
    lead = cast.hospital_lead
    booking = book(session, cast.practitioner, cast.hospital, access_needs=NEEDS)
    places, place = reverse("training:places", args=[session.pk]), booking.get_absolute_url()

    def reads(who, address):
        return NEEDS in sign_in(who).get(address).content.decode()

    assert reads(cast.practitioner, place)
    assert reads(cast.learning_officer, place)
    assert reads(cast.learning_officer, places)
    assert reads(cast.trainer, places)
    assert not reads(lead, place)
    assert not reads(lead, reverse("training:agency_bookings"))
    for kind in ("csv", "xlsx"):
        file = (
            sign_in(cast.learning_officer)
            .get(reverse("training:places_file", args=[session.pk, kind]))
            .content
        )
        if kind == "xlsx":
            cells = [cell.value for row in load_workbook(io.BytesIO(file)).active for cell in row]
            assert cast.practitioner.name in cells
            assert NEEDS not in cells
        else:
            assert NEEDS not in file.decode()
    manager = sign_in(cast.practitioner)
    manager.logout()
    secret = links.make(AGREE, booking.pk, MANAGER)
    assert NEEDS not in manager.get(reverse("answer_place", args=[secret])).content.decode()


def test_a_lead_sees_their_own_agencys_places_and_no_others(cast, sign_in):
    session = agreed_session(capacity=5)
    book(session, cast.practitioner, cast.hospital)
    book(session, learner(cast, "A constable", cast.police), cast.police)

    page = sign_in(cast.police_lead).get(reverse("training:agency_bookings")).content.decode()

    assert "A constable" in page
    assert cast.practitioner.name not in page


def test_a_schools_lead_sees_the_places_of_the_schools_staff_and_no_others(cast, sign_in):
    session = agreed_session(capacity=5)
    teachers = book(session, learner(cast, "A teacher", cast.school), cast.school, access_needs=NEEDS)
    elsewhere = book(session, learner(cast, "A constable", cast.police), cast.police)
    lead = sign_in(cast.school_lead)

    page = lead.get(reverse("training:agency_bookings")).content.decode()
    assert ("A teacher" in page, "A constable" in page) == (True, False)
    page = lead.get(teachers.get_absolute_url())
    assert (page.status_code, NEEDS in page.content.decode()) == (200, False)
    assert lead.get(elsewhere.get_absolute_url()).status_code == 404
    file = lead.get(reverse("training:agency_bookings"), {"file": "csv"}).content.decode()
    assert ("A teacher" in file, "A constable" in file) == (True, False)


def test_what_a_place_costs_is_said_before_it_is_booked_once_it_is_and_before_it_is_cancelled(
    cast, sign_in, client, february
):
    # 9 March 2027 is a Tuesday: three working days before it is Thursday, 4 March
    session = agreed_session(course=made.course(slug="costs"))
    free = "Cancelling is free until the end of 4 March 2027"

    def told(address):
        return sign_in(cast.practitioner).get(address).content.decode()

    assert "we charge your agency £25." in client.get("/courses/costs/").content.decode()
    assert "we charge your agency £25." in told(session.course.get_absolute_url())
    assert free in told(reverse("training:book", args=[session.pk]))
    booking = book(session, cast.practitioner, cast.hospital)
    cancel = reverse("training:cancel_booking", args=[booking.pk])
    assert free in told(booking.get_absolute_url())
    assert "free until 4 March 2027" in told(reverse("training:my_bookings"))
    assert "If you cancel today: there is no charge." in told(cancel)
    february.move_to(datetime(2027, 3, 4, 23, 30, tzinfo=LONDON))
    assert "If you cancel today: there is no charge." in told(cancel)
    february.move_to(datetime(2027, 3, 5, 0, 30, tzinfo=LONDON))
    assert "If you cancel today: it costs your organisation £25." in told(cancel)
    assert "it was free until the end of 4 March 2027" in told(booking.get_absolute_url())
    assert "free until" not in told(reverse("training:my_bookings"))


def test_the_managers_page_tells_what_who_when_and_cost_and_answers_by_post_only(cast, client):
    session = asking_session()
    booking = book(session, cast.practitioner, cast.hospital, access_needs=NEEDS)
    path = Letter.objects.get(key=f"booking:{booking.pk}:manager:agree:asked").path

    response = client.get(path)
    page = response.content.decode()
    for told in ("Asking the manager", cast.practitioner.name, "9 March 2027", "pays £25.", "Invented Hall"):
        assert told in page
    assert "no-store" in response["Cache-Control"]
    booking.refresh_from_db()
    assert booking.state == S.ASKED
    assert "Enter a reason. They will read it" in client.post(path, {"answer": "no"}).content.decode()
    assert "You have agreed" in client.post(path, {"answer": "yes"}).content.decode()
    booking.refresh_from_db()
    assert booking.state == S.BOOKED
    again = client.get(path)
    assert (again.status_code, "You have agreed" in again.content.decode()) == (410, True)
    client.post(path, {"answer": "no", "reason": "A second thought."})
    booking.refresh_from_db()
    assert booking.state == S.BOOKED


def test_a_link_of_a_manager_who_is_no_longer_named_or_is_too_old_opens_nothing(cast, client, february):
    booking = book(asking_session(), cast.practitioner, cast.hospital)
    path = Letter.objects.get(key=f"booking:{booking.pk}:manager:agree:asked").path
    Booking.objects.update(manager_email="another@hospital.example")
    assert client.get(path).status_code == 410
    Booking.objects.update(manager_email=MANAGER)
    assert client.get(path).status_code == 200
    february.move_to(datetime(2027, 3, 5, tzinfo=LONDON))
    assert client.get(path).status_code == 410


def test_an_offer_is_taken_with_a_button(cast, sign_in):
    session = agreed_session(capacity=1)
    people = learners(cast, 2)
    first, second = filled(cast, session, people)
    operations.cancel(first, by=people[0])
    client = sign_in(people[1])
    assert "Take the place" in client.get(second.get_absolute_url()).content.decode()

    client.post(reverse("training:take_offer", args=[second.pk]))

    second.refresh_from_db()
    assert second.state == S.BOOKED


def test_pages_ask_the_database_the_same_for_one_place_and_for_three(cast, sign_in):
    session = agreed_session(capacity=9)
    session.trainers.add(cast.trainer)
    pages = [
        (sign_in(cast.learning_officer), reverse("training:places", args=[session.pk])),
        (sign_in(cast.hospital_lead), reverse("training:agency_bookings")),
        (sign_in(cast.practitioner), reverse("training:my_bookings")),
    ]
    book(session, cast.practitioner, cast.hospital)

    def counts():
        for client, address in pages:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            yield len(queries)

    list(counts())
    before = list(counts())
    filled(cast, session, learners(cast, 2))
    for month in (4, 5):
        later = made.session(
            made.course(f"In month {month}"), starts_at=datetime(2027, month, 6, 9, tzinfo=LONDON)
        )
        book(later, cast.practitioner, cast.hospital)

    assert list(counts()) == before


def test_staff_move_cancel_and_give_places_on_pages(cast, sign_in):
    course = made.course()
    session = agreed_session(1, course)
    later = agreed_session(3, course, starts_at=datetime(2027, 4, 6, 9, 30, tzinfo=LONDON))
    people = learners(cast, 2)
    first, second = filled(cast, session, people)
    staff = sign_in("learning_officer")

    staff.post(reverse("training:move_booking", args=[first.pk]), {"to": later.pk, "why": "Asked for it."})
    staff.post(reverse("training:give_place", args=[second.pk]), {"why": "Told by telephone."})
    typed = {
        "learner": cast.police_lead.email, "organisation": cast.police.pk, "waiting": "no", "why": "By telephone.",
    }  # fmt: skip
    staff.post(reverse("training:book_by_hand", args=[later.pk]), typed)

    assert [one.state for one in later.bookings.order_by("pk")] == [S.BOOKED, S.BOOKED]
    second.refresh_from_db()
    assert second.state == S.BOOKED


def test_what_a_manager_said_by_telephone_and_what_was_attended_elsewhere_is_written_down(cast, sign_in):
    basics = made.course("The basics")
    session = agreed_session(course=made.course("Deeper", prerequisite=basics, asks_manager=True))
    booking = book(session, cast.practitioner, cast.hospital, declared="Another county, May 2026")
    staff = sign_in("learning_officer")

    staff.post(reverse("training:record_manager", args=[booking.pk]), {"answer": "yes"})
    booking.refresh_from_db()
    assert booking.state == S.ASKED
    staff.post(reverse("training:check_attended", args=[booking.pk]), {"answer": "yes"})

    booking.refresh_from_db()
    assert (booking.state, booking.manager_recorded_by, booking.prerequisite_checked_by) == (
        S.BOOKED, cast.learning_officer, cast.learning_officer,
    )  # fmt: skip
