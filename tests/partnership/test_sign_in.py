"""Signing in: by password and code, and the same answer to whoever guesses."""

import logging
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from partnership.models import Letter
from partnership.operations.letters import post_letters
from tests.partnership.codes import code_now, sign_in_with, who_signs_in

PASSWORD = "three words together"

pytestmark = pytest.mark.usefixtures("clock_stands_still")


@pytest.fixture
def lead(cast):
    """The police lead, with a password and an app that shows codes."""
    return who_signs_in(cast.police_lead, PASSWORD)


def plain(response):
    """A page without what differs from visit to visit, or holds what was typed."""
    text = re.sub(r'value="[^"]*"', "", response.text)
    return re.sub(r"id=.id_\w+-error.", "", text)


def test_password_and_code_open_the_workspace(lead):
    client = Client()
    asked = client.post("/account/login/", {"login": lead.email, "password": PASSWORD})
    assert asked["Location"] == reverse("mfa_authenticate")
    assert client.get("/home/")["Location"].startswith("/account/login/")

    opened = client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert opened["Location"] == "/home/"
    assert client.get("/home/").status_code == 200


def test_signing_in_leads_where_one_wanted_to_go(lead):
    client = Client()
    wanted = client.get("/my-letters/")
    assert wanted["Location"] == "/account/login/?next=/my-letters/"
    client.post(wanted["Location"], {"login": lead.email, "password": PASSWORD, "next": "/my-letters/"})

    assert client.post(reverse("mfa_authenticate"), {"code": code_now()})["Location"] == "/my-letters/"


@pytest.mark.parametrize("elsewhere", ["https://evil.test/", "//evil.test/", "javascript:alert(1)"])
@pytest.mark.shows("S-RED")
def test_signing_in_never_leads_to_another_site(lead, elsewhere):
    client = Client()
    client.post("/account/login/", {"login": lead.email, "password": PASSWORD, "next": elsewhere})

    assert client.post(reverse("mfa_authenticate"), {"code": code_now()})["Location"] == "/home/"


@pytest.mark.shows("S-SES")
def test_a_new_key_is_given_at_sign_in(lead):
    client = Client()
    client.post("/account/login/", {"login": lead.email, "password": PASSWORD})
    before = client.session.session_key
    client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert client.session.session_key != before


def test_the_address_may_be_typed_in_any_case(lead):
    assert sign_in_with(lead.email.upper(), PASSWORD).get("/home/").status_code == 200


@pytest.mark.shows("S-AUTH")
def test_a_code_works_once(lead):
    code = code_now()
    assert sign_in_with(lead.email, PASSWORD, code).get("/home/").status_code == 200
    assert sign_in_with(lead.email, PASSWORD, code).get("/home/").status_code == 302


def test_a_wrong_code_opens_nothing(lead):
    client = sign_in_with(lead.email, PASSWORD, "000000" if code_now() != "000000" else "000001")

    assert client.get("/home/").status_code == 302


@pytest.mark.shows("S-AUTH")
def test_a_recovery_code_opens_once(lead):
    codes = Authenticator.objects.create(
        user=lead, type="recovery_codes", data={"seed": "d" * 40, "used_mask": 0}
    ).wrap()
    code = codes.get_unused_codes()[0]

    assert sign_in_with(lead.email, PASSWORD, code).get("/home/").status_code == 200
    assert sign_in_with(lead.email, PASSWORD, code).get("/home/").status_code == 302


def test_a_password_alone_reaches_nothing_of_a_person_with_a_second_factor(lead):
    client = Client()
    client.post("/account/login/", {"login": lead.email, "password": PASSWORD})

    for address in ("/home/", reverse("mfa_index"), reverse("mfa_view_recovery_codes"), "/my-letters/"):
        assert client.get(address).status_code == 302
        assert client.get(address)["Location"].startswith("/account/login/")


@pytest.mark.shows("S-AUTH")
def test_known_and_unknown_addresses_get_the_same_answer(lead):
    answers = [
        Client().post("/account/login/", {"login": who, "password": "wrong and wrong again"})
        for who in (lead.email, "nobody@portal.test")
    ]

    assert [a.status_code for a in answers] == [200, 200]
    assert plain(answers[0]) == plain(answers[1])
    assert "There is a problem" in answers[0].text


@pytest.mark.shows("S-AUTH")
def test_who_may_not_sign_in_any_more_gets_the_same_answer_to_a_guess(lead):
    lead.is_active = False
    lead.save()
    answers = [
        Client().post("/account/login/", {"login": who, "password": "wrong and wrong again"})
        for who in (lead.email, "nobody@portal.test")
    ]
    right = Client().post("/account/login/", {"login": lead.email, "password": PASSWORD}, follow=True)

    assert plain(answers[0]) == plain(answers[1])
    assert "You can no longer sign in" in right.text
    assert right.wsgi_request.user.is_anonymous


def test_who_holds_no_role_is_told_so(lead):
    lead.appointments.update(ends_on="2020-01-01")
    client = sign_in_with(lead.email, PASSWORD)
    answer = client.get("/home/", follow=True)

    assert "You have no role in the partnership at the moment" in answer.text
    assert answer.wsgi_request.user.is_anonymous


