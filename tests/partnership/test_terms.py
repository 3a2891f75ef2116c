"""Terms of reference in versions: written together, published for good, and their quorum built from data."""

from datetime import date

import pytest
from django.test import Client

from partnership.access import Refused, Role
from partnership.models import Event, Organisation, Seat, TermsOfReference
from partnership.operations import terms
from partnership.rules.quorum import Seat as There
from partnership.rules.quorum import judge
from tests.factories import arrangements as follows

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


# The quorum, from data ------------------------------------------------------------------------------------


@pytest.fixture
def members(cast):
    """Police, county and hospital as members of the audit group, an observer of Rutland beside them."""
    for one, kind in (
        (cast.police, "member"), (cast.county, "member"), (cast.hospital, "chair"), (cast.rutland, "observer"),
    ):  # fmt: skip
        Seat.objects.create(group=cast.audit, organisation=one, office=f"Office of {one.code}", kind=kind)
    return [cast.police, cast.county, cast.hospital]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"quorum_rule": "chair", "quorum_of": "members"}, "At the chair's discretion"),
        ({"quorum_rule": "all_of", "quorum_of": "partners"}, "All 4 statutory partners"),
        ({"quorum_rule": "all_of", "quorum_of": "members"}, "All 3 member organisations"),
        (
            {"quorum_rule": "some_of", "quorum_count": 2, "quorum_of": "members"},
            "2 of 3 member organisations",
        ),
        ({"quorum_rule": "some_of", "quorum_count": 1, "quorum_of": "chosen"}, "1 of 2 named organisations"),
    ],
)
def test_publish_terms_gives_the_group_the_rule_of_its_data(cast, members, data, told):
    if data["quorum_of"] == "chosen":
        data = data | {"quorum_organisations": [cast.police, cast.health]}

    published = follows.published_terms(cast, cast.audit, **data)

    assert str(TermsOfReference.objects.in_force(cast.audit, DAY).rule_on(DAY)) == told
    assert published.version == 1


@pytest.mark.parametrize(
    ("there", "met"),
    [
        (["police", "county"], True),
        (["police", "rutland"], False),
        (["police", "police"], False),
    ],
)
def test_the_published_rule_judges_a_meeting(cast, members, there, met):
    published = follows.published_terms(
        cast, cast.audit, quorum_rule="some_of", quorum_count=2, quorum_of="members"
    )

    seats = [There(organisation=getattr(cast, one).pk, presence="present") for one in there]

    assert judge(published.rule_on(DAY), seats).met is met


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        ({"quorum_rule": "some_of", "quorum_of": "members"}, "Enter how many of them"),
        ({"quorum_rule": "some_of", "quorum_count": 4, "quorum_of": "members"}, "Only 3 of them count today"),
        ({"quorum_rule": "all_of", "quorum_of": "chosen"}, "Choose the organisations that count"),
    ],
)
def test_publish_terms_refuses_a_quorum_that_could_never_be_met(cast, members, data, refused):
    with pytest.raises(Refused, match=refused):
        follows.published_terms(cast, cast.audit, **data)

    assert not TermsOfReference.objects.filter(group=cast.audit).exists()


def test_every_published_group_leaves_the_quorum_to_its_chair_for_no_document_states_one(loaded):
    stated = {(one.quorum_rule, one.quorum, one.quorum_count) for one in TermsOfReference.objects.all()}
    partnership = TermsOfReference.objects.get(group__code="lrscp")

    assert stated == {("chair", "", None)}
    assert set(partnership.rule_on(date(2022, 6, 30)).names.values()) == {
        one.name for one in Organisation.objects.statutory_partners(date(2022, 6, 30))
    }


# Versions -------------------------------------------------------------------------------------------------


def test_a_draft_is_found_by_nobody_but_its_writers(cast, sign_in):
    follows.published_terms(cast, cast.crg)
    follows.written_terms(cast, cast.crg, in_force_on=date(2026, 10, 1), remit="A secret remit of the draft.")

    pages = [
        Client().get(f"/groups/{cast.crg.code}/"),
        sign_in(Role.GROUP_CHAIR).get(cast.crg.page),
        sign_in(Role.BOARD_OFFICER).get(cast.crg.page),
    ]

    assert all(page.status_code == 200 and "secret remit" not in page.content.decode() for page in pages)
    assert TermsOfReference.objects.in_force(cast.crg, DAY).version == 1
    assert cast.crg.terms.count() == 1


