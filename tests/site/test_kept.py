"""A public page is kept until anything is recorded; what is taken down is gone from the very next answer."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnership.operations.library import take_library_item_back
from partnership.operations.record import record
from reviews.operations.publication import check_correction, correct_summary, withdraw
from tests.factories import library, policies

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages_are_kept(settings):
    settings.PAGES_KEPT = 30


def queries_of(client, address, **more):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, **more)
    return len(queries), answer


def test_a_page_asked_for_again_is_as_it_was_and_costs_one_question(live, client):
    first = client.get("/reviews/")
    number, again = queries_of(client, "/reviews/")

    assert (again.content, number) == (first.content, 1)
    differ = {"X-Request-Id"}
    assert {name: value for name, value in again.items() if name not in differ} == {
        name: value for name, value in first.items() if name not in differ
    }
    assert client.get("/reviews/", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_what_was_published_since_is_on_the_very_next_page(cast, client):
    assert "Bruises on babies" not in client.get("/policies/").text
    policies.published(cast, policies.policy(cast, title="Bruises on babies"))

    assert "Bruises on babies" in client.get("/policies/").text


def test_what_was_withdrawn_is_gone_from_the_very_next_page(cast, live, client):
    review = live.review
    pages = (review.get_absolute_url(), "/reviews/", "/reviews/feed.atom", "/")
    assert all(review.public_title in client.get(page).text for page in pages)
    withdraw(live, by=cast.manager, reason="A name was left in it")

    after = {page: client.get(page) for page in pages}
    assert after[review.get_absolute_url()].status_code == 410
    assert [page for page, answer in after.items() if review.public_title in answer.text] == []


def test_words_that_were_corrected_are_not_shown_once_more(cast, live, client):
    review = live.review
    was = review.abstract
    assert was in client.get("/reviews/").text
    correction = correct_summary(
        review, by=cast.officer, new="Agencies learnt to ask.", reason="A place was named"
    )
    for checker in (cast.second_officer, cast.manager):
        check_correction(correction, by=checker, passed=True, seen=str(correction.pk))

    page = client.get("/reviews/").text
    assert was not in page
    assert "Agencies learnt to ask." in page


def test_what_was_taken_back_is_gone(cast, client):
    item = library.with_file(cast)
    assert item.title in client.get(item.public_address).text
    take_library_item_back(item, by=cast.officer, reason="Out of date")

    assert client.get(item.public_address).status_code == 410


def test_nothing_is_kept_of_what_somebody_typed_or_of_who_is_signed_in(cast, live, client, sign_in):
    client.get("/reviews/?q=child")
    assert queries_of(client, "/reviews/?q=child")[0] > 1
    browser = sign_in(cast.officer)
    browser.get("/reviews/")
    assert queries_of(browser, "/reviews/")[0] > 1

    browser.cookies.clear()
    assert cast.officer.name not in browser.get("/reviews/").text
    assert client.get("/home/").status_code == client.get("/home/").status_code == 302


def test_a_kept_page_is_given_to_no_host_but_ours(client):
    client.get("/reviews/")
    assert client.get("/reviews/", headers={"Host": "elsewhere.example"}).status_code == 400


def test_what_changes_without_an_entry_is_seen_within_the_time(settings, live, client):
    settings.PAGES_KEPT = 0.01
    client.get("/reviews/")
    time.sleep(0.02)
    assert queries_of(client, "/reviews/")[0] > 1


def test_any_entry_of_the_record_ends_what_is_kept(cast, live, client):
    client.get("/reviews/")
    record("seen", cast.county, by=cast.officer)
    assert queries_of(client, "/reviews/")[0] > 1
