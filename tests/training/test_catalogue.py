"""The catalogue that everybody reads: offered courses, what is left in a word, and nobody's name."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import training as made
from training.models import Course

TUESDAY = datetime(2027, 3, 9, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def a_monday_in_january():
    with time_machine.travel(datetime(2027, 1, 11, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


def listed(client, asked=""):
    page = client.get(f"/courses/{asked}").content.decode()
    return [title for title in Course.objects.values_list("title", flat=True) if f">{title}</a>" in page]


def test_only_what_is_offered_is_there(client, db):
    for state in ("planned", "offered", "retired"):
        made.course(state.title(), slug=state, state=state)

    assert listed(client) == ["Offered"]
    assert [client.get(f"/courses/{slug}/").status_code for slug in ("planned", "offered", "retired")] == [
        404, 200, 404,
    ]  # fmt: skip


def test_sessions_that_cannot_be_booked_are_not_there(client, db):
    course = made.course(slug="one")
    made.session(course, starts_at=TUESDAY, state="planned", venue=made.venue("Planned Hall"))
    made.session(course, starts_at=TUESDAY - timedelta(90), venue=made.venue("Past Hall"))
    made.session(course, starts_at=TUESDAY, venue=made.venue("Open Hall"))
    made.session(
        course, starts_at=TUESDAY, state="cancelled", cancelled_because="Trainer X is ill.",
        venue=made.venue("Shut Hall"),
    )  # fmt: skip

    page = client.get("/courses/one/").content.decode()

    assert "Open Hall" in page
    assert "Planned Hall" not in page
    assert "Past Hall" not in page
    assert page.index("Cancelled") < page.index("Shut Hall")
    assert "is ill" not in page


def test_nobodys_name_and_no_joining_link_is_told(client, cast):
    course = made.course(slug="one", delivery="online")
    session = made.session(
        course, starts_at=TUESDAY, venue=None, joining="https://meet.test/secret-room",
        instructions="Ring Trainer before.", cost=777,
    )  # fmt: skip
    session.trainers.add(cast.trainer)
    made.booking(
        session, cast.practitioner, cast.hospital, access_needs="A lift.", manager_name="Head of ward"
    )

    told = client.get("/courses/").content.decode() + client.get("/courses/one/").content.decode()

    for secret in (
        "secret-room",
        cast.trainer.name + " ",
        cast.practitioner.name,
        "A lift.",
        "Head of ward",
        "777",
    ):
        assert secret not in told


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("?words=baby", ["Babies"]),
        ("?level=3", ["Court"]),
        ("?level=nonsense", ["Babies", "Court", "Reading"]),
        ("?delivery=elearning", ["Reading"]),
        ("?kind=school", ["Court", "Reading"]),
        ("?kind=police", ["Babies", "Court", "Reading"]),
        ("?month=2027-03", ["Babies", "Reading"]),
        ("?area=rutland", ["Court"]),
        ("?room=on", ["Babies", "Reading"]),
        ("?month=2027-04&area=rutland", ["Court"]),
        ("?month=2027-03&area=rutland", []),
    ],
)
def test_the_catalogue_is_narrowed(client, cast, asked, found):
    babies = made.course("Babies", summary="Seeing a baby.", for_kinds=["police"])
    court = made.course("Court", level=3)
    made.course("Reading", delivery="elearning", address="https://learning.test/1")
    made.session(babies, starts_at=TUESDAY, venue=made.venue("A", area="leicestershire"))
    full = made.session(
        court,
        starts_at=datetime(2027, 4, 1, 8, tzinfo=UTC),
        capacity=1,
        venue=made.venue("B", area="rutland"),
    )
    made.booking(full, cast.practitioner, cast.hospital)

    assert listed(client, asked) == found


def test_a_month_begins_at_midnight_in_london(client, db):
    # 23:30 UTC on 31 March is half past midnight on 1 April in London
    made.session(made.course("Night"), starts_at=datetime(2027, 3, 31, 23, 30, tzinfo=UTC))

    assert listed(client, "?month=2027-04") == ["Night"]
    assert 'value="2027-03"' not in client.get("/courses/").content.decode()


def test_what_is_left_is_said_in_a_word(client, cast):
    course = made.course(slug="one")
    for capacity in (12, 3, 1):
        session = made.session(course, starts_at=TUESDAY, capacity=capacity)
    made.booking(session, cast.practitioner, cast.hospital)
    page = client.get("/courses/one/").content.decode()

    words = [word for word in ("Few places", "Waiting list") if word in page]
    assert words == ["Few places", "Waiting list"]
    assert "12 places" not in page


def test_the_list_takes_as_many_queries_with_three_courses_as_with_one(client, db):
    def more(number):
        for _ in range(number):
            course = made.course("One more")
            for days in range(number):
                made.session(course, starts_at=TUESDAY + timedelta(days))

    more(1)
    client.get("/courses/")
    with CaptureQueriesContext(connection) as one:
        client.get("/courses/")
    more(3)
    with CaptureQueriesContext(connection) as four:
        client.get("/courses/")
    assert len(four) == len(one)


def test_the_public_finds_training_from_every_page(client, db):
    page = client.get("/").content.decode()

    assert page.count('href="/courses/"') == 2
