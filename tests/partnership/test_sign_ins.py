"""Where somebody is signed in: the list, ending one, ending all others, and who ends them besides."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.models import Event, SignIn
from partnership.operations import sign_ins as operations
from partnership.operations.people import end_appointment, start_afresh
from partnership.rules.sign_ins import browser_in_words
from tests.factories.browser import signed_in

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1"
)
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-03-29T01:30:00Z", tick=False) as clock:  # right where the hour is lost
        yield clock


def browse(person, said):
    client = signed_in(person)
    session = client.session
    del session["noted"]
    session.save()
    client.defaults["HTTP_USER_AGENT"] = said
    client.get(reverse("home"))
    return client


@pytest.fixture
def laptop(cast):
    return browse(cast.police_lead, FIREFOX)


@pytest.fixture
def telephone(cast, laptop):
    return browse(cast.police_lead, IPHONE)


def is_in(client):
    return client.get(reverse("home")).status_code == 200


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on an iPhone"),
        (EDGE, "Edge on Windows"),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/138.0.0.0 Safari/537.36", "Chrome on a Chromebook"),
        ("curl/8.0", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_named_in_words(said, words):
    assert browser_in_words(said) == words


def test_the_page_lists_each_browser_this_one_first_and_keeps_no_address(laptop, telephone):
    page = laptop.get(reverse("my_sign_ins"))

    assert [(one.browser, one.here) for one in page.context["sign_ins"]] == [
        ("Firefox on Windows", True),
        ("Safari on an iPhone", False),
    ]
    assert "29 March 2026 at 2.30am" in page.text
    kept = str(list(SignIn.objects.values())) + str([s.get_decoded() for s in Session.objects.all()])
    assert "127.0.0.1" not in kept
    assert "Gecko" not in kept


def test_a_session_that_was_idle_too_long_is_not_listed(cast, laptop, telephone, clock):
    clock.shift(timedelta(minutes=29))
    laptop.get(reverse("home"))
    clock.shift(timedelta(minutes=2))

    assert [one.browser for one in operations.open_sign_ins(cast.police_lead)] == ["Firefox on Windows"]
    assert len(laptop.get(reverse("my_sign_ins")).context["sign_ins"]) == 1


def test_it_is_noted_once_a_minute_and_gone_when_one_signs_out(cast, laptop, clock):
    (before,) = SignIn.objects.values_list("seen_at", flat=True)
    clock.shift(timedelta(seconds=59))
    laptop.get(reverse("home"))
    assert SignIn.objects.get().seen_at == before
    clock.shift(timedelta(seconds=1))
    laptop.get(reverse("home"))
    assert SignIn.objects.get().seen_at == before + timedelta(minutes=1)

    laptop.post(reverse("account_logout"))
    assert SignIn.objects.count() == 0


def test_sign_out_there_ends_that_browser_and_no_other(cast, laptop, telephone):
    theirs = SignIn.objects.get(browser="Safari on an iPhone")
    answer = laptop.post(reverse("sign_out_there", args=[theirs.pk]), follow=True)

    assert "That browser is signed out." in answer.text
    assert (is_in(laptop), is_in(telephone)) == (True, False)
    assert Event.objects.get(verb="signed out elsewhere").facts == {"number": 1}


def test_sign_out_there_is_for_ones_own_browsers_and_not_this_one(cast, laptop, sign_in):
    own = SignIn.objects.get()

    assert sign_in("board_manager").post(reverse("sign_out_there", args=[own.pk])).status_code == 404
    assert laptop.post(reverse("sign_out_there", args=[own.pk])).status_code == 404
    assert is_in(laptop)


@pytest.mark.shows("S-SES")
def test_sign_out_everywhere_keeps_this_browser_and_harms_nobody_else(cast, laptop, telephone):
    colleague = browse(cast.manager, EDGE)
    answer = laptop.post(reverse("sign_out_everywhere"), follow=True)

    assert "Signed out of 1 other browser." in answer.text
    assert [is_in(one) for one in (laptop, telephone, colleague)] == [True, False, True]
    again = laptop.post(reverse("sign_out_everywhere"), follow=True)
    assert "You are signed in here and nowhere else." in again.text


@pytest.mark.shows("S-SES")
def test_a_new_password_signs_out_every_other_browser(cast, telephone):
    lead = cast.police_lead
    lead.set_password("three words together")
    lead.save()
    here = browse(lead, FIREFOX)
    elsewhere = browse(lead, EDGE)
    words = {"password1": "four words all together", "password2": "four words all together"}
    here.post(reverse("account_change_password"), {"oldpassword": "three words together", **words})

    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert [one.browser for one in lead.sign_ins.all()] == ["Firefox on Windows"]


@pytest.mark.shows("S-AC4")
def test_when_staff_end_the_last_role_every_browser_is_out_at_once(cast, laptop, telephone):
    end_appointment(cast.police_lead.appointments.get(), by=cast.manager)

    assert cast.police_lead.sign_ins.count() == 0
    assert (is_in(laptop), is_in(telephone)) == (False, False)
    assert Event.objects.filter(verb="signed out elsewhere").get().why == "Their last role has ended."


def test_a_role_that_goes_on_until_a_later_day_ends_no_session(cast, laptop):
    end_appointment(cast.police_lead.appointments.get(), by=cast.manager, on=date(2026, 4, 1))

    assert is_in(laptop)


@pytest.mark.shows("S-AC4")
def test_who_starts_afresh_is_out_everywhere(cast, laptop):
    cast.police_lead.set_password("three words together")
    cast.police_lead.save()
    client = browse(cast.police_lead, EDGE)
    start_afresh(cast.police_lead, by=cast.manager, why="Lost their telephone; rang back.")

    assert cast.police_lead.sign_ins.count() == 0
    assert not is_in(client)


def test_a_session_ended_while_it_is_noted_stays_ended(cast, laptop):
    Session.objects.all().delete()

    assert laptop.get(reverse("home")).status_code == 302
    assert SignIn.objects.count() == 0


def test_stay_signed_in_begins_the_half_hour_anew_and_says_how_long(cast, laptop, clock):
    clock.shift(timedelta(minutes=29))
    answer = laptop.post(reverse("stay_signed_in"), headers={"X-Requested-With": "fetch"})
    assert answer.json() == {"left": 1800, "final": False}
    clock.shift(timedelta(minutes=29))
    assert is_in(laptop)
    for _ in range(22):
        clock.shift(timedelta(minutes=29))
        assert is_in(laptop)
    answer = laptop.post(reverse("stay_signed_in"), headers={"X-Requested-With": "fetch"})

    assert answer.json() == {"left": 12 * 3600 - 24 * 29 * 60, "final": True}


def test_only_pages_of_somebody_signed_in_carry_the_notice(laptop):
    assert 'data-left="1800" data-warning="300" hidden' in laptop.get(reverse("home")).text
    assert "data-staying" not in Client().get("/").text


def test_the_list_takes_the_same_queries_for_one_browser_and_three(cast, laptop):
    def asked():
        with CaptureQueriesContext(connection) as caught:
            laptop.get(reverse("my_sign_ins"))
        return len(caught)

    one = asked()
    browse(cast.police_lead, EDGE)
    browse(cast.police_lead, IPHONE)

    assert asked() == one


def test_old_sessions_are_swept_away(cast, laptop):
    Session.objects.update(expire_date=timezone.now() - timedelta(1))
    operations.drop_old_sessions()

    assert (Session.objects.count(), SignIn.objects.count()) == (0, 0)
