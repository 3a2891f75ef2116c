"""Who sits where, and what happens when partners do not agree, as anybody reads it."""

import pytest

from partnership.models import DisputePolicy, Group, Seat
from partnership.operations.dispute_policies import load

pytestmark = pytest.mark.django_db


def test_members_are_offices_of_organisations_and_never_names(
    loaded, cast, client, django_assert_num_queries
):
    page = client.get("/members/").text

    group = Group.objects.get(name="Case Review Group")
    for seat in group.seats.all():
        assert seat.office.replace("'", "&#x27;") in page
    assert f'href="{group.get_absolute_url()}"' in page
    assert [one for one in [cast.county_lead.name, cast.county_lead.email] if one in page] == []
    with django_assert_num_queries(3) as few:
        client.get("/members/")
    Seat.objects.create(group=group, office="A further office", kind=Seat.Kind.MEMBER)
    with django_assert_num_queries(len(few)):
        assert "A further office" in client.get("/members/").text


def test_members_of_a_day_before_any_group_are_none(loaded, client):
    page = client.get("/members/?on=1999-01-01").text

    assert "No group stood on that day." in page


def test_disputes_are_resolved_by_the_stages_that_stand_today(cast, client):
    load()
    page = client.get("/disputes/").text

    for policy in DisputePolicy.objects.all():
        for stage in policy.stages.all():
            assert stage.name in page
            assert stage.acts in page
    assert "Not fixed by the arrangements" in page
    newer = DisputePolicy.objects.create(
        kind="partners", version=2, title="Anew", in_force_on="2020-01-01", source="S", added_by=cast.manager
    )
    newer.stages.create(
        position=1, name="At once", acts="Chiefs", asked="unit", limit=5, urgent_limit=1, source="S"
    )

    page = client.get("/disputes/").text
    assert "5 working days; 1 if it is urgent" in page
    assert "The organisations talk to each other" not in page
    assert cast.manager.name not in page
