"""Rounds that are prepared, changed while they are open, chased, taken further and shared with the board next door."""

import io
from datetime import date, datetime, timedelta

import pytest
import time_machine
from openpyxl import load_workbook

from partnership.access import Refused
from partnership.models import (
    Action,
    BoardInformation,
    Challenge,
    Chase,
    Deadline,
    Event,
    Letter,
    LinkedBoard,
    Organisation,
    Person,
    PlannedRound,
    Return,
    Round,
)
from partnership.operations import questionnaires as operations
from partnership.tasks import open_planned_rounds
from tests.factories.assurance import (
    DATES,
    LONDON,
    TODAY,
    answer,
    many_organisations,
    one_of_each,
    open_round,
    return_of,
    submitted,
)

WHY = "The agency was left out by mistake."


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


def on(day, hour=9):
    return time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=LONDON), tick=False)


def planned(cast, **given):
    given = {"title": "Autumn round", "organisations": [cast.police, cast.county]} | given
    return operations.plan_round(by=cast.officer, **given)


def whole(cast, **given):
    dates = DATES | {"opens_on": date(2026, 6, 20), "reopens_on": date(2026, 7, 10)}
    return planned(cast, questionnaire=one_of_each(), **(dates | given))


def day(name, value):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


# Preparing ------------------------------------------------------------------------------------------------------


def test_plan_round_needs_a_title_alone_and_writes_to_nobody(cast):
    draft = planned(cast)

    assert (draft.title, draft.revision, Letter.objects.count(), Round.objects.count()) == (
        "Autumn round", 1, 0, 0,
    )  # fmt: skip


def test_open_planned_asks_whom_it_was_prepared_for_with_its_dates(cast):
    asked = operations.open_planned(whole(cast), by=cast.manager)

    assert {one.organisation for one in asked.returns.all()} == {cast.police, cast.county}
    assert (asked.opens_on, asked.reopens_on, asked.opened_by) == (
        date(2026, 6, 20), date(2026, 7, 10), cast.manager,
    )  # fmt: skip


def test_open_planned_pressed_twice_opens_one(cast, sign_in):
    draft = whole(cast)
    client = sign_in("board_officer")

    first = client.post(f"{draft.get_absolute_url()}open/")
    second = client.post(f"{draft.get_absolute_url()}open/")

    assert first.url == second.url == Round.objects.get().get_absolute_url()


def test_open_planned_says_what_is_missing(cast):
    with pytest.raises(Refused) as refused:
        operations.open_planned(planned(cast, opens_on=date(2026, 6, 20)), by=cast.officer)

    assert str(refused.value) == (
        "It does not say what is asked, when the period begins that it is about, when that period ends, "
        "when answers are due, when the round closes. Change the draft first."
    )


def test_two_who_prepare_one_round_are_told_of_each_other(cast, sign_in):
    draft = planned(cast)
    operations.plan_round(
        by=cast.manager, planned=draft, seen=1, title="As the manager left it", organisations=[cast.police]
    )

    page = sign_in("board_officer").post(
        f"{draft.get_absolute_url()}change/", {"title": "As I typed it", "seen": 1, "organisations": []}
    )

    assert f"{cast.manager} has changed this meanwhile" in page.content.decode()
    assert "As I typed it" in page.content.decode()
    assert PlannedRound.objects.get().title == "As the manager left it"


def test_a_round_opens_by_itself_on_its_day_or_the_first_day_after_on_which_anybody_looks(cast):
    draft = whole(cast, opens_by_itself=True)
    with on(date(2026, 6, 19)):
        open_planned_rounds()
        before = Round.objects.count()
    with on(date(2026, 6, 22)):
        open_planned_rounds()
        open_planned_rounds()

    asked = Round.objects.get()
    assert (before, asked.planned, asked.opens_on) == (0, draft, date(2026, 6, 20))
    assert Letter.objects.filter(kind="asked").count() == 2


def test_a_draft_that_is_not_to_open_by_itself_stays_a_draft(cast):
    whole(cast)
    with on(date(2026, 6, 22)):
        open_planned_rounds()

    assert not Round.objects.exists()


def test_a_round_that_cannot_open_by_itself_says_why_and_tells_its_maker_once(cast):
    draft = whole(cast, opens_by_itself=True, organisations=[cast.police])
    cast.police.ends_on = date(2026, 6, 18)
    cast.police.save()
    with on(date(2026, 6, 22)):
        operations.open_planned_rounds()
        operations.open_planned_rounds()

    draft.refresh_from_db()
    assert draft.could_not == "Select at least one organisation to ask."
    assert [letter.recipient for letter in Letter.objects.filter(kind="round_not_opened")] == [cast.officer]


