"""What was sent to the national Panel, and what it says."""

import hashlib
from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Deadline, Event, Letter
from reviews.models import NationalReview, Outcome, PanelMessage, RapidReviewRevision, Review, Stage
from reviews.operations import panel as operations
from reviews.operations.case import clock
from reviews.operations.decision import decide
from reviews.operations.panel_report import keep_report
from reviews.operations.rapid_review import fingerprint
from tests.factories import reviews as made
from tests.factories import routes as other_ways

Kind = PanelMessage.Kind


def address(name, case):
    return reverse(f"reviews:{name}", args=[case.pk])


def day_as(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def elsewhere(**more):
    """What is typed when a document made elsewhere was sent."""
    return {"report": "elsewhere", "file": SimpleUploadedFile("sent.pdf", made.pdf())} | more


PAPER = {"content": made.pdf(), "filename": "sent.pdf"}


def test_send_to_panel_says_that_the_portal_sends_nothing(cast, sign_in):
    page = sign_in(cast.officer).get(address("send_to_panel", made.decided(cast))).content.decode()

    assert "The portal does not send anything to the Panel." in page


def test_send_to_panel_promises_no_letter_to_the_panel(cast, decided_case):
    case = decided_case
    before = Letter.objects.count()

    operations.send_to_panel(case, by=cast.officer, sent_on=timezone.localdate(), **PAPER)

    assert Letter.objects.count() == before
    assert made.again(case).stage == Stage.AWAIT_PANEL


def test_send_to_panel_on_the_fifteenth_working_day_is_in_time(cast):
    """Notified on Tuesday 30 December 2025: New Year's Day is no working day."""
    with time_machine.travel("2025-12-30 10:00Z", tick=False):
        case = made.decided(cast)
    with time_machine.travel("2026-01-21 16:00Z", tick=False):
        operations.send_to_panel(case, by=cast.officer, sent_on=date(2026, 1, 21), **PAPER)

    sent = Deadline.objects.get(duty="rapid_review")
    assert (sent.due_on, sent.done_on, sent.late) == (date(2026, 1, 21), date(2026, 1, 21), False)


def test_send_to_panel_on_the_sixteenth_working_day_is_late_and_asks_why(cast, sign_in):
    with time_machine.travel("2025-12-30 10:00Z", tick=False):
        case = made.decided(cast)
    with time_machine.travel("2026-01-22 10:00Z", tick=False):
        officer, typed = sign_in(cast.officer), day_as("sent_on", date(2026, 1, 22))
        page = officer.post(address("send_to_panel", case), typed | elsewhere()).content.decode()
        answer = officer.post(address("send_to_panel", case), typed | elsewhere(late_reason="Snow"))

    assert "It was due by 21 January 2026. Say why it is late" in page
    assert answer.status_code == 302
    sent = Deadline.objects.get(duty="rapid_review")
    assert (sent.late, sent.late_reason) == (True, "Snow")


def test_send_to_panel_recorded_late_but_sent_in_time_is_in_time(cast, sign_in):
    with time_machine.travel("2025-12-30 10:00Z", tick=False):
        case = made.decided(cast)
    with time_machine.travel("2026-01-26 10:00Z", tick=False):
        answer = sign_in(cast.officer).post(
            address("send_to_panel", case), day_as("sent_on", date(2026, 1, 21)) | elsewhere()
        )

    assert answer.status_code == 302
    assert Deadline.objects.get(duty="rapid_review").late is False


@pytest.mark.parametrize(
    ("days", "sentence"), [(1, "before it is sent"), (-1, "It was sent before the decision was made")]
)
def test_send_to_panel_has_a_possible_date(cast, decided_case, days, sentence):
    case = decided_case

    with pytest.raises(Refused, match=sentence):
        operations.send_to_panel(
            case, by=cast.officer, sent_on=timezone.localdate() + timedelta(days), **PAPER
        )

    assert made.again(case).stage == Stage.RR_DECIDED


@pytest.mark.parametrize(
    ("outcome", "stage"),
    [
        (Outcome.LCSPR, Stage.LCSPR_SETUP),
        (Outcome.LOCAL, Stage.LOCAL_REVIEW),
        (Outcome.NONE, Stage.LEARNING),
        (Outcome.NATIONAL, Stage.NATIONAL),
    ],
)
def test_hear_from_panel_that_agrees_and_the_case_goes_on_as_decided(cast, sign_in, outcome, stage):
    case = made.awaiting_panel(cast, outcome=outcome)

    answer = sign_in(cast.officer).post(
        address("hear_from_panel", case), {"kind": "agrees"} | day_as("received_on", timezone.localdate())
    )

    assert answer.status_code == 302
    assert made.again(case).stage == stage
    assert Review.objects.filter(case=case).exists() == (outcome == Outcome.LCSPR)


def test_hear_from_panel_that_does_not_agree_and_a_new_decision_is_asked_for(cast, sign_in):
    case = made.awaiting_panel(cast, outcome=Outcome.NONE)
    Letter.objects.all().delete()

    sign_in(cast.officer).post(
        address("hear_from_panel", case),
        {"kind": "disagrees", "summary": "A review would add."} | day_as("received_on", timezone.localdate()),
    )

    assert made.again(case).stage == Stage.RR_DECISION
    letter = Letter.objects.get(path=address("decide", case))
    assert letter.recipient == cast.advisor
    asked = Letter.objects.filter(path=address("state_position", case))
    assert {one.recipient for one in asked} == set(cast.signatories)
    assert "A review would add" not in f"{letter.subject}{letter.label}"


@pytest.mark.parametrize("outcome", [Outcome.LCSPR, Outcome.LOCAL, Outcome.NONE])
def test_hear_more_that_the_panel_does_not_agree_after_all_and_it_is_decided_anew(cast, sign_in, outcome):
    case = made.awaiting_panel(cast, outcome=outcome)
    today = {"by": cast.officer, "received_on": timezone.localdate()}
    operations.hear_from_panel(case, kind="agrees", summary="", **today)
    publishing = clock(made.again(case), "publish")
    officer = sign_in(cast.officer)

    page = officer.get(address("hear_more", case)).content.decode()
    assert "It is recorded that the Panel agrees." in page
    typed = {"kind": "disagrees", "summary": ""} | day_as("received_on", timezone.localdate())
    assert "Say what the Panel wrote" in officer.post(address("hear_more", case), typed).content.decode()
    officer.post(address("hear_more", case), typed | {"summary": "Its letter was misread."})

    case = made.again(case)
    assert case.stage == Stage.RR_DECISION
    assert clock(case, "publish") is None
    assert [one.kind for one in case.panel_messages.all()][-2:] == [Kind.AGREES, Kind.DISAGREES]
    assert Letter.objects.filter(path=address("decide", case), recipient=cast.advisor).exists()
    decision = decide(
        case, by=cast.advisor, outcome=Outcome.LCSPR, grounds="The Panel is right.", no_conflict=True,
        differs_because="The Panel thinks so.", superseded_because="The Panel does not agree.",
        seen=fingerprint(case.rapid_review),
    )  # fmt: skip
    assert (decision.number, decision.panels_view) == (2, "Its letter was misread.")
    operations.send_to_panel(
        case, by=cast.officer, sent_on=timezone.localdate(), content=made.pdf("again"), filename="r.pdf"
    )
    operations.hear_from_panel(case, kind="agrees", summary="", **today)
    case = made.again(case)
    assert case.stage == Stage.LCSPR_SETUP
    assert publishing is None or clock(case, "publish").pk != publishing.pk
    assert clock(case, "publish").starts_on == decision.decided_on


def test_hear_more_offers_no_disagreement_once_something_rests_on_the_agreement(cast, sign_in):
    reviewed = made.in_review(cast)
    local = other_ways.local_review(cast)
    officer = sign_in(cast.officer)

    assert 'value="disagrees"' not in officer.get(address("hear_more", reviewed)).content.decode()
    for case in (reviewed, local):
        with pytest.raises(Refused, match=r"^Nothing is waiting for the Panel's reply"):
            operations.hear_from_panel(
                case, by=cast.officer, kind="disagrees", received_on=timezone.localdate(), summary="No."
            )


def test_hear_from_panel_that_asks_and_the_answer_is_recorded_beside_it(cast, case_with_panel, sign_in):
    case = case_with_panel
    officer, today = sign_in(cast.officer), timezone.localdate()

    officer.post(
        address("hear_from_panel", case),
        {"kind": "asks", "summary": "What of the school?"}
        | day_as("received_on", today)
        | day_as("due_on", today),
    )
    officer.post(
        address("answer_panel", case), {"summary": "It was not involved."} | day_as("sent_on", today)
    )

    assert made.again(case).stage == Stage.AWAIT_PANEL
    question = Deadline.objects.get(duty="answer_panel")
    assert (question.due_on, question.done_on, question.late) == (today, today, False)
    assert list(case.panel_messages.values_list("kind", "summary")) == [
        (Kind.SENT_RAPID_REVIEW, ""),
        (Kind.ASKS, "What of the school?"),
        (Kind.SENT_ANSWER, "It was not involved."),
    ]


@pytest.mark.parametrize("kind", [Kind.DISAGREES, Kind.ASKS])
def test_hear_from_panel_asks_what_it_wrote_unless_it_agrees(cast, case_with_panel, sign_in, kind):
    case = case_with_panel

    page = sign_in(cast.officer).post(
        address("hear_from_panel", case), {"kind": kind.value} | day_as("received_on", timezone.localdate())
    )

    assert "Say what the Panel wrote" in page.content.decode()
    assert made.again(case).stage == Stage.AWAIT_PANEL


@pytest.mark.parametrize("kind", [Kind.SENT_RAPID_REVIEW, Kind.SENT_ANSWER, "anything"])
def test_hear_from_panel_takes_only_what_a_panel_says(cast, kind):
    with pytest.raises(Refused, match="Choose what the Panel said"):
        operations.hear_from_panel(
            made.awaiting_panel(cast),
            by=cast.officer,
            kind=kind,
            received_on=timezone.localdate(),
            summary="x",
        )


@pytest.mark.parametrize(
    ("days", "sentence"), [(1, "The reply is in the future"), (-1, "was sent to the Panel on")]
)
def test_hear_from_panel_has_a_possible_date(cast, case_with_panel, days, sentence):
    case = case_with_panel

    with pytest.raises(Refused, match=sentence):
        operations.hear_from_panel(
            case,
            by=cast.officer,
            kind=Kind.AGREES,
            received_on=timezone.localdate() + timedelta(days),
            summary="",
        )


def test_hear_from_panel_before_anything_was_sent_is_refused(cast):
    with pytest.raises(Refused, match="Nothing is waiting for the Panel's reply"):
        operations.hear_from_panel(
            made.decided(cast),
            by=cast.officer,
            kind=Kind.AGREES,
            received_on=timezone.localdate(),
            summary="",
        )


def test_mistake_20_no_further_review_is_not_the_end_of_the_case(cast):
    """“No further review” goes on to acting on the learning: it is never closed with nothing done."""
    assert made.agreed(cast, outcome=Outcome.NONE).stage == Stage.LEARNING


# The thread -----------------------------------------------------------------------------------------------


def test_send_to_panel_keeps_exactly_the_file_that_was_sent(cast, decided_case, sign_in):
    case = decided_case
    content = made.pdf()

    with pytest.raises(Refused, match="Choose the document that was sent, or add the file"):
        operations.send_to_panel(case, by=cast.officer, sent_on=timezone.localdate())
    message = operations.send_to_panel(
        case, by=cast.officer, sent_on=timezone.localdate(), content=content, filename="sent.pdf"
    )

    assert message.document.checksum == hashlib.sha256(content).hexdigest()
    thread = sign_in(cast.member).get(address("panel_thread", case)).content.decode()
    assert message.document.checksum in thread
    assert "On time" in thread
    file = sign_in(cast.member).get(reverse("reviews:panel_file", args=[message.pk]))
    assert b"".join(file.streaming_content) == content
    assert case.reference in file["Content-Disposition"]
    read = Event.objects.about(message).get(verb="read the file of")
    assert (read.actor_id, read.facts["checksum"]) == (str(cast.member.pk), message.document.checksum)


def test_the_panels_reply_is_expected_by_an_unconfirmed_local_target_and_its_lateness_is_not_ours(cast):
    with time_machine.travel("2026-03-02 10:00Z", tick=False):
        case = made.awaiting_panel(cast)
    expected = Deadline.objects.get(duty="panel_reply")
    assert (expected.due_on, expected.confirmed, expected.force) == (date(2026, 3, 12), False, "local")

    with time_machine.travel("2026-03-20 10:00Z", tick=False):
        operations.tell_panel(
            case,
            by=cast.officer,
            kind=Kind.SENT_CHASER,
            sent_on=date(2026, 3, 13),
            summary="When may we hear?",
        )
        operations.hear_from_panel(
            case, by=cast.officer, kind=Kind.AGREES, received_on=date(2026, 3, 19), summary=""
        )

    expected.refresh_from_db()
    assert (expected.done_on, expected.late) == (date(2026, 3, 19), True)
    assert expected.late_reason == "The Panel answered later than the local target expects."


def test_answer_panel_late_asks_why_and_says_which_question_it_answers(cast, case_with_panel, sign_in):
    case = case_with_panel
    today = timezone.localdate()
    for days, summary in ((1, "What of the school?"), (30, "What of the ward?")):
        operations.hear_from_panel(
            case, by=cast.officer, kind=Kind.ASKS, received_on=today, summary=summary,
            due_on=today + timedelta(days),
        )  # fmt: skip
    school = case.panel_messages.get(summary="What of the school?")

    with time_machine.travel(timezone.now() + timedelta(2), tick=False):
        officer = sign_in(cast.officer)
        typed = day_as("sent_on", timezone.localdate()) | {"summary": "It was not involved."}
        without = officer.post(address("answer_panel", case), typed).content.decode()
        typed["question"] = school.pk
        late = officer.post(address("answer_panel", case), typed).content.decode()
        answer = officer.post(address("answer_panel", case), typed | {"late_reason": "Half-term"})

    assert "Choose an answer to ‘Which question does it answer?’" in without
    assert "Say why it is late" in late
    assert answer.status_code == 302
    assert case.panel_messages.get(kind=Kind.SENT_ANSWER).answers == school
    assert [one.summary for one in operations.open_questions(case)] == ["What of the ward?"]
    school.deadline.refresh_from_db()
    assert (school.deadline.late, school.deadline.late_reason) == (True, "Half-term")


@pytest.mark.parametrize("kind", PanelMessage.TOLD)
def test_tell_panel_records_and_moves_nothing(cast, kind):
    case = made.refer_case(cast)

    operations.tell_panel(case, by=cast.officer, kind=kind, sent_on=timezone.localdate(), summary="As said.")

    assert (made.again(case).stage, case.panel_messages.get().kind) == (Stage.REFERRED, kind)


@pytest.mark.parametrize("kind", [Kind.SENT_RAPID_REVIEW, Kind.SENT_ANSWER, Kind.AGREES])
def test_tell_panel_is_no_way_round_the_other_deeds(cast, kind):
    with pytest.raises(Refused, match="Choose what the Panel was told"):
        operations.tell_panel(
            made.refer_case(cast), by=cast.officer, kind=kind, sent_on=timezone.localdate(), summary="x"
        )


def test_hear_more_from_the_panel_later_takes_a_national_review_with_a_choice_about_ours(
    cast, agreed_case, sign_in
):
    case = agreed_case
    officer = sign_in(cast.officer)
    typed = {"kind": "takes_national", "summary": "A theme of several areas."}
    typed |= day_as("received_on", timezone.localdate())

    page = officer.post(address("hear_more", case), typed).content.decode()
    answer = officer.post(
        address("hear_more", case), typed | {"local_review": "suspended", "reason": "The Panel asks for it."}
    )

    assert "Choose what happens to our own review" in page
    assert answer.status_code == 302
    assert made.again(case).stage == Stage.NATIONAL
    national = NationalReview.objects.get()
    assert (national.local_review, national.reason) == ("suspended", "The Panel asks for it.")


@pytest.mark.parametrize("kind", [Kind.FEEDBACK, Kind.ACKNOWLEDGES, Kind.CONSIDERS_NATIONAL])
def test_hear_from_panel_that_only_comments_and_the_case_goes_on_waiting(cast, case_with_panel, kind):
    case = case_with_panel

    operations.hear_from_panel(
        case, by=cast.officer, kind=kind, received_on=timezone.localdate(), summary="Clear and thorough."
    )

    assert made.again(case).stage == Stage.AWAIT_PANEL
    assert Deadline.objects.get(duty="panel_reply").outstanding


@pytest.mark.parametrize("name", ["panel_thread", "hear_from_panel", "make_report", "revisions"])
def test_pages_run_the_same_queries_however_much_there_is(cast, sign_in, name):
    few, many = made.awaiting_panel(cast), made.awaiting_panel(cast)
    for number in range(3):
        operations.hear_from_panel(
            many,
            by=cast.officer,
            kind=Kind.FEEDBACK,
            received_on=timezone.localdate(),
            summary="Clear.",
            **PAPER,
        )
        RapidReviewRevision.objects.create(
            report=many.rapid_review, number=number + 2, texts={"facts": str(number)}, saved_by=cast.chair
        )
    for case in [few, many, many, many]:
        keep_report(
            case, by=cast.officer, shows="organisations", content=made.pdf(), pages=1,
            seen=fingerprint(case.rapid_review), decision=case.decision,
        )  # fmt: skip
    client = sign_in(cast.officer)
    client.get(address(name, few))

    with CaptureQueriesContext(connection) as one:
        client.get(address(name, few))
    with CaptureQueriesContext(connection) as more:
        client.get(address(name, many))

    assert len(more) == len(one)


def test_what_passed_to_and_from_the_panel_is_frozen_in_the_database(cast, case_with_panel):
    with pytest.raises(DatabaseError, match="stays as it was said"), transaction.atomic():
        PanelMessage.objects.update(summary="Other")
