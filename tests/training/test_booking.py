"""Booking: who may come, who waits, how offers pass on, and that no place is ever given twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Event, Letter, Organisation
from tests.factories import training as made
from tests.factories.booking import (
    MANAGER,
    agreed_session,
    asking_session,
    book,
    confirm_domain,
    filled,
    learner,
    learners,
)
from training.models import Booking
from training.operations import booking as operations
from training.operations.attendance import add_guest

LONDON = ZoneInfo("Europe/London")
S = Booking.State
BEGINS = datetime(2027, 3, 9, 9, 30, tzinfo=LONDON)  # a Tuesday


def at(month, day, hour=10, minute=0, year=2027):
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def february(cast):
    """Five weeks before the session: nothing is short yet."""
    with time_machine.travel(at(2, 2), tick=False) as clock:
        yield clock


def states(*bookings):
    return [Booking.objects.get(pk=one.pk).state for one in bookings]


def letters(booking, step=""):
    return Letter.objects.filter(key__startswith=f"booking:{booking.pk}:{step}")


# Asking ---------------------------------------------------------------------------------------------------


def test_a_free_place_is_booked_at_once_with_an_entry_for_the_calendar(cast):
    booking = book(agreed_session(), cast.practitioner, cast.hospital, access_needs="A hearing loop.")

    assert booking.state == S.BOOKED
    letter = letters(booking, "booked").get()
    assert "METHOD:REQUEST" in letter.calendar
    assert "SEQUENCE:0" in letter.calendar
    assert "hearing loop" not in letter.calendar + letter.label + letter.subject


def test_asking_twice_is_asking_once(cast):
    session = agreed_session()

    first = book(session, cast.practitioner, cast.hospital)
    second = book(session, cast.practitioner, cast.hospital)

    assert first == second
    assert Booking.objects.count() == 1
    assert letters(first).count() == 1


def test_who_asks_when_it_is_full_waits_in_order_of_asking(cast, february):
    session = agreed_session(capacity=1)
    people = learners(cast, 3)
    bookings = []
    for person in people:
        february.shift(60)
        bookings.append(book(session, person, cast.hospital))

    assert [one.state for one in bookings] == [S.BOOKED, S.WAITING, S.WAITING]
    assert list(session.bookings.waiting()) == bookings[1:]


REFUSED = [
    ({"state": "planned"}, {}, {}, "This session is not open for booking. Choose another session of the course."),
    ({"starts_at": at(2, 1)}, {}, {}, "This session has begun. Choose another session of the course."),
    (
        {}, {"for_kinds": ["police"]}, {},
        "This course is for people who work in: Police.",
    ),
    (
        {}, {}, {"manager_email": "Practitioner@Portal.test"},
        "Your manager’s email address cannot be your own.",
    ),
    (
        {}, {"delivery": "elearning", "address": "https://learn.example/"}, {},
        "This is e-learning, so you do not need to book. Open it from the course’s page.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("of_session", "of_course", "asked", "sentence"), REFUSED)
def test_what_may_not_be_booked_is_refused_in_a_sentence(cast, of_session, of_course, asked, sentence):
    session = made.session(made.course(**of_course), **of_session)

    with pytest.raises(Refused) as refused:
        book(session, cast.practitioner, cast.hospital, **asked)

    assert str(refused.value) == sentence
    assert not Booking.objects.exists()


def test_only_for_an_organisation_of_ones_own(cast):
    with pytest.raises(Refused, match="Select an organisation you have a role for"):
        book(agreed_session(), cast.practitioner, cast.police)


def test_an_organisation_from_elsewhere_has_no_place_in_the_local_programme(cast):
    elsewhere = Organisation.objects.create(
        code="far", name="Far Council", kind="local_authority", area="england"
    )
    stranger = learner(cast, "Somebody from far", elsewhere)

    with pytest.raises(Refused) as refused:
        book(agreed_session(), stranger, elsewhere)

    assert (
        str(refused.value) == "The programme is for people who work in Leicester, Leicestershire and Rutland."
    )


def test_nobody_sits_in_two_sessions_at_once(cast):
    there = agreed_session()
    book(there, cast.practitioner, cast.hospital)
    overlapping = agreed_session(course=made.course("Another"), starts_at=BEGINS + timedelta(hours=2))
    after = agreed_session(course=made.course("A third"), starts_at=BEGINS + timedelta(hours=3))

    with pytest.raises(
        Refused, match=f"already have a place at that time, or are waiting for one, on {there.reference}"
    ):
        book(overlapping, cast.practitioner, cast.hospital)
    assert book(after, cast.practitioner, cast.hospital).state == S.BOOKED


def test_the_same_course_is_not_booked_twice_while_the_first_is_live(cast):
    course = made.course()
    book(agreed_session(course=course), cast.practitioner, cast.hospital)

    with pytest.raises(
        Refused, match="You already have a place on another session of this course, or are waiting for one"
    ):
        book(agreed_session(course=course, starts_at=at(4, 6)), cast.practitioner, cast.hospital)


@pytest.mark.parametrize(
    ("lasts", "held", "sentence"),
    [
        (24, at(6, 1, year=2025), "Select a session on or after 1 March 2027."),
        (24, at(6, 15, year=2025), "Select a session on or after 15 March 2027."),
        (None, at(6, 1, year=2015), "it does not need refreshing."),
    ],
)
def test_a_course_is_taken_again_only_when_a_refresher_is_due(cast, lasts, held, sentence):
    course = made.course(lasts_months=lasts)
    earlier = made.session(course, starts_at=held, state="held")
    made.booking(
        earlier, cast.practitioner, cast.hospital, outcome="present", outcome_by=cast.officer, outcome_at=held,
        organisation_on_the_day=cast.hospital,
    )  # fmt: skip
    session = agreed_session(course=course)  # on 9 March 2027

    if "1 March 2027" in sentence:
        assert book(session, cast.practitioner, cast.hospital).state == S.BOOKED
    else:
        with pytest.raises(Refused) as refused:
            book(session, cast.practitioner, cast.hospital)
        assert str(refused.value).endswith(sentence)


def test_a_prerequisite_from_elsewhere_waits_for_staff(cast):
    basics = made.course("The basics")
    session = agreed_session(course=made.course("Deeper", prerequisite=basics))

    with pytest.raises(Refused, match="“The basics” must be attended first"):
        book(session, cast.practitioner, cast.hospital)
    booking = book(session, cast.practitioner, cast.hospital, declared="The basics, another county, May 2026")
    assert booking.state == S.ASKED
    assert operations.check_prerequisite(booking, by=cast.learning_officer).state == S.BOOKED
    other = book(session, learner(cast, "A second"), cast.hospital, declared="A video that I saw")
    assert (
        operations.refuse_prerequisite(other, by=cast.learning_officer, reason="A video will not do.").state
        == S.CANCELLED
    )
    assert letters(other, "not met").count() == 1


def test_a_manager_at_no_confirmed_domain_is_flagged(cast):
    confirm_domain(cast.hospital, "hospital.example", cast.officer)
    session = agreed_session(capacity=3)

    known = book(session, cast.practitioner, cast.hospital)
    unknown = book(session, learner(cast, "A second"), cast.hospital, manager_email="boss@elsewhere.example")

    assert (known.manager_flagged, unknown.manager_flagged) == (False, True)


# The manager ----------------------------------------------------------------------------------------------


def test_the_manager_is_asked_first_and_agrees(cast):
    booking = book(asking_session(), cast.practitioner, cast.hospital)

    letter = letters(booking, "manager:agree").get()
    assert (booking.state, letter.address, letter.secret) == (S.ASKED, MANAGER, True)
    assert operations.approve(booking).state == S.BOOKED
    assert operations.approve(booking).state == S.BOOKED
    assert letters(booking, "booked").count() == 1
    assert Event.objects.about(booking).get(verb="agreed to a place").facts == {
        "office": "The learner’s manager, by a link"
    }


def test_a_yes_that_comes_when_it_is_full_waits_at_the_time_of_asking(cast, february):
    session = asking_session(capacity=1)
    people = learners(cast, 4)
    bookings = []
    for person in people:
        february.shift(60)
        bookings.append(book(session, person, cast.hospital))
    operations.approve(bookings[3])  # the last who asked is agreed first, and has the place
    operations.approve(bookings[2])
    operations.approve(bookings[0])
    operations.approve(bookings[1])

    assert states(*bookings) == [S.WAITING, S.WAITING, S.WAITING, S.BOOKED]
    assert list(session.bookings.waiting()) == bookings[:3]


def test_the_manager_says_no_with_a_reason_and_needs_are_wiped(cast):
    booking = book(asking_session(), cast.practitioner, cast.hospital, access_needs="A ramp.")

    with pytest.raises(Refused, match="Enter a reason"):
        operations.decline(booking, reason=" ")
    operations.decline(booking, reason="The ward is short of staff that day.")

    booking.refresh_from_db()
    assert (booking.state, booking.access_needs) == (S.DECLINED, "")
    with pytest.raises(Refused, match="This question has already been answered or is no longer needed"):
        operations.approve(booking)


def test_a_silent_manager_is_asked_once_more_and_the_session_ends_it(cast, february):
    booking = book(asking_session(), cast.practitioner, cast.hospital)

    february.move_to(at(2, 4))
    operations.sweep()
    assert letters(booking, "manager:agree:again").count() == 0
    for day in (9, 10, 11):
        february.move_to(at(2, day))
        operations.sweep()
    assert letters(booking, "manager:agree:again").count() == 1
    february.move_to(BEGINS + timedelta(minutes=1))
    operations.sweep()
    assert states(booking) == [S.LAPSED]


# Offers ---------------------------------------------------------------------------------------------------


def test_a_place_that_comes_free_is_offered_to_the_first_and_passes_on(cast, february):
    session = agreed_session(capacity=1)
    people = learners(cast, 3)
    first, second, third = (book(session, one, cast.hospital) for one in people)
    operations.cancel(first, by=people[0])

    second.refresh_from_db()
    assert (second.state, second.offered_until) == (S.OFFERED, at(2, 4, 17))
    assert states(third) == [S.WAITING]
    february.move_to(at(2, 4, 16, 59))
    assert operations.sweep_offers() == (0, 0)
    february.move_to(at(2, 8, 9))  # days of the worker are lost
    assert operations.sweep_offers() == (1, 1)
    assert operations.sweep_offers() == (0, 0)
    assert states(second, third) == [S.LAPSED, S.OFFERED]
    assert operations.take_offer(third, by=people[2]).state == S.BOOKED
    assert operations.take_offer(third, by=people[2]).state == S.BOOKED
    assert [letters(one, "lapsed").count() for one in (second, third)] == [1, 0]


def test_a_run_out_offer_is_not_taken_even_before_the_sweep(cast, february):
    session = agreed_session(capacity=1)
    people = learners(cast, 2)
    first, second = filled(cast, session, people)
    operations.cancel(first, by=people[0])
    february.move_to(at(2, 4, 17))

    with pytest.raises(Refused, match="This offer has expired and the place has gone to the next person"):
        operations.take_offer(second, by=people[1])


def test_an_open_offer_keeps_its_place_from_whoever_asks_now(cast):
    session = agreed_session(capacity=1)
    people = learners(cast, 3)
    first, second = filled(cast, session, people[:2])
    operations.cancel(first, by=people[0])

    assert book(session, people[2], cast.hospital).state == S.WAITING
    assert states(second) == [S.OFFERED]


def test_close_to_its_day_offers_are_short_and_on_the_last_day_there_are_none(cast, february):
    session = agreed_session(capacity=1)
    people = learners(cast, 3)
    first, second, third = filled(cast, session, people)
    february.move_to(at(3, 4))  # Thursday before the Tuesday: three working days
    operations.cancel(first, by=people[0])
    second.refresh_from_db()
    assert second.offered_until == at(3, 5, 17)
    february.move_to(at(3, 8, 9))  # Monday
    assert operations.sweep_offers() == (1, 0)
    assert states(third) == [S.WAITING]
    assert operations.give_place(third, by=cast.officer, why="By telephone.").state == S.BOOKED


def test_more_places_are_offered_and_fewer_than_held_are_refused(cast):
    session = agreed_session(capacity=2)
    bookings = filled(cast, session, learners(cast, 4))
    session.capacity = 3
    session.save(update_fields=["capacity"])
    operations.session_changed(session, by=cast.officer)

    assert states(*bookings) == [S.BOOKED, S.BOOKED, S.OFFERED, S.WAITING]
    with pytest.raises(IntegrityError, match="More places are held than that"), transaction.atomic():
        type(session).objects.filter(pk=session.pk).update(capacity=2)


def test_the_database_itself_refuses_one_place_too_many(cast):
    session = agreed_session(capacity=1)
    people = learners(cast, 2)
    _, waiting = filled(cast, session, people)

    with pytest.raises(IntegrityError, match="The session is full"), transaction.atomic():
        Booking.objects.filter(pk=waiting.pk).update(state=S.BOOKED)


def test_the_register_of_the_day_takes_whoever_came_though_every_place_was_booked(cast, february):
    session = agreed_session(capacity=1)
    [booked] = filled(cast, session, learners(cast, 1))
    february.move_to(BEGINS)

    guest = add_guest(
        session,
        by=cast.trainer,
        name="Practitioner",
        email=cast.practitioner.email,
        organisation=cast.hospital.name,
    )

    assert states(booked, guest.booking) == [S.BOOKED, S.BOOKED]


def test_staff_book_by_hand_never_above_the_number_of_places(cast):
    session = agreed_session(capacity=1)
    people = learners(cast, 3)
    by_hand = {"by": cast.learning_officer, "organisation": cast.hospital}

    with pytest.raises(Refused, match="Enter why you are booking this for them"):
        operations.book_by_hand(session, learner=people[0], why="", **by_hand)
    booked = operations.book_by_hand(session, learner=people[0], why="Asked by telephone.", **by_hand)
    with pytest.raises(Refused, match="The session is full"):
        operations.book_by_hand(session, learner=people[1], why="Asked by telephone.", **by_hand)
    waits = operations.book_by_hand(session, learner=people[1], why="By telephone.", waiting=True, **by_hand)

    assert states(booked, waits) == [S.BOOKED, S.WAITING]


def test_moving_somebody_keeps_their_time_of_asking_and_frees_the_place(cast, february):
    course = made.course()
    here, there = agreed_session(1, course), agreed_session(1, course, starts_at=at(4, 6))
    people = learners(cast, 2)
    mine, waits = filled(cast, here, people)
    february.shift(60)

    new = operations.move(mine, by=cast.officer, to=there, why="Asked for a later day.")

    assert (new.state, new.session, new.asked_at) == (S.BOOKED, there, mine.asked_at)
    assert states(mine, waits) == [S.CANCELLED, S.OFFERED]


# Sessions -------------------------------------------------------------------------------------------------


def test_a_cancelled_session_tells_everybody_and_charges_nobody(cast, february):
    session = agreed_session(capacity=2)
    people = learners(cast, 3)
    stays, late, waits = filled(cast, session, people)
    february.move_to(at(3, 8))
    operations.cancel(late, by=people[1])
    assert late.charge.state == "raised"
    session.state, session.cancelled_because = "cancelled", "The trainer is ill."
    session.save(update_fields=["state", "cancelled_because"])

    operations.session_cancelled(session, by=cast.officer)
    operations.session_cancelled(session, by=cast.officer)

    assert states(stays, late, waits) == [S.SESSION_CANCELLED, S.CANCELLED, S.SESSION_CANCELLED]
    letter = letters(stays, "session cancelled").get()
    assert "METHOD:CANCEL" in letter.calendar
    assert "SEQUENCE:1" in letter.calendar
    late.charge.refresh_from_db()
    assert (late.charge.state, late.charge.reason) == ("waived", "The session was cancelled.")


def test_a_moved_session_asks_who_still_comes_and_lets_them_leave_free(cast, february):
    session = agreed_session(capacity=2)
    people = learners(cast, 2)
    comes, leaves = filled(cast, session, people)
    session.starts_at, session.ends_at = BEGINS + timedelta(1), session.ends_at + timedelta(1)
    session.save(update_fields=["starts_at", "ends_at"])
    operations.session_changed(session, by=cast.officer, moved=True)

    letter = letters(comes, "changed:1").get()
    assert "DTSTART;TZID=Europe/London:20270310T093000" in letter.calendar
    assert "SEQUENCE:1" in letter.calendar
    february.move_to(at(3, 9))
    operations.confirm_place(comes, by=people[0])
    operations.cancel(leaves, by=people[1])
    comes.refresh_from_db()
    assert not comes.to_confirm
    assert states(comes, leaves) == [S.BOOKED, S.CANCELLED]
    assert not hasattr(leaves, "charge")


# Letters and wiping ---------------------------------------------------------------------------------------


def test_letters_before_the_session_go_once_whatever_days_are_lost(cast, february):
    session = agreed_session()
    booking = book(session, cast.practitioner, cast.hospital)
    february.move_to(at(2, 22))
    operations.sweep()
    assert letters(booking, "reminder").count() == 0
    for day in (at(2, 23), at(2, 23), at(2, 26)):  # 14 days before is 23 February
        february.move_to(day)
        operations.sweep()
    assert letters(booking, "reminder").count() == 1
    assert letters(booking, "manager:reminder").count() == 1
    assert letters(booking, "joining").count() == 0
    for day in (at(3, 6), at(3, 7)):  # 4 March, on which it was due, was lost
        february.move_to(day)
        operations.sweep()
    assert letters(booking, "joining").count() == 1
    february.move_to(BEGINS)
    operations.sweep()
    assert letters(booking).count() == 4  # booked, reminder, its manager's, joining


def test_after_a_fortnight_lost_only_the_joining_instructions_go_to_the_learner(cast, february):
    booking = book(agreed_session(), cast.practitioner, cast.hospital)
    february.move_to(at(3, 5))

    operations.sweep()

    assert letters(booking, "reminder").count() == 0
    assert letters(booking, "joining").count() == 1
    assert letters(booking, "manager:reminder").count() == 1


def test_access_needs_are_wiped_thirty_days_after(cast, february):
    session = agreed_session()
    booking = book(session, cast.practitioner, cast.hospital, access_needs="A hearing loop.")
    session.refresh_from_db()  # thirty times twenty-four hours, though the clocks go forward between
    february.move_to(session.ends_at + timedelta(days=30))
    operations.sweep()
    booking.refresh_from_db()
    assert booking.access_needs == "A hearing loop."
    february.shift(timedelta(seconds=1))
    operations.sweep()
    booking.refresh_from_db()
    assert (booking.access_needs, booking.needs_wiped_at) == ("", timezone.now())


# All at once ----------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_for_ten_places_and_none_is_lost_or_double(transactional_db, cast, february):
    session = agreed_session(capacity=10)
    people = learners(cast, 50)
    together = Barrier(50)

    def ask(person):
        try:
            together.wait(120)
            return book(session, person, cast.hospital).state
        finally:
            connections.close_all()

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(ask, people))

    assert sorted(answers) == ["booked"] * 10 + ["waiting"] * 40
    assert session.bookings.holding_a_place().count() == 10
    assert set(session.bookings.values_list("learner", flat=True)) == {one.pk for one in people}
    order = list(session.bookings.waiting())
    gone = list(session.bookings.filter(state=S.BOOKED)[:3])

    def leave(booking):
        try:
            return operations.cancel(booking, by=booking.learner).state
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(leave, gone)) == [S.CANCELLED] * 3
    assert states(*order[:4]) == [S.OFFERED, S.OFFERED, S.OFFERED, S.WAITING]
    february.move_to(at(2, 4, 17))

    def sweep(_):
        try:
            return operations.sweep_offers()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        swept = list(pool.map(sweep, range(3)))
    assert (sum(lapsed for lapsed, _ in swept), sum(offered for _, offered in swept)) == (3, 3)
    assert states(*order[:7]) == [S.LAPSED] * 3 + [S.OFFERED] * 3 + [S.WAITING]
    assert session.bookings.holding_a_place().count() == 10
