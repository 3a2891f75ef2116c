"""The overview for the group and for staff: counts that are stored, and no percentage of a few."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from partnership.models import Deadline
from reviews.models import Outcome, Stage
from reviews.operations.case import lock, move
from reviews.operations.screening import do_not_notify
from reviews.rules.overview import FEWEST, TOO_SMALL, share
from reviews.views.board import PHASES
from tests.factories import learning as follows
from tests.factories import reviews as made

OVERVIEW = reverse("reviews:overview")
BOARD = reverse("reviews:list")


# Small numbers (mistake 21) ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 0, TOO_SMALL), (1, 2, TOO_SMALL), (9, 9, TOO_SMALL), (0, 9, TOO_SMALL),
        (0, 10, "0%"), (9, 10, "90%"), (10, 10, "100%"), (7, 11, "64%"),
    ],
)  # fmt: skip
def test_below_ten_a_count_has_no_percentage(part, whole, words):
    assert share(part, whole) == words
    assert (FEWEST, TOO_SMALL) == (10, "count too small for a percentage")


# What is on it ---------------------------------------------------------------------------------------------


def at(day, hour=9):
    return time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), tick=False)


def test_timeliness_counts_what_is_stored_by_the_year_in_which_it_was_done(cast, sign_in):
    with at(date(2025, 3, 31)):
        made.notified(cast)
    with at(date(2025, 4, 1)):
        late = made.notified(
            cast, aware_on=date(2025, 3, 20), incident_on=date(2025, 3, 18), late_reason="Holidays."
        )
        made.awaiting_panel(cast)
        Deadline.objects.filter(reference=late.reference).update(source="changed later")
    with at(date(2026, 3, 2)):
        page = sign_in("group_member").get(OVERVIEW)

    rows = {row["label"]: row for row in page.context["years"]}
    assert list(rows) == ["2025/26", "2024/25"]
    this, last = rows["2025/26"], rows["2024/25"]
    assert (this["notified"]["in_time"], this["notified"]["late"]) == (1, 1)
    assert (this["reviewed"]["in_time"], this["reviewed"]["late"], this["decided"]) == (1, 0, 1)
    assert (last["notified"]["all"], last["reviewed"]["all"], last["decided"], last["published"]) == (
        1,
        0,
        0,
        0,
    )
    assert (page.context["total"]["notified"]["all"], page.context["total"]["notified"]["share"]) == (
        3,
        TOO_SMALL,
    )
    assert "%" not in page.text.split('id="table-timeliness-by-year"')[1].split("</table>")[0]
    assert page.context["notified_bars"] == [
        ("2024/25, in time", 1), ("2024/25, late", 0), ("2025/26, in time", 1), ("2025/26, late", 1),
    ]  # fmt: skip


def test_a_year_without_anything_stands_between_two_with(cast, sign_in):
    with at(date(2023, 6, 5)):
        made.notified(cast)
    with at(date(2025, 6, 2)):
        made.notified(cast)
        page = sign_in("board_officer").get(OVERVIEW)

    assert [(row["label"], row["notified"]["all"]) for row in page.context["years"]] == [
        ("2025/26", 1), ("2024/25", 0), ("2023/24", 1),
    ]  # fmt: skip


def test_workload_says_who_has_what_waiting_and_what_of_it_is_late(cast, sign_in):
    with at(date(2026, 3, 2)):
        made.gathering(cast, organisations=[cast.police, cast.hospital])
        answered = made.answered(cast, organisations=[cast.police])
        follows.action(cast, answered, organisation=cast.hospital)
        follows.action(cast, answered, title="Another", organisation=cast.health)
    with at(date(2026, 4, 20)):
        work = {row["name"]: row for row in sign_in("board_officer").get(OVERVIEW).context["work"]}

    def of(organisation):
        row = work[organisation.name]
        return [
            row.get(k, 0) for k in ("waiting", "late", "answered", "answered_late", "actions", "actions_late")
        ]

    assert of(cast.police) == [1, 1, 1, 0, 0, 0]
    assert of(cast.hospital) == [1, 1, 0, 0, 1, 1]
    assert of(cast.health) == [0, 0, 0, 0, 1, 1]


def test_cases_are_counted_by_how_they_came_and_what_was_decided(cast, decided_case, sign_in):
    made.decided(cast, outcome=Outcome.NONE)
    case = made.screened(cast)
    do_not_notify(case, by=cast.officer, reason="Not notifiable.", office="Head of safeguarding")
    move(lock(case), Stage.CLOSED_NFA, by=cast.manager)

    page = sign_in("independent_advisor").get(OVERVIEW)

    assert page.context["routes"] == [["A serious incident", 3, 2, 1, 1, 0, 1, 0, 1]]


def test_the_overview_runs_the_same_queries_for_1_and_3_cases(cast, sign_in):
    client, counts = sign_in("board_officer"), []
    for number in (1, 2):
        for n in range(number):
            follows.action(cast, made.decided(cast), title=f"Action {n}")
        client.get(OVERVIEW)
        with CaptureQueriesContext(connection) as captured:
            client.get(OVERVIEW)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_the_overview_is_never_public_and_shows_a_member_of_another_group_nothing(
    cast, answered_case, sign_in
):
    case = answered_case
    follows.action(cast, case)

    assert Client().get(OVERVIEW).status_code == 302
    page = sign_in(cast.outsider).get(OVERVIEW)
    assert (page.context["work"], page.context["routes"], page.context["total"]["notified"]["all"]) == (
        [],
        [],
        0,
    )
    public = [name for name in get_resolver().reverse_dict if isinstance(name, str) and "overview" in name]
    assert public == []


# The board's filters ---------------------------------------------------------------------------------------


def on_board(client, **asked):
    page = client.get(BOARD, asked)
    return {row["case"] for phase in page.context.get("phases", []) for row in phase["rows"]}


def test_the_board_is_narrowed_by_reference_stage_authority_year_and_lateness(cast, sign_in):
    with at(date(2025, 3, 3)):
        old = made.screened(cast, authority=cast.rutland)
    with at(date(2026, 3, 2)):
        new = made.gathering(cast)
        client = sign_in("board_officer")
        assert on_board(client) == {old, new}
        assert on_board(client, q=old.reference[3:].lower()) == {old}
        assert on_board(client, phase="1") == {new}
        assert PHASES[1][0] == "Rapid review"
        assert on_board(client, authority=str(cast.rutland.pk)) == {old}
        assert on_board(client, year="2024") == {old}
        assert on_board(client, year="2025") == {new}
        assert on_board(client, late="on") == {old}
        assert on_board(client, phase="nonsense") == {old, new}
        assert "No cases match." in client.get(BOARD, {"q": "LR-1999-001"}).text


def test_closed_cases_are_narrowed_too(cast, sign_in):
    cases = []
    for day in (date(2025, 3, 3), date(2026, 3, 2)):
        with at(day):
            case = made.screened(cast)
            do_not_notify(case, by=cast.officer, reason="Not notifiable.", office="Head of safeguarding")
            cases.append(move(lock(case), Stage.CLOSED_NFA, by=cast.manager))
    with at(date(2026, 3, 2) + timedelta(1)):
        page = sign_in("board_officer").get(BOARD, {"show": "closed", "year": "2024"})

    assert [row["case"] for row in page.context["rows"]] == [cases[0]]
    assert 'name="show" value="closed"' in page.text
