"""What a school is by the codes of the national register."""

import pytest

from schools.models import AskedSchool, School
from schools.rules import kinds
from tests.factories import schools as made


@pytest.mark.parametrize(
    ("type_code", "phase_code", "kind", "run"),
    [
        ("01", "2", "primary", "maintained"),
        ("02", "3", "primary", "maintained"),
        ("34", "2", "primary", "academy"),
        ("28", "4", "secondary", "academy"),
        ("05", "5", "secondary", "maintained"),
        ("35", "7", "all_through", "academy"),
        ("07", "0", "special", "maintained"),
        ("44", "0", "special", "academy"),
        ("33", "2", "special", "academy"),
        ("36", "0", "special", "academy"),
        ("08", "0", "special", "other"),
        ("10", "0", "independent_special", "independent"),
        ("11", "0", "independent", "independent"),
        ("14", "0", "pru", "maintained"),
        ("42", "0", "pru", "academy"),
        ("15", "1", "nursery", "maintained"),
        ("18", "6", "college", "college"),
        ("45", "6", "college", "academy"),
        ("34", "6", "college", "academy"),
        ("49", "0", "other", "other"),
        ("99", "2", "other", "other"),
        ("2", "2", "other", "other"),
    ],
)
def test_type_comes_before_phase_and_codes_are_text(type_code, phase_code, kind, run):
    assert (kinds.kind_of(type_code, phase_code), kinds.run_of(type_code)) == (kind, run)


def test_every_kind_run_and_duty_of_the_table_is_one_the_portal_has():
    assert {kinds.kind_of(code, phase) for code in kinds.TYPES for phase in kinds.PHASES} == set(School.Kind)
    assert {kinds.run_of(code) for code in kinds.TYPES} == set(School.Run)
    assert {one["duty"] for one in kinds.TYPES.values()} == set(kinds.DUTIES)
    longest = AskedSchool._meta.get_field("duty").max_length
    assert all(duty.words and duty.source and len(duty.words) <= longest for duty in kinds.DUTIES.values())
    assert {kind for counted in kinds.PUBLISHED.values() for kind in counted} == set(School.Kind) - {
        "other", "all_through",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("type_code", "words"),
    [
        ("01", "section 175"), ("18", "section 175"), ("34", "section 157"), ("11", "section 157"),
        ("08", "Non-Maintained Special Schools"), ("99", "No statutory duty known"),
    ],
)  # fmt: skip
def test_which_law_asks_which_type(type_code, words):
    assert words in kinds.duty_of(type_code)


def test_in_scope_is_what_is_open_and_ours(cast):
    def one(name, **more):
        return made.school(cast, name=name, **more)

    there = {one("Open"), one("Closing", status_code="3")}
    one("Closed", status_code="2")
    one("Proposed", status_code="4")
    one("City", ours=False, authority_code="856")
    one("Gone from the file", missing_since="2026-03-01")
    assert set(School.objects.in_scope()) == there
