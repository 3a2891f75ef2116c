"""Who was at a meeting, seat by seat, and whether that was enough to decide."""

from datetime import date

import pytest

from partnership.access import Refused
from partnership.models import Meeting, Organisation, Sitting
from partnership.operations.attendance import record_attendance, seats_of
from partnership.operations.quorum import rule_on_quorum
from tests.factories import meetings as planned
from tests.factories import minutes as made

HELD_ON = date(2026, 3, 31)  # the last day of a year


@pytest.fixture
def group(cast):
    """The audit group with seats of each kind: partners, the hospital, a second one of the county, who never counts."""
    for organisation in (*cast.partners, cast.hospital):
        made.sit(cast.manager, made.seat(cast.audit, organisation, office=f"Lead {organisation.code}"))
    made.sit(cast.manager, made.seat(cast.audit, cast.county, office="Youth lead county-second"))
    for kind in ("observer", "virtual", "co_opted"):
        made.sit(cast.manager, made.seat(cast.audit, cast.police, kind, f"Somebody {kind}"))
    made.seat(cast.audit, None, office="Delegate of the seven districts")
    return cast.audit


def absent_but(meeting, **presences):
    """Everybody sent apologies but those whose office ends in one of these words."""
    rows = {}
    for row in seats_of(meeting):
        presence = presences.get(row["office"].split()[-1].replace("-", "_"), "apologies")
        rows[row["seat"].pk] = {
            "presence": presence,
            "instead": "Deputy" if presence in ("substitute", "stand_in") else "",
        }
    return rows


P4 = {
    "leicestershire_county_council": "present",
    "rutland_county_council": "present",
    "leicestershire_police": "present",
    "icb": "present",
}
WITHOUT_POLICE = {key: value for key, value in P4.items() if key != "leicestershire_police"}
NOT_POLICE = "not represented: Leicestershire Police"


@pytest.mark.parametrize(
    ("rule", "there", "met", "words"),
    [
        ({"rule": "all_of"}, P4, True, "All 4 statutory partners: quorate"),
        ({"rule": "all_of"}, WITHOUT_POLICE, False, NOT_POLICE),
        ({"rule": "all_of"}, P4 | {"leicestershire_police": "substitute"}, True, "quorate"),
        ({"rule": "all_of"}, P4 | {"leicestershire_police": "stand_in"}, False, NOT_POLICE),
        ({"rule": "all_of"}, P4 | {"leicestershire_police": "vacant"}, False, NOT_POLICE),
        ({"rule": "all_of"}, WITHOUT_POLICE | {"observer": "present"}, False, NOT_POLICE),
        ({"rule": "all_of"}, WITHOUT_POLICE | {"virtual": "present"}, False, NOT_POLICE),
        ({"rule": "all_of"}, WITHOUT_POLICE | {"co_opted": "present"}, False, NOT_POLICE),
        ({"rule": "all_of"}, WITHOUT_POLICE | {"county_second": "present"}, False, NOT_POLICE),
        ({"rule": "all_of"}, WITHOUT_POLICE | {"districts": "present"}, False, NOT_POLICE),
        ({"rule": "some_of", "count": 3, "of": "members"}, WITHOUT_POLICE, True, "3 of 5 member organisations"),
        (
            {"rule": "some_of", "count": 2, "of": "members"},
            {"leicestershire_county_council": "present", "county_second": "present"},
            False,
            "2 of 5 member organisations: not quorate",
        ),
        ({"rule": "some_of", "count": 2, "of": "members"}, {"uhl": "present", "icb": "substitute"}, True, "quorate"),
        ({"rule": "chair"}, P4, None, "At the chair's discretion: for the chair to rule"),
        ({"rule": "all_of", "of": "chosen"}, P4, None, "At the chair's discretion"),  # that names nobody
        (None, P4, None, "At the chair's discretion"),  # no terms of reference in force
    ],
)  # fmt: skip
def test_quorum_follows_the_groups_rule(cast, group, rule, there, met, words):
    if rule:
        made.terms(group, **rule)
    meeting = made.called(cast, group, day=HELD_ON)

    sitting = record_attendance(
        meeting, by=cast.officer, given=absent_but(meeting, **there), chaired_by="Chair"
    )

    assert sitting.quorate is met
    assert words in sitting.quorum


def test_the_delegate_of_the_districts_counts_once_for_the_district_they_came_from(cast, group):
    """Never for all whom they speak for, and not at all until somebody says from where they came."""
    districts = [
        Organisation.objects.create(code=f"district-{n}", name=f"District {n}", kind="district")
        for n in "abcdef"
    ]
    made.terms(group, "some_of", of="chosen", count=1, organisations=districts)
    meeting = made.called(cast, group, day=HELD_ON)
    given = absent_but(meeting, districts="present")
    without = record_attendance(meeting, by=cast.officer, given=given, chaired_by="Chair")
    assert without.quorate is False

    delegate = next(row["seat"].pk for row in seats_of(meeting) if row["office"].startswith("Delegate"))
    given[delegate]["organisation"] = districts[2]
    sitting = record_attendance(meeting, by=cast.officer, given=given, chaired_by="Chair", seen=1)

    assert sitting.quorate is True
    assert [row["organisation"] for row in sitting.judged_from["rows"] if row["counts"]] == [districts[2].pk]


