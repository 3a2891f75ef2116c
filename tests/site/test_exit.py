"""The way out stands on every page of the public, works without JavaScript, and is not in staff's way."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
LINK = 'class="govuk-button govuk-button--warning govuk-exit-this-page__button'


@pytest.mark.parametrize(
    "address", ["/", "/raise-a-concern/", "/learning/", "/find/", "/nowhere/", "/say/x/"]
)
def test_whoever_reads_what_is_public_can_leave_at_once(client, address):
    page = client.get(address).text

    assert page.count(LINK) == 1
    assert '<a href="https://www.bbc.co.uk/weather" role="button"' in page


def test_it_stays_when_somebody_signed_in_reads_what_is_public(cast, sign_in):
    assert LINK in sign_in(cast.school_lead).get("/raise-a-concern/").text


def test_it_is_not_on_pages_of_staff_nor_where_they_sign_in(cast, client, sign_in):
    assert LINK not in sign_in(cast.officer).get(reverse("library")).text
    assert LINK not in client.get("/account/login/").text


def test_the_page_about_cookies_names_those_that_are_set(cast, client, settings):
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    page = client.get("/cookies/").text

    assert ">__Host-session</th>" in page
    assert ">__Host-csrf</th>" in page