def test_discard_planned_leaves_nothing_to_open(cast, sign_in):
    draft = whole(cast, opens_by_itself=True)
    sign_in("board_officer").post(f"{draft.get_absolute_url()}discard/")

    with on(date(2026, 6, 22)):
        assert operations.open_planned_rounds() == 0
    with pytest.raises(Refused, match="discarded"):
        operations.open_planned(draft, by=cast.officer)


def test_planned_round_shows_who_would_be_asked_and_who_has_nobody(cast, sign_in):
    cast.county_lead.appointments.update(ends_on=date(2026, 6, 9))
    open_round(cast, [cast.police], questionnaire := one_of_each(), title="Asked before")
    draft = planned(cast, questionnaire=questionnaire, organisations=[cast.police, cast.county])

    context = sign_in("board_officer").get(draft.get_absolute_url()).context

    assert [
        (row["organisation"], bool(row["offices"]), row["elsewhere"] and row["elsewhere"].title)
        for row in context["rows"]
    ] == [(cast.county, False, None), (cast.police, True, "Asked before")]


@pytest.mark.parametrize(("deed", "chosen"), [("all:district", 5), ("none:district", 2)])
def test_open_round_chooses_everybody_or_nobody_of_a_kind_and_keeps_what_was_typed(
    cast, sign_in, deed, chosen
):
    districts = many_organisations(cast, 3)
    data = {"deed": deed, "title": "Typed <b>before</b>", "organisations": [cast.police.pk, cast.county.pk]}
    data["organisations"] += [districts[0].pk]

    page = sign_in("board_officer").post("/assurance/rounds/open/", data)

    assert len(page.context["form"]["organisations"].value()) == chosen
    assert "Typed &lt;b&gt;before&lt;/b&gt;" in page.content.decode()
    assert "There is a problem" not in page.content.decode()
    assert not Round.objects.exists()
    assert not PlannedRound.objects.exists()


def test_open_round_keeps_a_draft_with_dates_still_empty(cast, sign_in):
    page = sign_in("board_officer").post(
        "/assurance/rounds/open/", {"deed": "keep", "title": "Half a thought", "organisations": []}
    )

    draft = PlannedRound.objects.get()
    assert page.url == draft.get_absolute_url()
    assert (draft.title, draft.due_on) == ("Half a thought", None)


# Changing what is open --------------------------------------------------------------------------------------------


def test_ask_too_gives_one_more_organisation_a_day_of_its_own(cast):
    asked = open_round(cast, [cast.police])

    opened = operations.ask_too(
        asked, by=cast.officer, organisation=cast.county, due_on=date(2026, 7, 15), reason=WHY
    )

    assert (opened.deadline.due_on, opened.deadline.path) == (date(2026, 7, 15), opened.get_absolute_url())
    assert Letter.objects.filter(kind="asked", recipient=cast.county_lead).count() == 1
    assert Event.objects.about(asked).get(verb="asked too").why == WHY


@pytest.mark.parametrize(
    ("due_on", "whom", "sentence"),
    [
        (date(2026, 7, 15), "police", "It is asked in this round already."),
        (date(2026, 8, 1), "county", "The round closes on 31 July 2026; its answer must be due by then."),
        (
            date(2026, 6, 9),
            "county",
            "Its answer must be due today or later, and not before the round opens.",
        ),
    ],
)
def test_ask_too_is_refused(cast, due_on, whom, sentence):
    asked = open_round(cast, [cast.police])
    with pytest.raises(Refused) as refused:
        operations.ask_too(
            asked, by=cast.officer, organisation=getattr(cast, whom), due_on=due_on, reason=WHY
        )

    assert str(refused.value) == sentence


def test_drop_ends_the_deadline_and_hides_the_return_from_its_agency_and_from_every_count(cast, sign_in):
    asked = open_round(cast, [cast.police, cast.county])
    police = return_of(asked, cast.police)
    answer(police, "voice", cast.police_lead, text="Half written")

    sign_in("board_officer").post(
        f"{police.get_absolute_url()}drop/", {"reason": "It has no children's services."}
    )

    police.refresh_from_db()
    assert (police.state, police.deadline.ended_on) == ("dropped", date(2026, 6, 10))
    assert police.answers.count() == 1
    assert sign_in(cast.police_lead).get(police.get_absolute_url()).status_code == 404
    assert Letter.objects.get(kind="dropped").recipient == cast.police_lead
    page = sign_in("board_officer").get(asked.get_absolute_url())
    assert [row["return"].organisation for row in page.context["rows"]] == [cast.county]
    assert Round.objects.with_counts().get().asked == 1


