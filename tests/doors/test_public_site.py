"""The public site by its links alone: nothing leads nowhere, and whatever is on the map is found."""

import re
from collections import Counter

import pytest
from django.urls import resolve

from tests.doors.crawl import Crawl

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
CLICKS = 3  # from the home page to whatever is on the map
# What is answered otherwise than with itself, by the name of the address, and why.
ANSWERED = {
    "public:policy": 410,  # a policy that was withdrawn is listed as such, and says so
    "training:book": 302,  # “Choose a date and sign in”, says the page
}
# Pages that anybody may read and that are not on the map, and why.
NOT_MAPPED = {
    "public:review",  # archived: it is in the list of the archive
    "public:compare",  # two editions beside each other: each has its own page
    "public:policy_earlier",  # what no longer holds
    "public:search_site",  # what somebody typed, from which robots are kept out
    "account_login",
    "account_reset_password",
    "make_account",
    "booking_terms",
}
ELSEWHERE = re.compile(r"tel:[\d ]+|mailto:[^@ ]+@[^@ ]+|https://[^/]+\.[a-z]+(/\S*)?")


@pytest.fixture
def site(world, client, settings):
    settings.SITE_URL = SITE
    return Crawl(client, SITE)


def name_of(address):
    return resolve(address.partition("?")[0]).view_name


def test_every_link_of_the_public_site_leads_to_where_it_says(site, client):
    answers = {(name_of(one.address), one.response.status_code) for one in site.found.values()}
    mapped = {
        one.removeprefix(SITE) for one in re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").text)
    }
    clicks = {one.address: one.clicks for one in site.found.values()}

    assert {(name, status) for name, status in answers if status != 200} == set(ANSWERED.items())
    assert list(site.lost()) == []
    assert [one for one in site.elsewhere if not ELSEWHERE.fullmatch(one)] == []
    assert sorted(one for one in mapped if clicks.get(one, CLICKS + 1) > CLICKS) == []
    assert {name_of(one) for one in set(site.pages) - mapped} == NOT_MAPPED
    kinds = Counter(one.response["Content-Type"].partition(";")[0] for one in site.found.values())
    assert min(kinds["application/pdf"], kinds["application/atom+xml"]) >= 4


def test_every_public_page_says_what_it_is_in_the_list_of_a_search(site):
    wanting = []
    for address, page in site.pages.items():
        if resolve(address.partition("?")[0]).namespace != "public":
            continue
        said = page.parts.meta("description")
        [language] = [found.get("lang") for name, found in page.parts.elements if name == "html"]
        if len(said) != 1 or not 20 <= len(said[0]) <= 160 or language != "en-GB":
            wanting.append(f"{address}: {language} {said}")

    assert wanting == []
    assert len(site.pages) > 40
