"""What was typed wrongly of a round among schools is put right: its dates, and a school excused by mistake."""

from datetime import date, datetime

import pytest
import time_machine
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Deadline, Event, Letter, Return
from schools.models import AskedSchool, Contact
from schools.operations import response, returns
from schools.rules.returns import State
from tests.factories import school_returns as stage
from tests.factories import schools as made
from tests.factories.school_returns import LONDON, TODAY

WHY = "Two schools have like names."


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def hawthorn(cast):
    return stage.with_signers(made.school(cast, cast.school, name="Hawthorn School"))


@pytest.fixture
def excused(cast, hawthorn):
    one = stage.asked(stage.open_round(cast), hawthorn)
    stage.save(one, cast.school_lead, voice={"text": "The council meets."})
    return returns.excuse(one, by=cast.officer, reason="It moves to another site.")


def test_ask_again_a_school_that_was_excused_by_mistake(cast, excused):
    before = excused.school_return.deadline

    returns.ask_again(excused, by=cast.officer, due_on=date(2026, 12, 11), reason=WHY)

    one = AskedSchool.objects.with_standing().get(pk=excused.pk)
    assert (one.stopped_on, one.stopped_because, one.stopped_note) == (None, "", "")
    assert response.standing_of(one).state == State.IN_PROGRESS
    opened = Return.objects.select_related("deadline").get(pk=one.school_return_id)
    assert (opened.state, opened.deadline.due_on) == (Return.State.DRAFT, date(2026, 12, 11))
    assert (opened.deadline.duty, opened.deadline.rule) == (before.duty, before.rule)
    before.refresh_from_db()
    assert before.superseded_by == opened.deadline
    assert opened.answers.get().text == "The council meets."
    assert Letter.objects.filter(recipient=cast.school_lead, due_on=date(2026, 12, 11)).count() == 1
    event = Event.objects.get(verb="asked again")
    assert (event.why, event.facts["excused_because"]) == (WHY, "It moves to another site.")


def test_ask_again_writes_to_the_head_where_nobody_can_sign_in(cast):
    school = made.school(cast, name="Beech School")
    head = made.contact(school.organisation, Contact.Office.HEAD)
    one = stage.asked(stage.open_round(cast), school)
    returns.excuse(one, by=cast.officer, reason="It moves.")
    returns.ask_again(one, by=cast.officer, due_on=date(2026, 12, 11), reason=WHY)

    assert Letter.objects.filter(address=head.email, kind="school_asked").count() == 2


@pytest.mark.parametrize(
    ("due_on", "reason", "sentence"),
    [
        (date(2026, 12, 11), " ", "Enter why you are asking the school again"),
        (date(2026, 11, 1), WHY, "The new due date must be today or in the future"),
        (date(2027, 1, 30), WHY, "The round closes on 29 January 2027"),
        (date(2026, 12, 11), "Ask about 943 476 5919.", "NHS number"),
    ],
)
def test_ask_again_is_refused(cast, excused, due_on, reason, sentence):
    with pytest.raises(Refused, match=sentence):
        returns.ask_again(excused, by=cast.officer, due_on=due_on, reason=reason)
    assert AskedSchool.objects.get().stopped_because == "excused"


def test_a_school_that_closed_is_not_asked_again(cast, hawthorn):
    one = stage.asked(stage.open_round(cast), hawthorn)
    returns.stop_asking(one, by=None, because="closed")
    with pytest.raises(Refused, match="This school is not excused"):
        returns.ask_again(one, by=cast.officer, due_on=date(2026, 12, 11), reason=WHY)


def test_ask_again_from_the_page(cast, excused, sign_in):
    staff = sign_in("board_officer")
    address = reverse("schools:ask_school_again", args=[excused.pk])
    assert address in staff.get(excused.get_absolute_url()).text
    assert "It moves to another site." in staff.get(address).text
    day = {"due_on_day": "11", "due_on_month": "12", "due_on_year": "2026"}
    assert "This field is required" not in staff.post(address, day).text
    page = staff.post(address, {**day, "reason": WHY}, follow=True).text
    assert "The school is asked again" in page
    assert address not in page


