"""What somebody careless, hasty or hostile could do to places, registers, accounts and what people say of training."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.urls import reverse

from partnership.access import Refused, Role
from partnership.models import Letter, Person
from partnership.operations.people import appoint
from tests.factories import evaluation as evaluation_made
from tests.factories import training as made
from tests.factories.booking import agreed_session, asking_session, book, confirm_domain, filled, learners
from training.models import AccountRequest, Booking, Guest, Remark
from training.operations import accounts, attendance, commissioning, evaluation, programme
from training.operations import booking as operations
from training.rules.booking import check_manager, offer_until

LONDON = ZoneInfo("Europe/London")
S = Booking.State
BEGINS = datetime(2027, 3, 9, 9, 30, tzinfo=LONDON)  # a Tuesday
THAT_MORNING = datetime(2027, 3, 9, 9, 15, tzinfo=LONDON)
AFTERWARDS = datetime(2027, 3, 9, 13, 0, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def february(cast):
    with time_machine.travel(datetime(2027, 2, 2, 10, tzinfo=LONDON), tick=False) as clock:
        yield clock


def now(thing):
    return type(thing).objects.get(pk=thing.pk)


@pytest.fixture
def marked(cast, february):
    """A place of which the trainer said “present” as people came in, a quarter of an hour before the session."""
    booking = book(agreed_session(), cast.practitioner, cast.hospital)
    february.move_to(THAT_MORNING)
    attendance.mark(booking, by=cast.trainer, outcome="present")
    return now(booking)


# The register and the place: one of them wins --------------------------------------------------------------


def test_a_place_that_the_register_has_marked_is_not_cancelled_before_the_session_begins(cast, marked):
    with pytest.raises(Refused, match="register"):
        operations.cancel(marked, by=cast.practitioner)

    assert (now(marked).state, now(marked).outcome) == (S.BOOKED, "present")


def test_a_place_that_the_register_has_marked_goes_to_no_colleague(cast, marked):
    colleague = learners(cast, 1)[0]

    with pytest.raises(Refused, match="register"):
        operations.substitute(marked, by=cast.practitioner, email=colleague.email)


def test_nobody_is_moved_to_another_session_after_theirs_was_held(cast, february, sign_in):
    course = made.course()
    booking = book(agreed_session(course=course), cast.practitioner, cast.hospital)
    later = agreed_session(course=course, starts_at=BEGINS + timedelta(70))
    february.move_to(AFTERWARDS)

    with pytest.raises(Refused, match="begun"):
        operations.move(booking, by=cast.officer, to=later, why="They asked for it.")

    attendance.mark(booking, by=cast.trainer, outcome="present")
    page = sign_in(cast.officer).post(
        reverse("training:move_booking", args=[booking.pk]), {"to": later.pk, "why": "They asked."}
    )
    assert page.status_code == 200
    assert (now(booking).state, now(booking).outcome) == (S.BOOKED, "present")


def test_a_session_called_off_on_its_morning_takes_back_what_its_register_said(cast, marked):
    attendance.add_guest(
        marked.session,
        by=cast.trainer,
        name="Walk In",
        email="walk.in@elsewhere.example",
        organisation="Elsewhere",
    )

    programme.cancel_session(marked.session, by=cast.officer, reason="The heating failed.")

    assert (now(marked).state, now(marked).outcome) == (S.SESSION_CANCELLED, "")
    assert not Guest.objects.exists()


def test_a_session_whose_register_is_closed_is_not_called_off(cast, marked, february):
    february.move_to(AFTERWARDS)
    attendance.close_register(marked.session, by=cast.trainer)

    with pytest.raises(Refused):
        programme.cancel_session(marked.session, by=cast.officer, reason="A slip.")


def test_somebody_who_cancelled_meanwhile_is_stood_in_for_by_nobody(cast, february):
    booking = book(agreed_session(), cast.practitioner, cast.hospital)
    february.move_to(THAT_MORNING)
    operations.cancel(booking, by=cast.practitioner)

    with pytest.raises(Refused, match="They no longer have a place on this session"):
        attendance.send_substitute(
            booking,
            by=cast.trainer,
            name="Stand In",
            email="stand.in@hospital.example",
            organisation="Hospital",
        )


# Offers and waiting lists -----------------------------------------------------------------------------------


def test_an_offer_in_a_year_whose_bank_holidays_nobody_knows_is_made_all_the_same(cast):
    far = datetime(2029, 3, 6, 9, 30, tzinfo=LONDON)
    session = agreed_session(capacity=1, starts_at=far)
    first, second = learners(cast, 2)
    place, _ = filled(cast, session, [first, second])

    operations.cancel(place, by=first)

    offered = Booking.objects.get(learner=second)
    assert offered.state == S.OFFERED
    assert timezone_day(offered.offered_until) == "2027-02-04 17:00"
    assert offer_until(datetime(2027, 2, 2, 10, tzinfo=LONDON), far) == offered.offered_until


def timezone_day(instant):
    return f"{instant.astimezone(LONDON):%Y-%m-%d %H:%M}"


# Who agrees -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "manager",
    [
        "nurse@hospital.example",
        "NURSE@Hospital.example",
        "nurse+boss@hospital.example",
        "nurse+@hospital.example",
    ],
)
def test_nobody_agrees_to_their_own_place_by_another_spelling_of_their_address(manager):
    with pytest.raises(Refused, match="cannot be your own"):
        check_manager(learner_email="nurse@hospital.example", manager_email=manager)


def test_a_colleague_with_a_like_address_may_agree():
    check_manager(learner_email="nurse@hospital.example", manager_email="nurse2@hospital.example")


def test_a_manager_who_answers_late_by_an_old_page_changes_no_charge_that_stands(cast, february):
    booking = book(agreed_session(), cast.practitioner, cast.hospital)
    february.move_to(datetime(2027, 3, 8, 12, tzinfo=LONDON))
    operations.cancel(booking, by=cast.practitioner, because=Booking.Because.SICK)
    charge = now(booking).charge
    assert charge.state == "held"
    february.move_to(datetime(2027, 3, 30, 12, tzinfo=LONDON))
    operations.sweep()
    assert now(charge).state == "raised"

    with pytest.raises(Refused):
        operations.confirm_sickness(charge, sick=True)

    assert now(charge).state == "raised"


# Hostile input ----------------------------------------------------------------------------------------------

LONG = f"{'a' * 64}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 20}.example"  # an address of 277 characters


def test_an_address_that_is_too_long_to_keep_is_a_sentence_on_the_page(cast, sign_in):
    page = Client().post(
        reverse("ask_for_account", args=[cast.hospital.pk]),
        {"name": "Somebody", "email": LONG, "job": "Nurse"},
    )
    assert page.status_code == 200
    assert not AccountRequest.objects.exists()

    session = asking_session()
    answer = sign_in(cast.practitioner).post(
        reverse("training:book", args=[session.pk]),
        {"organisation": cast.hospital.pk, "job": "Nurse", "manager_name": "Boss", "manager_email": LONG},
    )
    assert answer.status_code == 200
    assert not Booking.objects.exists()


@pytest.mark.parametrize("typed", ["\x00\x00\x00", "xx\x00xx", "x" * 5000])
def test_looking_for_an_employer_with_odd_letters_finds_nothing(db, typed):
    page = Client().get(reverse("make_account"), {"q": typed})

    assert (page.status_code, page.context["found"]) == (200, [])


def test_the_same_account_asked_for_at_the_same_moment_is_asked_for_once(cast):
    confirm_domain(cast.hospital, "hospital.example", cast.officer)
    asked = {"name": "Night Nurse", "email": "Night.Nurse@HOSPITAL.example", "job": "Nurse"}
    door = reverse("ask_for_account", args=[cast.hospital.pk])

    for _ in range(2):
        assert Client().post(door, asked).status_code == 302

    assert Letter.objects.filter(kind="invitation").count() == 1
    assert AccountRequest.objects.get().email == "night.nurse@hospital.example"


@pytest.mark.parametrize(
    "email",
    [
        "x@hospit\u0430l.example",
        "x@hospital.example.evil.example",
        "x@xhospital.example",
        '"x@hospital.example"@evil.example',
    ],
)
def test_an_address_that_only_looks_like_a_confirmed_domain_waits_for_staff(cast, email):
    confirm_domain(cast.hospital, "hospital.example", cast.officer)

    Client().post(
        reverse("ask_for_account", args=[cast.hospital.pk]),
        {"name": "Somebody", "email": email, "job": "Nurse"},
    )

    assert not Letter.objects.filter(kind="invitation").exists()
    assert not AccountRequest.objects.filter(state="approved").exists()


# Who is somebody, and how few are they ----------------------------------------------------------------------


def test_somebody_who_left_is_not_asked_what_training_changed(cast):
    people = evaluation_made.learners(cast, 3)
    session = evaluation_made.held(cast, evaluation_made.course(cast), people)
    people[0].appointments.update(ends_on=date(2026, 5, 31))
    people[1].is_active = False
    people[1].save(update_fields=["is_active"])

    evaluation.ask(date(2026, 5, 20))  # all of them had their role that day, but one may no longer sign in
    assert set(Letter.objects.filter(kind="evaluation").values_list("address", flat=True)) == {
        people[0].email, people[2].email,
    }  # fmt: skip

    evaluation.ask(date(2026, 8, 20))
    learners_asked = session.bookings.filter(evaluations__moment="later", evaluations__respondent="learner")
    assert [one.learner for one in learners_asked] == [people[2]]
    before = Letter.objects.count()
    evaluation.remind(date(2026, 6, 5))
    assert set(Letter.objects.order_by("pk")[before:].values_list("address", flat=True)) == {people[2].email}


def test_a_remark_of_a_session_of_which_few_answered_tells_not_even_staff_the_session(cast, sign_in):
    course = evaluation_made.course(cast)
    small = evaluation_made.held(cast, course, evaluation_made.learners(cast, 2, "Few"))
    large = evaluation_made.held(
        cast, course, evaluation_made.learners(cast, 5, "Many"), at=datetime(2026, 6, 9, 9, 30, tzinfo=LONDON)
    )
    for session, values in ((small, [4, None]), (large, [4] * 5)):
        evaluation_made.said(session, "after", values)
        Remark.objects.create(
            session=session, moment="after", respondent="learner", asked="useful", text="Good."
        )

    page = sign_in(cast.officer).get(reverse("training:remarks", args=[course.pk])).content.decode()

    assert large.reference in page
    assert small.reference not in page


def test_whoever_reads_no_small_numbers_cannot_subtract_one_period_from_another(cast, sign_in):
    asked = {
        "since_day": 9,
        "since_month": 3,
        "since_year": 2027,
        "until_day": 9,
        "until_month": 3,
        "until_year": 2027,
    }
    address = reverse("training:training_figures")

    read = sign_in(cast.member).get(address, asked)
    ran = sign_in(cast.officer).get(address, asked)

    assert (read.context["since"], read.context["until"]) == (date(2026, 4, 1), date(2027, 3, 31))
    assert (ran.context["since"], ran.context["until"]) == (date(2027, 3, 9), date(2027, 3, 9))
    file = sign_in(cast.member).get(reverse("training:training_figures_file", args=["csv"]), asked)
    assert "2026-04-01-to-2027-03-31" in file["Content-Disposition"]


def test_somebody_who_teaches_no_more_sees_no_more_than_everybody(cast, sign_in):
    planned = made.session(state="planned", joining="https://join.example/secret")
    opened = made.session(joining="https://join.example/secret")
    for session in (planned, opened):
        session.trainers.add(cast.trainer)
    assert "join.example" in sign_in(cast.trainer).get(opened.get_absolute_url()).content.decode()

    cast.trainer.appointments.update(ends_on=date(2027, 1, 31))
    appoint(cast.trainer, Role.PRACTITIONER, by=cast.manager, organisation=cast.hospital)
    gone = sign_in(Person.objects.get(pk=cast.trainer.pk))

    assert gone.get(planned.get_absolute_url()).status_code == 404
    assert "join.example" not in gone.get(opened.get_absolute_url()).content.decode()
    assert gone.get(reverse("training:register", args=[opened.pk])).status_code == 403


@pytest.mark.parametrize("who", ["officer", "member", "county_lead"])
@pytest.mark.parametrize(("since", "until"), [(1, 9999), (9999, 9999), (1, 1)])
def test_a_period_beyond_all_years_is_a_sentence_on_the_page(cast, sign_in, who, since, until):
    asked = {
        "since_day": 1, "since_month": 1, "since_year": f"{since:04}", "until_day": 31, "until_month": 12,
        "until_year": f"{until:04}",
    }  # fmt: skip
    name = "training:agency_figures" if who == "county_lead" else "training:training_figures"

    assert sign_in(getattr(cast, who)).get(reverse(name), asked).status_code == 200


# Pressed twice ----------------------------------------------------------------------------------------------


def test_what_is_planned_twice_by_the_same_button_is_planned_once(cast):
    facts = {
        "by": cast.officer, "title": "Hearing the child", "summary": "A day.", "aims": "Describe it.",
        "audience": "Everybody.", "level": 2, "delivery": "online", "hours": 3,
    }  # fmt: skip
    course = programme.add_course(**facts)
    assert programme.add_course(**facts) == course
    assert programme.add_course(**facts | {"summary": "Another day."}) != course

    planned = {
        "by": cast.officer, "starts_at": BEGINS, "ends_at": BEGINS + timedelta(hours=3), "capacity": 12,
        "trainers": [cast.trainer],
    }  # fmt: skip
    session = programme.plan_session(course, **planned)
    assert programme.plan_session(course, **planned) == session

    bought = {
        "by": cast.officer, "provider": "Larch Learning", "in_house": False, "chosen_how": "Three quotes.",
        "cost": 900, "starts_on": date(2027, 4, 1), "ends_on": date(2028, 3, 31), "contract": "", "quality": "",
        "quality_checked_on": None, "review_on": None, "review": "",
    }  # fmt: skip
    assert commissioning.add_commission(course, **bought) == commissioning.add_commission(course, **bought)


def test_a_session_in_a_year_that_is_a_slip_of_the_pen_is_refused(cast):
    far, course = datetime(2127, 3, 9, 9, 30, tzinfo=LONDON), made.course(delivery="online")

    with pytest.raises(Refused, match="Check the year"):
        programme.plan_session(
            course,
            by=cast.officer,
            starts_at=far,
            ends_at=far + timedelta(hours=3),
            capacity=12,
        )


def test_who_waits_is_told_of_each_move_also_back_to_a_time_that_was_told_before(cast):
    session = agreed_session(capacity=1, venue=None, course=made.course(delivery="online"))
    waiting = filled(cast, session, learners(cast, 2))[1]

    for hours in (2, 4, 2):
        session = now(session)
        programme.change_session(
            session, by=cast.officer, seen=session.revision, reason="The trainer is needed elsewhere.",
            starts_at=BEGINS + timedelta(hours=hours), ends_at=BEGINS + timedelta(hours=hours + 3),
        )  # fmt: skip

    assert Letter.objects.filter(key__startswith=f"booking:{waiting.pk}:moved:").count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_double_click_on_asking_for_an_account_asks_once(transactional_db, cast):
    confirm_domain(cast.hospital, "hospital.example", cast.officer)
    reverse("account_asked")  # every address is known before anybody waits for it under a lock
    together = Barrier(3)

    def ask(_):
        try:
            together.wait(60)
            accounts.ask_for_account(
                name="Night Nurse", email="night@hospital.example", job="Nurse", organisation=cast.hospital
            )
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(ask, range(3)))

    assert Person.objects.filter(email="night@hospital.example").count() == 1
    assert AccountRequest.objects.count() == 1


def test_a_venue_that_holds_more_people_than_any_room_is_a_sentence_on_the_page(cast, sign_in):
    given = {
        "name": "Larch Hall", "address": "1 Larch Lane", "postcode": "LE99 1AA", "area": "leicestershire",
        "access": "No steps.", "holds": "99999",
    }  # fmt: skip

    assert sign_in(cast.officer).post(reverse("training:add_venue"), given).status_code == 200
