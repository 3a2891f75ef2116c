"""A guide for each role: what it links opens for that role, and what it says of the law comes from the law."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import escape

from partnership.access import Role
from partnership.rules.guides import GUIDES, WALKS
from partnership.site import help as helping
from reviews.rules import clocks
from tests.doors.table import all_doors

OPENS = {
    (door.name, column): door.answer(column)
    for door in all_doors()
    if door.method == "GET" and not door.arguments and not door.fields
    for column in Role
}


@pytest.mark.parametrize("role", Role)
def test_a_guide_links_only_what_its_role_may_open(role):
    guide = GUIDES[role]
    pages = {one.page for one in (*guide.first, *guide.tasks)}

    closed = {page for page in pages if OPENS.get((page, role)) != 200}

    assert pages
    assert closed == set()


def test_every_page_that_a_guide_names_has_an_address():
    pages = {one.page for guide in GUIDES.values() for one in (*guide.first, *guide.tasks)}

    assert all(reverse(page).startswith("/") for page in pages)


def test_every_limit_that_a_guide_names_is_known():
    known = helping.limits(date(2026, 5, 4))

    assert {key for guide in GUIDES.values() for key in guide.law} - set(known) == set()


def test_every_walk_that_a_guide_counts_was_walked():
    named = {task.walk for guide in GUIDES.values() for task in guide.tasks} - {""}

    assert named - set(WALKS) == set()


def test_the_written_walks_hold_the_figures_that_the_guides_show():
    root = Path(__file__).resolve().parents[2]
    walked = json.loads((root / "partnership" / "data" / "walks.json").read_text(encoding="utf-8"))
    written = (root / "docs" / "walks.md").read_text(encoding="utf-8")

    assert [
        one["job"]
        for one in walked
        if f"| {one['who']} | {one['job']} | {one['pages']} | {one['fields']} |" not in written
    ] == []


def test_guide_says_what_a_task_takes(cast, sign_in):
    takes = WALKS["invite"]

    assert takes.pages > 2
    assert takes.fields > 2
    assert f"It takes {takes.pages} pages, {takes.fields} fields to fill in." in " ".join(
        sign_in(Role.BOARD_MANAGER).get("/help/board-manager/").text.split()
    )


@pytest.mark.parametrize("role", Role)
def test_guide_opens_for_its_role_with_ways_into_its_work(cast, sign_in, role):
    page = sign_in(role).get(reverse("guide", args=[GUIDES[role].slug]))

    assert escape(GUIDES[role].in_short) in page.text
    for task in GUIDES[role].tasks:
        assert f'href="{reverse(task.page)}"' in page.text


def test_guide_of_another_role_offers_no_way_in(cast, sign_in):
    page = sign_in(Role.TRAINER).get("/help/board-manager/")

    assert "Invite somebody and give them their role" in page.text
    assert f'href="{reverse("people")}"' not in page.text


def test_guide_says_what_the_rules_say(cast, sign_in, monkeypatch):
    edition = clocks.EDITIONS["2026"]
    longer = replace(edition["decision_by"], allow=clocks.WorkingDays(13))
    monkeypatch.setitem(clocks.EDITIONS, "2026", edition | {"decision_by": longer})

    with time_machine.travel("2026-05-04 12:00Z"):
        page = sign_in(Role.BOARD_OFFICER).get("/help/board-officer/")

    assert "13 working days after the notification was sent" in page.text
    assert "14 working days after the notification was sent" not in page.text


def test_help_shows_own_role_first_and_all_others(cast, sign_in):
    page = sign_in(cast.officer).get("/help/")

    assert [guide.role for guide in page.context["own"]] == [Role.BOARD_OFFICER]
    assert {guide.role for guide in page.context["others"]} == set(Role) - {Role.BOARD_OFFICER}
    assert 'href="/help/"' in sign_in(cast.officer).get("/home/").text
