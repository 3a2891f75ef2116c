"""The figures are what the rows say on the day, and stay so."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from assurance.models import Gather
from assurance.operations import yearly_report as operations
from assurance.operations.yearly_report.content import edition_of
from assurance.operations.yearly_report.figures import gather_year
from assurance.printing.text import narrative
from partnership.models import (
    Action,
    Budget,
    Contribution,
    Deadline,
    FormerName,
    LearningPoint,
    Participation,
    Pot,
    Questionnaire,
    Return,
)
from partnership.operations.action_logs import withdraw_action
from partnership.operations.actions import claim, open_action, verify
from partnership.operations.deadlines import meet, open_fixed
from partnership.operations.questionnaires import open_round
from reviews.models import Case, Decision, Notification
from tests.factories import reviews, yearly_report

START, END = date(2026, 4, 1), date(2027, 3, 31)


@pytest.fixture(autouse=True)
def a_day_in_november():
    with time_machine.travel("2026-11-23T10:00+00:00", tick=False):
        yield


def gathered(data_on=None):
    return gather_year(START, END, data_on=data_on or timezone.localdate())


def value(data, name):
    return data["figures"][name]["value"]


def act(cast, **changes):
    facts = {
        "title": "Do it",
        "origin": "CR-2026-001",
        "target_on": date(2026, 11, 1),
        "organisation": cast.police,
    }
    return open_action(by=cast.officer, **facts | changes)


def test_actions_are_those_of_the_log(cast):
    act(cast)
    verify(claim(act(cast), by=cast.police_lead, evidence="Minutes"), by=cast.officer)
    with time_machine.travel(
        "2026-03-31T22:30+00:00", tick=False
    ):  # 23:30 in London, the day before the year
        act(cast)
    data = gathered()

    assert value(data, "actions_opened") == 2 == Action.objects.filter(opened_at__date__gte=START).count()
    assert value(data, "actions_verified") == 1
    assert value(data, "actions_overdue") == 2 == Action.objects.overdue(timezone.localdate()).count()


def test_actions_no_longer_needed_are_counted_in_the_year_in_which_somebody_said_so(cast):
    with time_machine.travel("2026-03-30T10:00+00:00", tick=False):
        before, gone = act(cast, target_on=date(2026, 4, 1)), act(cast, target_on=date(2026, 4, 1))
        withdraw_action(before, by=cast.officer, seen=before.wording, reason="The team was closed.")
    withdraw_action(gone, by=cast.officer, seen=gone.wording, reason="The law changed.")
    data = gathered()

    assert (value(data, "actions_withdrawn"), value(data, "actions_overdue")) == (1, 0)
    assert ["Actions no longer needed", 1] in data["charts"]["actions"]["rows"]


def test_actions_no_longer_needed_stand_in_the_report_on_every_paper(cast):
    gone = act(cast)
    withdraw_action(gone, by=cast.officer, seen=gone.wording, reason="The law changed.")
    edition = edition_of(yearly_report.started(cast, 2026))
    decisions = next(one["html"] for one in edition["chapters"] if one["kind"] == "decisions")

    assert "No longer needed: 1." in decisions
    assert "Actions no longer needed" in decisions


@pytest.mark.django_db
def test_figures_gathered_before_actions_could_be_withdrawn_still_read():
    data = gathered()
    del data["figures"]["actions_withdrawn"]
    rows = data["charts"]["actions"]["rows"]
    data["charts"]["actions"]["rows"] = [row for row in rows if row[0] != "Actions no longer needed"]
    html = narrative("Opened: {figure:actions_opened}.\n\n{chart:actions}", data)

    assert "Opened: 0." in html
    assert "Actions overdue" in html
    assert "no longer needed" not in html


def test_midnight_of_summer_time_belongs_to_the_new_year(cast):
    with time_machine.travel("2026-03-31T23:30+00:00", tick=False):  # 00:30 on 1 April in London
        act(cast)

    assert value(gathered(), "actions_opened") == 1


def test_deadlines_are_on_time_late_or_open(cast):
    due = {
        "by": cast.officer,
        "rule": "Agreed",
        "source": "Minutes",
        "reference": "X",
        "path": "/",
        "owner": cast.officer,
    }
    on_time = open_fixed("x", "On time", date(2026, 11, 23), **due)
    late = open_fixed("x", "Late", date(2026, 11, 20), **due)
    open_fixed("x", "Open", date(2026, 11, 21), **due)
    open_fixed("x", "Not yet due", date(2026, 12, 21), **due)
    open_fixed("x", "Another year", date(2026, 3, 31), **due)
    meet(on_time, by=cast.officer)
    meet(late, by=cast.officer, late_reason="Illness")
    data = gathered()

    names = ("deadlines_due", "deadlines_on_time", "deadlines_late", "deadlines_open")
    assert [value(data, name) for name in names] == [3, 1, 1, 1]
    assert data["figures"]["deadlines_late"]["of"] == 3
    assert data["tables"]["deadlines"]["rows"] == [["Everything else", 3, 1, 1, 1]]
    assert value(data, "deadlines_late") == Deadline.objects.filter(late=True).count()


def test_what_cases_owed_cannot_be_taken_from_the_whole(cast):
    due = {"by": cast.officer, "rule": "Agreed", "source": "Minutes", "reference": "X", "path": "/"}
    case = reviews.refer_case(cast)
    for day in range(1, 7):
        meet(open_fixed("x", f"Other {day}", date(2026, 11, 23), owner=cast.officer, **due), by=cast.officer)
    for day in range(1, 3):
        of_case = open_fixed("x", f"Case {day}", date(2026, 11, day), owner=cast.officer, **due)
        case.clocks.create(deadline=of_case)
    data = gathered()

    rows = {row[0]: row[1:] for row in data["tables"]["deadlines"]["rows"]}
    hidden = [cells for label, cells in rows.items() if label.startswith("Case reviews")]
    assert any("fewer than 5" in cells for cells in hidden)
    others = [cells for label, cells in rows.items() if not label.startswith("Case reviews")]
    names = ("deadlines_due", "deadlines_on_time", "deadlines_late", "deadlines_open")
    assert [value(data, name) for name in names] == [sum(column) for column in zip(*others, strict=True)]
    assert data["figures"]["deadlines_open"]["of"] == value(data, "deadlines_due")


def test_returns_are_those_of_rounds_that_fell_due(cast):
    questionnaire = Questionnaire.objects.create(code="agency", title="Agency report")
    asked = open_round(
        questionnaire, by=cast.officer, title="Agency reports 2026", reference="AR-2026",
        organisations=[cast.police, cast.health], about_from=date(2025, 4, 1), about_until=date(2026, 3, 31),
        opens_on=date(2026, 11, 1), due_on=date(2026, 11, 23), closes_on=date(2026, 12, 20),
    )  # fmt: skip
    opened = asked.returns.get(organisation=cast.police)
    Return.objects.filter(pk=opened.pk).update(
        state="submitted", submitted_by=cast.police_lead, submitted_at=timezone.now(), checksum="0" * 64
    )
    meet(opened.deadline, by=cast.police_lead)
    data = gathered()

    names = ("rounds", "returns_asked", "returns_submitted", "returns_on_time", "returns_late")
    assert [value(data, name) for name in names] == [1, 2, 1, 1, 0]
    assert data["tables"]["returns"]["rows"] == [["Agency reports 2026", 2, 1, 1]]
    assert data["charts"]["returns"]["rows"] == [["Agency reports 2026", 50]]
    assert data["tables"]["returns_by_agency"]["rows"] == [
        ["Integrated Care Board", 1, 0, 0],
        ["Leicestershire Police", 1, 1, 1],
    ]


def test_few_cases_are_counted_whole_and_never_shown(cast):
    reviews.awaiting_panel(cast)
    reviews.refer_case(cast)
    data = gathered()

    assert value(data, "cases_referred") == 2 == Case.objects.count()
    assert value(data, "cases_notified") == 1 == Notification.objects.count()
    assert value(data, "rapid_reviews_sent") == 1
    assert value(data, "decisions") == 1 == Decision.objects.count()
    names = ("cases_referred", "cases_notified", "rapid_reviews_sent", "decisions")
    assert {data["figures"][name]["shown"] for name in names} == {"fewer than 5"}
    shown = [cell for row in data["tables"]["reviews"]["rows"] for cell in row[1:]]
    assert set(shown) == {"fewer than 5", "0"}


def test_many_cases_are_shown(cast):
    for _ in range(5):
        reviews.refer_case(cast)

    assert gathered()["figures"]["cases_referred"]["shown"] == "5"


def test_each_pot_stands_by_itself(cast):
    for code, total, given in (("alone", 240_263, 83_415), ("joint", 358_500, 112_633)):
        pot = Pot.objects.create(code=code, name=code.title(), scope="x")
        budget = Budget.objects.create(pot=pot, year=2026, total=total, source="Report to Cabinet")
        Contribution.objects.create(budget=budget, organisation=cast.county, amount=given)
        Budget.objects.create(pot=pot, year=2025, total=1)
    data = gathered()

    assert value(data, "budget_alone") == "£240,263"
    assert data["tables"]["contributions_joint"]["rows"] == [
        ["Leicestershire County Council", "£112,633", "31.4%"],
        ["Total of the budget", "£358,500", ""],
    ]
    assert not any("£598,763" in str(part) for part in data.values())


def test_partners_are_those_of_the_day_under_their_names_of_the_day(cast):
    old = FormerName.objects.create(
        organisation=cast.health, name="Clinical Commissioning Group", ends_on=END
    )
    Participation.objects.filter(organisation=cast.rutland).update(ends_on=date(2026, 6, 30))
    data = gathered()

    assert value(data, "statutory_partners") == 3
    assert [row[0] for row in data["tables"]["statutory_partners"]["rows"]] == [
        old.name, "Leicestershire County Council", "Leicestershire Police",
    ]  # fmt: skip
    assert data["tables"]["changes"]["rows"] == [
        ["Rutland County Council left", "30 June 2026", "Statutory safeguarding partner"]
    ]


def test_learning_is_counted_by_where_it_came_from(cast):
    for origin in ("review", "audit", "audit"):
        LearningPoint.objects.create(text="x", origin=origin, reference="X", noted_by=cast.officer)

    assert gathered()["tables"]["learning"]["rows"] == [["Case review", 1], ["Audit", 2]]


def test_figures_are_plain_and_the_same_twice(cast):
    report = yearly_report.started(cast, 2026)

    assert report.gather.data == gathered()
    assert report.gather.data_on == date(2026, 11, 23)


def test_gathering_again_makes_another_and_leaves_the_first(cast):
    report = yearly_report.started(cast, 2026)
    first = report.gather
    act(cast)
    again = operations.gather_report(report, by=cast.officer)

    first.refresh_from_db()
    assert (value(first.data, "actions_opened"), value(again.data, "actions_opened")) == (0, 1)
    assert first.checksum != again.checksum


def test_gathered_figures_cannot_be_changed(cast):
    gather = yearly_report.started(cast, 2026).gather

    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Gather.objects.filter(pk=gather.pk).update(data_on=timezone.localdate() - timedelta(1))
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Gather.objects.filter(pk=gather.pk)._raw_delete("default")
