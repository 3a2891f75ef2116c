"""The menu says where one is, and says it once."""

import re

import pytest
from django.urls import reverse

from partnership.site.context import PUBLIC, SIGNED_IN, where_in

SIGNED_IN_NAMES = [name for _, name, _ in SIGNED_IN]
PUBLIC_NAMES = [name for _, name in PUBLIC]


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("/home/", "home"),
        ("/home/else/", "home"),
        ("/diary/", "diary"),
        ("/actions/7/claim/", "diary"),
        ("/cases/", "reviews:list"),
        ("/cases/7/decide/", "reviews:list"),
        ("/cases/refer/", "reviews:refer"),
        ("/cases/referred/7/", "reviews:refer"),
        ("/cases/clocks/", "hub"),
        ("/cases/my-review/", "reviews:my_review"),
        ("/assurance/rounds/open/", "assurance:cycle"),
        ("/assurance/round/7/", "assurance:cycle"),
        ("/assurance/return/7/section/3/", "assurance:cycle"),
        ("/assurance/reports/", "assurance:reports"),
        ("/assurance/reports/7/publish/", "assurance:reports"),
        ("/people/7/appoint/", "hub"),
        ("/letters/", "hub"),
        ("/record/", "hub"),
        ("/partnership/", "hub"),
        ("/my-letters/", "hub"),
        ("/reviews/", None),
    ],
)
def test_a_page_belongs_to_one_entry_of_the_workspace(path, entry):
    assert where_in(SIGNED_IN_NAMES, path) == entry


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("/", "public:home"),
        ("/reviews/", "public:reviews"),
        ("/reviews/child-a/", "public:reviews"),
        ("/yearly-reports/2025/", "public:yearly_reports"),
        ("/arrangements/2019/", "public:arrangements"),
        ("/structure/", "public:structure"),
        ("/groups/audit/", "public:structure"),
        ("/raise-a-concern/", None),
        ("/no-such-page/", None),
    ],
)
def test_a_page_belongs_to_one_entry_of_the_public_menu(path, entry):
    assert where_in(PUBLIC_NAMES, path) == entry


def test_an_entry_that_one_is_not_offered_is_not_where_one_is():
    assert where_in(["home", "reviews:list"], "/cases/clocks/") == "reviews:list"
    assert where_in(["home"], "/cases/clocks/") is None


def test_a_groups_page_marks_who_we_are(cast, client):
    page = client.get(reverse("public:group", args=[cast.crg.code])).text

    marked = re.findall(r'href="([^"]+)" aria-current', page.partition("<main")[0])

    assert marked == [reverse("public:structure")]
