"""An agency's answer: its pages, its rows, sending it, and its versions."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Appointment, Event, Letter
from reviews.models import ChronologyRow, ImmediateAction, InformationAnswer, PracticeEpisode
from reviews.operations.answers import (
    add_row,
    answer,
    begin_change,
    change_row,
    drop_change,
    remove_row,
    save_draft,
)
from reviews.operations.information import say_involved
from reviews.rules.information import check_answer
from reviews.rules.versions import rows_changed, words_changed
from tests.factories import information
from tests.factories import reviews as made
from tests.factories.cast import LONG_AGO
from tests.factories.information import fresh, row, sent

TYPING = {"HTTP_X_REQUESTED_WITH": "fetch"}


@pytest.fixture
def asked(involved_request):
    """The police said that they were involved."""
    return involved_request


def at(name, asked, *more):
    return reverse(f"reviews:{name}", args=[asked.pk, *more])


def version_on(page):
    return page.context["form"]["version"].value()


def whole(client, asked, **changes):
    """What the page of sending would post, as it stands."""
    version = version_on(client.get(at("send_answer", asked)))
    today = timezone.localdate()
    day = {
        "signed_off_on_day": today.day,
        "signed_off_on_month": today.month,
        "signed_off_on_year": today.year,
    }
    return {"version": version, "signed_off_office": "Head of public protection"} | day | changes


# Pages of text ---------------------------------------------------------------------------------------------


def test_a_page_saved_comes_back_and_asks_nothing(cast, sign_in, asked):
    client = sign_in("partner_lead")
    version = version_on(client.get(at("answer_summary", asked)))

    done = client.post(
        at("answer_summary", asked), {"version": version, "summary": "Half a sen", "records_secured": "yes"}
    )

    assert done.url == asked.get_absolute_url()
    drawn = client.get(done.url).text
    assert "It is not sent yet." in drawn
    page = client.get(at("answer_summary", asked))
    assert (page.context["form"]["summary"].value(), page.context["form"]["records_secured"].value()) == (
        "Half a sen",
        "yes",
    )
    assert fresh(asked).answer is None
    assert asked.deadline.outstanding
    assert not Letter.objects.filter(subject__startswith="An agency has answered").exists()


def test_a_page_saves_itself_while_somebody_types_even_beside_a_half_typed_date(cast, sign_in, asked):
    client = sign_in("partner_lead")
    address = at("answer_summary", asked)
    version = version_on(client.get(address))

    first = client.post(address, {"version": version, "summary": "Half"}, **TYPING)
    second = client.post(
        address,
        {"version": first.json()["version"], "summary": "Half a sen", "period_from_day": "3"},
        **TYPING,
    )

    assert (first.status_code, second.status_code) == (200, 200)
    assert second.json()["message"] == "Saved, but for what has an error. Save the page to see it."
    assert (asked.answers.get().summary, asked.answers.get().submitted_at) == ("Half a sen", None)


def test_two_colleagues_at_once_overwrite_nobody_and_different_pages_do_not_meet(cast, sign_in, asked):
    colleague = cast.person("Second police lead", Role.PARTNER_LEAD, organisation=cast.police)
    first, second = sign_in("partner_lead"), sign_in(colleague)
    summary, identity = at("answer_summary", asked), at("answer_identity", asked)
    stale, other = version_on(second.get(summary)), version_on(second.get(identity))
    first.post(summary, {"version": version_on(first.get(summary)), "summary": "What the first knows."})

    page = second.post(summary, {"version": stale, "summary": "What the second knows."})
    typing = second.post(summary, {"version": stale, "summary": "What the second knows."}, **TYPING)
    beside = second.post(identity, {"version": other, "identity": "Not asked about."})

    assert (
        page.context["form"].non_field_errors()[0].startswith("This page has been saved since you opened it")
    )
    assert "What the first knows." in page.text
    assert "What the second knows." in page.text
    assert typing.status_code == 409
    assert beside.status_code == 302
    assert asked.answers.get().summary == "What the first knows."
    second.post(summary, {"version": version_on(page), "summary": "What both know."})
    assert asked.answers.get().summary == "What both know."


def test_a_page_from_before_the_answer_was_sent_is_not_lost(cast, sign_in, asked):
    client = sign_in("partner_lead")
    stale = version_on(client.get(at("answer_summary", asked)))
    sent(cast, asked)

    page = client.post(at("answer_summary", asked), {"version": stale, "summary": "Another word."})

    assert page.context["form"].non_field_errors()[0].startswith("Your agency's answer has been sent since")
    assert "Another word." in page.text
    client.post(at("answer_summary", asked), {"version": version_on(page), "summary": "Another word."})
    assert list(asked.answers.order_by("version").values_list("version", "summary")) == [
        (1, "Officers attended the address twice."),
        (2, "Another word."),
    ]


@pytest.mark.parametrize("version", ["one|yesterday", "²|", "", "999999999|"])
def test_a_page_with_a_broken_version_is_refused(cast, sign_in, asked, version):
    page = sign_in("partner_lead").post(at("answer_summary", asked), {"version": version, "summary": "S"})

    assert page.context["form"].errors["version"]
    assert asked.answers.get().summary == ""


def test_pages_wait_for_the_first_question(cast, sign_in):
    asked = information.asked_of_police(cast)
    client = sign_in("partner_lead")

    assert client.get(at("answer_summary", asked)).status_code == 409
    say_involved(asked, by=cast.police_lead, said="no")
    assert client.get(at("answer_summary", asked)).status_code == 409
    assert client.get(at("send_answer", asked)).status_code == 200


def test_every_page_warns_of_what_could_name_somebody_and_blocks_nothing(cast, sign_in, asked):
    client = sign_in("partner_lead")
    name = "“Petra Hollis” looks like somebody’s name."
    words = "Petra Hollis, born on 3 March 2019, of LE1 1AA, was seen."

    for page, field in (
        ("answer_summary", "summary"),
        ("answer_learning", "learning"),
        ("answer_identity", "identity"),
    ):
        version = version_on(client.get(at(page, asked)))
        assert client.post(at(page, asked), {"version": version, field: words}).status_code == 302
        drawn = client.get(at(page, asked)).text
        assert name in drawn
        assert "looks like a postcode" in drawn
    add_row(asked, "chronology", by=cast.police_lead, **row("Petra Hollis was seen."))
    add_row(asked, "episodes", by=cast.police_lead, title="T", happened="Petra Hollis was seen.")
    add_row(asked, "actions", by=cast.police_lead, what="Petra Hollis was seen.")
    for page in ("answer", "answer_chronology", "answer_episodes", "answer_actions", "send_answer"):
        assert name in client.get(at(page, asked)).text
    key = asked.answers.get().rows.get().key
    assert name in client.get(at("change_row", asked, "chronology", key)).text


# Rows ------------------------------------------------------------------------------------------------------

TYPED = {
    "when": "3 March 2025",
    "at": "2.30pm",
    "source": "Custody record",
    "event": "Officers attended.",
    "child_seen": "yes",
    "child_heard": "not_recorded",
    "response": "",
    "comment": "",
}


def test_a_row_of_the_chronology_is_typed_changed_and_taken_out(cast, sign_in, asked):
    client = sign_in("partner_lead")
    adding = at("add_row", asked, "chronology")

    key = client.get(adding).context["form"]["key"].value()
    for _ in range(2):  # pressed twice
        assert client.post(adding, TYPED | {"key": key}).url == at("answer_chronology", asked)

    made_row = asked.answers.get().rows.get()
    assert (made_row.when, f"{made_row.at:%H:%M}", made_row.child_seen) == ("3 March 2025", "14:30", "yes")
    changing = at("change_row", asked, "chronology", made_row.key)
    page = client.get(changing)
    assert page.context["form"]["when"].value() == "3 March 2025"
    seen = page.context["form"]["seen"].value()
    client.post(changing, TYPED | {"seen": seen, "when": "March 2025", "at": ""})
    made_row.refresh_from_db()
    assert (made_row.on, made_row.precision, made_row.at, made_row.when) == (
        date(2025, 3, 1),
        "month",
        None,
        "March 2025",
    )
    stale = client.post(changing, TYPED | {"seen": seen, "event": "Something else."})
    assert stale.context["form"].non_field_errors()[0].startswith("This row has been changed since")
    client.post(at("remove_row", asked, "chronology", made_row.key))
    assert not asked.answers.get().rows.exists()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"event": " "}, "event", "Say what happened"),
        ({"when": "3/3/25"}, "when", "“3/3/25”: write the year with four numbers, such as 2025."),
        ({"when": "1 March 2090"}, "when", "“1 March 2090” is in the future. Check the date."),
        (
            {"when": "March 2025"},
            "at",
            "A time needs the day. Write the whole date above, or leave the time empty",
        ),
        ({"at": "25:00"}, "at", "“25:00” is not a time. Write it as 14:30 or 2.30pm, or leave it empty."),
    ],
)
def test_a_row_that_is_wrong_is_kept_on_its_page_and_said_to_be(
    cast, sign_in, asked, changes, field, sentence
):
    page = sign_in("partner_lead").post(at("add_row", asked, "chronology"), TYPED | changes)

    assert page.context["form"].errors == {field: [sentence]}
    assert page.context["form"]["source"].value() == "Custody record"
    assert not ChronologyRow.objects.exists()


def test_episodes_and_actions_are_rows_too(cast, sign_in, asked):
    client = sign_in("partner_lead")

    client.post(
        at("add_row", asked, "episodes"), {"title": "Discharge", "happened": "H", "why": "W", "good": "G"}
    )
    today = {"done_on_day": "1", "done_on_month": "1", "done_on_year": "2025"}
    client.post(at("add_row", asked, "actions"), {"what": "A call", "office": "Duty desk"} | today)

    draft = asked.answers.get()
    assert draft.episodes.get().values() == {
        "title": "Discharge",
        "when": "",
        "happened": "H",
        "why": "W",
        "good": "G",
    }
    assert draft.actions.get().values() == {
        "what": "A call",
        "office": "Duty desk",
        "done_on": date(2025, 1, 1),
    }
    assert client.get(at("add_row", asked, "nothing")).status_code == 404


# Sending ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"involvement": ""}, "Say whether your agency was involved."),
        ({"summary": " "}, "Describe your agency's involvement."),
        ({"immediate_action": ""}, "Say what you have done at once, if only that nothing was needed."),
        ({"signed_off_office": " "}, "Say who in your agency has signed this off, by office."),
    ],
)
def test_the_law_of_an_answer(changes, sentence):
    told = {
        "involvement": "involved",
        "summary": "S",
        "immediate_action": "I",
        "actions": [],
        "signed_off_office": "O",
    }
    check_answer(**told)
    check_answer(**told | {"immediate_action": "", "actions": ["A row"]})
    check_answer(**told | {"involvement": "not_involved", "summary": "", "immediate_action": ""})

    with pytest.raises(Refused) as refused:
        check_answer(**told | changes)

    assert str(refused.value) == sentence


def test_what_is_missing_is_said_before_sending_and_what_readers_will_miss(cast, sign_in, asked):
    client = sign_in("partner_lead")

    page = client.get(at("send_answer", asked))
    refused = client.post(at("send_answer", asked), whole(client, asked))

    assert page.context["must"] == [
        (at("answer_summary", asked), "Describe your agency's involvement."),
        (at("answer_actions", asked), "Say what you have done at once, if only that nothing was needed."),
    ]
    assert [sentence for _, sentence in page.context["may"]] == [
        "It does not say which period you looked at.",
        "It does not say whether the records are secured.",
        "It has no chronology.",
        "It has no practice episode.",
        "It says nothing about identity, racism or other inequality.",
    ]
    assert refused.context["form"].non_field_errors() == ["Describe your agency's involvement."]
    assert fresh(asked).answer is None


def test_an_answer_sent_is_whole_meets_its_date_and_tells_the_business_unit(cast, sign_in, asked):
    save_draft(asked, by=cast.police_lead, summary="Officers attended the address twice.")
    add_row(asked, "chronology", by=cast.police_lead, **row())
    add_row(asked, "actions", by=cast.police_lead, what="The record was flagged.")
    client = sign_in("partner_lead")
    given = whole(client, asked)

    first, second = (client.post(at("send_answer", asked), given) for _ in range(2))

    assert first.url == second.url == asked.get_absolute_url()
    answered = fresh(asked).answer
    assert (answered.version, answered.submitted_by, answered.signed_off_on) == (
        1,
        cast.police_lead,
        timezone.localdate(),
    )
    assert (fresh(asked).deadline.done_on, fresh(asked).deadline.late) == (timezone.localdate(), False)
    drawn = client.get(first.url).text
    assert "Your answer has been sent." in drawn
    assert "Officers attended the address twice." in drawn
    assert "The record was flagged." in drawn
    assert "Custody record" in drawn
    event = Event.objects.about(asked).get(verb="answered")
    assert event.facts == {"version": 1, "involvement": "involved"}
    assert {letter.recipient for letter in Letter.objects.filter(subject__startswith="An agency has answered")} == {
        cast.manager, cast.officer, cast.second_officer,
    }  # fmt: skip


def test_a_nil_return_is_signed_off_by_the_agency_and_says_nothing_else(cast, sign_in, asked):
    save_draft(asked, by=cast.police_lead, summary="Half a sentence.")
    add_row(asked, "chronology", by=cast.police_lead, **row())
    client = sign_in("partner_lead")
    client.post(at("say_involved", asked), {"said": "no"})

    page = client.get(at("send_answer", asked))
    client.post(at("send_answer", asked), whole(client, asked))

    assert "What you wrote on other pages is not sent" in page.text
    answered = fresh(asked).answer
    assert (answered.involvement, answered.summary, answered.rows.count()) == ("not_involved", "", 0)
    assert answered.signed_off_office == "Head of public protection"


def test_nobody_signs_off_what_they_have_not_read(cast, sign_in, asked):
    save_draft(asked, by=cast.police_lead, summary="S", immediate_action="None.")
    client = sign_in("partner_lead")
    given = whole(client, asked)
    add_row(asked, "chronology", by=cast.police_lead, **row("Received meanwhile."))

    page = client.post(at("send_answer", asked), given)

    assert page.context["form"].non_field_errors() == [
        "Your answer has changed since you opened this page. Read it as it is now, and send it again."
    ]
    assert "Received meanwhile." in page.text
    assert client.post(at("send_answer", asked), given | {"version": version_on(page)}).status_code == 302


def test_an_answer_late_says_why_and_one_without_a_first_reply_meets_that_date_as_well(cast, sign_in):
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        asked = information.involved(cast)
        save_draft(asked, by=cast.police_lead, summary="S", immediate_action="None.")
        silent = asked.case.requests.get(organisation=cast.hospital)
    with time_machine.travel(datetime(2026, 3, 12, 9, tzinfo=UTC), tick=False):
        client = sign_in("partner_lead")
        page = client.post(at("send_answer", asked), whole(client, asked))
        client.post(at("send_answer", asked), whole(client, asked, late_reason="The officer was away."))
        sent(cast, silent, by=cast.hospital_lead, late_reason="The ward was closed.")

    assert page.context["form"].errors == {"late_reason": ["Say why your answer is late"]}
    deadline = fresh(asked).deadline
    assert (deadline.late, deadline.late_reason) == (True, "The officer was away.")
    first = fresh(silent).involvement_deadline
    assert (first.done_on, first.late, first.late_reason) == (date(2026, 3, 12), True, "The ward was closed.")


def test_a_sign_off_in_the_future_is_refused(cast, asked):
    with pytest.raises(Refused, match=r"^The day of the sign-off is in the future\."):
        sent(cast, asked, signed_off_on=timezone.localdate() + timedelta(1))


# Frozen, and in versions -----------------------------------------------------------------------------------


def test_what_was_sent_is_frozen_in_the_database_with_all_its_rows(cast, asked):
    sent(cast, asked)
    answered = fresh(asked).answer

    for model, change in (
        (InformationAnswer, {"involvement": "not_involved"}),
        (ChronologyRow, {"event": "Something else."}),
        (PracticeEpisode, {"title": "Something else"}),
        (ImmediateAction, {"what": "Something else"}),
    ):
        with pytest.raises(DatabaseError, match="A submitted answer is frozen"), transaction.atomic():
            model.objects.update(**change)
        with pytest.raises(DatabaseError, match="A submitted answer is frozen"), transaction.atomic():
            model.objects.all().delete()
    with pytest.raises(DatabaseError, match="A submitted answer is frozen"), transaction.atomic():
        ChronologyRow.objects.create(answer=answered, **row())
    draft = begin_change(asked, by=cast.police_lead)
    with pytest.raises(DatabaseError, match="A submitted answer is frozen"), transaction.atomic():
        draft.rows.update(answer=answered)


def test_a_change_is_a_copy_with_all_rows_and_the_old_version_stays(cast, sign_in, asked):
    sent(cast, asked)
    client = sign_in("partner_lead")

    client.post(at("change_answer", asked))

    draft = asked.answers.get(submitted_at=None)
    first = fresh(asked).answer
    assert (draft.version, draft.summary, draft.signed_off_on) == (2, first.summary, None)
    for rows in ("rows", "episodes", "actions"):
        assert [one.values() for one in getattr(draft, rows).all()] == [
            one.values() for one in getattr(first, rows).all()
        ]
    assert "stands until you send this one" in client.get(asked.get_absolute_url()).text
    change_row(
        asked, "chronology", draft.rows.get().key, by=cast.police_lead, event="Officers attended at night."
    )
    remove_row(asked, "actions", draft.actions.get().key, by=cast.police_lead)
    add_row(asked, "episodes", by=cast.police_lead, title="The third call", happened="Nobody came.")
    save_draft(asked, by=cast.police_lead, summary="Officers attended the address three times.")
    assert fresh(asked).answer == first
    client.post(at("send_answer", asked), whole(client, asked))

    assert fresh(asked).answer.version == 2
    assert first.rows.get().event == "Officers attended the address."
    page = sign_in("board_officer").get(at("read_answer", asked))
    assert [(one["how"], one["what"]) for one in page.context["changes"]] == [
        ("Changed", "Involvement"),
        ("Changed", "Row of the chronology: 3 March 2025"),
        ("Added", "Practice episode: The third call"),
        ("Taken out", "Done straight away: The record was flagged."),
    ]
    (involvement, *_) = page.context["changes"]
    assert ("gone", "twice.") in involvement["fields"][0][1]
    assert ("new", "three times.") in involvement["fields"][0][1]
    assert "Officers attended the address twice." in client.get(at("read_answer", asked) + "?version=1").text
    assert client.get(at("read_answer", asked) + "?version=x").context["shown"].version == 2


def test_a_change_thrown_away_leaves_what_was_sent(cast, sign_in, asked):
    client = sign_in("partner_lead")
    assert client.post(at("change_answer", asked)).status_code == 409
    assert client.post(at("drop_change", asked)).status_code == 409
    sent(cast, asked)
    begin_change(asked, by=cast.police_lead)

    client.post(at("drop_change", asked))

    assert [one.version for one in asked.answers.all()] == [1]
    assert client.get(at("answer_summary", asked)).status_code == 409


def test_a_draft_is_nobodys_answer_and_no_page_of_a_reader_shows_it(cast, sign_in, asked):
    save_draft(asked, by=cast.police_lead, summary="Half a sentence nobody else reads.")

    assert fresh(asked).answer is None
    assert sign_in("board_officer").get(at("read_answer", asked)).status_code == 404
    assert "Half a sentence" not in sign_in("board_officer").get(asked.case.get_absolute_url()).text


def test_words_and_rows_that_changed_are_told_apart():
    assert words_changed("one two three", "one 2 three") == [
        ("same", "one "),
        ("gone", "two"),
        ("new", "2"),
        ("same", " three"),
    ]
    assert words_changed("", "new") == [("new", "new")]
    assert words_changed("x " * 4000, "y") == [("gone", "x " * 4000), ("new", "y")]
    assert rows_changed({1: {"a": 1}, 2: {"a": 1}}, {2: {"a": 2}, 3: {"a": 1}}) == ([3], [1], {2: ["a"]})


# Who writes what -------------------------------------------------------------------------------------------


def test_whoever_reads_every_case_still_writes_no_agencys_answer(cast, sign_in):
    """A chair of the Case Review Group who also leads for the hospital has no pen for the police."""
    Appointment.objects.create(
        person=cast.chair, role=Role.PARTNER_LEAD, organisation=cast.hospital, starts_on=LONG_AGO
    )
    case = made.gathering(cast)
    chair = sign_in("group_chair")

    assert chair.get(case.get_absolute_url()).status_code == 200
    assert chair.get(case.requests.get(organisation=cast.hospital).get_absolute_url()).status_code == 200
    assert chair.get(case.requests.get(organisation=cast.police).get_absolute_url()).status_code == 404


def test_a_signatory_opens_what_their_own_partner_was_asked_and_no_other(cast, sign_in, asked):
    """They are written to when their lead is late, so the link has to open."""
    of_the_police = cast.signatories[cast.partners.index(cast.police)]
    of_the_county = cast.signatories[cast.partners.index(cast.county)]

    assert sign_in(of_the_police).get(asked.get_absolute_url()).status_code == 200
    assert sign_in(of_the_county).get(asked.get_absolute_url()).status_code == 404


def test_a_lead_whose_appointment_ended_yesterday_sees_nothing(cast, sign_in, asked):
    Appointment.objects.filter(person=cast.police_lead).update(ends_on=timezone.localdate() - timedelta(1))
    Appointment.objects.create(
        person=cast.police_lead, role=Role.PARTNER_LEAD, organisation=cast.health, starts_on=LONG_AGO
    )

    assert sign_in("partner_lead").get(asked.get_absolute_url()).status_code == 404


def test_the_pages_run_the_same_queries_however_many_versions_and_rows(cast, sign_in, asked):
    client = sign_in("partner_lead")
    sent(cast, asked)
    begin_change(asked, by=cast.police_lead)
    pages = ("answer", "answer_chronology", "send_answer", "read_answer")
    client.get(asked.get_absolute_url())

    def queries():
        with CaptureQueriesContext(connection) as captured:
            for name in pages:
                assert client.get(at(name, asked)).status_code == 200
        return len(captured)

    few = queries()
    answer(asked, by=cast.police_lead, chronology=[row(f"Call {n}.") for n in range(30)])
    begin_change(asked, by=cast.police_lead)

    assert queries() == few


# All agencies' together ------------------------------------------------------------------------------------


def test_all_answers_stand_on_one_page_by_agency_each_in_its_newest_version(cast, sign_in, asked):
    hospital = asked.case.requests.get(organisation=cast.hospital)
    sent(cast, asked)
    begin_change(asked, by=cast.police_lead)
    save_draft(asked, by=cast.police_lead, summary="Half a sentence nobody else reads.")
    sent(cast, hospital, by=cast.hospital_lead, summary="The child was seen on the ward.")
    client = sign_in("group_member")

    page = client.get(at("answers", asked.case))

    assert [one.request for one in page.context["answers"]] == [asked, hospital]
    assert "The child was seen on the ward." in page.text
    assert f'href="{at("read_answer", hospital)}"' in page.text
    assert "Half a sentence" not in page.text
    drop_change(asked, by=cast.police_lead)
    sent(cast, asked, summary="Officers attended three times.")
    page = client.get(at("answers", asked.case))
    assert [one.version for one in page.context["answers"]] == [2, 1]
    assert "what changed between its 2 versions" in page.text


def test_reading_all_answers_is_recorded_and_costs_the_same_however_many_there_are(cast, sign_in, asked):
    client = sign_in("board_officer")
    assert "No agency has answered yet" in client.get(at("answers", asked.case)).text
    sent(cast, asked)
    with CaptureQueriesContext(connection) as one:
        client.get(at("answers", asked.case))
    sent(cast, asked.case.requests.get(organisation=cast.hospital), by=cast.hospital_lead)
    with CaptureQueriesContext(connection) as two:
        client.get(at("answers", asked.case))

    assert len(two) == len(one)
    read = Event.objects.about(asked.case).filter(verb="read", actor_id=str(cast.officer.pk))
    assert read.count() == 3
