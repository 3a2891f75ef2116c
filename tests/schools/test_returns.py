"""A round among schools: whom it asks, who answered, who signed, and what the response is."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Deadline, Event, Letter, Return, Round
from partnership.operations import questionnaires
from partnership.operations.deadlines import meet
from partnership.operations.letters import promise_reminders
from partnership.operations.questionnaires import AlreadyOpened
from partnership.operations.record import signature
from schools.models import AskedSchool, Contact, School
from schools.operations import response, returns, signing
from schools.operations.contacts import keep_contact
from schools.rules.returns import Response, State, could_tell_of_a_child, response_of, standing
from schools.tasks import chase_schools
from tests.factories import school_returns as stage
from tests.factories import schools as made
from tests.factories.school_returns import LONDON, TODAY


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def hawthorn(cast):
    return stage.with_signers(made.school(cast, cast.school, name="Hawthorn School"))


# Opening --------------------------------------------------------------------------------------------------------


def test_open_round_asks_every_open_school_of_the_authority_whoever_runs_it_and_freezes_what_each_was(
    cast, hawthorn
):
    trust = made.trust()
    academy = made.school(
        cast,
        name="Alder Academy",
        run="academy",
        type_code="34",
        kind="secondary",
        phase_code="4",
        trust=trust,
    )
    independent = made.school(cast, name="Beech House", run="independent", type_code="11", kind="independent")
    closing = made.school(cast, name="Closing School", status_code="3")
    made.school(cast, name="Closed School", status_code="2")
    made.school(cast, name="Proposed School", status_code="4")
    made.school(cast, name="Rutland School", authority=cast.rutland)

    opened = stage.open_round(cast)

    assert [one.name for one in opened.asked_schools.all()] == [
        "Alder Academy", "Beech House", "Closing School", "Hawthorn School",
    ]  # fmt: skip
    assert opened.purpose == Round.Purpose.SCHOOLS
    assert opened.run_by == cast.county
    one = stage.asked(opened, academy)
    assert (one.kind, one.run, one.type_code, one.phase_code, one.trust) == (
        "secondary", "academy", "34", "4", trust,
    )  # fmt: skip
    assert "157" in one.duty
    assert "175" in stage.asked(opened, closing).duty
    assert stage.asked(opened, independent).school_return.deadline.due_on == date(2026, 11, 30)
    academy.kind, academy.name, academy.trust = "primary", "Renamed", None
    academy.save()
    made.school(cast, name="Opened later")
    assert opened.asked_schools.count() == 4
    assert stage.asked(opened, academy).name == "Alder Academy"


def test_what_was_asked_can_be_neither_changed_nor_taken_away(cast, hawthorn):
    one = stage.asked(stage.open_round(cast), hawthorn)
    for change in (lambda: AskedSchool.objects.filter(pk=one.pk).update(kind="secondary"), one.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert AskedSchool.objects.get(pk=one.pk).kind == "primary"


def test_open_round_twice_finds_the_first_and_another_about_the_same_year_is_refused(cast, hawthorn):
    asks = stage.four_questions()
    opened = stage.open_round(cast, asks)
    with pytest.raises(AlreadyOpened) as again:
        stage.open_round(cast, asks)
    assert again.value.asked == opened
    with pytest.raises(Refused, match="These schools were already asked about that period, in STE-2026-1"):
        stage.open_round(cast, asks, due_on=date(2026, 12, 1))
    assert Round.objects.count() == 1


def test_open_round_is_for_the_business_unit_and_for_the_education_lead_of_that_authority(cast, hawthorn):
    asks = stage.four_questions()
    with pytest.raises(Refused, match="your own authority"):
        stage.open_round(cast, asks, by=cast.rutland_education)
    assert stage.open_round(cast, asks, by=cast.education_lead).opened_by == cast.education_lead


def test_open_round_needs_no_more_statements_for_more_schools(cast, hawthorn):
    asks = stage.four_questions()
    made.contact(made.school(cast).organisation, Contact.Office.HEAD)

    def statements(**dates):
        with CaptureQueriesContext(connection) as queries:
            stage.open_round(cast, asks, **dates)
        return len(queries)

    first = statements(about_from=date(2024, 9, 1), about_until=date(2025, 8, 31))
    for _ in range(4):
        made.contact(made.school(cast).organisation, Contact.Office.HEAD)
    assert statements() <= first  # the first freezes the questionnaire, too


def test_open_round_writes_to_the_lead_and_where_nobody_can_sign_in_to_the_contacts(cast, hawthorn):
    unknown = made.school(cast, name="Nobody yet")
    made.contact(unknown.organisation, Contact.Office.HEAD)
    lead = made.contact(unknown.organisation, Contact.Office.LEAD)
    headed = made.contact(made.school(cast, name="Head only").organisation, Contact.Office.HEAD)

    stage.open_round(cast)

    assert set(Letter.objects.values_list("kind", "recipient", "address")) == {
        ("asked", cast.school_lead.pk, ""),
        ("school_asked", None, lead.email),
        ("school_asked", None, headed.email),
    }


def test_a_school_in_two_entries_of_the_register_is_asked_once_as_the_newer(cast, hawthorn):
    newer = made.school(cast, cast.school, name="Hawthorn Academy", opened_on=date(2026, 9, 1), run="academy")
    opened = stage.open_round(cast)
    assert [one.school for one in opened.asked_schools.all()] == [newer]


def test_school_returns_are_not_reminded_by_the_sweep_and_do_not_flood_the_diary_of_staff(cast, hawthorn):
    made.school(cast)
    stage.open_round(cast)
    with time_machine.travel(datetime(2026, 12, 14, 10, tzinfo=LONDON), tick=False):
        assert promise_reminders() == 0
    seen = Deadline.objects.visible_to
    assert list(seen(cast.officer).values_list("duty", flat=True)) == ["schools round"]
    assert list(seen(cast.school_lead).values_list("duty", "organisation")) == [
        ("school return", cast.school.pk)
    ]


# Standing and response ------------------------------------------------------------------------------------------

DUE = date(2026, 11, 30)


def stands(**facts):
    return standing(
        **{"return_state": "draft", "begun": False, "received_on": None, "due_on": DUE, "stopped": False,
           "today": DUE, **facts}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "state", "late"),
    [
        ({}, State.NOT_STARTED, False),
        ({"today": date(2026, 12, 1)}, State.NOT_STARTED, True),
        ({"begun": True}, State.IN_PROGRESS, False),
        ({"return_state": "submitted", "begun": True}, State.WAITING, False),
        ({"return_state": "reopened"}, State.IN_PROGRESS, False),
        ({"return_state": "submitted", "received_on": DUE, "today": date(2027, 1, 4)}, State.RECEIVED, False),
        ({"return_state": "submitted", "received_on": date(2026, 12, 1)}, State.RECEIVED, True),
        ({"stopped": True, "today": date(2026, 12, 1)}, State.STOPPED, False),
    ],
)
def test_standing_of_a_return(facts, state, late):
    found = stands(**facts)
    assert (found.state, found.late) == (state, late)


def test_response_is_of_those_asked_and_beside_it_of_those_still_asked():
    """By hand: 8 asked, 1 of them stopped; 3 received, one late: 3/8 = 37.5 %, 3/7 = 42.857 % → 42.9 %."""
    late = date(2026, 12, 1)
    found = response_of(
        [
            *[stands(received_on=DUE)] * 2,
            stands(received_on=late),
            stands(stopped=True),
            stands(today=late),
            stands(),
            stands(begun=True, today=late),
            stands(return_state="submitted"),
        ]
    )
    assert found == Response(
        asked=8, not_started=2, in_progress=1, waiting=1, received=3, stopped=1, overdue=2, received_late=1
    )
    assert (found.of_asked, found.still_asked, found.of_open) == (37.5, 7, Decimal("42.9"))


def test_nobody_asked_is_no_response():
    assert (response_of([]).of_asked, response_of([]).of_open) == (None, None)


def test_response_of_a_round_counts_what_its_schools_were_when_it_opened(cast, hawthorn):
    """By hand: 4 asked, 1 received, 1 closed → 25 % and 33.3 %; of the two academies none."""
    one, two = (made.school(cast, name=name, run="academy") for name in ("Alder Academy", "Birch Academy"))
    gone = made.school(cast, name="Gone School")
    opened = stage.open_round(cast)
    stage.received(stage.asked(opened, hawthorn), cast.school_lead)
    returns.stop_asking(
        stage.asked(opened, gone), by=cast.officer, because=AskedSchool.Stopped.CLOSED, on=date(2026, 10, 31)
    )
    School.objects.filter(pk=one.pk).update(run="maintained")

    whole = response.response(opened)
    assert (whole.asked, whole.received, whole.stopped) == (4, 1, 1)
    assert (whole.of_asked, whole.of_open) == (25, Decimal("33.3"))
    by_run = response.response_by(response.standings(opened), "run")
    assert {key: (each.received, each.asked) for key, each in by_run.items()} == {
        ("academy",): (0, 2),
        ("maintained",): (1, 2),
    }
    assert response.standing_of(stage.asked(opened, two)).state == State.NOT_STARTED


def test_standings_take_one_query(cast, hawthorn, django_assert_num_queries):
    for _ in range(3):
        made.school(cast)
    opened = stage.open_round(cast)
    with django_assert_num_queries(1):
        assert len(response.standings(opened)) == 4


# Submitting and signing -----------------------------------------------------------------------------------------


@pytest.fixture
def submitted(cast, hawthorn):
    return stage.submitted(stage.asked(stage.open_round(cast), hawthorn), cast.school_lead)


def test_a_return_is_received_only_once_the_head_has_signed_it(cast, submitted):
    assert response.standing_of(submitted).state == State.WAITING
    assert not Letter.objects.filter(kind="received").exists()

    signing.sign(stage.head_of(submitted), name="The head", comment="Agreed.")

    found = response.standing_of(AskedSchool.objects.get(pk=submitted.pk))
    assert (found.state, found.received_on, found.late) == (State.RECEIVED, date(2026, 11, 2), False)
    assert set(
        Letter.objects.filter(kind__endswith="received").values_list("kind", "recipient", "address")
    ) == {
        ("received", cast.school_lead.pk, ""),
        ("school_received", None, "head.hawthorn-school@school.example"),
    }
    event = Event.objects.get(verb="signed")
    assert (event.actor_id, event.facts["office"]) == ("", "Headteacher or principal, by a link")


def test_the_governor_is_invited_and_holds_nothing_up(cast, submitted):
    assert set(submitted.signings.values_list("office", flat=True)) == {"head", "governor"}
    signing.sign(stage.head_of(submitted), name="The head")
    governor = submitted.signings.get(office="governor")
    with pytest.raises(Refused, match="Enter your comment"):
        signing.sign(governor, name="The governor")
    signing.sign(governor, name="The governor", comment="I saw the record of checks in May.")
    assert [one.office for one in signing.signatures_of(submitted)] == ["head", "governor"]


def test_the_chair_is_invited_where_there_is_no_safeguarding_governor(cast):
    school = made.school(cast, cast.school)
    made.contact(school.organisation, Contact.Office.CHAIR)
    one = stage.submitted(stage.asked(stage.open_round(cast), school), cast.school_lead)
    assert list(one.signings.values_list("office", flat=True)) == ["chair"]
    assert signing.lacks_head(one)


def test_send_back_opens_it_again_and_the_next_submission_is_signed_anew(cast, submitted):
    first = stage.head_of(submitted)
    with pytest.raises(Refused, match="Enter what needs to change"):
        signing.send_back(first, reason=" ")
    signing.send_back(first, reason="The date of training is wrong.")

    again = AskedSchool.objects.select_related("school_return__round").get(pk=submitted.pk)
    assert again.school_return.state == Return.State.REOPENED
    assert response.standing_of(again).state == State.IN_PROGRESS
    assert again.school_return.reopenings.get().until == date(2026, 11, 16)
    with pytest.raises(Refused, match="You no longer need to do this"):
        signing.sign(first, name="The head")
    question = again.school_return.answers.get(question__code="referrals")
    questionnaires.save_answer(
        again.school_return, question.question, by=cast.school_lead, seen=question.revision, number=5
    )
    signing.submit(again.school_return, by=cast.school_lead, declared_office=stage.OFFICE)
    assert response.standing_of(AskedSchool.objects.get(pk=again.pk)).state == State.WAITING
    signing.sign(stage.head_of(again), name="The head")
    assert response.standing_of(AskedSchool.objects.get(pk=again.pk)).state == State.RECEIVED


def test_a_signature_stands_while_staff_reopen_and_falls_with_other_answers(cast, submitted):
    signing.sign(stage.head_of(submitted), name="The head")
    opened = questionnaires.reopen(
        submitted.school_return, by=cast.officer, reason="A figure", until=date(2026, 12, 1)
    ).assurance_return
    assert response.standing_of(AskedSchool.objects.get(pk=submitted.pk)).state == State.RECEIVED
    answer = opened.answers.get(question__code="referrals")
    questionnaires.save_answer(opened, answer.question, by=cast.school_lead, seen=answer.revision, number=9)
    signing.submit(opened, by=cast.school_lead, declared_office=stage.OFFICE)
    assert response.standing_of(AskedSchool.objects.get(pk=submitted.pk)).state == State.WAITING


def test_a_link_opens_nothing_once_used_once_run_out_or_for_somebody_who_left(cast, submitted):
    head = stage.head_of(submitted)
    secret = stage.link_of(head).split("/")[-2]
    assert signing.find_signing(secret) == head
    assert signing.find_signing(secret[:-1]) is None
    with time_machine.travel(TODAY + timedelta(days=61), tick=False):
        assert signing.find_signing(secret) is None
    Contact.objects.filter(office="head").update(ends_on=date(2026, 11, 1))
    assert signing.find_signing(secret) is None
    Contact.objects.filter(office="head").update(ends_on=None)
    signing.sign(head, name="The head")
    assert signing.find_signing(secret) is None


def test_ask_for_signatures_again_writes_once_a_day_and_to_a_new_head(cast, submitted):
    assert signing.ask_for_signatures(submitted, by=cast.officer) == 0
    old = stage.head_of(submitted)
    Contact.objects.filter(office="head").update(email="new.head@school.example")
    assert signing.ask_for_signatures(submitted, by=cast.officer) == 1
    new = stage.head_of(submitted)
    assert (new.email, new.pk != old.pk) == ("new.head@school.example", True)
    with pytest.raises(Refused):
        signing.sign(old, name="The head who left")


def test_what_was_signed_is_frozen(cast, submitted):
    head = signing.sign(stage.head_of(submitted), name="The head")
    for change in (lambda: type(head).objects.filter(pk=head.pk).update(comment="Other"), head.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    "text",
    ["The pupil Rowan was moved.", "A girl called Hazel told us.", "Student A.B. left.", "Born on a Monday",
     "His number is 943 476 5919"],
)  # fmt: skip
def test_what_could_tell_of_a_child_is_found(text):
    assert could_tell_of_a_child(text)


@pytest.mark.parametrize(
    "text", ["Child protection training", "Pupil Premium children", "Each student council met in May", ""]
)
def test_what_tells_of_none_is_left_alone(text):
    assert could_tell_of_a_child(text) == []


def test_submit_asks_to_look_at_what_could_name_a_child(cast, hawthorn):
    one = stage.answered(
        stage.asked(stage.open_round(cast), hawthorn), cast.school_lead, voice="We moved the pupil Rowan."
    )
    with pytest.raises(Refused, match="“the pupil Rowan” could identify a child"):
        signing.submit(one.school_return, by=cast.school_lead, declared_office=stage.OFFICE)
    signing.submit(one.school_return, by=cast.school_lead, declared_office=stage.OFFICE, looked=True)
    assert Return.objects.get(pk=one.school_return_id).state == Return.State.SUBMITTED


# Stopping and giving longer -------------------------------------------------------------------------------------


def test_excuse_needs_a_reason_and_leaves_the_denominator(cast, hawthorn):
    one = stage.asked(stage.open_round(cast), hawthorn)
    with pytest.raises(Refused, match="Enter why you are excusing the school"):
        returns.excuse(one, by=cast.officer, reason="")
    returns.excuse(one, by=cast.officer, reason="The building burnt down in October.")
    one = AskedSchool.objects.get(pk=one.pk)
    assert (one.stopped_because, response.standing_of(one).state) == ("excused", State.STOPPED)
    assert not one.school_return.deadline.outstanding
    assert (response.response(one.round).asked, response.response(one.round).still_asked) == (1, 0)


def test_what_was_received_is_not_excused(cast, submitted):
    with pytest.raises(
        Refused, match="This school has submitted its return and is only waiting for the head’s signature"
    ):
        returns.excuse(submitted, by=cast.officer, reason="Late")
    signing.sign(stage.head_of(submitted), name="The head")
    with pytest.raises(Refused, match="has been received"):
        returns.stop_asking(submitted, by=cast.officer, because="closed")


def test_extend_gives_one_school_longer_and_keeps_its_duty(cast, hawthorn):
    one = stage.asked(stage.open_round(cast), hawthorn)
    returns.extend(one, by=cast.education_lead, due_on=date(2026, 12, 11), reason="A new lead")
    deadline = Return.objects.get(pk=one.school_return_id).deadline
    assert (deadline.due_on, deadline.duty) == (date(2026, 12, 11), "school return")


def test_last_years_answers_come_forward_though_the_school_converted(cast, hawthorn):
    with time_machine.travel(datetime(2025, 11, 3, 10, tzinfo=LONDON), tick=False):
        before = stage.open_round(
            cast, about_from=date(2024, 9, 1), about_until=date(2025, 8, 31), opens_on=date(2025, 9, 15),
            due_on=date(2025, 11, 28), closes_on=date(2026, 1, 30),
        )  # fmt: skip
        stage.received(stage.asked(before, hawthorn), cast.school_lead)
    School.objects.filter(pk=hawthorn.pk).update(status_code="2", closed_on=date(2026, 8, 31))
    academy = made.school(
        cast, cast.school, name="Hawthorn Academy", run="academy", opened_on=date(2026, 9, 1)
    )
    one = stage.asked(stage.open_round(cast, stage.four_questions(version=2)), academy)
    assert questionnaires.carry_forward(one.school_return, by=cast.school_lead) == 3


def test_the_daily_sweep_ends_the_entry_of_staff_once_nothing_is_waited_for(cast, submitted):
    entry = Deadline.objects.outstanding().filter(duty="schools round")
    chase_schools()
    assert entry.exists()
    signing.sign(stage.head_of(submitted), name="The head")
    chase_schools()
    chase_schools()
    assert not entry.exists()


def test_the_daily_sweep_ends_the_entry_of_staff_once_the_round_has_closed(cast, hawthorn):
    stage.open_round(cast)
    entry = Deadline.objects.outstanding().filter(duty="schools round")
    for day, there in ((stage.DATES["closes_on"], True), (stage.DATES["closes_on"] + timedelta(1), False)):
        with time_machine.travel(datetime(day.year, day.month, day.day, 8, tzinfo=LONDON), tick=False):
            chase_schools()
        assert entry.exists() is there


def test_a_school_that_never_answered_is_late_for_good_but_nothing_is_due_once_the_round_has_closed(
    cast, hawthorn, sign_in
):
    one = stage.asked(stage.open_round(cast), hawthorn)
    after = datetime(2027, 1, 30, 8, tzinfo=LONDON)
    with time_machine.travel(after, tick=False):
        chase_schools()
        client = sign_in(cast.school_lead)
        page = client.get(one.get_absolute_url()).text
        assert ("Start the return" in page, "The round closed on 29 January 2027" in page) == (False, True)
        assert "The round has closed" in client.get(reverse("schools:start")).text
        assert response.standing_of(AskedSchool.objects.get(pk=one.pk)).overdue
    deadline = Deadline.objects.get(assurance_return=one.school_return)
    assert (deadline.outstanding, deadline.ended_on) == (False, date(2027, 1, 30))


def test_no_school_is_added_to_a_round_that_is_open(cast, hawthorn):
    opened = stage.open_round(cast)
    late = made.school(cast, name="Opened later")
    sent = Return.objects.create(
        round=opened,
        organisation=late.organisation,
        deadline=Deadline.objects.create(
            duty="school return",
            label="x",
            reference="x",
            path="",
            due_on=DUE,
            organisation=late.organisation,
        ),
    )
    with pytest.raises(DatabaseError, match="none is added later"), transaction.atomic():
        AskedSchool.objects.create(round=opened, school=late, school_return=sent, name="Opened later")
    assert opened.asked_schools.count() == 1


# Opened again, and closed meanwhile -----------------------------------------------------------------------------


def test_a_school_asks_to_change_something_and_its_own_authority_decides(cast, submitted, sign_in):
    signing.sign(stage.head_of(submitted), name="The head")
    address = reverse("assurance:ask_to_reopen", args=[submitted.school_return_id])
    sign_in(cast.school_lead).post(address, {"reason": "A figure was wrong."})
    wish = submitted.school_return.reopenings.get()
    decide = reverse("schools:answer_reopening", args=[wish.pk])
    assert (wish.to_decide.owner, wish.to_decide.path) == (cast.officer, decide)
    page = submitted.get_absolute_url()
    assert "you asked to change something" in sign_in(cast.school_lead).get(page).text
    client = sign_in(cast.education_lead)
    assert decide in client.get(page).text
    assert "A figure was wrong." in client.get(decide).text
    assert "Say why it is not reopened" in client.post(decide, {"agreed": "no"}).text
    until = {"until_day": "4", "until_month": "12", "until_year": "2026"}
    assert client.post(decide, {"agreed": "yes", **until}).url == page
    assert submitted.school_return.reopenings.get().until == date(2026, 12, 4)
    assert "Continue the return" in sign_in(cast.school_lead).get(page).text
    assert response.standing_of(AskedSchool.objects.get(pk=submitted.pk)).state == State.RECEIVED


def test_an_authority_reopens_a_return_for_its_school_and_no_other_authority_does(cast, submitted, sign_in):
    address = reverse("schools:reopen_school_return", args=[submitted.pk])
    assert sign_in(cast.rutland_education).get(address).status_code == 404
    client = sign_in(cast.education_lead)
    assert address in client.get(submitted.get_absolute_url()).text
    until = {"until_day": "4", "until_month": "12", "until_year": "2026"}
    client.post(address, {"reason": "The head telephoned.", **until})
    assert Return.objects.get(pk=submitted.school_return_id).state == Return.State.REOPENED
    assert client.get(address).status_code == 409


@pytest.mark.parametrize("who", ["school_lead", "education_lead"])
def test_whoever_looks_after_a_school_sees_who_gave_the_address_to_which_the_head_was_written(
    cast, hawthorn, sign_in, who
):
    gave, same = getattr(cast, who), who == "school_lead"
    keep_contact(hawthorn.organisation, by=gave, office="head", name="A head", email="a.head@post.example")
    asked = stage.submitted(stage.asked(stage.open_round(cast), hawthorn), cast.school_lead)

    page = sign_in(cast.education_lead).get(asked.get_absolute_url()).text

    assert "The link for the head went to A head, a.head@post.example." in page
    assert f"{signature(gave)} gave that address on 2 November 2026." in page
    assert ("Whoever submitted this return also gave the address" in page) is same
    for stranger in (cast.school_lead, cast.advisor):
        assert "a.head@post.example" not in sign_in(stranger).get(asked.get_absolute_url()).text


def test_what_was_submitted_stands_where_the_school_closes_while_it_is_open_again(cast, submitted):
    signing.send_back(stage.head_of(submitted), reason="The date is wrong.")
    again = AskedSchool.objects.select_related("school_return__round").get(pk=submitted.pk)
    School.objects.filter(pk=again.school_id).update(status_code="2", closed_on=date(2026, 10, 31))
    chase_schools()
    again.refresh_from_db()
    assert (again.stopped_because, again.school_return.state) == ("closed", Return.State.SUBMITTED)
    assert not Deadline.objects.outstanding().filter(organisation=again.school_return.organisation).exists()


def test_a_school_that_closed_since_submits_nothing_and_is_told_why(cast, hawthorn, sign_in):
    one = stage.answered(stage.asked(stage.open_round(cast), hawthorn), cast.school_lead)
    School.objects.filter(pk=hawthorn.pk).update(status_code="2", closed_on=date(2026, 10, 31))
    chase_schools()
    with pytest.raises(
        Refused,
        match="This return has not been needed since 31 October 2026: closed while the round was open",
    ):
        signing.submit(one.school_return, by=cast.school_lead, declared_office=stage.OFFICE)
    with pytest.raises(Refused, match="no longer due"):
        meet(one.school_return.deadline, by=cast.school_lead)
    client = sign_in(cast.school_lead)
    given = {"declared_office": stage.OFFICE, "declaration": "on"}
    assert (
        client.post(reverse("assurance:submit", args=[one.school_return_id]), given).url
        == one.get_absolute_url()
    )
    assert "Closed while the round was open" in client.get(one.get_absolute_url()).text
