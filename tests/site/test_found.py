"""What search engines and feed readers are told: every public page, nothing that is not public, one address each."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from partnership.site import public
from tests.factories import library, policies

pytestmark = pytest.mark.django_db

SITE = "https://portal.example.org"
SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def address(settings):
    settings.SITE_URL = SITE
    settings.DEMO = False


def mapped(client):
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 -- our own
    return [one.text for one in tree.findall("s:url/s:loc", SPACE)]


def test_the_map_holds_what_is_public_at_the_portals_own_address(live, cast, client):
    library.item(cast, title="Draft")
    item = library.public(cast)
    policies.version(cast, policies.policy(cast, title="Unseen"))
    policy = policies.published(cast, policies.policy(cast)).policy

    found = mapped(client)

    assert found[:2] == [f"{SITE}/", f"{SITE}/raise-a-concern/"]
    for address in (item.public_address, policy.public_address, live.review.get_absolute_url()):
        assert found.count(f"{SITE}{address}") == 1
    assert not [one for one in found if "draft" in one or "unseen" in one]


def test_every_address_on_the_map_opens(live, cast, client):
    library.public(cast)
    policies.published(cast, policies.policy(cast))

    assert {client.get(one.removeprefix(SITE)).status_code for one in mapped(client)} == {200}


def test_what_is_taken_back_leaves_the_map(cast, client):
    item = library.taken_back(cast)

    assert f"{SITE}{item.public_address}" not in mapped(client)


def test_search_engines_stay_out_of_what_needs_signing_in(client):
    text = client.get("/robots.txt").text
    closed = re.findall("^Disallow: (.+)$", text, re.M)

    assert f"Sitemap: {SITE}/sitemap.xml" in text
    for beginning in (
        "/account/",
        "/cases/",
        "/assurance/",
        "/partnership/",
        "/people/",
        "/say/",
        "/invitation/",
    ):
        assert beginning in closed
    for name in (one.name for one in public.site[0]):
        if name != "search_site":
            try:
                opened = reverse(f"public:{name}")
            except NoReverseMatch:
                continue
            assert not [one for one in closed if opened.startswith(one)], name


def test_a_demo_is_in_no_search_engine(client, settings):
    settings.DEMO = True

    assert "Disallow: /\n" in client.get("/robots.txt").text


def head(page):
    return page.text.partition("<body")[0]


def test_every_public_page_has_a_title_a_description_and_one_address_of_its_own(live, cast, client):
    library.public(cast)
    policies.published(cast, policies.policy(cast))
    titles, descriptions = [], []
    for address in mapped(client):
        told = head(client.get(address.removeprefix(SITE) + "?utm_source=x"))
        titles += re.findall("<title>(.*?)</title>", told)
        descriptions += re.findall('<meta name="description" content="([^"]+)">', told)
        assert f'<link rel="canonical" href="{address}">' in told
        assert 'content="noindex"' not in told

    assert len(titles) == len(set(titles)) == len(mapped(client))
    assert len(descriptions) == len(set(descriptions)) == len(titles)
    assert max(len(one) for one in descriptions) <= 160


def test_pages_for_one_person_and_pages_of_staff_are_not_indexed(cast, client, sign_in):
    assert 'content="noindex"' in head(client.get("/find/?q=sleep"))
    assert 'content="noindex"' in head(client.get("/account/login/"))
    staff = head(sign_in(cast.officer).get(reverse("library")))
    assert 'content="noindex"' in staff
    assert "canonical" not in staff


def test_the_second_page_of_a_list_is_its_own_address(client):
    assert f'href="{SITE}/reviews/?page=2"' in head(client.get("/reviews/?page=2&q=x"))


def test_every_feed_is_named_in_the_head_and_can_be_read(live, client):
    addresses = re.findall('type="application/atom.xml" title="[^"]+" href="([^"]+)"', head(client.get("/")))

    assert addresses == [
        "/reviews/feed.atom",
        "/learning/feed.atom",
        "/yearly-reports/feed.atom",
        "/policies/feed.atom",
    ]
    for address in addresses:
        tree = ElementTree.fromstring(client.get(address).content)  # noqa: S314 -- our own
        assert tree.find("a:id", SPACE).text.startswith("tag:")


def test_the_feed_of_policies_says_what_changed_and_holds_no_draft(cast, client):
    policy = policies.published(cast, policies.policy(cast)).policy
    policies.version(cast, policy, what_changed="A draft’s change.")
    policies.withdrawn(cast, policies.published(cast, policies.policy(cast, title="Gone")).policy)

    feed = client.get("/policies/feed.atom").text

    assert "It says who calls." in feed
    assert "draft’s change" not in feed
    assert "Gone" not in feed


def test_a_policy_that_comes_into_force_tomorrow_is_nowhere_yet(cast, client):
    tomorrow = timezone.localdate() + timedelta(1)
    policy = policies.published(cast, policies.policy(cast, title="Tomorrow"), in_force_on=tomorrow).policy

    assert "Tomorrow" not in client.get("/policies/feed.atom").text
    assert f"{SITE}{policy.public_address}" not in mapped(client)


@pytest.mark.parametrize("address", ["/book-training/account/", "/book-training/terms/"])
def test_open_pages_beside_the_public_site_say_what_they_are_and_stay_unindexed(cast, client, address):
    told = head(client.get(address))
    [said] = re.findall('<meta name="description" content="([^"]+)">', told)
    assert 20 <= len(said) <= 160
    assert 'content="noindex"' in told