def test_publish_terms_supersedes_from_its_day_on_and_old_versions_stay(cast, client):
    first = follows.published_terms(cast, cast.crg, in_force_on=date(2026, 9, 1))
    second = follows.published_terms(
        cast, cast.crg, in_force_on=date(2026, 11, 1), remit="Looks after handover and neglect."
    )

    assert TermsOfReference.objects.in_force(cast.crg, date(2026, 10, 31)) == first
    assert TermsOfReference.objects.in_force(cast.crg, date(2026, 11, 1)) == second
    assert (second.version, second.published_by) == (2, cast.manager)
    page = client.get(f"/groups/{cast.crg.code}/").content.decode()
    assert "Looks after handover and neglect." in page
    assert 'href="?on=2026-09-01">Version 1</a>' in page
    assert (
        "handover between services" in client.get(f"/groups/{cast.crg.code}/?on=2026-09-01").content.decode()
    )


def test_terms_show_who_published_them_when_and_what_changed(cast, sign_in):
    follows.published_terms(cast, cast.crg, in_force_on=date(2026, 9, 1))
    second = follows.published_terms(
        cast, cast.crg, in_force_on=date(2026, 11, 1), frequency="Quarterly.", quorum_rule="all_of",
        quorum_of="partners",
    )  # fmt: skip

    page = sign_in(Role.PARTNER_LEAD).get(f"/partnership/groups/terms/{second.pk}/").content.decode()

    assert "by Board manager" in page
    assert "</span>Monthly.<span" in page
    assert "</span>Quarterly.<span" in page
    assert "It meets more often." in page
    assert "</span>All of the statutory partners<span" in page


@pytest.mark.parametrize("day", [date(2026, 9, 1), date(2026, 8, 31)])
def test_publish_terms_that_begin_no_later_than_those_before_is_refused(cast, day):
    follows.published_terms(cast, cast.crg, in_force_on=date(2026, 9, 1))

    with pytest.raises(Refused, match="Choose a day from 2 September 2026 on"):
        follows.published_terms(cast, cast.crg, in_force_on=day)


def test_publish_terms_says_why_they_take_the_place_of_others(cast):
    follows.published_terms(cast, cast.crg, reason="")

    with pytest.raises(Refused, match="Say why this version"):
        follows.published_terms(cast, cast.crg, reason=" ", in_force_on=date(2026, 10, 1))


def test_publish_terms_twice_or_when_somebody_wrote_meanwhile_is_refused(cast):
    draft = follows.written_terms(cast, cast.crg)
    follows.written_terms(cast, cast.crg, seen=draft.revision, by=cast.second_officer, remit="Another remit.")

    with pytest.raises(Refused, match="Second board officer saved this"):
        terms.publish_terms(cast.crg, by=cast.manager, seen=draft.revision)
    terms.publish_terms(cast.crg, by=cast.manager, seen=draft.revision + 1)
    with pytest.raises(Refused, match="There is no draft"):
        terms.publish_terms(cast.crg, by=cast.manager, seen=draft.revision + 1)


def test_write_terms_of_two_people_at_once_tells_the_second_and_keeps_both_texts(cast, sign_in):
    sent = {name: value for name, value in follows.TERMS.items() if name != "in_force_on"} | {
        "in_force_on_day": 1, "in_force_on_month": 10, "in_force_on_year": 2026, "seen": 0,
    }  # fmt: skip
    address = f"{cast.crg.page}terms/write/"
    browser = sign_in(Role.BOARD_MANAGER)
    follows.written_terms(cast, cast.crg, by=cast.second_officer, remit="What the other wrote.")

    page = browser.post(address, sent | {"remit": "What I wrote."}).content.decode()

    assert "Second board officer saved this since you opened the page" in page
    assert "What the other wrote." in page
    assert "What I wrote." in page
    assert browser.post(address, sent | {"remit": "Both.", "seen": 1}).status_code == 302
    assert TermsOfReference.drafts.get().remit == "Both."


def test_write_terms_begins_with_what_is_in_force(cast, sign_in):
    follows.published_terms(cast, cast.crg)

    page = sign_in(Role.BOARD_MANAGER).get(f"{cast.crg.page}terms/write/").content.decode()

    assert "Looks after handover between services." in page
    assert "This starts as a copy of version 1" in page


def test_discard_terms_twice_is_harmless(cast):
    follows.written_terms(cast, cast.crg)

    terms.discard_terms(cast.crg, by=cast.manager)
    terms.discard_terms(cast.crg, by=cast.manager)

    assert Event.objects.filter(verb="discarded").count() == 1
