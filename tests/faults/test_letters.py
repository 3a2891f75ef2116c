"""Letters under faults, in short: the long forms, with processes that are killed, are beside this file.

Nothing is lost, and nothing goes twice but where nobody can know.
"""

import random
import threading
from datetime import date

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import OperationalError, connection

from partnership.access import Role
from partnership.models import Deadline, Letter
from partnership.operations.letters import post_letters, promise_reminders
from tests.faults import oracle
from tests.faults.reminders import came, invent, told_of

pytestmark = pytest.mark.fault

NUMBER = 30
TODAY = date(2026, 4, 7)  # the Tuesday after Easter
committing = pytest.mark.django_db(transaction=True)


@pytest.fixture
def late(cast):
    """So many deadlines of the police, each late by a day: each is one letter to the police lead."""
    Deadline.objects.bulk_create(
        Deadline(
            duty="return", label="Answer", reference=f"X-{number:03}", path="/home/", rule="agreed",
            source="test", due_on=date(2026, 4, 2), organisation=cast.police,
        )
        for number in range(NUMBER)
    )  # fmt: skip


EVERY = {f"X-{number:03}" for number in range(NUMBER)}


@pytest.mark.shows("F17")
@pytest.mark.parametrize("today", [TODAY, date(2026, 4, 3), date(2026, 12, 24), date(2028, 2, 29)])
def test_a_sweep_promises_exactly_what_an_independent_oracle_says_is_owed(cast, today):
    """Around Easter, on a bank holiday, before Christmas and on a leap day."""
    chance = random.Random(today.toordinal())
    invented = [invent(cast, chance, f"X-{number:03}", today) for number in range(120)]
    Deadline.objects.bulk_create([row for _, row in invented])

    promise_reminders(today)

    told = Letter.objects.values_list("recipient__email", "subject", "reference")
    owed = set().union(*(oracle.letters(one, today, told_of(cast)) for one, _ in invented))
    assert {(to, subject.rpartition(": ")[0], reference) for to, subject, reference in told} == owed
    assert len(told) == len(owed) > 100
    assert promise_reminders(today) == 0


@committing
@pytest.mark.shows("F7")
def test_eight_sweeps_and_four_posters_at_once_double_nothing(late, sink):
    def at_once(work, times):
        def run():
            try:
                work()
            finally:
                connection.close()

        threads = [threading.Thread(target=run) for _ in range(times)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    at_once(lambda: promise_reminders(TODAY), 8)
    assert Letter.objects.count() == NUMBER

    at_once(post_letters, 4)
    assert came(sink) == dict.fromkeys(EVERY, 1)


@pytest.mark.shows("F6")
def test_a_post_office_that_is_down_for_a_while_delays_and_loses_nothing(late, sink):
    promise_reminders(TODAY)
    sink.refuse_connections()
    for _ in range(3):
        assert post_letters() == 0
    sink.accept()
    Letter.objects.update(try_at="2026-01-01T00:00Z")  # as if the rest after the failure were over

    assert post_letters() == NUMBER
    assert came(sink) == dict.fromkeys(EVERY, 1)
    assert set(Letter.objects.values_list("attempts", flat=True)) == {1}


@pytest.mark.shows("F6")
def test_a_temporary_refusal_is_tried_again_and_a_permanent_one_is_shown(late, sink):
    promise_reminders(TODAY)
    sink.answer("451 try later", times=10)
    post_letters()
    assert Letter.objects.filter(state="promised", attempts=1).count() == 10
    Letter.objects.update(try_at="2026-01-01T00:00Z")
    sink.answer("550 no such box", times=1)
    post_letters()

    assert Letter.objects.filter(state="failed", state_reason="The mail server answered 550").count() == 1
    assert len(came(sink)) == NUMBER - 1


@pytest.mark.shows("F4")
def test_without_redis_pages_work_and_a_sweep_does_what_the_timetable_would(
    late, sink, redis, sign_in, settings
):
    redis.kill()

    page = sign_in(Role.PARTNER_LEAD).get("/home/")
    assert page.status_code == 200

    call_command("sweep", verbosity=0)
    assert {s for s in came(sink) if s.startswith("X-")} == EVERY


@pytest.mark.shows("F5")
def test_a_session_that_could_not_be_kept_for_want_of_a_database_says_nothing_of_what_was_sent(
    cast, sign_in, monkeypatch
):
    """The work is done before the session's row is written: no page may say that nothing was changed."""
    client = sign_in(Role.PARTNER_LEAD)

    def save(session, **given):
        try:
            raise OperationalError("server closed the connection unexpectedly")
        except OperationalError:
            raise UpdateError  # noqa: B904 -- as Django's own session store raises it

    monkeypatch.setattr(SessionStore, "save", save)
    away = client.get("/home/")
    monkeypatch.setattr(SessionStore, "save", lambda session, **given: gone())

    assert (away.status_code, away.headers["Retry-After"]) == (503, "30")
    assert "look whether it was already saved" in away.text
    assert client.get("/home/").status_code == 400


def gone():
    """The session was ended in another window meanwhile."""
    raise UpdateError
