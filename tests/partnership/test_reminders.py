"""Reminders: each deadline at each stage writes to the right people, once, whatever days were lost."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from partnership.models import Appointment, Letter
from partnership.operations.actions import open_action
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.letters import post_letters, promise_reminders
from partnership.rules.letters import STAGES, latest_due_date
from partnership.working_days import add_working_days

SOON, LATE, LATE_LEAD, LATE_MANAGER = STAGES
DUE = date(2026, 3, 31)  # a Tuesday; Good Friday is 3 April


def due(cast, on=DUE, **of):
    return open_fixed(
        "return", "Agency report", on, by=cast.officer, rule="As agreed", source="Round", reference="R-1",
        path="/returns/1/", **(of or {"organisation": cast.police}),
    )  # fmt: skip


def written():
    return sorted(Letter.objects.values_list("stage", "recipient__name"))


@pytest.mark.parametrize(
    ("stage", "today", "latest"),
    [
        (SOON, date(2026, 3, 31), date(2026, 4, 7)),  # three working days on, over Easter
        (SOON, date(2026, 4, 4), date(2026, 4, 9)),  # from the Saturday
        (LATE, date(2026, 4, 1), date(2026, 3, 31)),
        (LATE, date(2026, 4, 4), date(2026, 4, 1)),  # a Saturday writes to nobody anew
        (LATE, date(2026, 4, 7), date(2026, 4, 6)),  # whatever fell due over Easter is late on the Tuesday
        (LATE_LEAD, date(2026, 4, 7), date(2026, 3, 31)),
        (LATE_MANAGER, date(2026, 4, 7), date(2026, 3, 29)),
    ],
)
def test_a_stage_reaches_back_to_this_due_date(stage, today, latest):
    assert latest_due_date(stage, today) == latest


@given(st.dates(date(2013, 1, 1), date(2028, 6, 1)), st.sampled_from(STAGES), st.integers(-25, 25))
def test_a_stage_opens_so_many_working_days_from_the_due_date(today, stage, away):
    """By its definition: the stage is reached once that many working days lie behind (or before) the date."""
    due_on = today + timedelta(away)
    opens_on = add_working_days(due_on, stage.opens)

    assert (due_on <= latest_due_date(stage, today)) == (opens_on <= today)


@pytest.mark.parametrize(
    ("today", "letters"),
    [
        (date(2026, 3, 25), []),
        (date(2026, 3, 26), [("soon", "Police lead")]),
        (DUE, [("soon", "Police lead")]),
        (date(2026, 4, 1), [("late", "Police lead")]),
        (
            date(2026, 4, 7),
            [("late_lead", "Police lead"), ("late_lead", "Signatory of leicestershire-police")],
        ),
        (
            date(2026, 4, 9),
            [
                ("late_manager", "Board manager"),
                ("late_manager", "Police lead"),
                ("late_manager", "Signatory of leicestershire-police"),
            ],
        ),
    ],
)
def test_each_stage_writes_to_its_people(cast, today, letters):
    due(cast)

    assert promise_reminders(today) == len(letters)
    assert written() == letters


def test_fourteen_lost_days_give_each_one_letter_the_most_urgent(cast):
    due(cast)

    promise_reminders(date(2026, 3, 26))
    post_letters()
    promise_reminders(date(2026, 4, 14))

    assert [s for s, who in written() if who == "Police lead"] == ["late_manager", "soon"]


def test_a_second_sweep_doubles_nothing(cast):
    due(cast)

    assert [promise_reminders(DUE) for _ in range(3)] == [1, 0, 0]
    assert promise_reminders(DUE + timedelta(1)) == 1


def test_a_group_is_asked_through_its_chair(cast):
    due(cast, group=cast.crg)
    promise_reminders(DUE)

    assert written() == [("soon", "Case Review Group chair")]


def test_an_office_is_asked_through_everybody_who_holds_it(cast):
    due(cast, role="board_officer")
    promise_reminders(DUE)

    assert written() == [("soon", "Board officer"), ("soon", "Second board officer")]


def test_a_person_is_asked_then_their_lead_then_the_manager(cast):
    due(cast, owner=cast.practitioner)
    for today in (DUE, date(2026, 4, 7), date(2026, 4, 9)):
        promise_reminders(today)

    assert [pair for pair in written() if pair[0] != "late_manager"] == [
        ("late_lead", "Hospital lead"),
        ("late_lead", "Practitioner"),
        ("soon", "Practitioner"),
    ]
    assert ("late_manager", "Board manager") in written()


def test_who_left_or_may_not_sign_in_is_not_written_to(cast):
    due(cast)
    due(cast, organisation=cast.health)
    Appointment.objects.filter(person=cast.police_lead).update(ends_on=DUE - timedelta(1))
    cast.health_lead.is_active = False
    cast.health_lead.save()

    assert promise_reminders(DUE) == 0


def test_what_is_done_or_no_longer_due_is_not_reminded_of(cast):
    meet(due(cast, date(2027, 3, 31)), by=cast.officer)
    end(due(cast), by=cast.officer, reason="Not needed.")

    assert promise_reminders(date(2027, 4, 30)) == 0


def test_what_was_done_before_the_letter_went_is_not_sent(cast, mailoutbox):
    deadline = due(cast, date(2027, 3, 31))
    promise_reminders(date(2027, 3, 31))
    meet(deadline, by=cast.officer)
    post_letters()

    assert [m.to for m in mailoutbox] == []
    assert list(Letter.objects.values_list("state", "state_reason")) == [
        ("cancelled", "It is done, or no longer due")
    ]


def test_a_more_urgent_letter_takes_the_place_of_one_that_has_not_gone(cast, mailoutbox):
    due(cast)
    promise_reminders(DUE)
    promise_reminders(date(2026, 4, 1))
    post_letters()

    assert [m.subject for m in mailoutbox] == ["LRSCP: Late: R-1"]


def test_what_is_asked_before_a_letter_goes_is_read_with_it(cast, mailoutbox):
    """No column of a person, deadline or action is left out of the claim and then read by itself."""
    for of in ({}, {"group": cast.crg}, {"role": "board_officer"}, {"owner": cast.practitioner}):
        due(cast, **of)
    with time_machine.travel(DUE - timedelta(20)):
        open_action(by=cast.officer, title="Train", origin="R-1", target_on=DUE, organisation=cast.police)
    promised = promise_reminders(date(2026, 4, 9))
    asked = []

    def listen(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    with time_machine.travel(date(2026, 4, 9)), connection.execute_wrapper(listen):
        post_letters()

    assert len(mailoutbox) == promised > 5
    by_itself = re.compile(r'SELECT "(partnership_\w+)"\."id", "\1"\."\w+" FROM')
    assert [sql for sql in asked if by_itself.match(sql)] == []


def test_a_date_that_moved_is_reminded_of_anew(cast):
    deadline = due(cast)
    promise_reminders(DUE)
    deadline.due_on = date(2026, 4, 20)
    deadline.save()

    assert promise_reminders(date(2026, 4, 20)) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_sweep_is_one_statement_however_much_is_due(cast, number, django_assert_num_queries):
    for _ in range(number):
        due(cast)
    with django_assert_num_queries(1):
        promise_reminders(DUE)
