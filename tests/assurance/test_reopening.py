"""A submitted return is open again when that is agreed, until midnight of the final close, and loses nothing."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import Error, transaction
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Answer, Deadline, Evidence, Letter, Reopening, Return, ReturnVersion, Round
from partnership.operations import questionnaires as operations
from partnership.tasks import let_stand_what_closed
from tests.factories import scrutiny
from tests.factories.answering import PDF, add_link, every_kind, fully_answered
from tests.factories.assurance import LONDON, OFFICE, TODAY, answer, open_round, question, return_of

CLOSE = date(2026, 7, 31)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def police(cast):
    """The police's return, submitted."""
    opened = return_of(open_round(cast, [cast.police, cast.county], every_kind()), cast.police)
    fully_answered(opened, cast.police_lead)
    operations.submit(opened, by=cast.police_lead, declared_office=OFFICE)
    return Return.objects.get(pk=opened.pk)


def reopened(cast, opened, until=CLOSE):
    operations.reopen(opened, by=cast.officer, reason="A figure was wrong.", until=until)
    return Return.objects.select_related("round", "deadline", "organisation").get(pk=opened.pk)


def address(opened, deed="return"):
    return reverse(f"assurance:{deed}", args=[opened.pk])


def test_ask_to_reopen_waits_for_staff_who_agree_until_a_day(cast, sign_in, police):
    sign_in("partner_lead").post(address(police, "ask_to_reopen"), {"reason": "A figure was wrong."})

    asked = Reopening.objects.get()
    police.refresh_from_db()
    assert police.state == "submitted"
    assert (asked.to_decide.due_on, asked.to_decide.role) == (date(2026, 6, 17), "board_officer")
    assert Letter.objects.get(key=f"reopening:{asked.pk}:asked").recipient == cast.officer
    decide = reverse("assurance:answer_reopening", args=[asked.pk])
    sign_in("board_officer").post(
        decide, {"agreed": "yes", "until_day": "1", "until_month": "7", "until_year": "2026"}
    )
    police.refresh_from_db()
    asked.refresh_from_db()
    assert (police.state, asked.until, asked.deadline.due_on) == (
        "reopened",
        date(2026, 7, 1),
        date(2026, 7, 1),
    )
    assert asked.to_decide.done_on == TODAY.date()
    assert Return.objects.filter(state="reopened").count() == 1


def test_staff_who_do_not_agree_say_why_and_it_may_be_asked_again(cast, sign_in, police):
    operations.ask_to_reopen(police, by=cast.police_lead, reason="A figure was wrong.")
    decide = reverse("assurance:answer_reopening", args=[Reopening.objects.get().pk])
    client = sign_in("board_officer")

    assert "Say why it is not reopened" in client.post(decide, {"agreed": "no"}).content.decode()
    client.post(decide, {"agreed": "no", "answer": "It was right."})

    assert Return.objects.get(pk=police.pk).state == "submitted"
    assert Letter.objects.filter(key__contains=":refused").exists()
    with pytest.raises(Refused, match="answered already"):
        operations.answer_reopening(Reopening.objects.get(), by=cast.officer, agreed=True, until=CLOSE)
    operations.ask_to_reopen(police, by=cast.police_lead, reason="It was not.")
    with pytest.raises(Refused, match="asked already"):
        operations.ask_to_reopen(police, by=cast.police_lead, reason="Please.")


@pytest.mark.parametrize(("day", "state"), [(date(2026, 7, 9), "submitted"), (date(2026, 7, 10), "reopened")])
def test_from_the_rounds_own_day_an_agency_reopens_its_return_itself(cast, police, day, state):
    Round.objects.update(reopens_on=date(2026, 7, 10))

    with time_machine.travel(datetime(day.year, day.month, day.day, 0, 1, tzinfo=LONDON), tick=False):
        operations.ask_to_reopen(police, by=cast.police_lead, reason="A figure was wrong.")

    assert Return.objects.get(pk=police.pk).state == state
    assert Return.objects.exclude(pk=police.pk).get().state == "draft"


