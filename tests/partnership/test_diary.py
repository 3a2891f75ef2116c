"""The diary: every date, narrowed as asked."""

from datetime import date, timedelta

import pytest
import time_machine

from partnership.models import Deadline
from partnership.operations.deadlines import end, meet, open_fixed

TODAY = date(2026, 3, 31)  # a Tuesday; Good Friday is 3 April


@pytest.fixture(autouse=True)
def the_week_of_easter():
    with time_machine.travel("2026-03-31 12:00Z", tick=False):
        yield


def due(cast, label, on, force="local", **of):
    return open_fixed(
        "return", label, on, by=cast.officer, rule="As agreed", source="Round", reference="R-1", path="/r/",
        force=force, **(of or {"organisation": cast.police}),
    )  # fmt: skip


@pytest.fixture
def everything(cast):
    due(cast, "late", date(2026, 3, 30))
    due(cast, "today", TODAY, role="board_officer")
    due(cast, "in a week", TODAY + timedelta(7), force="statutory", organisation=cast.health)
    due(cast, "in eight days", TODAY + timedelta(8), group=cast.crg)
    due(cast, "in thirty days", TODAY + timedelta(30))
    due(cast, "in a year", TODAY + timedelta(365))
    meet(due(cast, "done late", date(2026, 3, 2)), by=cast.officer, late_reason="Snow.")
    end(due(cast, "ended", date(2026, 3, 3)), by=cast.officer, reason="Withdrawn.")


def listed(client, query=""):
    return [deadline.label for deadline in client.get(f"/diary/?{query}").context["page"]]


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("", ["late", "today", "in a week", "in eight days", "in thirty days", "in a year"]),
        ("show=late", ["late"]),
        ("show=7", ["today", "in a week"]),
        ("show=30", ["today", "in a week", "in eight days", "in thirty days"]),
        (
            "show=all",
            [
                "done late",
                "ended",
                "late",
                "today",
                "in a week",
                "in eight days",
                "in thirty days",
                "in a year",
            ],
        ),
        ("force=statutory", ["in a week"]),
        ("whose=mine", ["today"]),
        ("whose=role:board_officer", ["today"]),
        ("show=7&force=statutory", ["in a week"]),
        ("show=nonsense", ["late", "today", "in a week", "in eight days", "in thirty days", "in a year"]),
    ],
)
def test_it_shows_what_is_asked_for_in_order(everything, sign_in, query, labels):
    assert listed(sign_in("board_officer"), query) == labels


def test_it_can_be_narrowed_to_one_organisation_or_group(everything, cast, sign_in):
    client = sign_in("board_officer")

    assert listed(client, f"whose=organisation:{cast.health.pk}") == ["in a week"]
    assert listed(client, f"whose=group:{cast.crg.pk}") == ["in eight days"]
    offered = dict(client.get("/diary/").context["filter"].fields["whose"].choices)
    assert [name for _, name in offered["Organisations"]] == [
        "Integrated Care Board",
        "Leicestershire Police",
    ]


def test_whose_takes_nothing_that_was_not_offered(everything, sign_in):
    """A made-up field name does not reach the query."""
    page = sign_in("board_officer").get("/diary/?whose=owner__password:x")

    assert page.status_code == 200
    assert "Select a valid choice" in str(page.context["filter"].errors)


def test_it_counts_working_days_over_easter(everything, sign_in):
    page = sign_in("board_officer").get("/diary/").text

    assert "1 working day late" in page
    assert "due today" in page
    assert "3 working days left" in page  # a week on, less a weekend and two holidays
    assert "1 date is late" in page


def test_it_says_whether_what_is_done_was_on_time(everything, sign_in):
    page = sign_in("board_officer").get("/diary/?show=all").text

    assert "Done late" in page
    assert "No longer due" in page


def test_what_lies_beyond_the_known_holidays_is_shown_without_a_guess(cast, sign_in):
    due(cast, "far away", date(2031, 3, 3))
    page = sign_in("board_officer").get("/diary/").text

    assert "far away" in page
    assert "Not counted yet" in page


def test_an_empty_diary_says_so(cast, sign_in):
    page = sign_in("board_officer").get("/diary/").text

    assert "Nothing is late." in page
    assert "No dates are like that" in page


def test_it_has_pages_that_keep_the_filter(cast, sign_in):
    Deadline.objects.bulk_create(
        Deadline(
            duty="x",
            label=f"{n}",
            reference="R",
            path="/",
            rule="x",
            source="x",
            due_on=TODAY,
            role="observer",
        )
        for n in range(51)
    )
    client = sign_in("board_officer")

    assert len(listed(client, "show=7")) == 50
    assert listed(client, "show=7&page=2") == ["50"]
    assert "show=7&amp;page=2" in client.get("/diary/?show=7").text


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_the_same_of_the_database_for_one_and_three(cast, sign_in, number, django_assert_num_queries):
    for n in range(number):
        due(cast, f"a{n}", TODAY)
        due(cast, f"b{n}", TODAY, group=cast.crg)
        due(cast, f"c{n}", TODAY, owner=cast.practitioner)
        due(cast, f"d{n}", TODAY, role="observer")
    client = sign_in("board_officer")
    client.get("/diary/")
    with django_assert_num_queries(
        9
    ):  # session, person, roles; three lists to choose from; late, how many, which
        client.get("/diary/")