def test_what_was_dropped_takes_no_answer_and_is_asked_again_where_it_stood(cast):
    asked = open_round(cast, [cast.police, cast.county])
    police = return_of(asked, cast.police)
    answer(police, "voice", cast.police_lead, text="Half written")
    operations.drop(police, by=cast.officer, reason="A mistake")
    with pytest.raises(Refused, match="no longer asked for"):
        answer(police, "else", cast.police_lead, text="Too late")

    again = operations.ask_too(
        asked, by=cast.officer, organisation=cast.police, due_on=date(2026, 7, 20), reason=WHY
    )

    assert (again.pk, again.state, again.deadline.due_on) == (police.pk, "draft", date(2026, 7, 20))
    assert again.answers.get().text == "Half written"


def test_what_was_submitted_is_not_dropped(cast):
    police = submitted(return_of(open_round(cast), cast.police), cast.police_lead)

    with pytest.raises(Refused, match="What has come stays"):
        operations.drop(police, by=cast.officer, reason="A mistake")


def test_amend_message_tells_who_has_not_submitted(cast):
    asked = open_round(cast, [cast.police, cast.county], message="Old")
    submitted(return_of(asked, cast.county), cast.county_lead)

    operations.amend_message(asked, by=cast.officer, message="New", seen="Old", tell=True)

    asked.refresh_from_db()
    assert asked.message == "New"
    assert [letter.recipient for letter in Letter.objects.filter(kind="amended")] == [cast.police_lead]


def test_amend_message_shows_what_a_colleague_wrote_meanwhile(cast, sign_in):
    asked = open_round(cast, message="Written meanwhile")

    page = sign_in("board_officer").post(
        f"{asked.get_absolute_url()}message/", {"message": "Mine", "seen": "As I saw it"}
    ).content.decode()  # fmt: skip

    assert "Written meanwhile" in page
    assert "Mine" in page
    assert Round.objects.get().message == "Written meanwhile"


def test_change_dates_gives_everybody_longer_but_for_who_has_longer_already(cast):
    asked = open_round(cast)
    operations.extend(
        return_of(asked, cast.county), by=cast.officer, due_on=date(2026, 7, 20), reason="Illness"
    )
    operations.change_dates(
        asked, by=cast.officer, due_on=date(2026, 7, 10), closes_on=date(2026, 8, 14), reason="Half are ill"
    )

    due = {
        one.organisation: one.deadline.due_on
        for one in Return.objects.select_related("deadline", "organisation")
    }
    assert due == {
        cast.police: date(2026, 7, 10), cast.hospital: date(2026, 7, 10), cast.county: date(2026, 7, 20),
    }  # fmt: skip
    police = return_of(asked, cast.police)
    assert police.deadline.path == police.get_absolute_url()
    assert police.deadline.supersedes.ended_reason == "Moved to 10 July 2026 for everybody: Half are ill"
    assert Deadline.objects.outstanding().filter(duty="return").count() == 3


def test_change_dates_puts_a_date_right_that_was_typed_too_late_and_tells_everybody(cast):
    asked = open_round(cast)
    operations.extend(
        return_of(asked, cast.county), by=cast.officer, due_on=date(2026, 7, 14), reason="Illness"
    )
    sooner = TODAY.date() + timedelta(14)
    operations.change_dates(
        asked, by=cast.officer, due_on=sooner, closes_on=asked.closes_on, reason="The month was typed wrongly"
    )

    due = {
        one.organisation: one.deadline.due_on
        for one in Return.objects.select_related("deadline", "organisation")
    }
    assert due == {cast.police: sooner, cast.hospital: sooner, cast.county: date(2026, 7, 14)}
    told = Letter.objects.filter(subject=f"The date is earlier: {asked.reference}")
    assert {letter.due_on for letter in told} == {sooner}
    assert cast.police_lead in {letter.recipient for letter in told}
    assert cast.county_lead not in {letter.recipient for letter in told}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"due_on": TODAY.date() + timedelta(13)},
            f"An earlier due date must leave everyone two weeks: {TODAY + timedelta(14):%-d %B %Y} at the soonest.",
        ),
        ({"closes_on": date(2026, 6, 29)}, "The round must close on or after the day on which returns are due."),
        (
            {"closes_on": date(2026, 7, 10)},
            "An agency was promised 14 July 2026. Close on or after that day, or drop it first.",
        ),
        ({}, "These are its dates already."),
        ({"closes_on": date(2026, 8, 1), "reason": " "}, "Say why the dates change."),
    ],
)  # fmt: skip
def test_change_dates_is_refused(cast, changes, sentence):
    asked = open_round(cast)
    operations.extend(
        return_of(asked, cast.county), by=cast.officer, due_on=date(2026, 7, 14), reason="Illness"
    )
    given = {"due_on": asked.due_on, "closes_on": asked.closes_on, "reason": "Because"} | changes
    with pytest.raises(Refused) as refused:
        operations.change_dates(asked, by=cast.officer, **given)

    assert str(refused.value) == sentence


