"""Sessions end: when idle, after twelve hours, and with the role that they were for."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from partnership.operations.people import end_appointment

NOON = "2026-03-10 12:00Z"


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def client(cast, clock, sign_in):
    client = sign_in("partner_lead")
    client.get("/home/")
    return client


def test_half_an_hour_without_a_page_is_still_in(client, clock):
    clock.shift(timedelta(minutes=30))

    assert client.get("/home/").status_code == 200


@pytest.mark.shows("S-SES")
def test_longer_is_signed_out_with_a_sentence_and_the_way_back(client, clock):
    clock.shift(timedelta(minutes=30, seconds=1))
    answer = client.get("/my-letters/?a=1", follow=True)

    assert answer.redirect_chain == [("/account/login/?next=%2Fmy-letters%2F%3Fa%3D1", 302)]
    assert "you were inactive for a while" in answer.text
    assert "_auth_user_id" not in client.session


def test_each_page_begins_the_half_hour_anew(client, clock):
    for _ in range(6):
        clock.shift(timedelta(minutes=29))
        assert client.get("/home/").status_code == 200


@pytest.mark.shows("S-SES")
def test_after_twelve_hours_one_signs_in_again_however_busy(client, clock):
    for _ in range(24):
        clock.shift(timedelta(minutes=29))
        assert client.get("/home/").status_code == 200
    for _ in range(2):
        clock.shift(timedelta(minutes=15))
        answer = client.get("/home/", follow=True)

    assert "signed out after 12 hours" in answer.text


def test_what_was_sent_too_late_changes_nothing_and_leads_to_sign_in(cast, client, clock):
    clock.shift(timedelta(hours=1))
    answer = client.post("/my-letters/", {"post": "daily"})

    kept = cast.police_lead.kept_forms.get()  # tests/partnership/test_kept_forms.py says what becomes of it
    assert answer["Location"] == f"/account/login/?next=%2Fkept%2F{kept.pk}%2F"
    cast.police_lead.refresh_from_db()
    assert cast.police_lead.post == "each"


@pytest.mark.parametrize("address", ["/", "/raise-a-concern/", "/account/login/"])
def test_a_page_open_to_all_is_shown_all_the_same(client, clock, address):
    clock.shift(timedelta(hours=1))
    answer = client.get(address)

    assert answer.status_code == 200
    assert "you were inactive for a while" in answer.text
    assert answer.wsgi_request.user.is_anonymous


def test_access_ends_the_day_after_the_last_day_of_a_role(cast, clock, sign_in):
    end_appointment(cast.police_lead.appointments.get(), by=cast.manager, on=date(2026, 3, 10))
    clock.move_to("2026-03-10 23:59Z")
    client = sign_in("partner_lead")
    assert client.get("/home/").status_code == 200
    clock.move_to("2026-03-11 00:05Z")
    answer = client.get("/home/", follow=True)

    assert "You have no role in the partnership at the moment" in answer.text


@pytest.mark.shows("S-AC4")
def test_ended_at_once_is_out_with_the_next_click(cast, client, clock, sign_in):
    end_appointment(cast.police_lead.appointments.get(), by=cast.manager)

    assert client.post("/my-letters/", {"post": "daily"})["Location"].startswith("/account/login/")
    assert cast.police_lead.kept_forms.count() == 0
    cast.police_lead.refresh_from_db()
    assert cast.police_lead.post == "each"


@pytest.mark.shows("S-AC4")
def test_who_may_not_sign_in_any_more_is_out_with_the_next_click(cast, client):
    cast.police_lead.is_active = False
    cast.police_lead.save()

    assert client.get("/home/")["Location"].startswith("/account/login/")


@pytest.mark.shows("S-SES")
def test_the_cookie_is_kept_from_scripts_and_other_sites_and_goes_with_the_browser(cast, sign_in):
    client = Client()
    client.post("/account/login/", {"login": "a@portal.test", "password": "x"})
    signed_in = sign_in("partner_lead")
    signed_in.get("/home/")
    cookie = signed_in.cookies["session"]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