@pytest.mark.shows("S-AUTH")
def test_guessing_is_stopped_for_that_address_and_counted_for_all_processes(lead):
    for _ in range(5):
        Client().post("/account/login/", {"login": lead.email, "password": "wrong and wrong again"})
    answer = Client().post("/account/login/", {"login": lead.email, "password": PASSWORD})

    assert answer.status_code == 200
    assert "too many" in answer.text.lower()
    assert cache.__class__.__name__ != "LocMemCache"
    assert "DatabaseCache" in str(type(cache._connections["default"]))


@pytest.mark.shows("S-AUTH")
def test_guessing_codes_is_stopped(lead):
    client = Client()
    client.post("/account/login/", {"login": lead.email, "password": PASSWORD})
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    answer = client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert answer.status_code == 200
    assert client.get("/home/").status_code == 302


def test_a_failed_sign_in_is_logged_without_who_it_was(lead, caplog):
    caplog.set_level(logging.INFO)
    Client().post("/account/login/", {"login": lead.email, "password": "wrong and wrong again"})
    client = Client()
    client.post("/account/login/", {"login": lead.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": "000000"})

    failed = [r.getMessage() for r in caplog.records if "sign-in failed" in r.getMessage()]
    assert len(failed) == 2
    assert "password" in failed[0]
    assert "second factor" in failed[1]
    assert lead.email not in caplog.text
    assert lead.name not in caplog.text
    assert "wrong and wrong" not in caplog.text


@pytest.mark.shows("S-SES")
def test_signing_out_ends_the_session_on_the_server(lead):
    client = sign_in_with(lead.email, PASSWORD)
    old = client.cookies["session"].value
    client.post("/account/logout/")
    thief = Client()
    thief.cookies["session"] = old

    assert thief.get("/home/").status_code == 302


@pytest.mark.shows("S-CSRF")
def test_looking_at_sign_out_signs_nobody_out(lead):
    client = sign_in_with(lead.email, PASSWORD)
    client.get("/account/logout/")

    assert client.get("/home/").status_code == 200


# A forgotten password ---------------------------------------------------------------------------------------


def reset(email):
    return Client().post("/account/password/reset/", {"email": email}, follow=True)


@pytest.mark.shows("S-AUTH")
def test_a_reset_goes_by_letter_and_leaves_the_second_factor(lead, mailoutbox):
    reset(lead.email)
    letter = Letter.objects.get(kind="password_reset")
    assert (letter.recipient, letter.secret, letter.urgent) == (lead, True, True)
    post_letters()
    path = re.search(r"http://localhost:8000(/\S+)", mailoutbox[0].body)[1]
    client = Client()
    form = client.get(path, follow=True)
    form = client.post(
        form.request["PATH_INFO"],
        {"password1": "four other words together", "password2": "four other words together"},
        follow=True,
    )

    assert form.status_code == 200
    assert client.get("/home/").status_code == 302  # not signed in by it
    lead.refresh_from_db()
    assert lead.check_password("four other words together")
    asked = Client().post("/account/login/", {"login": lead.email, "password": "four other words together"})
    assert asked["Location"] == reverse("mfa_authenticate")
    assert Client().get(path, follow=True).context["token_fail"] is True
    assert Letter.objects.filter(kind="account_changed").get().recipient == lead


@pytest.mark.shows("S-AUTH")
def test_a_reset_answers_known_and_unknown_the_same(cast, lead):
    answers = [reset(who) for who in (lead.email, "nobody@portal.test", cast.health_lead.email)]

    assert {a.status_code for a in answers} == {200}
    assert len({plain(a) for a in answers}) == 1
    assert [x.recipient for x in Letter.objects.all()] == [lead]


@pytest.mark.shows("S-AUTH")
def test_a_reset_is_no_way_around_an_invitation(cast):
    """The health lead has not accepted theirs: there is no password to forget."""
    reset(cast.health_lead.email)

    assert Letter.objects.count() == 0


@pytest.mark.shows("S-HOST")
def test_a_reset_link_names_the_portal_and_not_what_the_request_said(lead, mailoutbox, settings):
    settings.ALLOWED_HOSTS = ["*"]
    Client(headers={"host": "evil.test"}).post("/account/password/reset/", {"email": lead.email})
    post_letters()

    assert "evil.test" not in mailoutbox[0].body
    assert "http://localhost:8000/account/password/reset/key/" in mailoutbox[0].body


@pytest.mark.shows("S-AUTH")
def test_resets_are_limited(lead):
    codes = [Client().post("/account/password/reset/", {"email": lead.email}).status_code for _ in range(6)]

    assert codes == [302] * 5 + [429]


@pytest.mark.shows("S-SES")
def test_a_new_password_ends_every_other_session(lead):
    here = sign_in_with(lead.email, PASSWORD)
    cache.clear()  # a code works once: as if half a minute had passed
    there = sign_in_with(lead.email, PASSWORD)
    here.post(
        "/account/password/change/",
        {
            "oldpassword": PASSWORD,
            "password1": "four other words together",
            "password2": "four other words together",
        },
    )

    assert here.get("/home/").status_code == 200
    assert there.get("/home/").status_code == 302