@pytest.mark.parametrize(
    "closes_on",
    [
        CLOSE,
        date(2026, 10, 24),
        date(2026, 10, 25),  # the clocks go back
        date(2027, 3, 27),
        date(2027, 3, 28),  # the clocks go forward
    ],
)
def test_the_final_close_is_midnight_in_london_also_when_the_clocks_change(cast, police, closes_on):
    last = datetime.combine(closes_on, time(23, 59, 59), LONDON)
    first_after = datetime.combine(closes_on + timedelta(1), time(0), LONDON)
    Round.objects.update(closes_on=closes_on)
    police = reopened(cast, police, until=closes_on)

    with time_machine.travel(last, tick=False):
        answer(police, "voice", cast.police_lead, seen=1, text="In the last minute.")
        let_stand_what_closed()
        assert Return.objects.get(pk=police.pk).state == "reopened"
    with time_machine.travel(first_after, tick=False):
        with pytest.raises(Refused, match="This round closed on"):
            answer(police, "voice", cast.police_lead, seen=2, text="Too late.")
        with pytest.raises(Refused, match="This round closed on"):
            operations.submit(police, by=cast.police_lead, declared_office=OFFICE)
        let_stand_what_closed()
        let_stand_what_closed()
        now = Return.objects.get(pk=police.pk)
        assert now.state == "submitted"
        assert now.answers.get(question__code="voice").text == "In a youth forum, every month."
        assert operations.checksum(now.answers.select_related("question")) == now.checksum
        with pytest.raises(Refused, match="closed for good"):
            operations.ask_to_reopen(now, by=cast.police_lead, reason="A figure was wrong.")


def test_what_was_submitted_is_kept_whole_beside_what_is_submitted_again(cast, sign_in, police):
    before = police.checksum
    police = reopened(cast, police)
    answer(police, "staff", cast.police_lead, seen=1, number=1300)

    operations.submit(police, by=cast.police_lead, declared_office="Chief Constable")

    second, first = police.versions.all()
    assert (first.number, first.checksum, first.declared_office) == (1, before, OFFICE)
    assert (second.number, second.declared_office) == (2, "Chief Constable")
    assert {one["code"]: one["number"] for one in first.answers}["staff"] == "1200.00"
    assert Reopening.objects.get().submitted_again is True
    page = sign_in("independent_advisor").get(address(police, "versions")).content.decode()
    assert "How many staff?" in page
    assert "1,200</del>" in page.replace(
        '<span class="govuk-visually-hidden"> (end of what was taken out) </span>', ""
    )
    assert "How do you listen" not in page


def test_the_first_submissions_lateness_stays_and_the_second_has_a_day_of_its_own(cast, police):
    police = reopened(cast, police, until=date(2026, 7, 3))
    with time_machine.travel(datetime(2026, 7, 6, 9, 0, tzinfo=LONDON), tick=False):
        with pytest.raises(Refused, match="late"):
            operations.submit(police, by=cast.police_lead, declared_office=OFFICE)
        operations.submit(police, by=cast.police_lead, declared_office=OFFICE, late_reason="Leave.")

    assert Deadline.objects.get(pk=police.deadline_id).late is False
    assert Reopening.objects.get().deadline.late is True


def test_to_let_it_stand_brings_every_answer_and_file_back(cast, sign_in, police):
    before = police.checksum
    police = reopened(cast, police)
    answer(police, "voice", cast.police_lead, seen=1, text="")
    answer(police, "services", cast.police_lead, seen=1, rows=[["Only", "1"]])
    operations.remove_evidence(Evidence.objects.get(), by=cast.police_lead)
    add_link(police, cast.police_lead, title="New", link="", content=PDF, filename="a.pdf")

    sign_in("partner_lead").post(address(police, "stand_by"))

    now = Return.objects.get(pk=police.pk)
    assert (now.state, now.checksum) == ("submitted", before)
    assert operations.checksum(now.answers.select_related("question")) == before
    assert [one.title for one in Evidence.objects.present()] == ["Dip sample"]
    assert Reopening.objects.get().submitted_again is False


