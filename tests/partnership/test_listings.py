"""Lists: what is shown of how many, in which order, and views of them that people keep."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from partnership.access import Refused
from partnership.operations.actions import open_action
from partnership.operations.workspace import save_view
from partnership.views.actions import ACTIONS
from partnership.views.diary import DIARY
from partnership.views.letters import LETTERS
from partnership.views.people import PEOPLE


def act(cast, title, days, organisation):
    return open_action(
        by=cast.officer, title=title, origin="CR-2026-001", organisation=organisation,
        target_on=timezone.localdate() + timedelta(days),
    )  # fmt: skip


@pytest.fixture
def three(cast):
    act(cast, "Beta", 9, cast.police)
    act(cast, "alpha", 5, cast.county)
    act(cast, "Gamma", -3, cast.police)


def titles(client, query=""):
    return [one.title for one in client.get(f"/actions/?{query}").context["page"]]


def test_rows_that_are_equal_stay_in_the_order_of_the_page(three, sign_in):
    client = sign_in("board_officer")

    assert titles(client) == ["Gamma", "alpha", "Beta"]
    assert titles(client, "sort=-by") == ["Beta", "alpha", "Gamma"]
    assert titles(client, "sort=who_does_it") == ["alpha", "Gamma", "Beta"]
    assert titles(client, "sort=-who_does_it") == ["Gamma", "Beta", "alpha"]


def test_what_is_not_known_comes_last_both_ways(cast, sign_in):
    client = sign_in("board_manager")
    for sort in ("last_seen", "-last_seen"):
        people = list(client.get(f"/people/?sort={sort}").context["page"])
        seen = [one.last_login is not None for one in people]
        assert seen == sorted(seen, reverse=True)
        assert True in seen
        assert False in seen


def test_filters_and_order_keep_each_other(three, sign_in):
    page = sign_in("board_officer").get("/actions/?show=late&sort=-what&page=7")

    assert titles(page.client, "show=late&sort=-what") == ["Gamma"]
    assert '<input type="hidden" name="sort" value="-what">' in page.text  # sent along by the filter
    assert 'href="/actions/?show=late&amp;sort=what"' in page.text  # once more on the heading turns it round
    assert 'href="/actions/?show=late&amp;sort=-what&amp;file=csv"' in page.text
    assert page.context["shown"].clear == "/actions/?sort=-what"


def test_the_page_says_how_many_of_how_many_and_why(three, sign_in):
    text = " ".join(sign_in("board_officer").get("/actions/?show=late").text.split())

    assert "<strong>1 of 3 actions</strong>: Show – Late" in text
    assert "Actions, by what: A to Z" in sign_in("board_officer").get("/actions/?sort=what").text


# Views of one's own -----------------------------------------------------------------------------------------


def test_a_view_keeps_choices_dates_and_order_and_no_words():
    """What is searched for could be a child's name."""
    for listing, asked, kept in (
        (ACTIONS, "show=late&sort=-by&page=4&file=csv&evil=1", "show=late&sort=-by"),
        (PEOPLE, "q=Ada+Byron&role=trainer&sort=name", "role=trainer&sort=name"),
        (PEOPLE, "state=a+child+called+Ada", ""),
        (LETTERS, "q=Ada&state=sent", "state=sent"),
        (DIARY, "since_day=1&since_month=May&since_year=2026", "since_day=1&since_month=May&since_year=2026"),
    ):
        assert listing.kept(QueryDict(asked)) == kept


def keep(client, **more):
    sent = {"listing": "actions", "name": "Late ones", "query": "show=late&sort=-by&q=Ada"} | more
    return client.post("/diary/views/save/", sent)


def test_save_view_keeps_a_list_which_shows_it_above_its_rows(three, cast, sign_in):
    client = sign_in("board_officer")
    assert keep(client).url == "/actions/?show=late&sort=-by"

    page = client.get("/actions/?show=late&sort=-by")
    assert {"label": "Late ones", "address": "?show=late&sort=-by", "current": True} in page.context[
        "shown"
    ].views
    assert "Late ones" not in client.get("/diary/?show=").text
    assert "Late ones" not in sign_in("board_manager").get("/actions/").text
    overview = client.get("/diary/views/").text
    assert "/actions/?show=late&amp;sort=-by" in overview


def test_save_view_uses_one_name_in_each_list(cast, sign_in):
    client = sign_in("board_officer")
    keep(client)
    keep(client, query="show=claimed")
    keep(client, listing="diary")

    views = cast.officer.saved_views.order_by("listing")
    assert [(one.listing, one.query) for one in views] == [
        ("actions", "show=claimed"),
        ("diary", "show=late"),
    ]


def test_save_view_of_what_is_no_list_is_not_found(cast, sign_in):
    assert keep(sign_in("board_officer"), listing="person").status_code == 404
    assert cast.officer.saved_views.count() == 0


def test_save_view_refuses_a_name_by_which_a_child_could_be_known(cast, sign_in):
    page = keep(sign_in("board_officer"), name="Born 3 May 2014")

    assert "could be a date of birth" in page.text
    with pytest.raises(Refused, match="NHS number"):
        save_view(by=cast.officer, name="943 476 5919", query="", listing="actions")
    assert cast.officer.saved_views.count() == 0


def test_only_the_diary_opens_with_a_view(cast, sign_in):
    client = sign_in("board_officer")
    keep(client, opens_first="on")

    assert not cast.officer.saved_views.get().opens_first
    assert client.get("/actions/").status_code == 200
