"""Mistakes 9 to 17 that case-review software is known to make: ways through a case, decisions, history, secrecy.

Numbered as in the list of twenty-five that the partnership's domain notes keep.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Deadline, Event, Letter, Person
from partnership.rules.deadlines import WorkingDays
from reviews.models import Case, Decision, InformationRequest, Outcome, PartnerPosition, Stage
from reviews.operations.case import notify
from reviews.operations.closing import close
from reviews.operations.decision import decide, record_position
from reviews.operations.information import answer
from reviews.operations.panel import hear_from_panel
from reviews.operations.rapid_review import draft, hold_meeting, recommend
from reviews.operations.routes import no_rapid_review
from reviews.rules.clocks import EDITIONS
from tests.factories import learning as follows
from tests.factories import reviews as made
from tests.factories import routes


def at(year, month, day, hour=9, minute=0):
    return time_machine.travel(datetime(year, month, day, hour, minute, tzinfo=UTC), tick=False)


def due(case, duty):
    return case.clocks.get(deadline__duty=duty, deadline__ended_on=None).deadline.due_on


# 9. Criteria that are met force a review; or no review means that the case is over and nothing is done.


def test_09_criteria_that_are_met_force_no_review_and_no_review_ends_nothing(cast):
    case = made.agreed(cast, outcome=Outcome.NONE)
    report = case.rapid_review
    action = follows.action(cast, case)

    met = {report.criterion_a_finding, report.criterion_b_finding, report.criterion_c_finding}
    assert met == {"met"}
    assert (case.decision.outcome, case.stage) == (Outcome.NONE, Stage.LEARNING)
    assert action.target_on == follows.soon()
    with pytest.raises(Refused, match=r"^1 action of this case is still open\."):
        close(case, by=cast.manager, **routes.CLOSING)


# 10. No way out for what did not meet the criteria after all, nor for deaths that need no rapid review.


def test_10_criteria_found_not_met_are_a_way_out_that_keeps_what_was_due(cast):
    with at(2026, 3, 2):
        case = made.gathering(cast)
    with at(2026, 3, 9):
        case = routes.criteria_not_met(cast, case=case)
        ended = case.clocks.get(deadline__duty="rapid_review").deadline

        assert (case.stage, case.notification.sent_on) == (Stage.CRITERIA_NOT_MET, date(2026, 3, 2))
        assert (ended.due_on, ended.ended_on, ended.done_on, ended.late) == (
            date(2026, 3, 23), date(2026, 3, 9), None, None,
        )  # fmt: skip
        routes.close_nfa(case, cast)
    assert made.again(case).stage == Stage.CLOSED_NFA


@pytest.mark.parametrize("child", [routes.LOOKED_AFTER, routes.CARE_LEAVER])
def test_10_a_death_without_abuse_or_neglect_ends_without_a_rapid_review(cast, child):
    case = made.notified(cast, children=[child])

    no_rapid_review(case, by=cast.manager, to=Stage.CLOSED_RECORDED, reason="Ill.", none_suspected=True)

    assert made.again(case).stage == Stage.CLOSED_RECORDED
    assert not Deadline.objects.outstanding().filter(case_link__case=case).exists()


def test_10_a_care_leaver_of_17_is_a_child_whose_criteria_are_looked_at(cast):
    case = made.notified(cast, children=[routes.CARE_LEAVER | {"age": 17}])

    with pytest.raises(Refused, match="a care leaver under 18, so the criteria have to be looked at"):
        no_rapid_review(case, by=cast.manager, to=Stage.CLOSED_RECORDED, reason="Ill.", none_suspected=True)


# 11. The decider drafted it; staff decide in the Advisor's name; a superuser edits what was decided.

DECIDED = {"outcome": Outcome.LCSPR, "grounds": "Criterion (a) is met.", "no_conflict": True}


def test_11_whoever_drafted_any_of_it_decides_nothing(cast, drafting_case):
    case = drafting_case
    draft(case, by=cast.advisor, seen=1, **made.report())
    draft(case, by=cast.officer, seen=2, **made.report("Put better: {}."))
    recommend(case, by=cast.chair, recommendation=Outcome.LCSPR, reasons="There is more to learn.")

    with pytest.raises(Refused, match=r"^Anyone who drafted or recommended it cannot decide on it\.$"):
        decide(case, by=cast.advisor, **DECIDED)


def test_11_staff_decide_nothing_and_what_they_write_for_a_partner_is_marked_and_has_its_source(
    cast, case_for_decision, sign_in
):
    case = case_for_decision
    heard = {"organisation": cast.county, "position": "agrees", "given_on": timezone.localdate()}

    for person in (cast.manager, cast.officer):
        form = DECIDED | {"no_conflict": "on"}
        assert sign_in(person).post(reverse("reviews:decide", args=[case.pk]), form).status_code == 403
        with pytest.raises(Refused, match=r"the decision is for: Independent Advisor\.$"):
            decide(case, by=person, **DECIDED)
    with pytest.raises(Refused, match="Say who told you, by office"):
        record_position(case, by=cast.officer, office=" ", **heard)
    record_position(case, by=cast.officer, office="Director", **heard)

    position = PartnerPosition.objects.get()
    assert (position.stated_by, position.recorded_by, position.office) == (None, cast.officer, "Director")
    assert not Decision.objects.exists()


def test_11_nobody_edits_a_decision_for_there_is_no_superuser_and_the_database_refuses(cast, decided_case):
    case = decided_case

    assert "is_superuser" not in {field.name for field in Person._meta.get_fields()}
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")
    with pytest.raises(DatabaseError, match="A decision is frozen"), transaction.atomic():
        Decision.objects.filter(case=case).update(grounds="Other")


# 12. A decision is changed in place, and the first is lost when the Panel does not agree with it.


def test_12_when_the_panel_disagrees_a_second_decision_stands_beside_the_first(cast, sign_in):
    case = made.awaiting_panel(cast, outcome=Outcome.NONE)
    first = case.decision
    hear_from_panel(
        case, by=cast.officer, kind="disagrees", received_on=timezone.localdate(), summary="Look again."
    )
    decide(
        case, by=cast.advisor, superseded_because="The Panel did not agree.",
        differs_because="The Panel wants more.", **DECIDED,
    )  # fmt: skip

    kept = list(case.decisions.order_by("number").values_list("outcome", "grounds", "supersedes"))
    assert kept == [
        (Outcome.NONE, "Criteria (a) and (c) are met.", None),
        (Outcome.LCSPR, "Criterion (a) is met.", first.pk),
    ]
    page = sign_in(cast.officer).get(case.get_absolute_url()).text
    for words in ("Superseded: the decision of", first.grounds, "The Panel did not agree.", "Look again."):
        assert words in page


# 13. History moves when a setting changes.


def test_13_a_changed_rule_moves_no_date_and_no_verdict(cast, monkeypatch):
    with at(2026, 3, 2):
        case = made.screened(cast)
        clocks = Deadline.objects.filter(reference=case.reference, duty__in=["notify", "inform_partners"])
        before = list(clocks.order_by("pk").values_list("due_on", "rule", "source"))
        shorter = replace(EDITIONS["2023"]["notify_by"], allow=WorkingDays(1))
        monkeypatch.setitem(EDITIONS["2023"], "notify_by", shorter)
    with at(2026, 3, 9):
        notify(
            case, by=cast.officer, aware_on=date(2026, 3, 2), sent_at=timezone.now(), sent_by_office="Head"
        )

    assert list(clocks.order_by("pk").values_list("due_on", "rule", "source")) == before
    assert set(clocks.values_list("late", flat=True)) == {False}


# 14. Clocks pause for police requests, or while agencies are waited for.


def test_14_nothing_pauses_a_clock(cast):
    with at(2026, 3, 2):
        case = made.gathering(cast)
        dates = {link.deadline_id: link.deadline.due_on for link in case.clocks.all()}
    with at(2026, 3, 30):
        answer(
            case.requests.get(organisation=cast.police),
            by=cast.police_lead,
            involvement="not_involved",
            signed_off_office="Head",
            late_reason="A criminal inquiry came first.",
        )

    assert {link.deadline_id: link.deadline.due_on for link in case.clocks.all()} == dates
    assert due(case, "rapid_review") == date(2026, 3, 23)


# 15. A missing return counts as nil, or blocks the rapid review.


def test_15_silence_is_neither_nil_nor_an_obstacle(cast):
    case = made.gathering(cast)
    answer(
        case.requests.get(organisation=cast.police),
        by=cast.police_lead,
        involvement="not_involved",
        signed_off_office="Head",
    )
    meeting = {"by": cast.officer, "meeting_on": timezone.localdate(), "rows": made.attended(cast)}

    said = {one.organisation: one.answer and one.answer.involvement for one in case.requests.all()}
    assert said == {cast.police: "not_involved", cast.hospital: None}
    with pytest.raises(Refused, match=r"^Not answered yet: University Hospitals of Leicester NHS Trust\."):
        hold_meeting(case, **meeting)
    hold_meeting(case, **meeting, missing_accepted=True)
    assert made.again(case).stage == "rr_drafting"


def test_15_a_late_answer_is_still_taken(cast):
    case = made.gathering(cast)
    hold_meeting(
        case,
        by=cast.officer,
        meeting_on=timezone.localdate(),
        rows=made.attended(cast),
        missing_accepted=True,
    )

    answer(
        case.requests.get(organisation=cast.hospital),
        by=cast.hospital_lead,
        involvement="not_involved",
        signed_off_office="Head",
    )

    assert InformationRequest.objects.get(organisation=cast.hospital).answer.version == 1


# 16. One agency reads another's: by address, list, letter, diary or record.

SECRET = "Officers attended the address twice."


def test_16_no_agency_reads_anothers_words(cast, answered_case, sign_in):
    case = answered_case
    theirs = case.requests.get(organisation=cast.police)
    hospital = sign_in(cast.hospital_lead)

    answers = reverse("reviews:answers", args=[case.pk])
    assert SECRET in sign_in("board_officer").get(answers).text
    assert hospital.get(theirs.get_absolute_url()).status_code == 404
    assert hospital.get(case.get_absolute_url()).status_code == 403
    for name in ("answers", "draft", "chronology", "chronology_csv", "panel_thread"):
        assert hospital.get(reverse(f"reviews:{name}", args=[case.pk])).status_code in (403, 404)
    assert theirs not in InformationRequest.objects.visible_to(cast.hospital_lead)
    assert theirs.deadline not in Deadline.objects.visible_to(cast.hospital_lead)
    assert not [
        event for event in Event.objects.all() if SECRET in f"{event.label} {event.facts} {event.why}"
    ]
    assert not [letter for letter in Letter.objects.all() if SECRET in str(vars(letter))]


# 17. Names, dates of birth or what happened in references, letters, addresses, logs or the record.

TELLING = "quagmire"


def test_17_nothing_of_the_account_travels(cast, sign_in, caplog):
    case = made.answered(cast, account=f"What happened was a {TELLING}.")
    sign_in("board_officer").get(case.get_absolute_url())
    request = case.requests.first()

    assert TELLING in case.account
    assert [d for d in Deadline.objects.all() if TELLING in str(vars(d))] == []
    assert [letter for letter in Letter.objects.all() if TELLING in str(vars(letter))] == []
    assert [e for e in Event.objects.all() if TELLING in f"{e.label} {e.facts} {e.why}"] == []
    assert TELLING not in caplog.text
    assert (str(case), str(request.case)) == (case.reference, case.reference)
    assert [str(child) for child in case.children.all()] == [f"Child 1 of {case.reference}"]
    assert case.get_absolute_url() == f"/cases/{case.pk}/"


@pytest.mark.parametrize("reference", ["JE-2026-Jordan", "Jordan", "LR-2026-7", "lr-2026-007", "LR-26-007"])
def test_17_only_an_opaque_reference_can_be_kept(cast, reference):
    case = made.refer_case(cast)

    with pytest.raises(IntegrityError, match="case_reference_opaque"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(reference=reference)
