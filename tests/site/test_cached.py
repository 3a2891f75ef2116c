"""Public pages are kept for a moment and told apart by their ETag; pages of one person are kept nowhere."""

import re

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from partnership.operations.library import take_library_item_back
from partnership.site import public
from tests.factories import library, policies

pytestmark = pytest.mark.django_db
MINUTE = 60


def without_arguments():
    for one in public.site[0]:
        try:
            yield reverse(f"public:{one.name}")
        except NoReverseMatch:
            continue


def fresh_for(page):
    """Seconds for which a cache may show it without asking."""
    told = page.headers.get("Cache-Control", "")
    found = re.search(r"max-age=(\d+)", told)
    return int(found[1]) if found and "no-store" not in told and "no-cache" not in told else 0


def etag_of(page):
    """What tells this page from another; a file is read to its end, and so closed."""
    if page.streaming:
        b"".join(page.streaming_content)
    return page["ETag"]


def test_no_public_page_is_kept_for_longer_than_a_minute(client):
    assert [one for one in without_arguments() if fresh_for(client.get(one)) > MINUTE] == []
    kept = client.get("/policies/")
    assert kept["Cache-Control"] == "public, max-age=30, must-revalidate"
    assert "Cookie" in kept["Vary"]


def test_whoever_has_the_page_already_is_told_so(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@portal.example"  # without it there is no such page
    kept_nowhere = set()
    for address in without_arguments():
        first = client.get(address)
        if "ETag" not in first.headers:
            assert "no-store" in first["Cache-Control"], address
            kept_nowhere.add(address)
            continue
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), address
    assert kept_nowhere == {"/find/", "/certificates/"}  # what somebody looks for


def test_what_was_published_is_there_the_next_time_a_cache_asks(cast, client):
    before = client.get("/policies/")
    policies.published(cast, policies.policy(cast, title="Bruises on babies"))
    after = client.get("/policies/", headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 200
    assert "Bruises on babies" in after.text
    assert fresh_for(before) < MINUTE


@pytest.mark.shows("S-CACHE")
def test_what_was_taken_back_is_gone_the_next_time_a_cache_asks(cast, client):
    item = library.with_file(cast)
    held = {one: etag_of(client.get(one)) for one in (item.public_address, item.public_file, "/learning/")}
    take_library_item_back(item, by=cast.officer, reason="Out of date")
    now = {one: client.get(one, headers={"If-None-Match": etag}) for one, etag in held.items()}

    assert [answer.status_code for answer in now.values()] == [410, 410, 200]
    assert item.title not in now["/learning/"].text


@pytest.mark.shows("S-CACHE")
def test_a_page_of_somebody_signed_in_is_kept_nowhere(cast, sign_in):
    for address in ("/policies/", "/learning/", "/"):
        page = sign_in(cast.officer).get(address)
        assert "no-store" in page["Cache-Control"]
        assert "ETag" not in page.headers


def test_whoever_was_signed_in_a_moment_ago_is_given_no_page_to_keep(cast, sign_in):
    browser = sign_in(cast.officer)
    assert isinstance(browser, Client)
    browser.post(reverse("account_logout"))
    browser.cookies["session"] = "left-over"

    assert "public" not in browser.get("/policies/").headers.get("Cache-Control", "")