def test_attendance_keeps_what_the_seat_was_on_the_day(cast, group):
    made.terms(group)
    meeting = made.called(cast, group, day=HELD_ON)
    record_attendance(meeting, by=cast.officer, given=absent_but(meeting, **P4), chaired_by="Chair")
    cast.police.name = "East Midlands Police"
    cast.police.save()
    seat = group.seats.get(office="Lead leicestershire-police")
    seat.office, seat.kind = "Somebody else", "observer"
    seat.save()

    sitting = Sitting.objects.get(meeting=meeting)
    row = sitting.attendees.get(seat=seat)

    assert (row.office, row.organisation_name, row.capacity) == (
        "Lead leicestershire-police", "Leicestershire Police", "member",
    )  # fmt: skip
    again = record_attendance(
        meeting, by=cast.officer, given=absent_but(meeting, **P4), chaired_by="Chair", seen=1
    )
    assert again.attendees.get(seat=seat).capacity == "member"
    assert again.judged_from["terms"] == 1


def test_what_is_expected_of_a_seat_follows_from_its_kind_and_its_holder(cast, group):
    meeting = made.called(cast, group, day=HELD_ON)

    expected = {row["office"]: str(row["presence"]) for row in seats_of(meeting)}

    assert expected["Lead icb"] == "present"
    assert expected["Somebody virtual"] == "not_expected"
    assert expected["Delegate of the seven districts"] == "vacant"


def test_attendance_is_refused_until_it_makes_sense(cast, group):
    meeting = made.called(cast, group, day=HELD_ON)
    nobody = absent_but(meeting)
    with pytest.raises(Refused, match="Nobody is recorded as present"):
        record_attendance(meeting, by=cast.officer, given=nobody, chaired_by="Chair")
    unnamed = absent_but(meeting, icb="substitute")
    for row in unnamed.values():
        row["instead"] = " "
    with pytest.raises(Refused, match="who came instead of Lead icb"):
        record_attendance(meeting, by=cast.officer, given=unnamed, chaired_by="Chair")
    with pytest.raises(Refused, match="who chaired"):
        record_attendance(meeting, by=cast.officer, given=absent_but(meeting, icb="present"), chaired_by=" ")
    later = made.called(cast, group, day=date(2027, 3, 31))
    with pytest.raises(Refused, match="has not begun"):
        record_attendance(later, by=cast.officer, given=absent_but(later, icb="present"), chaired_by="Chair")

    assert not Sitting.objects.exists()


def test_a_meeting_nobody_called_is_held_with_the_reason_on_record(cast, group):
    meeting = planned.meeting(cast, group, day=HELD_ON, kind=Meeting.Kind.EXTRAORDINARY)
    given = absent_but(meeting, icb="present")
    with pytest.raises(Refused, match="No agenda was sent"):
        record_attendance(meeting, by=cast.officer, given=given, chaired_by="Chair")

    sitting = record_attendance(
        meeting,
        by=cast.officer,
        given=given,
        chaired_by="Chair",
        uncalled_because="A school closed overnight.",
    )

    meeting.refresh_from_db()
    assert (meeting.state, sitting.uncalled_because) == ("held", "A school closed overnight.")


def test_of_two_who_record_attendance_at_once_the_second_is_told(cast, group):
    meeting = made.called(cast, group, day=HELD_ON)
    given = absent_but(meeting, icb="present")
    record_attendance(meeting, by=cast.officer, given=given, chaired_by="Chair")

    with pytest.raises(Refused, match="Somebody else has recorded"):
        record_attendance(meeting, by=cast.second_officer, given=given, chaired_by="Chair")


def test_rule_on_quorum_is_the_chairs_of_that_very_group(cast, group):
    made.terms(group)
    meeting = made.called(cast, group, day=HELD_ON, items=made.ITEMS)
    sitting = record_attendance(
        meeting, by=cast.officer, given=absent_but(meeting, **WITHOUT_POLICE), chaired_by="Chair"
    )
    budget = meeting.items.get(title="Budget")
    ruling = {"ruling": "We go on.", "items": {budget.pk: ("advice", "")}}

    with pytest.raises(Refused, match="Only the chair of this group"):
        rule_on_quorum(meeting, by=cast.chair, **ruling)  # who chairs another group
    with pytest.raises(Refused, match="by their office who ruled"):
        rule_on_quorum(meeting, by=cast.officer, **ruling)
    with pytest.raises(Refused, match="each item that was to be decided"):
        rule_on_quorum(meeting, by=cast.officer, ruling="We go on.", items={}, office="Chair")
    with pytest.raises(Refused, match="has changed since"):
        rule_on_quorum(meeting, by=cast.officer, office="Chair", seen="All were there", **ruling)
    rule_on_quorum(meeting, by=cast.officer, office="Vice chair", seen=sitting.quorum, **ruling)

    sitting.refresh_from_db()
    assert (sitting.ruling_of, sitting.ruled_by, budget.minuted.ruling) == (
        "Vice chair",
        cast.officer,
        "advice",
    )


def test_a_ruling_falls_when_the_quorum_reads_differently(cast, group):
    made.terms(group)
    meeting = made.called(cast, group, day=HELD_ON, items=made.ITEMS)
    record_attendance(
        meeting, by=cast.officer, given=absent_but(meeting, **WITHOUT_POLICE), chaired_by="Chair"
    )
    budget = meeting.items.get(title="Budget")
    rule_on_quorum(
        meeting, by=cast.officer, ruling="We go on.", items={budget.pk: ("go_on", "")}, office="Chair"
    )

    sitting = record_attendance(
        meeting, by=cast.officer, given=absent_but(meeting, **P4), chaired_by="Chair", seen=1
    )

    budget.minuted.refresh_from_db()
    assert (sitting.quorate, sitting.ruling, budget.minuted.ruling) == (True, "", "")