def test_a_round_closed_early_takes_answers_until_midnight_in_london_and_none_after(cast):
    asked = open_round(cast, [cast.police])
    with on(date(2026, 7, 3)):
        operations.change_dates(
            asked, by=cast.officer, due_on=asked.due_on, closes_on=date(2026, 7, 3), reason="All but one came"
        )
    with time_machine.travel(datetime(2026, 7, 3, 23, 59, tzinfo=LONDON), tick=False):
        answer(return_of(asked, cast.police), "voice", cast.police_lead, text="Just in time")
    with (
        time_machine.travel(datetime(2026, 7, 4, 0, 0, tzinfo=LONDON), tick=False),
        pytest.raises(Refused, match="closed on 3 July 2026"),
    ):
        answer(return_of(asked, cast.police), "else", cast.police_lead, text="A minute late")


# Who has not come -------------------------------------------------------------------------------------------------


def test_remind_writes_to_those_that_were_ticked_alone(cast, sign_in):
    asked = open_round(cast)
    address = f"{asked.get_absolute_url()}remind/"
    client = sign_in("board_officer")

    client.post(address, {"some": "1", "return": [return_of(asked, cast.county).pk]})
    none = client.post(address, {"some": "1"}, follow=True)

    assert [letter.recipient for letter in Letter.objects.filter(kind="reminded")] == [cast.county_lead]
    assert none.redirect_chain == [(asked.get_absolute_url(), 302)]
    assert "Select at least one organisation, then try again" in none.content.decode()


def test_round_is_narrowed_by_how_returns_stand_by_kind_and_by_name(cast, sign_in):
    cast.hospital_lead.appointments.update(ends_on=date(2026, 6, 9))
    asked = open_round(cast)
    submitted(return_of(asked, cast.county), cast.county_lead)
    answer(return_of(asked, cast.police), "voice", cast.police_lead, text="We ask.")
    client = sign_in("board_officer")

    def shown(query):
        page = client.get(f"{asked.get_absolute_url()}?{query}")
        return {row["return"].organisation for row in page.context["rows"]}

    assert shown("standing=submitted") == {cast.county}
    assert shown("standing=in_progress") == {cast.police}
    assert shown("standing=nobody") == shown("standing=not_begun") == {cast.hospital}
    assert shown("kind=police") == shown("named=POLICE") == {cast.police}


def test_round_sections_counts_each_section_and_says_it_in_words(cast, sign_in):
    asked = open_round(cast, [cast.police, cast.county])
    answer(return_of(asked, cast.police), "voice", cast.police_lead, text="We ask.")
    answer(
        return_of(asked, cast.police),
        "staff",
        cast.police_lead,
        not_applicable=True,
        not_applicable_reason="None",
    )

    page = sign_in("board_officer").get(f"{asked.get_absolute_url()}sections/")

    [(_, county), (_, police)] = page.context["rows"]
    assert [(one.answered, one.of, one.set_aside, one.words) for one in police] == [
        (1, 2, 0, "Started"), (0, 3, 1, "Started"),
    ]  # fmt: skip
    assert [(one.answered, one.of, one.words) for one in county] == [
        (0, 2, "Not started"),
        (0, 4, "Not started"),
    ]
    assert [(one["whole"], one["begun"], one["not_begun"]) for one in page.context["told"]] == [(0, 1, 1)] * 2


