"""Work that takes a while, as whoever asked for it sees it: moving, left and returned to, stopped, failed, done."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Pack
from partnership.operations import attempts, packs
from tests.factories import meetings as made

NOON = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def meeting(cast, monkeypatch):
    monkeypatch.setattr(packs, "ring", lambda task: None)
    meeting = made.planned(cast)
    meeting.items.exclude(standing__in=["welcome", "interests"]).delete()
    return meeting


def told(page):
    """(title, tag, note) of each entry of “Work in progress”."""
    return [(one["title"], one["tag"], one["note"]) for one in page.context["work"]]


def test_it_is_watched_left_and_returned_to_until_it_is_done(cast, meeting, sign_in, monkeypatch):
    browser, address = sign_in(cast.officer), meeting.get_absolute_url()
    browser.post(reverse("ask_for_packs", args=[meeting.pk]))
    what = Pack.objects.get().what
    watched = re.search('data-poll="([^"]+)"', browser.get(address).text)[1]
    assert told(browser.get("/home/")) == [(what, "Waiting", "Waiting for the worker.")]

    claimed = attempts.claim(Pack)
    attempts.step(claimed, 1, "Printing the agenda", total=4)
    assert browser.get(watched).json() == {
        "done": 1, "total": 4, "state": "running", "message": "Printing the agenda",
    }  # fmt: skip
    assert told(browser.get("/home/")) == [(what, "Being made", "Printing the agenda")]
    page = browser.get("/my-work/").text
    assert re.search(r'<progress [^>]*value="1" max="4">1 of 4</progress>', page)
    assert 'role="status" data-poll-text>Printing the agenda</p>' in page
    assert f'<a class="govuk-link" href="{address}">Go to its page' in page

    assert packs.make(claimed)
    assert browser.get(watched).json()["state"] == "done"
    assert told(browser.get("/home/")) == [(what, "Done", "")]
    assert "<progress" not in browser.get(address).text
    page = browser.get("/my-work/").text
    assert f'<a class="govuk-link" href="{address}">{what}</a>' in page
    assert "Nothing is being made for you at the moment." in page


def test_a_dead_worker_leaves_stopped_and_not_running_for_ever(cast, meeting, sign_in, noon):
    browser = sign_in(cast.officer)
    packs.ask_for_packs(meeting, by=cast.officer)
    attempts.claim(Pack)
    noon.shift(timedelta(minutes=2, seconds=1))

    stopped = "The worker stopped in the middle. It is begun again by itself within a few minutes."
    assert [one[1:] for one in told(browser.get("/home/"))] == [("Stopped", stopped)]
    assert stopped in browser.get(meeting.get_absolute_url()).text

    packs.make_waiting()
    assert [one[1:] for one in told(browser.get("/home/"))] == [
        ("Done", "")
    ]  # the second attempt, and it alone


def test_work_that_nobody_begins_says_so(cast, meeting, sign_in, noon):
    packs.ask_for_packs(meeting, by=cast.officer)
    noon.shift(timedelta(minutes=5, seconds=1))
    ((_, tag, note),) = told(sign_in(cast.officer).get("/home/"))
    assert tag == "Not begun"
    assert note.startswith("It waits, and no worker has begun it.")


def test_what_failed_says_why_and_what_to_do(cast, meeting, sign_in, monkeypatch):
    def fail(*args, **more):
        raise Refused("The file is larger than 400 MB. Take a paper out.")

    monkeypatch.setattr(packs, "merged_pdf", fail)
    packs.ask_for_packs(meeting, by=cast.officer)
    packs.make_waiting()

    browser = sign_in(cast.officer)
    assert [one[1:] for one in told(browser.get("/home/"))] == [
        ("Failed", "The file is larger than 400 MB. Take a paper out.")
    ]
    assert "Try again there" in browser.get("/my-work/").text
    page = browser.get(meeting.get_absolute_url()).text
    assert reverse("ask_for_packs", args=[meeting.pk]) in page  # the button


def test_nobody_sees_what_another_asked_for(cast, meeting, sign_in):
    packs.ask_for_packs(meeting, by=cast.officer)
    page = sign_in(cast.second_officer).get("/home/")
    assert told(page) == []
    assert Pack.objects.get().what not in sign_in(cast.second_officer).get("/my-work/").text


def test_only_a_name_that_we_gave_can_be_watched(cast, meeting, sign_in):
    packs.ask_for_packs(meeting, by=cast.officer)
    name = attempts.watched_as(Pack.objects.get())
    browser = sign_in(cast.officer)
    answers = [
        browser.get(reverse("work_progress", args=[one])).status_code for one in (name, name[:-1], "1")
    ]
    assert answers == [200, 404, 404]


def test_every_kind_of_work_says_what_it_is_and_where():
    for kind in attempts.kinds():
        assert kind.what.fget is not attempts.Attempt.what.fget, kind
        assert callable(kind.get_absolute_url), kind


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_the_same_of_the_database_for_one_and_three(
    cast, sign_in, meeting, number, django_assert_num_queries
):
    for n in range(number):
        other = made.planned(cast, days=40 + n) if n else meeting
        Pack.objects.create(meeting=other, audience="members", asked_by=cast.officer)
    with django_assert_num_queries(2):  # which there are; those of the one kind among them
        found = [(one.what, one.get_absolute_url()) for one in attempts.asked_by(cast.officer, NOON)]
    assert len(found) == number
