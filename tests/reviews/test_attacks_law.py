"""Ways round the law of a case: an old position, a declared conflict, a clock that nothing can meet."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Deadline, Edition
from partnership.working_days import add_months
from reviews.models import Stage
from reviews.operations.answers import answer
from reviews.operations.case import notify, screen
from reviews.operations.closing import agree_to_reopen, resume_notified
from reviews.operations.commissioning import approve_appointment
from reviews.operations.decision import decide, declare_conflict, state_position
from reviews.operations.dispute import raise_dispute
from reviews.operations.information import ask_agencies, say_involved
from reviews.operations.notification import correct_dates
from reviews.operations.publication import decide_publication
from reviews.operations.rapid_review import draft, fingerprint, recommend, send_back
from reviews.operations.routes import close_without_action, confirm_not_met
from reviews.operations.screening import decide_to_notify, record_view
from reviews.operations.under_way import answer_request, ask_in_writing, check_progress
from reviews.rules.publication import check_without_reference
from tests.factories import reviews as made
from tests.factories import routes as make
from tests.factories.commissioning import begun

pytestmark = pytest.mark.django_db


def everybody_agrees(cast, case):
    for signatory, partner in zip(cast.signatories, cast.partners, strict=True):
        state_position(
            case, by=signatory, organisation=partner, position="agrees", seen=fingerprint(case.rapid_review)
        )


def test_partners_decide_on_the_report_that_they_read_and_on_no_later_one(cast):
    Edition.objects.update(decides_reviews=Role.SIGNATORY)
    case = made.for_decision(cast)
    everybody_agrees(cast, case)
    one = cast.signatories[0]
    send_back(case, by=one, comment="More, please.")
    draft(
        made.again(case),
        by=cast.officer,
        seen=made.again(case).rapid_review.revision,
        facts="Something else.",
    )
    recommend(made.again(case), by=cast.chair, recommendation="lcspr", reasons="As before.")
    given = {"outcome": "lcspr", "grounds": "Criterion (a) is met.", "no_conflict": True}

    with pytest.raises(Refused, match=r"^Every statutory partner states its position first"):
        decide(made.again(case), by=one, **given)

    everybody_agrees(cast, made.again(case))
    assert decide(made.again(case), by=one, **given).outcome == "lcspr"


def test_whoever_declared_a_conflict_decides_nothing_later_in_that_case_either(cast, case_for_decision):
    case = case_for_decision
    declare_conflict(case, by=cast.advisor, reason="A relation of mine works there.")
    make.found_not_met(cast, case=case)
    refused = pytest.raises(Refused, match="You have declared a conflict of interest")

    with refused:
        send_back(case, by=cast.advisor, comment="More.")
    with refused:
        confirm_not_met(case, by=cast.advisor, agreed=True)
    case.stage = Stage.CRITERIA_NOT_MET
    case.save(update_fields=["stage"])
    with refused:
        close_without_action(case, by=cast.advisor, reason="Nothing more.")


def test_nor_do_they_open_it_again_appoint_its_reviewer_or_decide_how_to_publish(cast, ready_artefact):
    report = ready_artefact
    case = report.review.case
    case.conflicts.create(person=cast.advisor, reason="A relation of mine works there.")
    refused = pytest.raises(Refused, match="You have declared a conflict of interest")

    with refused:
        decide_publication(report.review, by=cast.advisor, mode="full")
    case.stage = Stage.LCSPR_SETUP
    case.save(update_fields=["stage"])
    with refused:
        approve_appointment(report.review, by=cast.advisor, approved=True, reasons="Good.")
    case.stage = Stage.CLOSED
    case.save(update_fields=["stage"])
    make.asked_to_reopen(cast, case=case)
    with refused:
        agree_to_reopen(case, by=cast.advisor, agreed=True)


def test_a_case_notified_before_and_screened_anew_is_no_dead_end(cast):
    case = make.reopened(cast, case=make.recorded(cast), to="referred")
    screen(case, by=cast.officer, aware_on=timezone.localdate(), responsible_authority=cast.county)
    for partner in cast.partners:
        record_view(
            case,
            by=cast.officer,
            organisation=partner,
            view="notify",
            given_on=timezone.localdate(),
            office="Lead",
        )
    decide_to_notify(made.again(case), by=cast.officer, office="Director", reason="New facts.")
    with pytest.raises(Refused, match="Go on from that notification"):
        notify(
            made.again(case), by=cast.officer, aware_on=timezone.localdate(), sent_at=timezone.now(),
            sent_by_office="Director",
        )  # fmt: skip

    resume_notified(case, by=cast.officer, reason="It told of this.", due_on=make.in_days(20))

    assert made.again(case).stage == Stage.NOTIFIED
    waiting = Deadline.objects.filter(case_link__case=case).outstanding()
    assert [one.duty for one in waiting] == ["rapid_review"]


def test_correcting_the_day_of_a_notification_leaves_no_date_that_nothing_can_meet(cast):
    """The first question is met by its answer, whoever was asked later keeps their days, and so does the time given."""
    sent_at = datetime(2026, 3, 31, 9, tzinfo=UTC)
    with time_machine.travel(sent_at, tick=False):
        case = made.notified(cast, aware_on=date(2026, 3, 26), sent_at=sent_at, incident_on=date(2026, 3, 20))
        ask_agencies(case, by=cast.officer, organisations=[cast.police], scope="All.", within=10)
    with time_machine.travel(sent_at + timedelta(20), tick=False):
        ask_agencies(
            made.again(case), by=cast.officer, organisations=[cast.hospital], scope="All.", within=10
        )
        later = case.requests.get(organisation=cast.hospital)
        asked = (later.deadline.due_on, later.involvement_deadline.due_on)

        correct_dates(
            case, by=cast.officer, reason="The email says so.", sent_at=datetime(2026, 4, 1, 9, tzinfo=UTC)
        )

        later = case.requests.get(organisation=cast.hospital)
        assert (later.deadline.due_on, later.involvement_deadline.due_on) == asked
        police = case.requests.get(organisation=cast.police)
        assert police.deadline.due_on == date(2026, 4, 17)  # ten working days over Easter
        say_involved(police, by=cast.police_lead, said="yes", late_reason="Easter.")
        answer(
            police, by=cast.police_lead, involvement="involved", summary="Once.", immediate_action="None.",
            signed_off_office="Head", late_reason="Easter.",
        )  # fmt: skip
    running = Deadline.objects.filter(case_link__case=case, organisation=cast.police).outstanding()
    assert not running.exists()


@pytest.mark.parametrize("text", ["As in LR-2025-014.", "see lr 2025 014", "LR2025014"])
def test_mistake_17_the_public_reads_no_other_cases_reference_either(text):
    with pytest.raises(Refused, match="must not hold the case's reference"):
        check_without_reference(text, "LR-2026-001")
    check_without_reference("In 2025, 014 calls were made to LR.", "LR-2026-001")


def test_the_six_months_are_in_the_diary_from_the_decision_before_anybody_is_appointed(cast, agreed_case):
    case = agreed_case

    due = case.clocks.get(deadline__duty="publish").deadline
    assert (due.starts_on, due.due_on) == (
        case.decision.decided_on,
        add_months(case.decision.decided_on, 6),
    )
    begun(cast, case)
    assert [link.deadline for link in case.clocks.filter(deadline__duty="publish")] == [due]


def test_what_is_due_of_a_review_can_be_done_while_its_partners_disagree(cast, signing_artefact):
    case = signing_artefact.review.case
    asked = ask_in_writing(case.review, by=cast.officer, text="The draft?", due_on=make.in_days(3))
    raise_dispute(case, by=cast.signatories[0], organisation=cast.partners[0], about="The title.")

    answer_request(asked, by=cast.officer, answer="Here it is.")
    check_progress(
        case.review,
        by=cast.officer,
        checked_on=timezone.localdate(),
        time="at_risk",
        quality="good",
        note="A dispute.",
    )

    asked.deadline.refresh_from_db()
    assert asked.deadline.late is False
