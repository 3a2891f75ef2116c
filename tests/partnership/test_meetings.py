"""Meetings: who may know of which, and what their page shows to whom."""

import pytest
from django.urls import reverse

from tests.factories import meetings as made


def test_the_page_of_a_meeting_shows_each_item_only_to_its_audience(cast, sign_in):
    found = made.meeting(cast, cast.crg)
    made.item(found, "Terms of reference")
    made.item(found, "Resources of the group", audience="members")
    made.item(found, "Case CR-2026-001", audience="restricted")
    cast.observer.appointments.create(
        role="observer", seat=cast.seat(cast.crg, "observer"), starts_on="2019-09-29"
    )
    address = reverse("meeting", args=[found.pk])
    titles = ["Terms of reference", "Resources of the group", "Case CR-2026-001"]

    def seen(who):
        page = sign_in(who).get(address).text
        return [title in page for title in titles]

    assert {who: seen(who) for who in ("group_member", "administrator", "observer")} == {
        "group_member": [True, True, True],
        "administrator": [True, True, False],
        "observer": [True, False, False],
    }


@pytest.mark.parametrize("items", [1, 3])
def test_the_page_of_a_meeting_runs_a_fixed_number_of_queries(
    cast, sign_in, items, django_assert_max_num_queries
):
    found = made.meeting(cast)
    for number in range(items):
        made.item(found, f"Item {number}")
    browser = sign_in("board_officer")

    with django_assert_max_num_queries(20):
        browser.get(reverse("meeting", args=[found.pk]))
