"""F6 and F7: the mail server fails in every way, and everything that sweeps and sends is there twice."""

import time

import pytest
import requests
from django.urls import reverse

from partnership.models import Deadline, Letter
from tests.factories.browser import signed_in
from tests.faults import reminders
from tests.faults.portal import BACK_WITHIN, seconds_until, wait_until

pytestmark = [pytest.mark.fault, pytest.mark.long]

AWAY = 12  # seconds
WAYS = {
    "refuses connections": lambda sink: sink.refuse_connections(),
    "answers 421 to everything": lambda sink: sink.answer_everything("421 4.3.2 closing"),
    "answers 451 to every letter": lambda sink: sink.answer("451 4.7.1 try later"),
    "takes the letter and never answers": lambda sink: setattr(sink, "delay", 60),
}


@pytest.mark.shows("F6")
@pytest.mark.parametrize("way", WAYS)
def test_a_mail_server_that_fails_for_a_while_delays_and_loses_nothing(portal, witnessed, way):
    references = reminders.due(portal.cast)
    portal.sink.answer_slowly()
    portal.ring("promise_reminders")
    wait_until(lambda: len(portal.sink.messages) >= 60, 120)
    WAYS[way](portal.sink)
    time.sleep(AWAY)
    came = len(portal.sink.messages)
    portal.sink.accept()
    recovery = seconds_until(portal.all_gone)

    seen = reminders.figures(portal.sink, references)
    given_up = Letter.objects.filter(state="failed").count()
    witnessed(
        "F6", fault=f"the mail server {way}", how=f"for {AWAY} seconds, in the middle of the letters", **seen,
        recovery=recovery, came_before=came,
    )  # fmt: skip
    assert (seen["lost"], seen["twice"], given_up) == (0, 0, 0)
    assert came < reminders.NUMBER
    assert recovery <= BACK_WITHIN


@pytest.mark.shows("F6")
def test_a_mail_server_that_hangs_up_after_the_letter_gets_the_same_letter_again(portal, witnessed):
    times = 10
    references = reminders.due(portal.cast)
    portal.sink.answer_slowly()
    portal.sink.drop_after_data(keep=True, times=times)
    portal.ring("promise_reminders")
    for number in range(times):  # each ends a round of posting: the next one need not wait for the timetable
        wait_until(lambda: len(portal.sink.messages) > number, 60)  # noqa: B023 -- waited for at once
        portal.ring("post_letters")
    recovery = seconds_until(portal.all_gone)

    seen = reminders.figures(portal.sink, references)
    witnessed(
        "F6", fault="the mail server keeps the letter and hangs up before it says so", at_most=times, **seen,
        how=f"{times} letters one after another", recovery=recovery,
    )  # fmt: skip
    assert seen["lost"] == 0
    assert 0 < seen["twice"] <= times
    reminders.check_the_record_agrees(references)
    assert recovery <= BACK_WITHIN


@pytest.mark.shows("F6")
def test_what_a_mail_server_refuses_for_good_is_shown_to_staff_and_stops_nothing(portal, witnessed):
    refused = 5
    references = reminders.due(portal.cast)
    portal.sink.answer("550 5.7.1 not wanted", times=refused)
    portal.ring("promise_reminders")
    wait_until(lambda: len(portal.sink.messages) >= reminders.NUMBER - refused, 120)
    recovery = seconds_until(portal.all_gone)

    given_up = set(Letter.objects.filter(state="failed").values_list("reference", flat=True))
    cookie = signed_in(portal.cast.manager).cookies["session"].value
    page = requests.get(
        f"{portal.url}{reverse('letters')}?state=failed", cookies={"session": cookie}, timeout=30
    )
    seen = reminders.figures(portal.sink, [one for one in references if one not in given_up])
    witnessed(
        "F6", fault="the mail server refuses letters for good", how=f"550 to {refused} letters", **seen,
        recovery=recovery, refused_and_shown_to_staff=len(given_up),
    )  # fmt: skip
    assert len(given_up) == refused
    assert all(reference in page.text for reference in given_up)
    assert "The mail server answered 550" in page.text
    assert (seen["lost"], seen["twice"]) == (0, 0)


@pytest.mark.shows("F7")
def test_two_timetables_two_workers_and_a_hundred_sweeps_at_once_double_nothing(portal, witnessed):
    sweeps = 100
    portal.take_away("worker")
    references = reminders.due(portal.cast)
    portal.ring("promise_reminders", times=sweeps)
    portal.ring("post_letters", times=sweeps)
    portal.second("beat")
    portal.start_again("worker")
    portal.second("worker")
    began = time.monotonic()
    wait_until(lambda: Letter.objects.exists(), 120)
    recovery = seconds_until(portal.all_gone)
    wait_until(lambda: portal.redis().llen("celery") == 0, 120)

    seen = reminders.figures(portal.sink, references)
    witnessed(
        "F7", fault="two timetables, two workers and a backlog", recovery=time.monotonic() - began, **seen,
        how=f"{sweeps} sweeps and {sweeps} rounds of posting wait when they start",
        letters=Letter.objects.count(),
    )  # fmt: skip
    assert (seen["lost"], seen["twice"]) == (0, 0)
    assert Letter.objects.count() == Deadline.objects.count() == reminders.NUMBER
    assert recovery <= BACK_WITHIN
