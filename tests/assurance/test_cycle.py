"""The assurance cycle as a page: where it stands, what is missing, what is next."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assurance.operations.cycle import where_we_are
from assurance.operations.indicators import asking
from assurance.rules.cycle import STEPS, Step, is_time_for_next_plan, mark_now
from partnership.models import Deadline, Driver
from tests.factories import audits, doing, indicators, voice
from tests.factories import plan as plans
from tests.factories.assurance import open_round, return_of, submitted


@pytest.fixture(autouse=True)
def a_wednesday_in_june():
    with time_machine.travel(datetime(2026, 6, 10, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


def steps(day=date(2026, 6, 10)):
    return {step.code: step for step in where_we_are(day)}


def sentences(step):
    return [text for text, _, _ in step.missing]


def test_the_cycle_has_the_six_steps_of_the_published_arrangements():
    assert [code for code, _, _ in STEPS] == ["gather", "focus", "outcomes", "plan", "implement", "assess"]


def test_with_nothing_on_record_it_says_what_is_missing(cast):
    found = steps()

    first, second, third = sentences(found["gather"])
    assert (first, second) == (
        "There is no round for agencies this year.",
        "Nobody has been heard in a session this year.",
    )
    assert third.startswith(
        "Neither done nor planned for these months: Deep dive, Annual quality assurance event"
    )
    assert sentences(found["plan"]) == ["No business plan is in force."]
    assert sentences(found["assess"]) == ["No yearly report has been published."]
    assert [found[code].standing[0] for code in ("focus", "outcomes", "implement")] == ["Not started"] * 3
    assert found["gather"].now


def test_returns_are_counted_and_late_ones_are_missing(cast):
    asked = open_round(cast)
    submitted(return_of(asked, cast.police), cast.police_lead)

    assert steps()["gather"].there == ["1 of 3 returns received this year."]
    assert "2 returns are late." in sentences(steps(date(2026, 7, 1))["gather"])
    assert "2 returns are late." not in sentences(steps(date(2026, 6, 30))["gather"])


def test_next_is_the_nearest_date_and_there_the_cycle_is(cast):
    open_round(cast)

    found = steps()

    assert (found["gather"].next["due_on"], found["gather"].now) == (date(2026, 6, 30), True)


def test_focus_areas_without_reasons_and_statements_without_measures_are_named(cast):
    plan = plans.approved(cast)
    Driver.objects.create(priority=plan.priorities.get(number=1), kind="data", words="Figures")
    plan.priorities.filter(number=2).update(measure="")

    found = steps()

    assert sentences(found["focus"]) == ["Priority 2 is without a stated reason."]
    assert found["outcomes"].there == ["1 of 2 say what good looks like and how we will know."]
    assert sentences(found["outcomes"]) == ["Priority 2 is without an outcome statement or a measure."]
    assert "The public cannot read the plan yet." in sentences(found["plan"])


def test_what_is_overdue_on_the_timetable_is_missing_and_what_is_planned_is_not(cast):
    audits.entry(cast, kind="deep_dive", planned_on=date(2026, 6, 30))

    assert "Deep dive" not in sentences(steps()["gather"])[-1]
    assert "1 thing is overdue on the quality assurance timetable." in sentences(
        steps(date(2026, 7, 1))["gather"]
    )
    assert "1 thing is overdue on the quality assurance timetable." not in sentences(
        steps(date(2026, 6, 30))["gather"]
    )


def test_figures_that_were_not_given_in_time_are_missing(cast, a_wednesday_in_june):
    a_wednesday_in_june.move_to(indicators.TODAY)
    indicators.indicator(cast, asked_from=date(2026, 1, 1))
    asking.ask_for_figures()
    due = Deadline.objects.filter(duty="figures").order_by("due_on").first().due_on
    number = Deadline.objects.filter(duty="figures", due_on=due).count()
    late = f"{number} set{'' if number == 1 else 's'} of indicator figures not given on time."

    assert late not in sentences(steps(due)["gather"])
    assert late in sentences(steps(due + timedelta(1))["gather"])


def test_the_next_plan_is_asked_for_half_a_year_before_this_one_ends(cast):
    ends_on = date(2027, 3, 31)

    assert not is_time_for_next_plan(ends_on=ends_on, today=date(2026, 10, 1), there=False)
    assert is_time_for_next_plan(ends_on=ends_on, today=date(2026, 10, 2), there=False)
    assert not is_time_for_next_plan(ends_on=ends_on, today=date(2027, 3, 1), there=True)


def test_a_quarter_without_its_report_is_missing_until_one_is_begun(cast, a_wednesday_in_june):
    a_wednesday_in_june.move_to(datetime(2026, 7, 15, 9, tzinfo=UTC))
    plan = plans.approved(cast)
    sentence = "No “How are we doing?” report has been started for April to June 2026."

    assert sentence in sentences(steps(date(2026, 7, 15))["assess"])
    report = doing.begun(cast, plan)
    found = steps(date(2026, 7, 15))["assess"]
    assert sentence not in sentences(found)
    assert (found.next["due_on"], found.now) == (report.deadline.due_on, True)


def test_where_nothing_is_dated_the_first_step_that_lacks_something_is_where_we_are():
    found = [
        Step("gather", "", ""),
        Step("focus", "", "", missing=[("x", "plans", ())]),
        Step("assess", "", ""),
    ]

    assert [step.now for step in mark_now(found, date(2026, 6, 10))] == [False, True, False]


def test_links_are_for_those_who_may_open_what_they_lead_to(cast, sign_in):
    address = f'href="{reverse("assurance:rounds")}"'

    assert address in sign_in("board_officer").get(reverse("assurance:cycle")).content.decode()
    page = sign_in("group_member").get(reverse("assurance:cycle")).content.decode()
    assert "There is no round for agencies this year." in page
    assert address not in page


def test_the_page_runs_the_same_number_of_queries_whatever_is_on_record(cast, sign_in):
    client, counts = sign_in("board_officer"), []
    plans.approved(cast)
    open_round(cast)
    for number in range(3):
        voice.said(cast, f"Number {number}.")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("assurance:cycle"))
        counts.append(len(queries))

    assert counts[1] == counts[2]


# The year ---------------------------------------------------------------------------------------------------


def year(page):
    return {row["title"]: row for row in page.context["drawn"]["rows"]}


def test_the_year_draws_dates_of_one_day_as_one_mark_and_says_how_many_are_done(cast, sign_in):
    asked = open_round(cast)
    submitted(return_of(asked, cast.police), cast.police_lead)

    page = sign_in("board_officer").get(reverse("assurance:cycle"))

    row = year(page)["Agencies’ returns, section 11 among them"]
    assert [mark["state"] for mark in row["marks"]] == ["due"]
    assert row["said"] == "Due 30 June 2026. 1 of 3 done"
    assert "The year 2026/27" in page.text


def test_the_year_tells_of_cases_to_nobody_and_of_others_dates_only_what_the_steps_tell(cast, sign_in):
    open_round(cast)
    plans.approved(cast)
    Deadline.objects.create(
        duty="approve_budget", label="KANARIEN", reference="B-1", path="/", rule="x", source="x",
        due_on=date(2026, 6, 30), organisation=cast.county,
    )  # fmt: skip
    Deadline.objects.create(
        duty="return", label="KANARIEN of a case", reference="B-2", path="/", rule="x", source="x",
        due_on=date(2026, 6, 29), organisation=cast.county, restricted=True,
    )  # fmt: skip

    staff = sign_in("board_officer").get(reverse("assurance:cycle"))
    member = sign_in("group_member").get(reverse("assurance:cycle"))

    assert {"Budget", "Agencies’ returns, section 11 among them"} <= set(year(staff))
    assert "KANARIEN" in staff.text
    assert "KANARIEN of a case" not in staff.text
    assert "Budget" not in year(member)
    assert "Agencies’ returns, section 11 among them" in year(member)
    assert "KANARIEN" not in member.text
