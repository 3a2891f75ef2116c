"""Practitioners' escalations: kept apart, without a child's detail, and counted without telling of a family."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Deadline, Escalation, Event, LearningPoint, Letter
from partnership.operations.escalations import (
    counts_between,
    move_escalation,
    resolve_escalation,
    tell_escalation_step,
)
from partnership.rules.childs_detail import check_no_detail, check_opaque
from partnership.rules.escalations import band
from partnership.rules.suppression import suppressed
from tests.factories import disputes as made

MONDAY = datetime(2026, 3, 30, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def travelled():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def policies(cast):
    return made.policies(cast)


def go_to(clock, day):
    clock.move_to(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


# No child's detail ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "NHS 943 476 5919 is hers",
        "9434765919",
        "943-476-5919",
        "born on a Monday",
        "DOB unknown",
        "She is 12/03/2015",
        "of 3rd March 2015",
        "2015-03-12",
        "lives in LE1 7RH",
        "QQ 12 34 56 C",
        "UPN H801200001001",
    ],
)
def test_what_could_say_who_a_child_is_is_refused(text):
    with pytest.raises(Refused, match="No child’s detail is kept here"):
        check_no_detail("The threshold.", f"They say: {text}.")


@pytest.mark.parametrize(
    "text", ["Aged 4, for 10 days", "Section 47 of 1989", "Since March 2025", "Call 999", ""]
)
def test_what_says_nothing_of_a_child_may_be_said(text):
    check_no_detail(text)


@pytest.mark.parametrize("reference", ["Jo", "Jo Bloggs", "JB", "jo-bloggs", "9434765919", "", "12/03/2015"])
def test_a_name_is_no_reference(reference):
    with pytest.raises(Refused):
        check_opaque(reference)


@pytest.mark.parametrize("reference", ["EH-20417", "20417", "uhl/7"])
def test_a_reference_is_letters_and_figures(reference):
    check_opaque(reference)


def test_raise_escalation_refuses_a_detail_and_loses_nothing_that_was_typed(cast, policies, sign_in):
    page = sign_in(cast.hospital_lead).post(
        reverse("raise_escalation"),
        {
            "raised_for": cast.hospital.pk, "raised_with": cast.county.pk, "priority": "urgent",
            "child_reference": "UHL-7", "about": "The child, born on 1 May 2020, is not seen.",
        },
    )  # fmt: skip

    assert "could be a date of birth" in page.text
    assert "is not seen." in page.text
    assert not Escalation.objects.exists()


def test_nothing_of_the_child_goes_into_letters_deadlines_or_the_record(cast, policies):
    escalation = made.escalation(cast, child_reference="UHL-20417", about="Whether the threshold is met.")

    told = [
        *(f"{one.subject} {one.label} {one.path} {one.reference}" for one in Letter.objects.all()),
        *(f"{one.label} {one.reference} {one.path}" for one in Deadline.objects.all()),
        *(f"{one.label} {one.facts} {one.why}" for one in Event.objects.all()),
        str(escalation),
    ]
    assert len(told) > 5
    assert not [one for one in told if "UHL-20417" in one or "threshold" in one]


# Stages ---------------------------------------------------------------------------------------------------


def test_priority_gives_the_limit_and_working_days_pass_over_easter(cast, policies, travelled):
    go_to(travelled, date(2026, 4, 2))
    standard = made.escalation(cast)
    urgent = made.escalation(cast, priority="urgent")

    assert (standard.deadline.due_on, standard.deadline.organisation) == (date(2026, 4, 8), cast.county)
    assert urgent.deadline.due_on == date(2026, 4, 7)
    assert {one.urgent for one in Letter.objects.filter(reference=urgent.reference)} == {True}


def test_a_stage_without_an_urgent_limit_has_the_usual_one(cast, policies):
    escalation = made.escalation(cast, priority="urgent")
    for _ in range(2):
        escalation = move_escalation(escalation, by=cast.hospital_lead, outcome="No answer.")

    assert (escalation.stage.position, escalation.deadline.due_on) == (3, date(2026, 4, 15))
    assert escalation.deadline.role == "board_manager"


def test_a_new_version_moves_no_escalation_that_runs(cast, policies, travelled):
    before = made.escalation(cast)
    made.policies(cast, in_force_on=date(2026, 3, 31), factor=2)
    go_to(travelled, date(2026, 3, 31))

    moved = move_escalation(before, by=cast.hospital_lead, outcome="No answer.")
    assert (moved.policy.version, moved.deadline.due_on) == (2, date(2026, 4, 9))
    after = made.escalation(cast)
    assert (after.policy.version, after.deadline.due_on) == (3, date(2026, 4, 8))


def test_the_partnership_steps_in_only_at_its_stage(cast, policies, sign_in):
    escalation = made.escalation(cast)
    officer = sign_in("board_officer")
    assert "The partnership steps in at its own stage" in officer.get(escalation.get_absolute_url()).text
    for deed in (tell_escalation_step, move_escalation, resolve_escalation):
        with pytest.raises(Refused):
            deed(
                escalation,
                by=cast.officer,
                **{"text" if deed is tell_escalation_step else "outcome": "We say so."},
            )
    for deed in ("tell_escalation_step", "move_escalation", "resolve_escalation"):
        assert officer.get(reverse(deed, args=[escalation.pk])).status_code == 409

    for _ in range(2):
        escalation = move_escalation(escalation, by=cast.hospital_lead, outcome="No answer.")
    tell_escalation_step(escalation, by=cast.officer, text="A senior lead looked at it.")
    resolve_escalation(escalation, by=cast.officer, outcome="Seen together.", learning="Meet, do not write.")
    assert LearningPoint.objects.get().reference == escalation.reference


def test_the_agency_that_is_asked_answers_but_neither_ends_it_nor_takes_it_further(cast, policies, sign_in):
    escalation = made.escalation(cast)
    sign_in(cast.county_lead).post(
        reverse("tell_escalation_step", args=[escalation.pk]), {"text": "We look again."}
    )
    assert "We look again." in sign_in(cast.hospital_lead).get(escalation.get_absolute_url()).text

    with pytest.raises(Refused, match="Only the agency that raised it can take it further"):
        move_escalation(escalation, by=cast.county_lead, outcome="Enough.")
    with pytest.raises(Refused, match="Only the agency that raised it can mark it as resolved"):
        resolve_escalation(escalation, by=cast.county_lead, outcome="Enough.")


def test_what_was_resolved_is_frozen_with_its_steps(cast, policies):
    escalation = resolve_escalation(made.escalation(cast), by=cast.hospital_lead, outcome="Agreed.")

    with pytest.raises(Refused, match="It was resolved on 30 March 2026"):
        tell_escalation_step(escalation, by=cast.hospital_lead, text="More.")
    for change in (
        "UPDATE partnership_escalation SET outcome = 'x'",
        "DELETE FROM partnership_escalationstep",
    ):
        with (
            pytest.raises(DatabaseError, match="frozen"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)


# Who sees it ----------------------------------------------------------------------------------------------


def test_other_agencies_and_those_who_read_disputes_see_no_escalation(cast, policies, sign_in):
    escalation = made.escalation(cast, about="A secret quarrel.")
    address, register = escalation.get_absolute_url(), reverse("escalations")

    for person in (cast.hospital_lead, cast.county_lead, cast.signatories[0], cast.officer):
        assert sign_in(person).get(address).status_code == 200
        assert escalation.reference in sign_in(person).get(register).text
    for person in (cast.police_lead, cast.rutland_lead, cast.signatories[2]):
        assert sign_in(person).get(address).status_code == 404
        assert escalation.reference not in sign_in(person).get(register).text
    for person in (
        cast.advisor,
        cast.chair,
        cast.member,
        cast.observer,
        cast.learning_officer,
        cast.practitioner,
    ):
        assert sign_in(person).get(address).status_code == 403
    assert escalation.reference not in sign_in(cast.officer).get(reverse("partner_disputes")).text
    assert escalation.reference not in sign_in(cast.officer).get(reverse("challenges")).text


# Counted --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 7, "b": 9}, {"a": 7, "b": 9}),
        ({"a": 7, "b": 2, "c": 9}, {"a": None, "b": None, "c": 9}),
        ({"a": 1, "b": 1, "c": 6, "d": 8}, {"a": None, "b": None, "c": None, "d": 8}),
        ({"a": 4, "b": 4, "c": 6}, {"a": None, "b": None, "c": 6}),
        ({"a": 0, "b": 3}, {"a": 0, "b": None}),
        ({}, {}),
    ],
)
def test_small_numbers_cannot_be_worked_out(counts, shown):
    assert suppressed(counts) == shown


@pytest.mark.parametrize(
    ("days", "label"),
    [
        (0, "Up to 2 days"),
        (2, "Up to 2 days"),
        (3, "3 to 5 days"),
        (20, "11 to 20 days"),
        (21, "More than 20 days"),
    ],
)
def test_days_fall_into_bands(days, label):
    assert band(days) == label


def test_counts_between_counts_by_stage_agency_and_days(cast, policies, travelled):
    first, second = made.escalation(cast), made.escalation(cast, raised_with=cast.police)
    move_escalation(first, by=cast.hospital_lead, outcome="No answer.")
    go_to(travelled, date(2026, 4, 1))
    resolve_escalation(second, by=cast.hospital_lead, outcome="Agreed.")
    go_to(travelled, date(2026, 4, 2))
    resolve_escalation(first, by=cast.hospital_lead, outcome="Agreed.")
    made.escalation(cast)

    assert counts_between(date(2026, 3, 30), date(2026, 3, 31)) == {
        "raised": 2,
        "resolved": 2,
        "By stage at which it was resolved": {"Stage 1: Practitioners": 1, "Stage 2: Managers": 1},
        "By agency that raised it": {"University Hospitals of Leicester NHS Trust": 2},
        "By agency that it was raised with": {"Leicestershire County Council": 1, "Leicestershire Police": 1},
        "By days taken": {"Up to 2 days": 1, "3 to 5 days": 1},
    }


def test_small_numbers_are_for_the_business_unit_alone(cast, policies, sign_in):
    for _ in range(6):
        made.escalation(cast)
    made.escalation(cast, raised_with=cast.police)
    address = reverse("escalation_counts")

    def rows(who):
        return dict(sign_in(who).get(address).context["tables"])["By agency that it was raised with"]

    assert rows("board_officer") == [["Leicestershire County Council", "6"], ["Leicestershire Police", "1"]]
    hidden = [["Leicestershire County Council", "not shown"], ["Leicestershire Police", "not shown"]]
    assert rows(cast.advisor) == rows(cast.police_lead) == hidden
    assert [one["value"] for one in sign_in(cast.advisor).get(address).context["totals"]] == ["7", "0"]


def test_the_register_takes_as_many_queries_for_three_as_for_one(cast, policies, sign_in):
    def queries(path):
        lead.get(path)
        with CaptureQueriesContext(connection) as captured:
            lead.get(path)
        return len(captured)

    lead = sign_in(cast.county_lead)
    first = made.escalation(cast)
    paths = [reverse("escalations"), first.get_absolute_url(), reverse("escalation_counts")]
    few = [queries(path) for path in paths]
    for _ in range(2):
        made.escalation(cast)
        tell_escalation_step(first, by=cast.county_lead, text=f"We look again {Escalation.objects.count()}.")
    assert [queries(path) for path in paths] == few
