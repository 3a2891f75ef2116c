"""F3 and F4: Redis is killed, forgets, or is not there at all."""

import time

import pytest
import requests
from django.urls import reverse

from partnership.models import Letter
from tests.faults import reminders
from tests.faults.portal import BACK_WITHIN, seconds_until, wait_until
from tests.faults.submitting import Lead, asked

pytestmark = [pytest.mark.fault, pytest.mark.long]

KILLS = 3


@pytest.mark.shows("F3")
@pytest.mark.parametrize("kept", [True, False], ids=["with its file", "without its file"])
def test_redis_killed_and_back_loses_nothing_and_doubles_nothing(portal, witnessed, kept):
    portal.take_away("broker")
    portal.broker_is_kept(kept)
    portal.start_again("broker")
    wait_until(portal.is_ready, 120)
    references = reminders.due(portal.cast)
    portal.sink.answer_slowly()
    portal.ring("promise_reminders")
    for kill in range(1, KILLS + 1):
        wait_until(lambda: len(portal.sink.messages) >= kill * reminders.NUMBER // 5, 120)  # noqa: B023
        portal.take_away("broker")
        time.sleep(2)
        portal.start_again("broker")
    recovery = seconds_until(portal.all_gone)
    again = reminders.due(portal.cast, 30, first=reminders.NUMBER)
    portal.ring("promise_reminders")  # whoever listens on: a second batch shows that the worker does
    later = seconds_until(lambda: len(portal.sink.messages) >= len(references) + len(again))

    seen = reminders.figures(portal.sink, references + again)
    exits = sum("worker ended" in line for line in portal.said)
    portal.broker_is_kept(True)
    witnessed(
        "F3", fault=f"Redis killed and started again {'with' if kept else 'without'} its file", **seen,
        how="kill -9 while letters go, two seconds away", recovery=max(recovery, later), kills=KILLS,
        worker_exited_by_itself=exits,
    )  # fmt: skip
    assert (seen["lost"], seen["twice"]) == (0, 0)
    reminders.check_the_record_agrees(references + again)
    assert max(recovery, later) <= BACK_WITHIN


@pytest.mark.shows("F4")
def test_without_redis_from_the_start_pages_work_submissions_count_and_cron_sends(portal, witnessed):
    portal.take_away("broker")
    for name in ("web", "worker", "beat"):
        portal.kill(name)
    wait_until(portal.answers, 60)
    references = reminders.due(portal.cast)
    answers = []
    leads = [Lead(portal, opened, answers) for opened in asked(portal.cast, 5)]

    told = [lead.save("We ask them.") and lead.submit() for lead in leads]
    pages = [
        requests.get(portal.url + page, timeout=30).status_code for page in ("/", "/reviews/", "/healthz")
    ]
    home = leads[0].ask("GET", portal.url + reverse("home"))
    ready = requests.get(f"{portal.url}/readyz", timeout=30)
    slowest = max(ended - began for began, ended, _, _ in answers)
    code, said = portal.manage("sweep")

    assert told == [True] * 5
    assert all(lead.is_kept() for lead in leads)
    assert (pages, home.status_code) == ([200] * 3, 200)
    assert ready.status_code == 503
    assert "manage.py sweep" in ready.json()["checks"]["broker"]["note"]
    assert (code, portal.waiting()) == (0, 0), said
    assert Letter.objects.filter(kind="received", state="sent").count() == 5

    portal.start_again("broker")
    began = time.monotonic()
    again = reminders.due(portal.cast, 30, first=reminders.NUMBER)
    portal.ring("promise_reminders")
    wait_until(lambda: Letter.objects.filter(reference__in=again).count() == len(again), 120)
    seconds_until(portal.all_gone)
    recovery = time.monotonic() - began
    seen = reminders.figures(portal.sink, references + again, others=True)
    witnessed(
        "F4", fault="Redis is not there when everything starts", **seen, recovery=recovery,
        how="web, worker and timetable started without it; manage.py sweep by cron; Redis started later",
        submissions=5, slowest_page=f"{slowest:.1f} s",
    )  # fmt: skip
    assert (seen["lost"], seen["twice"]) == (0, 0)
    assert recovery <= BACK_WITHIN


@pytest.mark.shows("F4")
def test_redis_emptied_while_letters_go_loses_nothing(portal, witnessed):
    references = reminders.due(portal.cast)
    portal.sink.answer_slowly()
    portal.ring("promise_reminders")
    wait_until(lambda: len(portal.sink.messages) > 50, 120)
    portal.redis().flushall()
    again = reminders.due(portal.cast, 30, first=reminders.NUMBER)
    portal.ring("promise_reminders")
    portal.redis().flushall()
    portal.ring("promise_reminders")
    recovery = seconds_until(lambda: len(portal.sink.messages) >= len(references) + 30 and portal.all_gone())

    seen = reminders.figures(portal.sink, references + again)
    witnessed(
        "F4", fault="everything in Redis is deleted", how="FLUSHALL twice while letters go", **seen,
        recovery=recovery,
    )  # fmt: skip
    assert (seen["lost"], seen["twice"]) == (0, 0)
    assert recovery <= BACK_WITHIN
