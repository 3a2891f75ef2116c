"""Consultations: nobody sees another's comment before it closes, and every comment is answered."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Comment, Consultation, Deadline, Letter
from partnership.operations.consultations import (
    answer_comment,
    comment,
    extend_consultation,
    open_consultation,
    say_nothing,
    settle_consultation,
)
from partnership.operations.policy_versions import put_to_group, write_version
from tests.factories import policies as made

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
CLOSES = date(2026, 3, 16)
AFTER = date(2026, 3, 17)


@pytest.fixture(autouse=True)
def travelled():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


def go_to(clock, day):
    clock.move_to(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


@pytest.fixture
def consultation(cast):
    return made.consultation(cast, groups=[cast.audit])


def test_open_consultation_asks_each_by_a_day_and_writes_to_them(cast, consultation):
    assert {(one.asked_of, one.due_on) for one in Deadline.objects.all()} == {
        (cast.police, CLOSES), (cast.health, CLOSES), (cast.audit, CLOSES),
    }  # fmt: skip
    assert {letter.recipient for letter in Letter.objects.all()} == {
        cast.police_lead, cast.health_lead, cast.outsider,
    }  # fmt: skip
    assert {letter.path for letter in Letter.objects.all()} == {consultation.get_absolute_url()}


def test_open_consultation_asks_somebody_for_longer_than_today(cast, sign_in):
    version = made.version(cast)

    with pytest.raises(Refused, match="Choose a day after today"):
        open_consultation(version, by=cast.officer, asks="?", closes_on=date(2026, 3, 2), groups=[cast.audit])
    page = sign_in("board_officer").post(
        reverse("open_consultation", args=[version.pk]),
        {"asks": "Clear?", "closes_on_day": 1, "closes_on_month": 4, "closes_on_year": 2026},
    )
    assert "Choose at least one agency or group to ask" in page.text


def test_nobody_sees_anothers_comment_before_it_closes_and_everybody_asked_does_after(
    cast, consultation, sign_in, travelled
):
    made.comment(cast.police_lead, consultation, cast.police, text="The words of the police.")
    comment(consultation.asked.get(group=cast.audit), by=cast.outsider, text="The words of the group.")
    address = consultation.get_absolute_url()

    assert "The words of the police." in sign_in(cast.police_lead).get(address).text
    assert "The words of the group." not in sign_in(cast.police_lead).get(address).text
    police_signatory = cast.signatories[2]
    for person in (cast.health_lead, cast.chair, cast.member, police_signatory):
        page = sign_in(person).get(address)
        assert page.status_code == 200
        assert "The words of" not in page.text
    assert sign_in(cast.officer).get(address).text.count("The words of") == 2
    assert sign_in(cast.rutland_lead).get(address).status_code == 404

    go_to(travelled, CLOSES)  # the last day counts
    assert "The words of" not in sign_in(cast.health_lead).get(address).text
    go_to(travelled, AFTER)
    for person in (cast.health_lead, cast.police_lead, cast.chair, cast.outsider):
        assert sign_in(person).get(address).text.count("The words of") == 2
    assert sign_in(cast.rutland_lead).get(address).status_code == 404


def test_comment_is_for_those_who_are_asked_until_the_day_has_passed(cast, consultation, sign_in, travelled):
    address = consultation.get_absolute_url()
    sign_in(cast.police_lead).post(address, {"section": "2", "text": "Say who calls."})
    deadline = made.asked(consultation, cast.police).deadline
    assert (deadline.done_on, deadline.late) == (date(2026, 3, 2), False)
    again = sign_in(cast.police_lead).post(address, {"section": "2", "text": "Say who calls."})
    assert "You have already said this" in again.text
    assert sign_in(cast.chair).post(address, {"text": "Me too."}).status_code == 404
    with pytest.raises(Refused, match="You do not comment for that agency or group"):
        comment(made.asked(consultation, cast.police), by=cast.health_lead, text="For the police.")

    go_to(travelled, AFTER)
    with pytest.raises(Refused, match="The consultation closed on 16 March 2026"):
        comment(made.asked(consultation, cast.health), by=cast.health_lead, text="Late.")
    assert Comment.objects.count() == 1


def test_having_no_comments_is_an_answer(cast, consultation, sign_in):
    asked = made.asked(consultation, cast.health)

    sign_in(cast.health_lead).post(reverse("say_nothing", args=[asked.pk]))
    asked.refresh_from_db()
    assert (asked.nothing_to_say, asked.deadline.outstanding) == (True, False)
    assert sign_in(cast.police_lead).post(reverse("say_nothing", args=[asked.pk])).status_code == 404

    made.comment(cast.police_lead, consultation, cast.police)
    with pytest.raises(Refused, match="There are comments"):
        say_nothing(made.asked(consultation, cast.police), by=cast.police_lead)


def test_extend_consultation_gives_only_those_who_said_nothing_another_day(cast, consultation, travelled):
    made.comment(cast.police_lead, consultation, cast.police)
    go_to(travelled, AFTER)

    with pytest.raises(Refused, match="Say why there is more time"):
        extend_consultation(consultation, by=cast.officer, closes_on=date(2026, 4, 7), reason=" ")
    with pytest.raises(Refused, match="Choose a later day"):
        extend_consultation(consultation, by=cast.officer, closes_on=CLOSES, reason="Easter.")
    extend_consultation(consultation, by=cast.officer, closes_on=date(2026, 4, 7), reason="Easter.")

    running = Deadline.objects.outstanding()
    assert {(one.asked_of, one.due_on) for one in running} == {
        (cast.health, date(2026, 4, 7)), (cast.audit, date(2026, 4, 7)),
    }  # fmt: skip
    assert made.asked(consultation, cast.police).deadline.due_on == CLOSES
    consultation.refresh_from_db()
    assert (consultation.original_closes_on, consultation.is_open(date(2026, 4, 7))) == (CLOSES, True)
    made.comment(cast.health_lead, consultation, cast.health)


def test_every_comment_is_answered_before_the_group_is_asked(cast, consultation, sign_in, travelled):
    said = made.comment(cast.police_lead, consultation, cast.police)
    with pytest.raises(Refused, match="You can comment until the end of 16 March 2026"):
        settle_consultation(consultation, by=cast.officer)
    with pytest.raises(Refused, match="Answer once the consultation has closed"):
        answer_comment(said, by=cast.officer, answer="noted", answer_text="Thank you.")

    go_to(travelled, AFTER)
    sign_in("board_officer").post(reverse("settle_consultation", args=[consultation.pk]))
    version = Consultation.objects.get().version
    assert version.state == "revised"
    assert not Deadline.objects.outstanding().exists()
    assert {one.ended_reason for one in Deadline.objects.filter(done_on=None)} == {
        "The consultation closed without a word of theirs."
    }
    with pytest.raises(Refused, match="One comment has no answer yet"):
        put_to_group(version, by=cast.officer, due_on=date(2026, 4, 1))

    sign_in("board_officer").post(
        reverse("answer_comment", args=[said.pk]),
        {"answer": "taken_up", "answer_text": "Night calls are in."},
    )
    assert "Night calls are in." in sign_in(cast.health_lead).get(consultation.get_absolute_url()).text
    put_to_group(version, by=cast.officer, due_on=date(2026, 4, 1))


def test_those_who_were_consulted_keep_the_text_as_it_was_shown(cast, consultation, sign_in, travelled):
    go_to(travelled, AFTER)
    settle_consultation(consultation, by=cast.officer)
    version = Consultation.objects.get().version
    write_version(
        version, by=cast.officer, seen=version.revision, text="A secret revision.", what_changed="Revised."
    )

    page = sign_in(cast.health_lead).get(consultation.get_absolute_url())
    assert "Call at once." in page.text
    assert "secret" not in page.text
    assert sign_in(cast.health_lead).get(version.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE partnership_comment SET text = 'Other'",
        "DELETE FROM partnership_comment",
        "UPDATE partnership_consultation SET text = 'Other'",
        "UPDATE partnership_policyversion SET text = 'Other'",
    ],
)
def test_what_was_shown_and_said_is_frozen(cast, consultation, change):
    made.comment(cast.police_lead, consultation, cast.police)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_page_takes_as_many_queries_for_three_comments_as_for_one(cast, consultation, sign_in, travelled):
    def queries(client):
        client.get(consultation.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            client.get(consultation.get_absolute_url())
        return len(captured)

    officer, lead = sign_in("board_officer"), sign_in(cast.police_lead)
    made.comment(cast.police_lead, consultation, cast.police)
    few = [queries(officer), queries(lead)]
    for number in range(2):
        made.comment(cast.police_lead, consultation, cast.police, text=f"Another {number}.")
    assert [queries(officer), queries(lead)] == few
