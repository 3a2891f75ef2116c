"""The challenge log: logged, answered by the agency, closed with what came of it."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Challenge
from partnership.operations.challenges import (
    challenges_between,
    close_challenge,
    respond_challenge,
    withdraw_challenge,
)
from tests.factories import disputes as made

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def travelled():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


def go_to(clock, day):
    clock.move_to(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def test_log_challenge_asks_the_agency_by_a_day(cast, sign_in):
    sign_in("board_officer").post(
        reverse("log_challenge"),
        {
            "raised_by_office": "Multi-Agency Audit Group", "raised_with": cast.police.pk, "subject": "Late reports",
            "about": "They came late.", "raised_on_day": 2, "raised_on_month": 3, "raised_on_year": 2026,
            "due_on_day": 16, "due_on_month": 3, "due_on_year": 2026,
        },
    )  # fmt: skip

    challenge = Challenge.objects.get()
    assert challenge.reference == "CH-2026-01"
    deadline = challenge.deadline
    assert (deadline.organisation, deadline.due_on, deadline.path) == (
        cast.police, date(2026, 3, 16), challenge.get_absolute_url(),
    )  # fmt: skip


def test_respond_challenge_is_for_the_agency_and_late_says_why(cast, sign_in, travelled):
    challenge = made.challenge(cast)
    address = reverse("respond_challenge", args=[challenge.pk])
    assert sign_in(cast.health_lead).get(address).status_code == 404

    go_to(travelled, date(2026, 3, 13))
    page = sign_in(cast.police_lead).post(address, {"response": "We changed the rota."})
    assert "Say why it is late" in page.text
    assert "We changed the rota." in page.text
    sign_in(cast.police_lead).post(address, {"response": "We changed the rota.", "late_reason": "Leave."})
    challenge.refresh_from_db()
    assert (challenge.responded_on, challenge.deadline.late) == (date(2026, 3, 13), True)
    with pytest.raises(Refused, match="It has been answered already"):
        respond_challenge(challenge, by=cast.police_lead, response="Otherwise.")
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Challenge.objects.update(response="Otherwise.")


def test_close_challenge_comes_after_the_answer_and_keeps_what_was_learnt(cast):
    challenge = made.challenge(cast)
    with pytest.raises(Refused, match="It has not been answered yet"):
        close_challenge(challenge, by=cast.officer, outcome="changed", outcome_text="The rota.")

    respond_challenge(challenge, by=cast.police_lead, response="We changed the rota.")
    closed = close_challenge(
        challenge, by=cast.officer, outcome="changed", outcome_text="The rota.", learning="Plan ahead."
    )
    assert [one.reference for one in closed.learning_points.all()] == ["CH-2026-01"]
    with pytest.raises(Refused, match="It is closed already"):
        close_challenge(closed, by=cast.officer, outcome="changed", outcome_text="Again.")


def test_an_agency_sees_what_it_raised_or_was_asked_and_no_more(cast, sign_in):
    made.challenge(cast, subject="To the police", raised_for=cast.hospital)
    register = reverse("challenges")

    for person in (cast.police_lead, cast.hospital_lead, cast.signatories[2], cast.officer, cast.advisor):
        assert "To the police" in sign_in(person).get(register).text
    for person in (cast.county_lead, cast.signatories[0]):
        assert "To the police" not in sign_in(person).get(register).text
        assert sign_in(person).get(Challenge.objects.get().get_absolute_url()).status_code == 404
    assert sign_in(cast.chair).get(register).status_code == 403


def test_the_register_is_filtered_and_its_file_holds_the_same_without_a_formula(cast, sign_in, travelled):
    made.challenge(cast, subject="First", about="=1+1")
    made.challenge(cast, subject="Second", raised_with=cast.health, days=20)
    answered = made.challenge(cast, subject="Third")
    respond_challenge(answered, by=cast.police_lead, response="Yes.")
    close_challenge(answered, by=cast.officer, outcome="assured", outcome_text="Good.", learning="One.\nTwo.")
    go_to(travelled, date(2026, 3, 16))

    def listed(**asked):
        page = sign_in("board_officer").get(reverse("challenges"), asked)
        return [one.subject for one in page.context["page"]]

    assert listed() == ["Third", "Second", "First"]
    assert listed(show="late") == ["First"]
    assert listed(show="open") == ["Second", "First"]
    assert listed(raised_with=cast.health.pk) == ["Second"]
    assert listed(outcome="assured") == ["Third"]
    assert listed(since_day=3, since_month=3, since_year=2026) == []

    file = sign_in("board_officer").get(reverse("challenges_file", args=["csv"]), {"show": "late"})
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert [row[5] for row in rows] == ["Challenge", "'=1+1"]
    whole = list(csv.DictReader(io.StringIO(
        sign_in("board_officer").get(reverse("challenges_file", args=["csv"])).content.decode("utf-8-sig")
    )))  # fmt: skip
    assert whole[0]["Outcome"] == "The answer gave assurance"
    assert sorted(whole[0]["Learning"].split("; ")) == ["One.", "Two."]


def test_challenges_between_tells_the_yearly_report(cast, travelled):
    late = made.challenge(cast)
    made.challenge(cast, raised_on=date(2026, 2, 28))
    go_to(travelled, date(2026, 3, 13))
    respond_challenge(late, by=cast.police_lead, response="Yes.", late_reason="Leave.")
    close_challenge(late, by=cast.officer, outcome="guidance", outcome_text="It is unclear.")

    told = challenges_between(date(2026, 3, 1), date(2026, 3, 31))
    assert [told[name] for name in ("raised", "answered", "late", "closed")] == [1, 1, 1, 1]
    assert told["outcomes"] == {"Guidance is needed": 1}
    assert told["rows"] == [late]


def test_the_register_takes_as_many_queries_for_three_as_for_one(cast, sign_in):
    officer = sign_in("board_officer")

    def queries(path):
        officer.get(path)
        with CaptureQueriesContext(connection) as captured:
            officer.get(path)
        return len(captured)

    made.challenge(cast)
    paths = [reverse("challenges"), reverse("challenges_file", args=["csv"])]
    few = [queries(path) for path in paths]
    for _ in range(2):
        made.challenge(cast)
    assert [queries(path) for path in paths] == few


def test_withdraw_challenge_asks_nobody_and_counts_nowhere(cast, sign_in, travelled):
    challenge, other = made.challenge(cast), made.challenge(cast, raised_with=cast.health)
    client = sign_in(cast.officer)
    address = reverse("withdraw_challenge", args=[challenge.pk])
    assert "Say why it is withdrawn" in client.post(address, {"reason": " "}).text

    go_to(travelled, date(2026, 4, 20))
    client = sign_in(cast.officer)
    page = client.post(address, {"reason": "It was meant for another agency."}, follow=True).text
    assert "Withdrawn" in page
    assert (
        "It was meant for another agency." in sign_in(cast.police_lead).get(challenge.get_absolute_url()).text
    )
    assert reverse("respond_challenge", args=[challenge.pk]) not in page
    for who, deed in ((cast.police_lead, "respond"), (cast.officer, "withdraw"), (cast.officer, "close")):
        assert sign_in(who).get(reverse(f"{deed}_challenge", args=[challenge.pk])).status_code == 409

    challenge = Challenge.objects.get(pk=challenge.pk)
    with pytest.raises(Refused, match="was withdrawn"):
        respond_challenge(challenge, by=cast.police_lead, response="Too late.")
    assert challenges_between(date(2026, 1, 1), date(2026, 12, 31))["rows"] == [other]
    assert list(Challenge.objects.open()) == list(Challenge.objects.late(date(2026, 4, 20))) == [other]
    rows = list(
        csv.DictReader(
            io.StringIO(client.get("/partnership/challenges/file/csv/").content.decode("utf-8-sig"))
        )
    )
    assert [row["Outcome"] for row in rows if row["Reference"] == challenge.reference] == ["Withdrawn"]


def test_what_is_answered_is_closed_and_not_withdrawn(cast):
    answered = made.answered(cast, made.challenge(cast))

    with pytest.raises(Refused, match="It has been answered, so it cannot be withdrawn"):
        withdraw_challenge(answered, by=cast.officer, reason="x")
