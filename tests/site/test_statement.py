"""What the accessibility statement claims is what is checked: no test, no claim."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from partnership.rules.accessibility import look_again_on, statement
from tests.doors.looking import NARROW, OPTIONS, WIDE
from tests.doors.table import all_doors
from tests.doors.test_accessibility import NO_PAGE


@pytest.mark.parametrize("check", statement()["check"], ids=lambda check: check["test"])
def test_each_check_that_is_claimed_is_made(check):
    path, name = check["test"].split("::")
    tree = ast.parse((Path(settings.BASE_DIR) / path).read_text(encoding="utf-8"))

    assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


def test_it_claims_the_rules_and_widths_that_pages_are_held_to():
    assert statement()["rules"] == OPTIONS["runOnly"]
    assert statement()["widths"] == [WIDE["width"], NARROW["width"]]


def test_it_claims_no_more_pages_than_are_opened():
    opened = {one.name for one in all_doors() if 200 in one.answers and one.method == "GET"} - set(NO_PAGE)

    assert statement()["pages"] < len(opened)


@pytest.mark.django_db
def test_the_page_says_all_that_the_law_asks_for(client):
    page = " ".join(client.get("/accessibility/").text.split())

    for sentence in [
        "is committed to making its website accessible, in accordance with the Public Sector Bodies "
        "(Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.",
        "This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard",
        "is responsible for enforcing",
        "Equality Advisory and Support Service (EASS)",
        "Disproportionate burden",
        "This statement was prepared on 23 November 2026.",
    ]:
        assert sentence in page
    for one in statement()["gap"]:
        assert one["criterion"] in page
    assert "We answer within 5 working days." in page


def test_it_is_looked_at_again_within_a_year():
    told = statement()

    assert told["prepared_on"] <= told["reviewed_on"] < look_again_on()
    assert (look_again_on() - told["reviewed_on"]).days <= 366
