"""Courses and sessions: offered, planned, opened, changed, cancelled, and never two things in one place."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Event
from tests.factories import programme as made
from tests.factories import training as plain
from training.models import Course, Session
from training.operations import programme as operations
from training.rules.programme import check_course, day_warning, room


@pytest.fixture(autouse=True)
def a_monday_in_november():
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


def test_a_course_is_planned_before_it_is_offered_and_keeps_its_address(cast):
    first, second = made.added(cast), made.added(cast, summary="The same for health visitors.")

    assert (first.slug, second.slug) == (
        "hearing-children-who-cannot-say-it", "hearing-children-who-cannot-say-it-2",
    )  # fmt: skip
    assert not Course.objects.offered().exists()
    operations.offer_course(first, by=cast.learning_officer)
    changed = operations.change_course(first, by=cast.officer, seen=1, title="Hearing babies")
    assert (changed.slug, changed.state, changed.revision) == (first.slug, "offered", 2)


def test_the_address_of_a_course_follows_its_title_until_it_is_offered(cast, sign_in):
    course = made.added(cast)
    page = reverse("training:change_course", args=[course.pk])
    operations.change_course(course, by=cast.officer, seen=1, title="Hearing babies")
    other = made.added(cast, title="Hearing  babies")
    assert (Course.objects.get(pk=course.pk).slug, other.slug) == ("hearing-babies", "hearing-babies-2")

    operations.change_course(other, by=cast.officer, seen=1, title="What babies tell us")
    operations.offer_course(other, by=cast.officer)
    operations.retire_course(other, by=cast.officer, reason="Nobody came.")
    changed = operations.change_course(other, by=cast.officer, seen=2, title="Babies")
    assert changed.slug == "what-babies-tell-us"
    assert sign_in("learning_officer").get(page).status_code == 200  # its own pages stay where they are


def test_whoever_changes_a_course_has_seen_what_it_says(cast):
    course = made.added(cast)
    operations.change_course(course, by=cast.officer, seen=1, title="Hearing babies")

    with pytest.raises(Refused, match="changed since"):
        operations.change_course(course, by=cast.second_officer, seen=1, title="Hearing all")


def test_two_courses_cannot_be_the_condition_of_each_other(cast):
    first = made.added(cast, title="Basics")
    second = made.added(cast, title="More", prerequisite=first)

    with pytest.raises(Refused, match="A course cannot require itself, directly or through another course"):
        operations.change_course(first, by=cast.officer, seen=1, prerequisite=second)


@pytest.mark.parametrize(
    ("says", "sentence"),
    [({"delivery": "elearning", "address": ""}, "address"), ({"hours": 0}, "how long")],
)
def test_a_course_that_cannot_be_taken_is_refused(says, sentence):
    whole = {"delivery": "online", "address": "", "hours": 2, "prerequisite": None}
    with pytest.raises(Refused, match=sentence):
        check_course(**whole | says)


def test_elearning_has_no_sessions(cast):
    course = made.offered(cast, delivery="elearning", address="https://learning.test/basics")
    with pytest.raises(Refused, match="no sessions"):
        made.planned(cast, course)


def test_references_count_within_the_year_of_the_session(cast):
    course = made.added(cast)
    found = [made.planned(cast, course, made.TUESDAY + timedelta(days)).reference for days in (0, 1, -91)]
    assert found == ["TR-2027-001", "TR-2027-002", "TR-2026-001"]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 12, 25), "25 December 2026 is a bank holiday."),
        (date(2026, 12, 28), "28 December 2026 is a bank holiday."),
        (date(2027, 3, 13), "13 March 2027 is a Saturday."),
        (date(2027, 3, 9), ""),
        (date(2031, 12, 25), ""),
    ],
)
def test_a_day_on_which_england_does_not_work_is_warned_of(day, sentence):
    assert day_warning(day) == sentence


def test_a_bank_holiday_is_planned_knowingly_or_not_at_all(cast):
    course = made.added(cast)
    monday = made.TUESDAY.replace(month=3, day=29)

    with pytest.raises(Refused, match="29 March 2027 is a bank holiday"):
        made.planned(cast, course, monday)
    assert made.planned(cast, course, monday, day_meant=True).state == "planned"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"hours": -1}, "end after it begins"),
        ({"hours": 30}, "A session can last up to 12 hours"),
        ({"starts_at": datetime(2026, 11, 20, 9, tzinfo=UTC)}, "in the future"),
        ({"capacity": 0}, "A session must have at least 1 place"),
        ({"at_least": 13}, "The smallest number of people cannot be more than the number of places"),
        ({"joining": "https://meet.test/1"}, "face to face"),
    ],
)
def test_a_session_that_cannot_be_is_refused_with_what_to_do(cast, more, sentence):
    with pytest.raises(Refused, match=sentence):
        made.planned(cast, made.added(cast), **more)


def test_a_venue_holds_so_many_and_one_session_at_a_time(cast):
    hall, course = made.hall(cast), made.added(cast)
    with pytest.raises(Refused, match="holds 20 people"):
        made.planned(cast, course, venue=hall, capacity=21)
    first = made.planned(cast, course, venue=hall)

    with pytest.raises(Refused, match=f"Hall with a ramp is in use for {first.reference}"):
        made.planned(cast, course, made.TUESDAY + timedelta(hours=2), venue=hall)
    # one may begin as the other ends, and a cancelled one takes nothing
    made.planned(cast, course, made.TUESDAY + timedelta(hours=3), venue=hall)
    operations.cancel_session(first, by=cast.officer, reason="The heating failed.")
    made.planned(cast, course, venue=hall)


def test_a_trainer_is_in_one_place_at_a_time_also_after_a_change(cast):
    course = made.added(cast)
    first = made.planned(cast, course, trainers=[cast.trainer])
    with pytest.raises(Refused, match=f"Trainer teaches {first.reference} at that time"):
        made.planned(cast, course, made.TUESDAY + timedelta(hours=1), trainers=[cast.trainer])

    later = made.planned(cast, course, made.TUESDAY + timedelta(days=1), trainers=[cast.trainer])
    with pytest.raises(Refused, match=f"Trainer teaches {first.reference}"):
        operations.change_session(
            later, by=cast.officer, seen=1, starts_at=made.TUESDAY, ends_at=made.TUESDAY + timedelta(hours=3)
        )


def test_nobody_teaches_who_is_no_trainer(cast):
    with pytest.raises(Refused, match="Practitioner is not a trainer"):
        made.planned(cast, made.added(cast), trainers=[cast.practitioner])


def test_a_session_opens_once_its_course_is_offered_and_people_know_where(cast):
    course = made.added(cast)
    session = made.planned(cast, course)
    with pytest.raises(Refused, match="Offer it first"):
        operations.open_session(session, by=cast.officer)
    operations.offer_course(course, by=cast.officer)
    with pytest.raises(Refused, match="Enter where it will be held before people can book"):
        operations.open_session(session, by=cast.officer)
    operations.change_session(session, by=cast.officer, seen=1, venue=made.hall(cast))

    assert operations.open_session(session, by=cast.officer).state == "open"
    with pytest.raises(Refused, match="is open for booking"):
        operations.open_session(session, by=cast.officer)


def test_there_are_never_fewer_places_than_people_who_hold_one(cast):
    session = made.opened(cast, made.offered(cast), venue=made.hall(cast))
    plain.booking(session, cast.practitioner, cast.hospital)
    plain.booking(
        session, cast.hospital_lead, cast.hospital, "offered", offered_until=datetime(2026, 12, 1, tzinfo=UTC)
    )
    plain.booking(session, cast.police_lead, cast.police, "waiting")

    with pytest.raises(Refused, match="2 places are booked or offered"):
        operations.change_session(session, by=cast.officer, seen=1, capacity=1)
    assert operations.change_session(session, by=cast.officer, seen=1, capacity=2).capacity == 2


def test_an_open_session_moves_only_with_a_reason(cast):
    session = made.opened(cast, made.offered(cast), venue=made.hall(cast))
    later = {"starts_at": made.TUESDAY + timedelta(1), "ends_at": made.TUESDAY + timedelta(1, 7200)}
    with pytest.raises(Refused, match="Enter a reason"):
        operations.change_session(session, by=cast.officer, seen=1, **later)

    operations.change_session(session, by=cast.officer, seen=1, reason="The trainer is in court.", **later)
    event = Event.objects.filter(verb="changed", noun="training.session").latest("pk")
    assert (event.why, event.facts) == ("The trainer is in court.", {"changed": "starts_at, ends_at"})


def test_a_cancelled_session_says_why_and_stays_cancelled(cast):
    session = made.opened(cast, made.offered(cast), venue=made.hall(cast))
    with pytest.raises(Refused, match="Enter a reason"):
        operations.cancel_session(session, by=cast.officer, reason=" ")
    operations.cancel_session(session, by=cast.officer, reason="Too few people.")

    with pytest.raises(Refused, match="is cancelled"):
        operations.change_session(session, by=cast.officer, seen=1, capacity=5)
    assert Session.objects.get().cancelled_because == "Too few people."


def test_a_course_with_sessions_to_come_is_not_taken_away(cast, a_monday_in_november):
    course = made.offered(cast)
    made.opened(cast, course, venue=made.hall(cast))
    with pytest.raises(Refused, match="This course has upcoming sessions"):
        operations.retire_course(course, by=cast.officer, reason="Nobody comes.")
    a_monday_in_november.move_to(datetime(2027, 3, 10, 9, tzinfo=UTC))

    assert operations.retire_course(course, by=cast.officer, reason="Nobody comes.").state == "retired"


@pytest.mark.parametrize(
    ("taken", "waiting", "says"),
    [
        (0, 0, "places"),
        (6, 2, "places"),
        (9, 0, "few"),
        (11, 0, "few"),
        (12, 0, "waiting"),
        (10, 4, "waiting"),
    ],
)
def test_the_catalogue_says_what_is_left_without_a_number(taken, waiting, says):
    assert room(capacity=12, taken=taken, waiting=waiting) == says


def in_list(client, asked=""):
    """References of the sessions on the list, in its order."""
    page = client.get(f"/training/sessions/{asked}").content.decode()
    return re.findall(r">(TR-[0-9a-z-]+)</a>", page)


@pytest.fixture
def planned_year(cast):
    """Four sessions, made in another order than that of their days: one over, one full with somebody waiting."""
    nurses = plain.course("For nurses", for_kinds=["health_provider"])
    everybody = plain.course("For everybody")

    def one(reference, course, month, day, year=2027, **more):
        at = datetime(year, month, day, 9, 30, tzinfo=UTC)
        return plain.session(course, reference=reference, starts_at=at, **more)

    one("TR-late", everybody, 5, 4)
    full = one("TR-full", everybody, 2, 2, capacity=1)
    one("TR-over", nurses, 3, 3, 2026, state="held")
    one("TR-near", nurses, 1, 12, state="planned", at_least=6)
    plain.booking(full, cast.practitioner, cast.hospital)
    plain.booking(full, cast.hospital_lead, cast.hospital, "waiting")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["TR-near", "TR-full", "TR-late"]),
        ("?when=all", ["TR-over", "TR-near", "TR-full", "TR-late"]),
        ("?when=past", ["TR-over"]),
        ("?year=2025", ["TR-over"]),
        ("?year=2026", ["TR-near", "TR-full"]),
        ("?year=2026&places=left", ["TR-near"]),
        ("?places=full", ["TR-full"]),
        ("?places=waiting", ["TR-full"]),
        ("?places=few", ["TR-near", "TR-late"]),
        ("?state=planned", ["TR-near"]),
        ("?kind=health_provider&when=all", ["TR-over", "TR-near", "TR-full", "TR-late"]),
        ("?kind=police&when=all", ["TR-full", "TR-late"]),
        ("?year=1999", ["TR-near", "TR-full", "TR-late"]),
    ],
)
def test_sessions_are_listed_by_day_and_narrowed(sign_in, planned_year, asked, found):
    assert in_list(sign_in("learning_officer"), asked) == found


def test_sessions_of_a_course_are_in_the_order_of_their_days_wherever_they_are_listed(client, sign_in, db):
    course = plain.course("Listed", slug="listed")
    for month in (5, 2, 4, 1, 3):
        at = datetime(2027, month, 12, 9, 30, tzinfo=UTC)
        plain.session(course, reference=f"TR-{month}", starts_at=at)
    days = [f"12 {month} 2027" for month in ("January", "February", "March", "April", "May")]

    page = sign_in("practitioner").get(course.get_absolute_url()).content.decode()
    assert re.findall(r"(12 \w+ 2027) at", page) == days
    everybody = client.get("/courses/listed/").content.decode()
    assert re.findall(r"12 (\w{3}) 2027, \d", everybody) == ["Jan", "Feb", "Mar", "Apr", "May"]
    assert [one.reference for one in Session.objects.with_places()] == [f"TR-{n}" for n in range(1, 6)]


def test_a_courses_next_date_is_of_a_session_that_can_be_booked(sign_in, db):
    course = plain.course("Soon")
    for month, more in ((1, {"state": "planned"}), (3, {}), (4, {})):
        plain.session(course, starts_at=datetime(2027, month, 12, 9, tzinfo=UTC), **more)

    page = sign_in("practitioner").get("/training/courses/").content.decode()

    assert re.findall(r"12 \w+ 2027", page) == ["12 March 2027"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [("", ["Asking", "Basics", "Old"]), ("?state=retired", ["Old"]), ("?level=3", ["Asking"]),
     ("?words=asking", ["Asking"]), ("?kind=police", ["Basics", "Old"])],
)  # fmt: skip
def test_courses_are_narrowed(sign_in, db, asked, found):
    plain.course("Old", state="retired")
    plain.course("Asking", level=3, for_kinds=["school"])
    plain.course("Basics")

    page = sign_in("learning_officer").get(f"/training/courses/{asked}").content.decode()

    assert [
        one for one in re.findall(r">(\w+)</a></th>", page) if one in ("Old", "Asking", "Basics")
    ] == found


def test_the_next_session_is_planned_like_the_last_one_and_beside_what_there_is_for_it(cast, sign_in):
    course = plain.course("Once more")
    plain.session(course, starts_at=datetime(2026, 5, 12, 9, tzinfo=UTC), capacity=3, cost=100, state="held")
    last = plain.session(
        course, starts_at=datetime(2026, 9, 8, 9, tzinfo=UTC), capacity=17, cost=480, state="held",
        instructions="Bring a chronology.", venue=plain.venue("The Barn"),
    )  # fmt: skip
    last.trainers.add(cast.trainer)

    response = sign_in("learning_officer").get(reverse("training:plan_session", args=[course.pk]))

    initial = response.context["form"].initial
    assert (initial["capacity"], initial["cost"], initial["venue"].name) == (17, 480, "The Barn")
    assert (initial["instructions"], initial["trainers"]) == ("Bring a chronology.", [cast.trainer])
    page = response.content.decode()
    assert "There is no programme for this year yet." in page
    assert "There is no current commissioning record." in page


def test_a_course_names_one_that_comes_before_it_only_to_who_may_know_of_it(cast, sign_in):
    first = plain.course("Recognising forced marriage", state=Course.State.PLANNED)
    second = plain.course("Hearing the child", prerequisite=first)
    told = sign_in("practitioner").get(second.get_absolute_url()).text

    assert "Must be attended first: a course that is not offered yet" in told
    assert first.title not in told
    assert first.get_absolute_url() not in told
    assert first.title in sign_in("board_officer").get(second.get_absolute_url()).text
    Course.objects.filter(pk=first.pk).update(state=Course.State.OFFERED)
    assert first.title in sign_in("practitioner").get(second.get_absolute_url()).text
