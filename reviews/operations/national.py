"""The Panel takes a case into a review of its own."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.operations.record import record
from reviews.models import NationalReview, Stage
from reviews.operations.case import lock, move
from reviews.operations.letters import chairs, holders, write
from reviews.operations.routes import end_what_waits
from reviews.rules.case import check_move
from reviews.rules.routes import check_national, check_past, check_said


@transaction.atomic
def begin_national_review(case, *, by, begun_on, local_review="none", reason=""):
    """The Panel reviews the case nationally. `local_review` says what becomes of ours: none, suspended or ended.

    A suspended review's clocks go on running, for nothing pauses them; those of one that is ended end.
    """
    case = lock(case)
    check_move(case.stage, Stage.NATIONAL)
    check_national(stage=case.stage, local_review=local_review, reason=reason)
    check_past(begun_on, timezone.localdate(), "The day on which the Panel took it")
    national = NationalReview.objects.create(
        case=case, begun_on=begun_on, local_review=local_review, reason=reason.strip(), begun_by=by
    )
    if local_review != NationalReview.LocalReviewThen.SUSPENDED:
        end_what_waits(case, by=by, why="national")
    move(case, Stage.NATIONAL, by=by, why=reason, local_review=str(local_review), begun_on=str(begun_on))
    people = chairs() | holders(case.edition.decides_reviews)
    write("case_step", "The Panel reviews it nationally", f"national:{national.pk}", people.distinct(),
          case=case, path=case.get_absolute_url())  # fmt: skip
    return national


@transaction.atomic
def end_national_review(case, *, by, report_address, reported_on, result):
    """The national review has reported. What it means here, and what becomes of our own, is said; learning follows."""
    case = lock(case)
    if case.stage != Stage.NATIONAL:
        raise Refused("No national review is under way. Open the case to see its status.")
    national = NationalReview.objects.select_for_update(no_key=True).filter(case=case, ended_at=None).first()
    if national is None:  # it was with the Panel from the start, and nothing of ours had begun
        national = NationalReview(case=case, begun_on=reported_on, local_review="none", begun_by=by)
    check_said(report_address, "Give the address of the national report.")
    check_past(reported_on, timezone.localdate(), "The day of the report")
    if reported_on < national.begun_on:
        raise Refused(
            f"The national review began on {national.begun_on:%-d %B %Y}, after that. Check the date."
        )
    check_said(result, "Say what it means here, and what becomes of our own review if one was suspended.")
    national.report_address = report_address
    national.reported_on = reported_on
    national.result = result.strip()
    national.ended_by = by
    national.ended_at = timezone.now()
    national.save()
    end_what_waits(case, by=by, why="national")
    move(case, Stage.LEARNING, by=by, why=result, reported_on=str(reported_on))
    record("ended the national review", national, by=by)
    return national
