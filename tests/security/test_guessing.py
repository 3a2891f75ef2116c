"""Guessing at the sign-in: stopped before it costs anything, telling nothing, and locking nobody else out for good."""

import re
import statistics
import time

import pytest
import time_machine
from django.contrib.auth import hashers
from django.core.cache import cache
from django.db import connection
from django.test import Client

from partnership.operations.letters import post_letters
from tests.partnership.codes import who_signs_in

pytestmark = [pytest.mark.shows("S-AUTH"), pytest.mark.django_db]

PASSWORD = "three words together"
ANOTHER = "four other words together"
WRONG = "wrong and wrong again"


@pytest.fixture
def lead(cast):
    return who_signs_in(cast.police_lead, PASSWORD)


@pytest.fixture
def hashed(monkeypatch):
    """How often a password was hashed, which is what a guess costs the portal."""
    counted = []
    kind = hashers.MD5PasswordHasher
    encode = kind.encode
    monkeypatch.setattr(kind, "encode", lambda *given: counted.append(1) or encode(*given))
    return counted


def guess(who, password=WRONG, address="192.0.2.7"):
    return Client(REMOTE_ADDR=address).post("/account/login/", {"login": who, "password": password})


def test_a_guess_costs_as_much_for_whoever_exists_as_for_nobody(cast, lead, hashed):
    """What takes time is the hash: as many of it, whoever is asked for, so that the clock tells nothing."""
    left = cast.health_lead
    left.set_password(PASSWORD)
    left.is_active = False
    left.save()
    cost = {}
    for who in (lead.email, "nobody@portal.test", cast.hospital_lead.email, left.email):
        hashed.clear()
        guess(who)
        cost[who] = len(hashed)

    assert set(cost.values()) == {1}


def test_once_stopped_no_guess_is_hashed_any_more(lead, hashed):
    for _ in range(5):
        guess(lead.email)
    hashed.clear()
    answer = guess(lead.email, PASSWORD)

    assert "too many" in answer.text.lower()
    assert hashed == []


def test_the_count_is_kept_where_every_process_sees_it(lead):
    """As rows of the database: a second process starts with the count of the first."""
    guess(lead.email)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM partnership_cache")
        assert cursor.fetchone()[0] > 0


def test_who_guesses_locks_nobody_out_and_is_let_in_again_after_a_while(cast, lead):
    """Not even the one guessed at, who signs in from where they are; nor somebody else where the guessing was done."""
    cast.health_lead.set_password(PASSWORD)
    cast.health_lead.save()
    with time_machine.travel("2026-11-02 09:00Z", tick=False) as clock:
        for _ in range(6):
            guess(lead.email)
        assert "too many" in guess(lead.email, PASSWORD).text.lower()
        assert guess(lead.email, PASSWORD, "192.0.2.8").status_code == 302
        assert guess(cast.health_lead.email, PASSWORD).status_code == 302
        clock.shift(301)
        assert guess(lead.email, PASSWORD).status_code == 302


def test_one_address_never_shuts_an_account_however_long_it_guesses(lead):
    with time_machine.travel("2026-11-02 09:00Z", tick=False) as clock:
        for _ in range(13):  # more than an hour, as fast as it is let
            for _ in range(6):
                guess(lead.email)
            clock.shift(301)
        assert guess(lead.email, PASSWORD, "192.0.2.8").status_code == 302


def test_many_addresses_guess_at_one_account_a_hundred_times_an_hour_at_most(lead, hashed, mailoutbox):
    """Its owner comes in again after an hour, or at once with a new password, whose link goes to them alone."""
    with time_machine.travel("2026-11-02 09:00Z", tick=False):
        for number in range(105):
            guess(lead.email, address=f"198.51.100.{number}")
        assert len(hashed) == 100
        stopped = guess(lead.email, PASSWORD, "192.0.2.8").text
        assert "To sign in now, use a passkey or choose “I have forgotten my password”." in stopped
        assert "wait five minutes, or an hour" in stopped
        for number in range(105):
            guess("nobody@portal.test", address=f"198.51.100.{number}")
        assert "To sign in now, use a passkey" in guess("nobody@portal.test", PASSWORD, "192.0.2.8").text
        with time_machine.travel("2026-11-02 10:00:01Z", tick=False):
            assert guess(lead.email, PASSWORD, "192.0.2.8").status_code == 302
        Client().post("/account/password/reset/", {"email": lead.email})
        post_letters()
        path = re.search(r"http://localhost:8000(/\S+)", mailoutbox[0].body)[1]
        client = Client()
        form = client.get(path, follow=True).request["PATH_INFO"]
        client.post(form, {"password1": ANOTHER, "password2": ANOTHER})
        assert guess(lead.email, ANOTHER, "192.0.2.8").status_code == 302


def test_one_address_does_not_go_on_guessing_at_many_people(lead):
    stopped = [guess(f"person{n}@portal.test").text.lower() for n in range(40)]

    assert "too many" in stopped[-1] or "429" in stopped[-1]


@pytest.mark.long
def test_the_clock_tells_nothing_of_who_exists(lead, settings):
    """200 tries in turns with a real hasher: the medians are within five in a hundred of each other."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    lead.set_password(PASSWORD)
    lead.save()
    took = {lead.email: [], "nobody@portal.test": []}
    for turn in range(200):
        for who in took if turn % 2 else reversed(took):
            cache.clear()
            began = time.process_time()
            guess(who)
            took[who].append(time.process_time() - began)
    known, unknown = (statistics.median(times) for times in took.values())

    assert 0.95 < known / unknown < 1.05
