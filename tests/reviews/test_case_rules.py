"""What may follow what, and what must be there first."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from partnership.access import Refused
from partnership.models import Event
from reviews.models import Case, Stage
from reviews.operations.case import enter, lock, move
from reviews.rules.case import (
    WORDS,
    check_awareness,
    check_entry,
    check_move,
    check_notification,
    check_referral,
)
from tests.factories import reviews as made

# The whole table once more, by hand, so that a slip in the code's own table shows.
ALLOWED = """
referred          screening notified
screening         sin_due not_notified notified
sin_due           screening notified
not_notified      local_review closed_nfa referred
notified          rr_gathering closed_recorded local_review criteria_not_met
rr_gathering      rr_drafting criteria_not_met
rr_drafting       rr_decision criteria_not_met
rr_decision       rr_drafting rr_decided dispute criteria_not_met
rr_decided        await_panel criteria_not_met
await_panel       lcspr_setup local_review learning rr_decision national criteria_not_met
criteria_not_met  local_review closed_nfa
lcspr_setup       lcspr_active national rr_decision
lcspr_active      lcspr_setup lcspr_signoff national
lcspr_signoff     pub_decision dispute lcspr_active national
pub_decision      published dispute lcspr_signoff national
dispute           rr_decision lcspr_signoff pub_decision
published         closed
local_review      closed rr_decision
national          learning
elsewhere         learning closed_recorded
learning          closed rr_decision
closed            referred rr_decision
closed_nfa        referred rr_decision
closed_recorded   referred rr_decision
"""
MOVES = {old: set(new) for old, *new in (line.split() for line in ALLOWED.strip().splitlines())}


def test_the_table_knows_every_stage():
    assert set(MOVES) == set(Stage.values) == set(WORDS)


@pytest.mark.parametrize("old", Stage.values)
@pytest.mark.parametrize("new", Stage.values)
def test_move_from_stage_to_stage(old, new):
    if new in MOVES[old]:
        check_move(old, new)
    else:
        with pytest.raises(Refused, match=r"^A case that is .+ cannot go straight to .+\. Open the case"):
            check_move(old, new)


def test_the_door_moves_and_records(cast):
    case = made.refer_case(cast)

    with transaction.atomic():
        move(lock(case), Stage.SCREENING, by=cast.officer, why="Asked for")

    assert made.again(case).stage == "screening"
    event = Event.objects.about(case).filter(verb="moved").get()
    assert (event.facts["old"], event.facts["new"], event.why) == ("referred", "screening", "Asked for")


def test_the_door_changes_nothing_when_it_refuses(cast):
    case = made.refer_case(cast)

    with (
        pytest.raises(Refused, match=r"^A case that is referred cannot go straight to published"),
        transaction.atomic(),
    ):
        move(lock(case), Stage.PUBLISHED, by=cast.officer)

    assert made.again(case).stage == "referred"
    assert not Event.objects.about(case).filter(verb="moved").exists()


@pytest.mark.parametrize("stage", Stage.values)
def test_a_case_begins_only_where_the_law_lets_it(stage):
    if stage in {"referred", "notified", "elsewhere", "lcspr_active", "learning"}:
        check_entry(stage)
    else:
        with pytest.raises(Refused, match=r"^No case can begin as .+\. Refer the incident instead\."):
            check_entry(stage)


def test_the_door_in_numbers_the_case_and_records_how_it_began(cast):
    begun = Case(
        incident_on=date(2024, 2, 29), aware_on=date(2024, 3, 1), account="Told.", referred_by=cast.officer
    )

    with transaction.atomic():
        case = enter(begun, Stage.ELSEWHERE, by=cast.officer, verb="registered", children=[made.CHILD])

    case = made.again(case)
    assert (case.stage, case.guidance, case.edition) == ("elsewhere", "2023", cast.edition)
    assert case.reference.startswith("LR-")
    event = Event.objects.about(case).get()
    assert (event.verb, event.facts) == ("registered", {"children": 1})


def test_no_stage_but_those_known_can_be_kept(cast):
    case = made.refer_case(cast)

    with pytest.raises(IntegrityError, match="case_stage_known"):
        Case.objects.filter(pk=case.pk).update(stage="forgotten")


TODAY = date(2026, 3, 2)
REFERRAL = {
    "agreed_by_office": "Head of safeguarding",
    "not_a_live_concern": True,
    "incident_on": date(2026, 3, 2),
    "account": "A child was hurt.",
    "children": [{}],
    "today": TODAY,
}


def test_a_referral_of_today_is_allowed():
    check_referral(**REFERRAL)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"not_a_live_concern": False}, "If a child is at risk now, do not refer here"),
        ({"agreed_by_office": "  "}, "Say which safeguarding lead"),
        ({"incident_on": date(2026, 3, 3)}, "The incident is in the future"),
        ({"account": " \n"}, "Say what happened"),
        ({"children": []}, "Enter at least one child"),
    ],
)
def test_a_referral_is_refused_with_a_sentence(change, sentence):
    with pytest.raises(Refused, match=f"^{sentence}"):
        check_referral(**REFERRAL | change)


NOTIFICATION = {
    "incident_on": date(2026, 2, 20),
    "aware_on": date(2026, 2, 23),
    "sent_on": date(2026, 3, 2),
    "today": TODAY,
}


def test_a_notification_of_the_day_of_incident_and_awareness_is_allowed():
    check_notification(**NOTIFICATION | {"incident_on": TODAY, "aware_on": TODAY, "sent_on": TODAY})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"aware_on": date(2026, 3, 3)}, "The day on which the authority became aware is in the future"),
        ({"sent_on": date(2026, 3, 3)}, "A notification cannot be recorded before it is sent"),
        ({"sent_on": date(2026, 2, 22)}, "The notification was sent before the authority became aware"),
        ({"aware_on": date(2026, 2, 19)}, "The authority became aware before the incident"),
    ],
)
def test_a_notification_is_refused_with_a_sentence(change, sentence):
    with pytest.raises(Refused, match=f"^{sentence}"):
        check_notification(**NOTIFICATION | change)


def test_awareness_is_not_held_against_a_day_that_nobody_knows():
    check_awareness(aware_on=date(2026, 2, 1), incident_on=None, today=TODAY)