@pytest.mark.parametrize("number", [1, 3])
def test_round_sections_runs_the_same_queries_for_1_and_3(cast, sign_in, django_assert_num_queries, number):
    asked = open_round(cast, many_organisations(cast, number))
    client = sign_in("board_officer")
    client.get(f"{asked.get_absolute_url()}sections/")

    with django_assert_num_queries(11):
        client.get(f"{asked.get_absolute_url()}sections/")


def late(cast, organisations=None):
    """A round whose returns were due on Tuesday 30 June 2026, a week before `on(date(2026, 7, 7))`."""
    return open_round(cast, organisations or [cast.police])


def test_chase_goes_step_by_step_each_once_and_none_before_its_day(cast):
    police = return_of(late(cast), cast.police)

    def taken(day_, step, **given):
        with on(day_):
            try:
                operations.chase(police, by=cast.officer, step=step, **given)
            except Refused as refused:
                return str(refused)
        return "sent"

    assert taken(date(2026, 6, 30), "lead").startswith("It is due by 30 June 2026, so it is not late.")
    assert taken(date(2026, 7, 1), "signatory") == "Take the steps in order: the next one is ‘To the lead’."
    assert taken(date(2026, 7, 1), "lead") == "sent"
    assert taken(date(2026, 7, 1), "lead").startswith("That letter has gone already.")
    assert taken(date(2026, 7, 6), "signatory") == "This step may be taken from 7 July 2026 on."
    assert taken(date(2026, 7, 7), "signatory") == "sent"
    assert (
        taken(date(2026, 7, 14), "chief_officer")
        == "Say which office is written to, such as Chief Executive."
    )
    assert (
        taken(date(2026, 7, 14), "chief_officer", office="Chief Constable", address="office@example.org")
        == "sent"
    )
    assert [one.step for one in Chase.objects.all()] == ["lead", "signatory", "chief_officer"]
    assert {one.recipient for one in Letter.objects.filter(key__contains="chased:signatory")} == {
        cast.police_lead, *Person.objects.filter(name="Signatory of leicestershire-police"),
    }  # fmt: skip
    assert Letter.objects.get(kind="chased_officer").address == "office@example.org"


def test_chase_all_takes_each_step_that_is_due_whatever_day_was_missed_and_nothing_twice(cast):
    asked = late(cast, [cast.police, cast.county])
    with on(date(2026, 7, 20)):  # nobody looked on any earlier day
        first = operations.chase_all(asked, by=cast.officer)
        second = operations.chase_all(asked, by=cast.officer)
        third = operations.chase_all(asked, by=cast.officer)

    assert (first, second, third) == ((2, 0), (2, 0), (0, 0))
    assert sorted(Chase.objects.values_list("step", flat=True)) == ["lead", "lead", "signatory", "signatory"]


def test_chase_all_says_for_whom_nobody_can_be_written_to(cast):
    cast.police_lead.appointments.update(ends_on=date(2026, 6, 30))
    asked = late(cast, [cast.police, cast.county])

    with on(date(2026, 7, 2)):
        assert operations.chase_all(asked, by=cast.officer) == (1, 1)
    assert not Chase.objects.filter(assurance_return__organisation=cast.police).exists()


@pytest.mark.parametrize("number", [1, 12])
def test_chase_all_runs_the_same_queries_for_1_and_12(cast, django_assert_num_queries, number):
    asked = late(cast, many_organisations(cast, number))
    with on(date(2026, 7, 2)), django_assert_num_queries(11):
        operations.chase_all(asked, by=cast.officer)


def test_what_came_is_not_chased(cast):
    asked = late(cast, [cast.police])
    with on(date(2026, 7, 2)):
        submitted(return_of(asked, cast.police), cast.police_lead, late_reason="Illness")
        assert operations.chases_due(asked, date(2026, 7, 2)) == {}
        with pytest.raises(Refused, match="no longer waited for"):
            operations.chase(return_of(asked, cast.police), by=cast.officer, step="lead")


def test_escalate_opens_an_action_or_a_challenge_once_each_way(cast, sign_in):
    police = return_of(late(cast), cast.police)
    address = f"{police.get_absolute_url()}escalate/"
    with on(date(2026, 7, 20)):
        client = sign_in("board_officer")
        for way in ("action", "challenge", "challenge"):
            page = client.post(
                address,
                {"way": way, "why": "Three letters brought no answer."} | day("target_on", date(2026, 8, 3)),
            )

    assert "It has been taken further in this way already." in page.content.decode()
    action, challenge = Action.objects.get(), Challenge.objects.get()
    assert (action.organisation, action.target_on) == (cast.police, date(2026, 8, 3))
    assert (challenge.raised_with, challenge.deadline.due_on) == (cast.police, date(2026, 8, 3))
    with on(date(2026, 7, 21)):
        shown = sign_in("board_officer").get(f"{police.get_absolute_url()}chasing/").content.decode()
    assert action.get_absolute_url() in shown
    assert challenge.get_absolute_url() in shown


