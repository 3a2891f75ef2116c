"""Quorum is counted by organisations, never by heads."""

import pytest

from partnership.access import Refused
from partnership.rules.quorum import AllOf, ChairsDiscretion, Seat, SomeOf, check_quorum, judge

NAMES = {1: "County", 2: "Rutland", 3: "Police", 4: "Health"}
EVERYBODY = [Seat(pk, "present") for pk in NAMES]


@pytest.mark.parametrize(
    ("third", "met"),
    [
        (Seat(3, "present"), True),
        (Seat(3, "substitute"), True),
        (Seat(3, "stand_in"), False),  # without authority
        (Seat(3, "apologies"), False),
        (Seat(3, "absent"), False),
        (Seat(3, "present", "observer"), False),
        (Seat(3, "present", "virtual"), False),
        (Seat(1, "present"), False),  # a second person of the county
        (Seat(None, "present"), False),
    ],
)
def test_mistake_23_quorum_counts_organisations_that_may_decide(third, met):
    seats = [Seat(1, "present"), Seat(2, "present"), third, Seat(4, "present")]

    quorum = judge(AllOf(NAMES, "statutory partners"), seats)

    assert quorum.met is met
    assert quorum.missing == (() if met else ("Police",))


def test_so_many_of_a_set():
    rule = SomeOf(3, NAMES)

    assert judge(rule, EVERYBODY[:3]).met is True
    assert judge(rule, [EVERYBODY[0], EVERYBODY[0], EVERYBODY[1], Seat(9, "present")]).met is False
    assert str(rule) == "3 of 4 organisations"


def test_the_chairs_discretion_always_asks_for_a_ruling():
    quorum = judge(ChairsDiscretion(NAMES), EVERYBODY)

    assert quorum.met is None
    with pytest.raises(Refused, match="lies with the chair"):
        check_quorum(quorum, "")
    check_quorum(quorum, "The agenda touches all four; we went on.")


def test_mistake_23_an_inquorate_meeting_needs_the_chairs_ruling():
    quorum = judge(AllOf(NAMES, "statutory partners"), EVERYBODY[:2])

    assert str(quorum) == "All 4 statutory partners: not quorate; not represented: Health, Police"
    with pytest.raises(Refused, match="Health, Police had nobody there who counts"):
        check_quorum(quorum, "  ")
    check_quorum(quorum, "Went on; both read the draft that day.")
    check_quorum(judge(AllOf(NAMES), EVERYBODY), "")