@pytest.mark.parametrize("role", ["board_manager", "board_officer", "independent_advisor"])
def test_while_it_is_open_again_others_read_what_was_submitted_and_nothing_newer(cast, sign_in, police, role):
    police = reopened(cast, police)
    answer(police, "voice", cast.police_lead, seen=1, text="Half a thought.")
    client = sign_in(role)

    found = client.get(address(police), follow=True)

    assert found.redirect_chain[-1][0] == reverse("assurance:version", args=[police.pk, 1])
    assert "In a youth forum" in found.content.decode()
    assert "Half a thought" not in found.content.decode()


def test_submissions_are_no_business_of_another_agency(cast, sign_in, police):
    client = sign_in(cast.county_lead)
    assert client.get(address(police, "versions")).status_code == 404
    assert client.get(reverse("assurance:version", args=[police.pk, 1])).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        lambda one: Return.objects.filter(pk=one.pk).update(state="draft"),
        lambda one: Return.objects.filter(pk=one.pk).update(checksum="0" * 64),
        lambda one: Return.objects.filter(pk=one.pk).update(declared_office="Nobody"),
        lambda one: ReturnVersion.objects.update(answers=[]),
        lambda one: ReturnVersion.objects.all()._raw_delete("default"),
        lambda one: Answer.objects.filter(assurance_return=one).update(text="Other"),
        lambda one: Evidence.objects.update(title="Other"),
    ],
)
def test_the_database_itself_keeps_what_was_submitted(cast, police, change):
    with pytest.raises(Error, match=r"frozen|stays submitted|kept as it was"), transaction.atomic():
        change(police)


def test_a_draft_and_a_closed_return_cannot_be_reopened(cast, police):
    county = Return.objects.exclude(pk=police.pk).get()
    with pytest.raises(Refused, match="Only a return that has been submitted"):
        operations.reopen(county, by=cast.officer, reason="Why not?", until=CLOSE)
    with pytest.raises(Refused, match="The round closes on 31 July 2026"):
        operations.reopen(police, by=cast.officer, reason="Why not?", until=date(2026, 8, 1))


def test_question_codes_stay_the_same_in_what_is_kept(cast, police):
    kept = police.versions.get()
    assert [one["code"] for one in kept.answers] == [
        "voice", "rating", "staff", "lead", "reviewed", "trained", "services", "proof",
    ]  # fmt: skip
    assert question(police.round, "staff").code == "staff"


@pytest.mark.parametrize(
    ("stage", "sentence"),
    [
        (scrutiny.shared, "Take them back before you reopen the return"),
        (scrutiny.final, "scores of this return are final"),
    ],
)
def test_answers_that_were_judged_are_not_opened_while_their_scores_are_out(cast, sign_in, stage, sentence):
    opened = scrutiny.police_return(cast)
    stage(opened, cast.officer, *([cast.police_lead] if stage is scrutiny.final else []))

    for who, deed, fields in (
        ("partner_lead", "ask_to_reopen", {}),
        ("board_officer", "reopen", {"until_day": 1, "until_month": 7, "until_year": 2026}),
    ):
        page = sign_in(who).post(address(opened, deed), {"reason": "A figure was wrong.", **fields})
        assert sentence in page.content.decode()
    opened.refresh_from_db()
    assert (opened.state, Reopening.objects.count()) == ("submitted", 0)


def test_answers_are_opened_while_they_are_only_being_moderated(cast, sign_in):
    opened = scrutiny.police_return(cast)
    scrutiny.scored(opened, cast.officer)

    sign_in("partner_lead").post(address(opened, "ask_to_reopen"), {"reason": "A figure was wrong."})

    assert Reopening.objects.get().assurance_return == opened