def test_escalate_to_a_chair_needs_one(cast):
    police = return_of(late(cast), cast.police)
    with on(date(2026, 7, 20)), pytest.raises(Refused, match="Nobody chairs the Planning and Delivery Group"):
        operations.escalate(
            police, by=cast.officer, way="chair", why="Nothing came.", target_on=date(2026, 8, 3)
        )


# One return for 2 partnerships ----------------------------------------------------------------------------------


@pytest.fixture
def next_door(cast):
    other = Organisation.objects.create(
        code="next-door", name="Partnership next door", kind=Organisation.Kind.PARTNERSHIP
    )
    LinkedBoard.objects.create(code="next-door", name="Partnership next door")
    Organisation.objects.filter(pk=cast.police.pk).update(also_serves=other)
    cast.police.refresh_from_db()
    return other


def copied(opened, cast):
    return operations.give_copy(
        opened,
        by=cast.officer,
        passed_on=date(2026, 6, 10),
        office="Business office",
        audience="Its quality group",
    )


def test_give_copy_notes_it_in_the_register_with_the_receipt_and_every_answer(cast, next_door):
    asked = open_round(cast, [cast.police, cast.county], shared_with=next_door)
    answer(return_of(asked, cast.police), "else", cast.police_lead, text="=1+1")
    police = submitted(return_of(asked, cast.police), cast.police_lead)

    information = copied(police, cast)

    with information.document.file.open("rb") as file:
        book = load_workbook(io.BytesIO(file.read()))
    receipt = dict(book["Receipt"].values)
    assert receipt["Checksum of the answers (SHA-256)"] == police.checksum
    said = {question: said for _, question, said, *_ in list(book["Answers"].values)[1:]}
    assert (said["How good is it?"], said["Anything else?"]) == ("Middling", "'=1+1")
    assert list(operations.copies_given(police)) == [information]
    assert Letter.objects.get(kind="copy_given").recipient == cast.police_lead


def test_give_copy_twice_on_one_day_is_refused(cast, next_door):
    police = submitted(
        return_of(open_round(cast, [cast.police], shared_with=next_door), cast.police), cast.police_lead
    )
    copied(police, cast)

    with pytest.raises(Refused, match="already recorded, with the same date"):
        copied(police, cast)
    assert BoardInformation.objects.count() == 1


def test_give_copy_is_refused_for_what_serves_one_partnership_and_for_a_draft(cast, next_door):
    asked = open_round(cast, [cast.police, cast.county], shared_with=next_door)
    with pytest.raises(Refused, match="has not been submitted"):
        copied(return_of(asked, cast.police), cast)
    county = submitted(return_of(asked, cast.county), cast.county_lead)
    with pytest.raises(Refused, match="This return is only for this partnership"):
        copied(county, cast)


def test_round_and_return_say_that_one_return_serves_both(cast, next_door, sign_in):
    asked = open_round(cast, [cast.police, cast.county], shared_with=next_door)

    assert sign_in("board_officer").get(asked.get_absolute_url()).context["serve_both"] == [
        "Leicestershire Police"
    ]
    page = sign_in(cast.police_lead).get(return_of(asked, cast.police).get_absolute_url()).content.decode()
    assert "this return also serves the Partnership next door" in page
    page = sign_in(cast.county_lead).get(return_of(asked, cast.county).get_absolute_url()).content.decode()
    assert "Partnership next door" not in page


def test_round_xlsx_holds_the_progress_by_section_and_no_answers(cast, sign_in):
    asked = open_round(cast, [cast.police])
    answer(return_of(asked, cast.police), "voice", cast.police_lead, text="Unfinished thoughts")

    response = sign_in("board_officer").get(f"{asked.get_absolute_url()}progress.xlsx")

    head, row = load_workbook(io.BytesIO(response.content)).active.values
    assert dict(zip(head, row, strict=True))["Section: In words"] == "1 of 2"
    assert "Unfinished thoughts" not in str(row)
