"""Letters under faults: nothing is lost, and nothing goes twice but where nobody can know."""

import threading
import time
from collections import Counter
from datetime import date

import pytest
from celery import Celery
from django.core.management import call_command
from django.db import connection

from partnership.access import Role
from partnership.models import Deadline, Letter
from partnership.operations.letters import post_letters, promise_reminders
from tests.faults.conftest import wait_until

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]

NUMBER = 120
TODAY = date(2026, 4, 7)  # the Tuesday after Easter


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


def subjects(sink):
    return Counter(message["Subject"].rsplit(" ", 1)[-1] for message in sink.messages)


EVERY = {f"X-{number:03}" for number in range(NUMBER)}


def ring(redis):
    with Celery(broker=redis.url) as doorbell:
        doorbell.send_task("partnership.tasks.post_letters", ignore_result=True)


def test_a_worker_killed_while_it_sends_loses_nothing(late, sink, redis, celery):
    promise_reminders(TODAY)
    sink.delay = 0.01
    kills = 4
    for kill in range(1, kills + 1):
        worker = celery.worker()
        ring(redis)
        wait_until(lambda: len(sink.messages) >= kill * NUMBER // 6, 60)  # noqa: B023 -- called at once
        celery.kill(worker)
        celery.programs.clear()
    celery.worker()
    ring(redis)

    wait_until(lambda: not Letter.objects.filter(state="promised").exists(), 60)
    seen = subjects(sink)
    assert set(seen) == EVERY
    assert sum(seen.values()) - NUMBER <= kills  # at most one a kill, where acceptance is unknowable
    for twice in (subject for subject, number in seen.items() if number > 1):
        same = {m["Message-ID"] for m in sink.messages if m["Subject"].endswith(twice)}
        assert len(same) == 1


def test_redis_killed_and_back_empty_loses_nothing_and_doubles_nothing(late, sink, redis, celery):
    celery.worker()
    celery.beat()
    promise_reminders(TODAY)
    sink.delay = 0.02
    wait_until(lambda: len(sink.messages) > 5, 40)
    redis.kill()
    time.sleep(1)
    redis.start()
    began = time.monotonic()
    while Letter.objects.filter(state="promised").exists():
        assert time.monotonic() - began < 60, "Letters still wait a minute after Redis came back"
        celery.restart_what_ended()
        time.sleep(0.5)

    assert subjects(sink) == dict.fromkeys(EVERY, 1)


def test_two_beats_and_two_workers_double_nothing(late, sink, redis, celery):
    for _ in range(2):
        celery.worker()
        celery.beat()
    promise_reminders(TODAY)
    for _ in range(20):
        ring(redis)
    wait_until(lambda: len(sink.messages) >= NUMBER, 60)
    wait_until(lambda: not Letter.objects.filter(state="promised").exists(), 10)

    assert subjects(sink) == dict.fromkeys(EVERY, 1)


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
    assert subjects(sink) == dict.fromkeys(EVERY, 1)


def test_a_post_office_that_is_down_for_a_while_delays_and_loses_nothing(late, sink):
    promise_reminders(TODAY)
    sink.refuse_connections()
    for _ in range(3):
        assert post_letters() == 0
    sink.accept()
    Letter.objects.update(try_at="2026-01-01T00:00Z")  # as if the rest after the failure were over

    assert post_letters() == NUMBER
    assert subjects(sink) == dict.fromkeys(EVERY, 1)
    assert set(Letter.objects.values_list("attempts", flat=True)) == {1}


def test_a_temporary_refusal_is_tried_again_and_a_permanent_one_is_shown(late, sink):
    promise_reminders(TODAY)
    sink.answer("451 try later", times=10)
    post_letters()
    assert Letter.objects.filter(state="promised", attempts=1).count() == 10
    Letter.objects.update(try_at="2026-01-01T00:00Z")
    sink.answer("550 no such box", times=1)
    post_letters()

    assert Letter.objects.filter(state="failed", state_reason="The mail server answered 550").count() == 1
    assert len(subjects(sink)) == NUMBER - 1


def test_without_redis_pages_work_and_a_sweep_does_what_the_timetable_would(
    late, sink, redis, sign_in, settings
):
    redis.kill()

    page = sign_in(Role.PARTNER_LEAD).get("/home/")
    assert page.status_code == 200

    call_command("sweep", verbosity=0)
    assert {s for s in subjects(sink) if s.startswith("X-")} == EVERY
