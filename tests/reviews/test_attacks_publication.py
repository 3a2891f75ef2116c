"""What would publish, sign or name a review by a side door."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from reviews.models import Artefact, Stage
from reviews.operations.publication import add_artefact, in_force
from tests.factories import reviews as made

pytestmark = pytest.mark.django_db

S = Artefact.State


def test_a_briefing_beside_a_review_under_way_is_no_final_draft(cast, case_in_review):
    case = case_in_review

    add_artefact(
        case.review,
        by=cast.manager,
        kind="briefing",
        title="Seven minutes",
        content=made.pdf(),
        filename="b.pdf",
    )

    assert made.again(case).stage == Stage.LCSPR_ACTIVE


def test_signing_a_statement_of_improvements_signs_no_report_off(cast, case_in_review):
    case = case_in_review
    made.artefact(cast, S.CHECKING, case=case)  # the report, that nobody has signed
    assert made.again(case).stage == Stage.LCSPR_SIGNOFF

    with pytest.raises(Exception, match="once every partner has signed the report"):
        made.artefact(cast, S.READY, case=made.again(case), kind="improvements", content=made.pdf("Other"))

    assert made.again(case).stage == Stage.LCSPR_SIGNOFF


def test_a_briefing_that_goes_live_first_neither_publishes_the_review_nor_stops_its_clock(
    cast, ready_artefact
):
    report = ready_artefact
    case = report.review.case

    made.artefact(cast, S.LIVE, case=made.again(case), kind="briefing", content=made.pdf("Seven minutes"))

    assert made.again(case).stage == Stage.PUB_DECISION
    assert case.clocks.get(deadline__duty="publish").deadline.done_on is None


def test_deciding_on_what_is_live_already_publishes_the_review(cast):
    with time_machine.travel(timezone.now() - timedelta(60), tick=False):
        report = made.artefact(cast, S.READY)
        case = report.review.case
        live = made.artefact(
            cast, S.LIVE, case=made.again(case), kind="improvements", content=made.pdf("Since")
        )

    made.decided_to_publish(cast, report.review, "improvements")

    assert in_force(report.review).mode == "improvements"
    assert made.again(case).stage == Stage.PUBLISHED
    assert case.clocks.get(deadline__duty="publish").deadline.done_on == live.live_on
