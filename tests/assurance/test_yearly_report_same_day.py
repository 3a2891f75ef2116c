"""On one day the report's figures and the portal's own pages say the same."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
import time_machine
import tinyhtml5
from django.urls import reverse

from assurance.operations import doing as doing_operations
from assurance.operations import doing_evidence
from assurance.operations.yearly_report.figures import gather_year
from partnership.models import Person, Round
from partnership.operations import plan_progress as progress
from schools.models import Inspection
from schools.operations.inspections import add_inspection
from schools.operations.returns import excuse
from schools.operations.settings import record_issue
from schools.operations.settings_assurance import answer_setting, judge_answer
from tests.factories import (
    audits,
    disputes,
    doing,
    education,
    engagement,
    indicators,
    meetings,
    minutes,
    money,
    needs,
    school_returns,
    schools,
    settings,
    voice,
)
from tests.factories import evaluation as training
from tests.factories import plan as plans
from tests.factories import training as training_facts
from tests.factories.assurance import open_round, return_of, submitted
from training.operations import yearly_evaluation

START, END = date(2026, 4, 1), date(2027, 3, 31)


@pytest.fixture(autouse=True)
def a_wednesday_after_the_first_quarter():
    with time_machine.travel(datetime(2026, 7, 15, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


def gathered():
    return gather_year(START, END, data_on=date(2026, 7, 15))


def shown_in(data, name):
    return data["figures"][name]["shown"]


def table_of(client, address, caption):
    """The rows of the table with that caption on that page, cell by cell as a reader has them."""
    page = tinyhtml5.parse(client.get(address).content.decode(), namespace_html_elements=False)
    found = [table for table in page.iter("table") if caption in "".join(table.find("caption").itertext())]
    assert len(found) == 1, f"{len(found)} tables are called {caption}"
    return [
        [" ".join("".join(cell.itertext()).split()) for cell in row]
        for row in found[0].find("tbody").iter("tr")
    ]


def test_returns_are_those_of_the_rounds_page_and_none_of_an_audit(cast, sign_in):
    asked = open_round(cast, opens_on=date(2026, 7, 1), due_on=date(2026, 7, 31), closes_on=date(2026, 8, 31))
    submitted(return_of(asked, cast.police), cast.police_lead)
    tools = open_round(
        cast, questionnaire=asked.questionnaire, title="Tools of an audit", opens_on=date(2026, 7, 1),
        due_on=date(2026, 7, 31), closes_on=date(2026, 8, 31),
    )  # fmt: skip
    Round.objects.filter(pk=tools.pk).update(purpose=Round.Purpose.AUDIT)
    data = gathered()

    rows = table_of(sign_in("board_officer"), reverse("assurance:rounds"), "Rounds")
    assert [row[3] for row in rows if row[0].startswith(asked.title)] == [
        f"{shown_in(data, 'returns_submitted')} of {shown_in(data, 'returns_asked')}"
    ]
    assert (shown_in(data, "rounds"), data["tables"]["returns"]["rows"]) == ("1", [[asked.title, 3, 1, 1]])


def test_priorities_stand_as_their_page_says(cast, sign_in):
    plan = plans.approved(cast)
    plans.written(cast, plans.entry(plan), "amber", late_reason="Leave.")
    plans.written(cast, plans.entry(plan, priority=2), "green", late_reason="Leave.")
    progress.close_quarter(plan.quarters.first(), by=cast.officer)
    data = gathered()

    page = table_of(
        sign_in("board_officer"), reverse("plan_progress", args=[plan.pk]), "Progress on each priority"
    )
    for (title, first, *_), (name, quarter, rag, direction) in zip(
        page, data["tables"]["priorities"]["rows"], strict=True
    ):
        assert title == name
        assert quarter == str(plan.quarters.first())
        assert rag in first
        assert direction in first
    assert (shown_in(data, "priorities"), shown_in(data, "priorities_behind")) == ("2", "1")


def test_an_open_quarter_is_not_told_of(cast):
    plan = plans.approved(cast)
    plans.written(cast, plans.entry(plan), "red", late_reason="Leave.")

    assert gathered()["tables"]["priorities"]["rows"][0][1:] == [
        "No closed quarter",
        "Not written",
        "Not written",
    ]


def test_outcome_statements_are_judged_as_the_report_that_was_sent_says(cast, sign_in):
    doing.delivery(cast)
    chair = Person.objects.get(name="Delivery chair")
    report = doing.agreed(cast, chair)
    assert gathered()["tables"]["outcomes"]["rows"] == []
    doing_operations.keep_sent(report, meetings.pdf("x"), 1, by=cast.officer, late_reason="")

    page = sign_in("observer").get(report.get_absolute_url()).content.decode()
    rows = gathered()["tables"]["outcomes"]["rows"]
    assert len(rows) == 2
    for _, verdict, direction in rows:
        assert verdict in page
        assert direction in page


def test_money_is_that_of_the_budgets_own_page(cast, sign_in):
    budget = money.budget(cast, year=2026)
    money.spent(cast, budget, "1250.50", on=date(2026, 5, 6))
    data = gathered()
    rows = data["tables"]["money_core"]["rows"]

    client, address = sign_in("board_manager"), reverse("budget", args=[budget.pk])
    for partner, agreed, share, *_ in table_of(client, address, "What partners contribute"):
        assert [f"Contribution of {partner}", agreed, share] in rows
    spent = {row[0]: row[2] for row in table_of(client, address, "Spending by heading")}
    assert ["Spent on: Training", spent["Training"], ""] in rows
    assert Decimal(spent["Training"].strip("£").replace(",", "")) == Decimal("1250.50")


def test_attendance_is_that_of_the_groups_own_page(cast, sign_in):
    minutes.seat(cast.partnership, cast.police)
    minutes.seat(cast.partnership, cast.health)
    for day in (date(2026, 5, 6), date(2026, 6, 10)):
        minutes.held(cast, cast.partnership, day=day)
    data = gathered()

    page = table_of(
        sign_in("board_officer"),
        f"{reverse('attendance_by_seat', args=[cast.partnership.code])}?year=2026",
        "By organisation",
    )
    told = data["tables"]["attendance_lrscp"]["rows"]
    assert [[row[0], int(row[1]) + int(row[2])] for row in page] == [[name, came] for name, _, came in told]
    assert shown_in(data, "meetings_lrscp") == "2"


def test_challenges_are_those_of_the_log(cast, sign_in):
    disputes.policies(cast)
    disputes.challenge(cast)
    disputes.answered(cast, disputes.challenge(cast))
    data = gathered()

    page = table_of(sign_in("board_officer"), reverse("challenges"), "Challenge log")
    assert shown_in(data, "challenges_raised") == str(len(page))
    assert data["figures"]["challenges_answered"]["value"] == 1


def test_few_disagreements_about_children_are_not_told_apart(cast):
    disputes.policies(cast)
    for _ in range(2):
        disputes.escalation(cast)
    data = gathered()

    assert (data["figures"]["escalations_raised"]["shown"], data["figures"]["escalations_raised"]["few"]) == (
        "fewer than 5", True,
    )  # fmt: skip


def test_what_people_said_is_told_once_two_people_have_let_it_out(cast):
    voice.said(cast, "My stepfather frightens me", heard_on=date(2026, 6, 1))
    voice.public(cast, words="The path is dark.", heard_on=date(2026, 6, 2))
    voice.session(cast, held_on=date(2026, 6, 2), how_many=3)
    data = gathered()

    assert [row[0] for row in data["tables"]["said"]["rows"]] == ["The path is dark."]
    assert "stepfather" not in str(data)
    assert (shown_in(data, "said"), shown_in(data, "said_answered")) == ("2", "1")
    assert shown_in(data, "people_heard") == "fewer than 5"


def test_what_changes_afterwards_changes_nothing_that_was_gathered(cast):
    plan = plans.approved(cast)
    plans.written(cast, plans.entry(plan), "amber", late_reason="Leave.")
    before = gathered()
    plans.written(cast, plans.entry(plan), "red")
    progress.close_quarter(plan.quarters.first(), by=cast.officer, reason="Nobody wrote the other.")

    assert before["tables"]["priorities"]["rows"][0][2] == "Not written"
    assert gathered()["tables"]["priorities"]["rows"][0][2] == "Red: off track"


def test_indicators_are_told_as_members_read_them_and_small_numbers_not_at_all(cast, sign_in):
    made = indicators.indicator(cast, asked_from=date(2026, 4, 1), name="Babies with a bruise")
    indicators.give(made, "Q1 2026/27", indicators.LEICS, 417, by=cast.officer)
    indicators.give(made, "Q1 2026/27", indicators.RUTLAND, 3, by=cast.officer)
    data = gathered()
    rows = data["tables"]["indicators"]["rows"]

    assert [row[0] for row in rows] == ["Babies with a bruise"] * len(rows)
    assert len(rows) > 1
    page = sign_in("group_member").get(made.get_absolute_url()).content.decode()
    for row in rows:
        assert row[3] in page
    assert [cell for row in rows for cell in row if cell in ("3", "420")] == []
    assert data["tables"]["indicator_ref_01"]["rows"][-1][1] in page


def test_audits_are_told_as_their_report_tells_them(cast, sign_in):
    found = audits.reported(cast)
    data = gathered()

    assert shown_in(data, "audits_reported") == "1"
    rows = data["tables"]["audits"]["rows"]
    assert [row[:2] for row in rows] == [[found.reference, found.theme]]
    page = sign_in("independent_advisor").get(found.get_absolute_url()).content.decode()
    grades = data["tables"][f"grades_{found.reference.lower().replace('-', '_')}"]["rows"]
    for label, number in grades:
        assert label in page
        assert number == "not shown" or number == 0 or number >= 5


def test_training_is_that_of_its_pages_and_of_its_yearly_evaluation(cast, sign_in):
    """Eleven of seventeen came, and three without a booking; a session whose register is open counts nowhere."""
    needs.learning(cast)
    course = training.course(cast)
    training.held(
        cast, course, training.learners(cast, 17), absent=6,
        guests=["ash@larch.test", "elm@larch.test", "oak@larch.test"],
    )  # fmt: skip
    training_facts.booking(
        training_facts.session(course, starts_at=datetime(2026, 6, 2, 9, tzinfo=UTC)),
        cast.practitioner,
        cast.hospital,
    )
    data = gathered()
    figures = yearly_evaluation.start(2026, by=cast.learning_officer).figures
    pages = {
        who: sign_in(who).get(reverse("training:training_figures"))
        for who in ("board_officer", "group_member")
    }
    quarter = SimpleNamespace(starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30))
    [found] = doing_evidence.training(quarter)

    told = {name: shown_in(data, f"training_{name}") for name in ("sessions", "places", "came", "no_show")}
    assert told == {"sessions": "1", "places": "17", "came": "14", "no_show": "6"}
    assert told == {name: str(figures[name]) for name in told}
    assert (figures["booked"], data["figures"]["training_no_show"]["of"], figures["open_registers"]) == (
        17,
        17,
        1,
    )
    for page in pages.values():
        headline = {one["label"]: one["value"] for one in page.context["headline"]}
        assert [str(headline[name]) for name in ("sessions held", "places", "people came", "did not come")] == [
            "1", "17", "14", "35.3%",
        ]  # fmt: skip
        assert "1 more session was held and is not counted yet" in page.text
    assert found.words == (
        "1 session of multi-agency training held; 14 people came; 6 had a place and did not come."
    )
    # the three guests are few: neither their sector's row is told nor the next, which would give it away
    sectors = table_of(sign_in("group_member"), reverse("training:training_figures"), "Sector")
    assert [row[:4] for row in sectors] == data["tables"]["training_sectors"]["rows"]
    assert data["tables"]["training_sectors"]["rows"] == [
        ["Health provider", "not shown", "not shown", "not shown"],
        ["Other organisations", "not shown", "not shown", "not shown"],
    ]


def test_a_year_of_one_small_session_is_not_told_in_the_report(cast):
    training.held(cast, training.course(cast), training.learners(cast, 8), absent=2)
    data = gathered()

    assert [shown_in(data, f"training_{name}") for name in ("sessions", "came", "no_show")] == [
        "1", "6", "not shown",
    ]  # fmt: skip
    [found] = doing_evidence.training(SimpleNamespace(starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30)))
    assert found.words == "1 session of multi-agency training held; 6 people came."


def test_schools_reached_are_those_of_the_authoritys_own_page(cast, sign_in):
    reached = schools.school(cast)
    schools.school(cast)
    engagement.engagement(cast, schools=[reached], held_on=date(2026, 3, 3))
    data = gathered()

    address = f"{reverse('schools:engagements')}?authority={cast.county.code}&year=2025"
    page = sign_in("board_officer").get(address).content.decode()
    [county] = [row for row in data["tables"]["schools"]["rows"] if row[0] == cast.county.name]
    assert county[-1] == "1 of 2"
    assert f"{county[-1]} schools reached at least once" in page
    assert (shown_in(data, "schools_reached"), data["figures"]["schools_reached"]["of"]) == ("1", 2)
    assert shown_in(data, "schools_silent") == "0"


def test_what_schools_answered_is_that_of_the_rounds_and_chasings_own_pages(cast, sign_in):
    """By hand: 4 asked, 1 received, 1 excused, so 2 did not respond; 1 of 4 is 25%."""
    answered, _, _, excused = (schools.school(cast, name=f"{name} School") for name in "ABCD")
    school_returns.with_signers(answered)
    with time_machine.travel(datetime(2026, 5, 4, 9, tzinfo=UTC), tick=False):
        asked = school_returns.open_round(
            cast, opens_on=date(2026, 5, 1), due_on=date(2026, 6, 30), closes_on=date(2026, 9, 30)
        )
        school_returns.received(school_returns.asked(asked, answered), cast.school_lead)
        excuse(school_returns.asked(asked, excused), by=cast.officer, reason="It closes in July.")
    data = gathered()
    [county] = [row for row in data["tables"]["schools"]["rows"] if row[0] == cast.county.name]
    client = sign_in("board_officer")

    [row] = table_of(client, reverse("schools:rounds"), "Rounds")
    assert [str(cell) for cell in county[1:4]] == [row[3], row[4], row[7]] == ["4", "1", "25%"]
    page = tinyhtml5.parse(
        client.get(reverse("schools:chasing", args=[asked.pk])).text, namespace_html_elements=False
    )
    told = " ".join("".join(page.itertext()).split())
    assert county[4] == 2
    assert "2 not received" in told
    assert "2 late" in told
    assert [shown_in(data, f"schools_{name}") for name in ("asked", "received", "silent")] == ["4", "1", "2"]


def test_concerns_about_schools_are_those_of_their_own_page(cast, sign_in):
    for number in range(2):
        add_inspection(
            schools.school(cast, name=f"School {number}"), by=cast.officer,
            inspectorate=Inspection.Inspectorate.ISI, framework=Inspection.Framework.STANDARDS,
            starts_on=date(2026, 6, 3), safeguarding="not_met" if number else "met",
        )  # fmt: skip
    data = gathered()
    page = table_of(
        sign_in("board_officer"),
        reverse("schools:inspection_concerns"),
        "Concerns from inspections",
    )
    assert [row[0].split("Inspected")[0] for row in page] == ["School 1"]
    assert shown_in(data, "schools_concerns") == str(len(page))


def test_other_settings_and_education_reports_stand_as_their_pages_say(cast, sign_in):
    home = settings.setting(cast)
    asked = settings.asked(cast, home)
    settings.asked(cast, settings.setting(cast, name="Medlar House"))
    answer_setting(asked, office="Registered manager", answer="Each is vetted.")
    judge_answer(asked, by=cast.officer, judged="assured", judged_why="")
    record_issue(
        home, by=cast.officer, inspected_on=date(2026, 6, 2), outcome="Inadequate", raised="Staff records.",
        concern=True,
    )  # fmt: skip
    report = education.begun(cast.county)
    data = gathered()

    [county] = [row for row in data["tables"]["settings"]["rows"] if row[0] == cast.county.name]
    assert county[1:] == [2, 1, 1, 1, report.get_state_display()]
    page = table_of(sign_in("board_officer"), reverse("schools:settings"), "Settings")
    assert [row[4] for row in page if row[0] == home.organisation.name] == ["Assured"]
    assert [row[5] for row in page if row[0] == home.organisation.name] == ["1 open concern"]
    told = {
        name: shown_in(data, name) for name in ("settings_asked", "settings_answered", "settings_assured")
    }
    assert told == {"settings_asked": "2", "settings_answered": "1", "settings_assured": "1"}
    assert (shown_in(data, "education_reports"), data["figures"]["education_reports"]["of"]) == ("0", 2)
