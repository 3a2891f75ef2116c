"""The page of the record: read by who may, narrowed, and verified."""

import pytest
import time_machine
from django.db import connection

from partnership.models import Event
from partnership.operations.record import record

ADDRESS = "/record/"


@pytest.fixture
def entries(cast):
    """One entry each side of midnight in London, in winter and in summer."""
    for when, verb, thing, by in (
        ("2026-03-28 23:30Z", "opened", cast.crg, cast.officer),  # the 28th
        ("2026-03-29 22:30Z", "moved", cast.crg, cast.manager),  # half past eleven on the 29th
        ("2026-03-29 23:30Z", "opened", cast.police, cast.officer),  # half past midnight on the 30th
        ("2026-04-02 12:00Z", "published", cast.edition, None),
    ):
        with time_machine.travel(when, tick=False):
            record(verb, thing, by=by, why="A reason", number=1)


def listed(client, query=""):
    return [event.position for event in client.get(f"{ADDRESS}?{query}").context["page"]]


def day(name, date):
    year, month, day_ = date.split("-")
    return f"{name}_day={day_}&{name}_month={month}&{name}_year={year}"


def test_it_shows_who_did_what_when_to_what_and_why(entries, sign_in):
    page = sign_in("board_manager").get(ADDRESS).text

    for words in (
        "Board officer (Board officer)",
        "Case Review Group",
        "A reason",
        "number: 1",
        "30 March 2026 at 12.30am",
        "The portal itself",
        "Entry 4",
    ):
        assert words in page


def test_it_says_no_where_a_fact_is_no(cast, sign_in):
    record("asked", cast.crg, by=cast.officer, agreed=False, late=True, copies=0)

    page = sign_in("board_manager").get(ADDRESS).text

    assert "late: yes; agreed: no; copies: 0" in page


@pytest.mark.parametrize(
    ("query", "positions"),
    [
        ("", [4, 3, 2, 1]),
        ("noun=partnership.group", [2, 1]),
        ("verb=opened", [3, 1]),
        ("verb=opened&noun=partnership.organisation", [3]),
        ("reference=leicestershire%20pol", [3]),
        ("actor_id=portal", [4]),
        (day("since", "2026-03-29"), [4, 3, 2]),
        (day("until", "2026-03-29"), [2, 1]),
        (f"{day('since', '2026-03-30')}&{day('until', '2026-03-30')}", [3]),
    ],
)
def test_it_can_be_narrowed(entries, sign_in, query, positions):
    assert listed(sign_in("board_manager"), query) == positions


def test_it_can_be_narrowed_to_one_person(entries, cast, sign_in):
    assert listed(sign_in("board_manager"), f"actor_id={cast.officer.pk}") == [3, 1]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (f"{day('since', '2026-03-30')}&{day('until', '2026-03-29')}", "on or after the first day"),
        (day("since", "2026-02-31"), "The first day must be a real date"),
        ("since_day=1", "must include a month and a year"),
    ],
)
def test_dates_that_cannot_be_are_told_and_kept(entries, sign_in, query, sentence):
    page = sign_in("board_manager").get(f"{ADDRESS}?{query}")

    assert sentence in page.text
    assert "There is a problem" in page.text
    assert listed(sign_in("board_manager"), query) == []


@pytest.mark.parametrize(
    "role", ["board_officer", "independent_advisor", "administrator", "partner_lead", "group_chair"]
)
def test_nobody_else_reads_it(entries, sign_in, role):
    assert sign_in(role).get(ADDRESS).status_code == 403
    assert sign_in(role).post(f"{ADDRESS}verify/").status_code == 403


def test_verify_record_says_that_it_is_whole(entries, sign_in):
    answer = sign_in("board_manager").post(f"{ADDRESS}verify/", follow=True)
    newest = Event.objects.order_by("-position").first().hash

    assert (
        f"The record is whole: 4 entries, each chained to the one before. The newest seal is {newest[:16]}."
        in (answer.text)
    )


def test_verify_record_says_where_it_is_broken(entries, sign_in):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE partnership_event DISABLE TRIGGER keep")
        cursor.execute("UPDATE partnership_event SET why = 'Another reason' WHERE position = 2")
    answer = sign_in("board_manager").post(f"{ADDRESS}verify/", follow=True)

    assert "The record is broken at entry 2." in answer.text


def test_verify_record_of_nothing_is_whole(cast, sign_in):
    assert "The record is whole: 0 entries" in (
        sign_in("board_manager").post(f"{ADDRESS}verify/", follow=True).text
    )


def test_it_has_pages(cast, sign_in):
    for _ in range(26):
        record("noted", cast.crg, by=cast.officer)
    client = sign_in("board_manager")

    assert len(listed(client)) == 25
    assert listed(client, "page=2") == [1]


def test_what_was_written_is_shown_and_never_run(cast, sign_in):
    record("noted", cast.crg, by=cast.officer, why="<script>alert(1)</script>", fact="<b>bold</b>")
    page = sign_in("board_manager").get(ADDRESS).text

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<b>bold" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_the_same_of_the_database_for_one_and_three(cast, sign_in, number, django_assert_num_queries):
    for _ in range(number):
        record("noted", cast.crg, by=cast.officer)
    client = sign_in("board_manager")
    client.get(ADDRESS)
    with django_assert_num_queries(
        8
    ):  # session, person with roles; three lists to choose from; views, how many, which
        client.get(ADDRESS)
