"""The register of a session: who came, how and from where; closed for good, and corrected only with a reason."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from time_machine import travel

from partnership.access import Refused, Role
from partnership.models import Appointment, Event, Letter
from tests.factories import training as made
from training.models import Booking, Certificate, Correction, Guest, Session
from training.operations import attendance as operations
from training.operations.registers import lines_of, token, who_came

LONDON = ZoneInfo("Europe/London")
DAY = datetime(2027, 3, 9, 9, 30, tzinfo=LONDON)
LATER = datetime(2027, 3, 9, 12, 45, tzinfo=LONDON)


@pytest.fixture
def room(cast):
    """A session on 9 March 2027 with two bookings, on its day."""
    held = made.session(made.course(lasts_months=36), starts_at=DAY)
    held.trainers.add(cast.trainer)
    made.booking(held, cast.practitioner, cast.hospital)
    made.booking(held, cast.county_lead, cast.county)
    with travel(LATER, tick=False):
        yield held


def of(room, person):
    return Booking.objects.get(session=room, learner=person)


def close(room, cast):
    operations.mark_rest(room, by=cast.trainer)
    return operations.close_register(room, by=cast.trainer)


def test_nothing_is_written_before_the_day(cast, room):
    with (
        travel(datetime(2027, 3, 8, 23, 59, tzinfo=LONDON), tick=False),
        pytest.raises(Refused, match="9 March 2027"),
    ):
        operations.mark(of(room, cast.practitioner), by=cast.trainer, outcome="present")


def test_a_mark_says_who_when_and_from_which_agency(cast, room):
    marked = operations.mark(of(room, cast.practitioner), by=cast.trainer, outcome="late")
    assert (marked.outcome, marked.outcome_by, marked.outcome_at) == ("late", cast.trainer, LATER)
    assert marked.organisation_on_the_day == cast.hospital


def test_the_same_mark_twice_is_recorded_once(cast, room):
    for _ in range(2):
        operations.mark(of(room, cast.practitioner), by=cast.trainer, outcome="present")
    assert Event.objects.filter(verb="marked").count() == 1


def test_the_later_of_two_trainers_is_told_what_the_first_saved(cast, room):
    operations.mark(of(room, cast.practitioner), by=cast.trainer, outcome="present", seen="")
    with pytest.raises(Refused, match="Trainer has since saved “Present” here"):
        operations.mark(of(room, cast.practitioner), by=cast.officer, outcome="no_show", seen="")
    seen = token(of(room, cast.practitioner))
    assert (
        operations.mark(of(room, cast.practitioner), by=cast.officer, outcome="no_show", seen=seen).outcome
        == "no_show"
    )


def test_whoever_never_got_the_answer_to_their_own_mark_may_choose_again(cast, room):
    """The connection broke after the first mark was saved: the phone still holds the row as it was before."""
    operations.mark(of(room, cast.practitioner), by=cast.trainer, outcome="present", seen="")
    again = operations.mark(of(room, cast.practitioner), by=cast.trainer, outcome="late", seen="")
    assert (again.outcome, again.outcome_by) == ("late", cast.trainer)


def test_somebody_who_moved_counts_for_the_agency_of_the_day(cast, room):
    """Booked from the hospital, at the police on the day, and back at the hospital since."""
    cast.practitioner.appointments.update(ends_on=date(2027, 3, 1))
    Appointment.objects.create(
        person=cast.practitioner, role=Role.PRACTITIONER, organisation=cast.police,
        starts_on=date(2027, 3, 2), ends_on=date(2027, 3, 31),
    )  # fmt: skip
    Appointment.objects.create(
        person=cast.practitioner,
        role=Role.PRACTITIONER,
        organisation=cast.hospital,
        starts_on=date(2027, 4, 1),
    )
    with travel(datetime(2027, 4, 5, 10, tzinfo=LONDON), tick=False):
        marked = operations.mark(of(room, cast.practitioner), by=cast.officer, outcome="present")
    assert (marked.organisation, marked.organisation_on_the_day) == (cast.hospital, cast.police)


def test_one_step_says_that_everybody_else_is_present(cast, room):
    operations.mark(of(room, cast.county_lead), by=cast.trainer, outcome="no_show")
    assert operations.mark_rest(room, by=cast.trainer) == 1
    assert operations.mark_rest(room, by=cast.trainer) == 0
    assert of(room, cast.practitioner).organisation_on_the_day == cast.hospital
    assert of(room, cast.county_lead).outcome == "no_show"


def test_a_walk_in_with_an_account_gets_a_booking_of_their_own(cast, room):
    guest = operations.add_guest(
        room,
        by=cast.trainer,
        name="P L",
        email="Police.Lead@portal.test ",
        organisation="Leicestershire Police",
    )
    assert (guest.booking.learner, guest.booking.organisation_on_the_day) == (cast.police_lead, cast.police)
    assert [line.name for line in who_came(room)] == ["Police lead"]


def test_a_walk_in_without_an_account_stands_on_the_register_by_name(cast, room):
    for _ in range(2):
        guest = operations.add_guest(
            room,
            by=cast.trainer,
            name="Ash  Larch",
            email="Ash@larch.test",
            organisation="Larch Nursery",
            outcome="late",
        )
    assert (guest.booking, guest.name, guest.organisation_name, guest.outcome) == (
        None, "Ash Larch", "Larch Nursery", "late",
    )  # fmt: skip
    assert Guest.objects.count() == 1


def volunteer(cast, room, name="Ash Larch", organisation="Larch Youth Club"):
    return operations.add_guest(room, by=cast.trainer, name=name, email=" ", organisation=organisation)


def test_walk_ins_without_an_address_are_known_by_name_and_organisation(cast, room):
    ash = volunteer(cast, room)
    assert volunteer(cast, room, "ash  larch", "larch youth club") == ash  # pressed twice
    others = [volunteer(cast, room, "Elm Oak"), volunteer(cast, room, organisation=cast.county.name.upper())]
    assert volunteer(cast, room, organisation=cast.county.name) == others[1]
    assert {one.email for one in Guest.objects.all()} == {""}
    assert len({ash, *others}) == Guest.objects.count() == 3


@pytest.mark.parametrize(
    "emails", [("", ""), ("ash@larch.test", "elm@larch.test"), ("", "police.lead@portal.test")]
)
def test_the_agency_that_somebody_typed_is_looked_up_once(cast, room, emails):
    booked = of(room, cast.county_lead)
    for name, email in zip(("Ash Larch", "Elm Oak"), emails, strict=True):  # the second stands in for both
        with CaptureQueriesContext(connection) as asked:
            operations.send_substitute(
                booked, by=cast.trainer, name=name, email=email, organisation=cast.police.name,
                seen=token(of(room, cast.county_lead)),
            )  # fmt: skip
        by_name = [one["sql"] for one in asked if 'UPPER("partnership_organisation"."name"' in one["sql"]]
        assert len(by_name) == 1


def test_an_address_is_on_a_register_once(cast, room):
    one = {"session": room, "email": "a@larch.test", "organisation_name": "Larch", "added_by": cast.trainer}
    Guest.objects.create(name="Ash", **one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Guest.objects.create(name="Elm", **one)


def test_a_substitute_may_have_no_address(cast, room):
    booked = of(room, cast.county_lead)
    given = {"by": cast.trainer, "name": "Elm Oak", "email": "", "organisation": "Larch Youth Club"}
    guest = operations.send_substitute(booked, **given)
    assert operations.send_substitute(booked, **given) == guest
    another = operations.send_substitute(
        booked, **given | {"name": "Ash Larch"}, seen=token(of(room, cast.county_lead))
    )
    assert list(Guest.objects.values_list("name", "in_place_of")) == [("Ash Larch", booked.pk)]
    with pytest.raises(Refused, match="Ash Larch is already on this register"):
        volunteer(cast, room, another.name)


def test_whoever_left_no_address_gets_paper_and_no_letter(cast, room, sign_in):
    volunteer(cast, room)
    close(room, cast)
    certificate = Certificate.objects.get(name="Ash Larch")
    letters = Letter.objects.filter(kind="certificate")
    assert set(letters.values_list("recipient", "address")) == {
        (cast.county_lead.pk, ""),
        (cast.practitioner.pk, ""),
    }

    officer = sign_in("board_officer")
    assert "Print this certificate and give it to them" in officer.get(certificate.get_absolute_url()).text
    found = officer.get(reverse("training:certificates"), {"words": "ash larch"}).text
    assert certificate.number in found
    again = officer.post(
        reverse("training:reissue_certificate", args=[certificate.pk]),
        {"name": "Ash A. Larch", "reason": "Spelt so."},
        follow=True,
    ).text
    assert "They have no email address, so print it and give it to them." in again
    assert letters.count() == 2


def test_a_volunteers_address_is_left_out_and_the_pages_say_what_follows(cast, room, sign_in):
    trainer = sign_in("trainer")
    typed = {"name": "Ash Larch", "email": "", "organisation": "Larch Youth Club", "outcome": "present"}
    page = trainer.post(reverse("training:add_guest", args=[room.pk]), typed, follow=True).text
    assert "No email address: the business unit prints their certificate" in page
    operations.mark_rest(room, by=cast.trainer)
    closing = reverse("training:close_register", args=[room.pk])
    assert "1 of those who came left no email address." in trainer.get(closing).text
    closed = trainer.post(closing, {"note": ""}, follow=True).text
    assert "Nothing is emailed to those who left no address" in closed
    assert "The business unit prints any certificate for them." in closed
    assert "what it was like" not in closed  # the course asks nothing


def test_whoever_waited_and_came_has_their_place(cast, room):
    waiting = made.booking(room, cast.rutland_lead, cast.rutland, state="waiting")
    guest = operations.add_guest(
        room,
        by=cast.trainer,
        name="Rutland lead",
        email=cast.rutland_lead.email,
        organisation="Rutland County Council",
    )
    assert guest.booking == waiting
    assert guest.booking.state == "booked"


def test_whoever_has_booked_is_no_walk_in(cast, room):
    with pytest.raises(Refused, match="Practitioner has booked, so they are already on this register"):
        operations.add_guest(
            room, by=cast.trainer, name="x", email=cast.practitioner.email, organisation=cast.hospital.name
        )


def test_a_substitute_is_written_beside_whom_they_came_for(cast, room):
    booked = of(room, cast.county_lead)
    for _ in range(2):
        guest = operations.send_substitute(
            booked,
            by=cast.trainer,
            name="Elm Oak",
            email="elm@county.test",
            organisation="leicestershire county council",
        )
    assert (guest.organisation, guest.in_place_of) == (cast.county, booked)
    [line] = [line for line in lines_of(room) if line.thing == booked]
    assert (line.outcome, line.substitute) == ("substitute", guest)


def test_whoever_came_after_all_sends_their_substitute_off(cast, room):
    booked = of(room, cast.county_lead)
    guest = operations.send_substitute(
        booked, by=cast.trainer, name="x", email=cast.police_lead.email, organisation=cast.police.name
    )
    booked.refresh_from_db()
    operations.mark(booked, by=cast.trainer, outcome="late", seen=token(booked))
    guest.booking.refresh_from_db()
    assert (guest.booking.state, guest.booking.outcome) == ("cancelled", "")
    assert not Guest.objects.exists()


def test_a_substitute_taken_off_leaves_the_row_open(cast, room):
    booked = of(room, cast.county_lead)
    guest = operations.send_substitute(booked, by=cast.trainer, name="x", email="x@x.test", organisation="X")
    operations.take_off(guest, by=cast.trainer)
    booked.refresh_from_db()
    assert (booked.outcome, booked.outcome_at, booked.organisation_on_the_day) == ("", None, None)


def test_a_register_closes_once_everybody_is_marked(cast, room):
    operations.mark(of(room, cast.practitioner), by=cast.trainer, outcome="present")
    with pytest.raises(Refused, match="Mark everyone before you close the register"):
        operations.close_register(room, by=cast.trainer)
    register = close(room, cast)
    assert operations.close_register(room, by=cast.officer) == register
    room.refresh_from_db()
    assert (room.state, register.closed_by) == (Session.State.HELD, cast.trainer)


def test_closing_certifies_whoever_attended_and_writes_to_them(cast, room):
    operations.mark(of(room, cast.county_lead), by=cast.trainer, outcome="partly")
    operations.add_guest(
        room, by=cast.trainer, name="Ash Larch", email="ash@larch.test", organisation="Larch Nursery"
    )
    close(room, cast)
    assert sorted(Certificate.objects.values_list("name", "organisation_name", "expires_on")) == [
        ("Ash Larch", "Larch Nursery", date(2030, 3, 9)),
        ("Practitioner", cast.hospital.name, date(2030, 3, 9)),
    ]
    assert sorted(
        Letter.objects.filter(kind="certificate").values_list("recipient__name", "address", "secret"), key=str
    ) == [("Practitioner", "", False), (None, "ash@larch.test", True)]


@pytest.mark.parametrize(
    "change",
    [
        lambda: Booking.objects.filter(outcome="present").update(outcome="no_show"),
        lambda: Booking.objects.update(
            outcome="", outcome_by=None, outcome_at=None, organisation_on_the_day=None
        ),
        lambda: Booking.objects.update(organisation_on_the_day=None),
        lambda: Guest.objects.update(outcome="late"),
        lambda: Guest.objects.all().delete(),
        lambda: Certificate.objects.update(name="Somebody else"),
        lambda: Certificate.objects.all().delete(),
    ],
)
def test_nothing_changes_a_closed_register_past_the_law(cast, room, change):
    operations.add_guest(
        room, by=cast.trainer, name="Ash Larch", email="ash@larch.test", organisation="Larch Nursery"
    )
    close(room, cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        change()


def test_a_correction_changes_one_row_with_its_reason_and_the_certificate_follows(cast, room):
    close(room, cast)
    booked = of(room, cast.practitioner)
    correction = operations.correct(
        booked, by=cast.officer, outcome="no_show", reason="Signed in for a colleague."
    )
    assert (correction.outcome_was, correction.outcome, correction.reason) == (
        "present", "no_show", "Signed in for a colleague.",
    )  # fmt: skip
    assert of(room, cast.practitioner).outcome == "no_show"
    assert booked.certificates.get().revoked_because == "Signed in for a colleague."
    with pytest.raises(DatabaseError), transaction.atomic():
        Booking.objects.filter(pk=booked.pk).update(outcome="present")
    operations.correct(booked, by=cast.officer, outcome="present", reason="It was them after all.")
    assert booked.certificates.standing().count() == 1


def test_a_correction_of_the_agency_writes_the_certificate_again(cast, room):
    close(room, cast)
    booked = of(room, cast.practitioner)
    operations.correct(
        booked, by=cast.officer, outcome="present", organisation=cast.police, reason="On loan to the police."
    )
    old, new = booked.certificates.order_by("pk")
    assert (old.replaced_by, new.organisation_name, old.revoked_by) == (new, cast.police.name, cast.officer)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"outcome": "no_show", "reason": " "}, "Enter why you are correcting the register"),
        ({"outcome": "present", "reason": "x"}, "The register already says that"),
        (
            {"outcome": "substitute", "reason": "x"},
            "You cannot name a substitute after the register is closed",
        ),
    ],
)
def test_a_correction_is_refused_where_it_says_nothing(cast, room, given, sentence):
    close(room, cast)
    with pytest.raises(Refused, match=sentence):
        operations.correct(of(room, cast.practitioner), by=cast.officer, **given)
    assert not Correction.objects.exists()


def test_somebody_forgotten_is_added_afterwards(cast, room):
    close(room, cast)
    operations.add_afterwards(
        room,
        by=cast.officer,
        name="x",
        email=cast.police_lead.email,
        organisation="",
        outcome="late",
        reason="On paper.",
    )
    operations.add_afterwards(
        room,
        by=cast.officer,
        name="Ash",
        email="ash@x.test",
        organisation="X",
        outcome="partly",
        reason="On paper.",
    )
    assert [(line.name, line.outcome) for line in lines_of(room)] == [
        ("Ash", "partly"), ("County lead", "present"), ("Police lead", "late"), ("Practitioner", "present"),
    ]  # fmt: skip
    assert Certificate.objects.filter(learner=cast.police_lead).count() == 1


def test_a_closed_register_takes_no_more_marks(cast, room):
    close(room, cast)
    with pytest.raises(Refused, match="closed"):
        operations.mark(of(room, cast.practitioner), by=cast.trainer, outcome="late")
    with pytest.raises(Refused, match="closed"):
        operations.add_guest(room, by=cast.trainer, name="A", email="a@x.test", organisation="X")
