"""What somebody who should not see or do it tries with the partnership's own work."""

from datetime import date

import pytest

from partnership.models import Action
from partnership.operations.decisions import open_meeting_action
from tests.factories import minutes as held

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 5)


def agreed_under(cast, group, audience, title):
    """An action that was agreed under an item for that audience."""
    meeting = held.held(cast, group, day=DAY, items=[("Neglect", "discuss", audience)])
    return open_meeting_action(
        meeting.items.get(), by=cast.officer, title=title, target_on=date(2026, 6, 1),
        organisation=cast.police,
    )  # fmt: skip


@pytest.mark.parametrize(("kind", "role"), [("observer", "observer"), ("virtual", "group_member")])
def test_an_action_under_an_item_for_members_is_not_seen_by_who_may_not_read_the_item(
    cast, sign_in, kind, role
):
    action = agreed_under(cast, cast.partnership, "members", "Settle what the police owe")
    edge = held.seat(cast.partnership, kind=kind, office="At the edge")
    outsider = cast.person("Somebody at the edge", role, seat=edge)
    member = cast.person("Somebody inside", "group_member", seat=cast.seat(cast.partnership, "member"))
    assert list(Action.objects.visible_to(member)) == [action]
    assert list(Action.objects.visible_to(outsider)) == []
    assert sign_in(outsider).get(action.get_absolute_url()).status_code == 404


def test_an_action_under_an_item_for_everybody_is_on_the_log_for_everybody(cast):
    action = agreed_under(cast, cast.partnership, "everybody", "Send the leaflet round")
    virtual = cast.person("At a distance", "group_member", seat=cast.seat(cast.partnership, "virtual"))
    assert list(Action.objects.visible_to(virtual)) == [action]


def test_an_action_under_a_restricted_item_is_not_seen_by_staff_who_may_not_read_cases(cast):
    action = agreed_under(cast, cast.partnership, "restricted", "Look at the file again")
    assert action not in Action.objects.visible_to(cast.administrator)
    assert action in Action.objects.visible_to(cast.officer)


def test_a_virtual_member_of_a_group_that_reviews_cases_sees_no_action_that_tells_of_one(cast):
    action = agreed_under(cast, cast.crg, "restricted", "Look at the file again")
    virtual = cast.person("At a distance", "group_member", seat=cast.seat(cast.crg, "virtual"))
    assert list(Action.objects.visible_to(virtual)) == []
    assert action in Action.objects.visible_to(cast.chair)
