"""The privacy page tells the periods by which the portal really goes, and every page how to ask for another form."""

import pytest
from django.conf import settings
from django.urls import reverse

from partnership.operations.links import LASTS
from partnership.operations.people import INVITATION_LASTS
from partnership.rules.records import CLASSES
from partnership.rules.sign_ins import KEPT_FOR
from training.rules.terms import timings

pytestmark = pytest.mark.django_db


def words(client, address):
    return " ".join(client.get(address).text.split())


def test_it_tells_every_period_of_the_rules(client, settings):
    settings.SESSION_IDLE = settings.SESSION_IDLE * 3
    page = words(client, "/privacy/")

    for one in CLASSES.values():
        assert one.name in page
        assert one.period in page
    for days in (KEPT_FOR, INVITATION_LASTS, LASTS):
        assert f"{days.days} days" in page
    law = timings()
    assert f"{law.access_needs_days_after} days after the session" in page
    assert f"{law.refused_request_days} days after the answer" in page
    assert "90 minutes after you last did something" in page
    assert "90 minutes" in words(client, "/cookies/")


def test_it_tells_rights_laws_and_where_to_complain(client):
    page = words(client, "/privacy/")

    for said in [
        "article 6(1)(c) and (e)",
        "article 9(2)(g)",
        "within one month",
        "Information Commissioner",
    ]:
        assert said in page


def test_the_cookies_named_are_all_that_are_set(client):
    page = words(client, "/cookies/")

    client.get(reverse("account_login"))
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} >= set(client.cookies)
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        assert f">{name}<" in page


@pytest.mark.parametrize("name", ["home", "reviews", "policies", "concern", "courses", "voice"])
def test_every_public_page_says_how_to_ask_for_another_language_or_form(client, name):
    assert 'href="/contact/#formats"' in client.get(reverse(f"public:{name}")).text
    assert 'id="formats"' in client.get("/contact/").text
