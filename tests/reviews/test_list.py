"""The board of cases."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.access import Role
from partnership.models import Appointment, Person
from partnership.views.listings import A_PAGE
from reviews.models import Case, Stage
from reviews.operations.case import lock, move
from reviews.views import board
from reviews.views.board import PHASES
from reviews.views.steps import STEPS
from tests.factories import reviews as made
from tests.factories.cast import LONG_AGO

BOARD = reverse("reviews:list")


def phases(page):
    return {phase["label"]: [row["case"] for row in phase["rows"]] for phase in page.context["phases"]}


def closed(cast):
    case = made.not_notified(cast)
    return move(lock(case), Stage.CLOSED_NFA, by=cast.manager)


def test_every_open_stage_has_one_place_on_the_board():
    placed = [stage for _, stages in PHASES for stage in stages]

    assert sorted(placed) == sorted(set(Stage) - {Stage.CLOSED, Stage.CLOSED_NFA, Stage.CLOSED_RECORDED})


def test_every_step_of_the_page_has_its_own_duties():
    duties = [duty for step in STEPS for duty in step.duties]

    assert len(duties) == len(set(duties))


def test_list_says_what_to_do_when_there_is_no_case(cast, sign_in):
    page = sign_in("board_officer").get(BOARD).content.decode()

    assert "There are no cases under way. A case starts when an agency refers an incident." in page
    assert reverse("reviews:refer") in page


def test_list_stands_by_stage_with_the_next_deadline_first(cast, sign_in):
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        late = made.screened(cast, incident_on=date(2026, 2, 10), aware_on=date(2026, 2, 16))
        soon = made.screened(cast)
        reviewing = made.gathering(cast)
        page = sign_in("board_officer").get(BOARD)

    assert phases(page) == {
        "Referral and notification": [late, soon],
        "Rapid review": [reviewing],
        "Decision and the Panel": [],
        "Review and publication": [],
        "Learning": [],
    }
    rows = {row["case"]: row for phase in page.context["phases"] for row in phase["rows"]}
    assert (rows[late]["due_on"], rows[late]["left"], rows[late]["overdue"]) == (date(2026, 2, 23), -5, True)
    assert (rows[soon]["due_on"], rows[soon]["left"], rows[soon]["overdue"]) == (date(2026, 3, 9), 5, False)
    assert (rows[reviewing]["label"], rows[reviewing]["due_on"]) == (
        "Say whether your agency was involved",
        date(2026, 3, 5),
    )
    drawn = page.content.decode()
    assert "5 working days late" in drawn
    assert drawn.count("Overdue") == 1
    assert 'id="table-rapid-review"' in drawn
    assert 'id="table-decision-and-the-panel"' not in drawn


def test_list_on_a_weekend_after_a_friday_says_overdue_and_not_due_today(cast, sign_in):
    with time_machine.travel(datetime(2026, 2, 13, 9, tzinfo=UTC), tick=False):
        case = made.screened(cast)
    with time_machine.travel(datetime(2026, 2, 21, 9, tzinfo=UTC), tick=False):
        page = sign_in("board_officer").get(BOARD)

    (row,) = page.context["phases"][0]["rows"]
    assert (row["case"], row["due_on"], row["overdue"]) == (case, date(2026, 2, 20), True)
    assert "due today" not in page.content.decode()


def test_what_is_written_once_finds_for_everybody_what_they_may_know_of(cast):
    for day in (2, 3):
        with time_machine.travel(datetime(2026, 2, day, 9, tzinfo=UTC), tick=False):
            made.screened(cast)
    closed(cast)
    found = set()
    for pk in Person.objects.values_list("pk", flat=True):
        person = Person.objects.get(pk=pk)
        cases = Case.objects.visible_to(person)
        first = board.written_first(person)
        assert first == list(board.board_of(cases.open())[:A_PAGE])
        number, over, oldest = next(iter(board.written_numbers.rows(person)), (0, 0, None))
        assert (number, over) == (cases.count(), cases.closed().count())
        assert oldest == cases.order_by("referred_at").values_list("referred_at", flat=True).first()
        today = timezone.localdate()
        late = board.with_next_deadline(cases.open()).filter(next_due__lt=today).count()
        assert [told for (told,) in board.written_overdue.rows(person, today)] == ([late] if late else [])
        assert board.written_authorities.rows(person) == list(board.authorities_of(person))
        found.add(len(first))
    assert found == {0, 2}


def test_list_of_closed_cases_is_apart(cast, sign_in):
    under_way, over = made.refer_case(cast), closed(cast)
    client = sign_in("board_officer")

    first, second = client.get(BOARD).content.decode(), client.get(BOARD, {"show": "closed"}).content.decode()

    assert (under_way.reference in first, over.reference in first) == (True, False)
    assert (under_way.reference in second, over.reference in second) == (False, True)


def test_list_of_closed_cases_when_there_is_none(cast, sign_in):
    assert (
        "No case has been closed yet."
        in sign_in("board_officer").get(BOARD, {"show": "closed"}).content.decode()
    )


@pytest.mark.parametrize("show", ["", "closed"])
def test_list_runs_the_same_queries_for_1_3_and_30_cases(cast, sign_in, show):
    client = sign_in("board_officer")
    bring = closed if show else made.screened
    counts = {}
    there = 0
    for number in (1, 3, 30):
        while there < number:
            bring(cast)
            there += 1
        client.get(BOARD, {"show": show})
        with CaptureQueriesContext(connection) as captured:
            page = client.get(BOARD, {"show": show})
        assert page.content.decode().count('scope="row"') == min(number, A_PAGE)
        counts[number] = len(captured)

    assert len(set(counts.values())) == 1, counts


def test_list_knows_only_cases_that_the_person_may_know_of(cast):
    case = made.refer_case(cast)
    readers = [cast.manager, cast.officer, cast.second_officer, cast.advisor, cast.chair, cast.member]
    others = [
        cast.learning_officer, cast.administrator, *cast.signatories, cast.police_lead, cast.outsider,
        cast.observer, cast.reviewer, cast.school_lead, cast.practitioner,
    ]  # fmt: skip

    assert {person.name: list(Case.objects.visible_to(person)) for person in readers} == {
        person.name: [case] for person in readers
    }
    assert [person.name for person in others if Case.objects.visible_to(person).exists()] == []


def test_an_observer_of_the_case_review_group_reads_no_case(cast):
    """Though elsewhere they are a member, which by itself lets people read cases of their own group."""
    made.refer_case(cast)
    Appointment.objects.create(
        person=cast.outsider, role=Role.OBSERVER, seat=cast.seat(cast.crg, "observer"), starts_on=LONG_AGO
    )

    assert not Case.objects.visible_to(cast.outsider).exists()


def test_a_member_whose_seat_ended_yesterday_reads_no_case(cast, sign_in):
    case = made.refer_case(cast)
    Appointment.objects.filter(person=cast.member).update(ends_on=timezone.localdate() - timedelta(1))
    Appointment.objects.create(
        person=cast.member, role=Role.GROUP_MEMBER, seat=cast.seat(cast.audit, "co_opted"), starts_on=LONG_AGO
    )
    client = sign_in("group_member")

    assert case.reference not in client.get(BOARD).content.decode()
    assert client.get(case.get_absolute_url()).status_code == 404