def test_change_dates_moves_every_school_and_the_entry_of_staff_and_tells_them(cast, hawthorn):
    beech = made.school(cast, name="Beech School")
    head = made.contact(beech.organisation, Contact.Office.HEAD)
    opened = stage.open_round(cast)
    returns.change_dates(
        opened, by=cast.education_lead, due_on=date(2026, 11, 20), closes_on=date(2026, 12, 18),
        reason="The month was typed wrongly.",
    )  # fmt: skip

    opened.refresh_from_db()
    assert (opened.due_on, opened.closes_on) == (date(2026, 11, 20), date(2026, 12, 18))
    due = Deadline.objects.outstanding()
    assert set(due.filter(duty="school return").values_list("due_on", flat=True)) == {date(2026, 11, 20)}
    assert due.get(duty="schools round").due_on == date(2026, 11, 20)
    assert due.get(duty="schools round").supersedes.ended_reason == (
        "Moved to 20 November 2026 for everybody: The month was typed wrongly."
    )
    rules = set(due.filter(duty="school return").values_list("rule", flat=True))
    assert rules == {returns.RULE}
    told = Letter.objects.filter(due_on=date(2026, 11, 20))
    assert set(told.values_list("recipient", "address")) == {(cast.school_lead.pk, ""), (None, head.email)}


def test_change_dates_leaves_what_was_submitted_and_who_was_given_longer(cast, hawthorn):
    later = made.school(cast, name="Later School")
    opened = stage.open_round(cast)
    sent = stage.submitted(stage.asked(opened, hawthorn), cast.school_lead)
    returns.extend(
        stage.asked(opened, later), by=cast.officer, due_on=date(2026, 12, 11), reason="A new head."
    )
    returns.change_dates(
        opened,
        by=cast.officer,
        due_on=date(2026, 11, 20),
        closes_on=date(2027, 1, 29),
        reason="Typed wrongly.",
    )
    due = dict(Return.objects.values_list("organisation__name", "deadline__due_on"))
    assert due["Later School"] == date(2026, 12, 11)
    assert due[sent.school_return.organisation.name] == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"due_on": date(2026, 11, 12)},
            "An earlier due date must leave everyone two weeks: 16 November 2026",
        ),
        ({"closes_on": date(2026, 11, 1)}, "A round closes today at the soonest"),
        ({"due_on": date(2066, 11, 30), "closes_on": date(2066, 11, 30)}, "more than 30 years away"),
        ({}, "These are its dates already"),
        ({"due_on": date(2026, 12, 7), "reason": " "}, "Say why the dates change"),
    ],
)
def test_change_dates_of_schools_is_refused(cast, hawthorn, changes, sentence):
    opened = stage.open_round(cast)
    given = {"due_on": opened.due_on, "closes_on": opened.closes_on, "reason": "Typed wrongly."} | changes
    with pytest.raises(Refused, match=sentence):
        returns.change_dates(opened, by=cast.officer, **given)


def test_change_dates_of_schools_from_the_page_loses_nothing_typed(cast, hawthorn, sign_in):
    opened = stage.open_round(cast)
    staff = sign_in("board_officer")
    address = reverse("schools:change_schools_dates", args=[opened.pk])
    assert address in staff.get(opened.get_absolute_url()).text
    given = {"reason": "The month was typed wrongly."}
    for name, day in (("due_on", date(2026, 11, 12)), ("closes_on", date(2027, 1, 29))):
        given |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
    page = staff.post(address, given).text
    assert "An earlier due date must leave everyone two weeks" in page
    assert "The month was typed wrongly." in page
    page = staff.post(address, given | {"due_on_day": 20}, follow=True).text
    assert "Dates changed." in page


def test_a_round_that_was_moved_is_chased_by_its_new_date(cast, hawthorn):
    opened = stage.open_round(cast)
    returns.change_dates(
        opened, by=cast.officer, due_on=date(2026, 12, 14), closes_on=opened.closes_on, reason="Half are ill."
    )
    with time_machine.travel(datetime(2026, 12, 7, 10, tzinfo=LONDON), tick=False):
        one = AskedSchool.objects.with_standing().get()
        assert not response.standing_of(one).overdue
