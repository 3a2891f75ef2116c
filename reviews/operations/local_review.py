"""A review of our own without national time limits: choosing it, setting it up, carrying it out."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.operations.deadlines import meet
from partnership.operations.documents import keep
from partnership.operations.record import record
from reviews.models import LocalProgress, LocalReview, Stage
from reviews.operations.case import agree_date, lock, move
from reviews.operations.letters import business_unit, write
from reviews.operations.routes import check_undecided, choose, end_what_waits
from reviews.rules.routes import check_ahead, check_past, check_said

RULE = "Agreed for this review; national guidance sets no time limit"
SOURCE = "Agreed by the partnership"


@transaction.atomic
def choose_local_review(case, *, by, kind, questions, lead_organisation, due_on, reason):
    """The office that decides chooses local learning for a case that is not reviewed nationally."""
    case = lock(case)
    check_undecided(case, by)
    check_said(reason, "Say why a local review is right.")
    choose(case, Stage.LOCAL_REVIEW, by=by, office=case.edition.decides_reviews, reason=reason)
    end_what_waits(case, by=by, why="local_review")
    local_review = begin(
        case, by=by, kind=kind, questions=questions, lead_organisation=lead_organisation, due_on=due_on
    )
    move(case, Stage.LOCAL_REVIEW, by=by, why=reason, kind=kind)
    write("case_step", "A local review was chosen", f"local-review:{local_review.pk}", business_unit(),
          case=case, path=case.get_absolute_url())  # fmt: skip
    return local_review


@transaction.atomic
def set_up_local_review(case, *, by, kind, questions, lead_organisation, due_on):
    """Say how a local review is done that was decided on after the rapid review, or in place of one."""
    case = lock(case)
    if case.stage != Stage.LOCAL_REVIEW:
        raise Refused("No local review has been decided on. Open the case to see its status.")
    if case.local_review:
        raise Refused("The local review has been set up already. Open the case to see it.")
    local_review = begin(
        case, by=by, kind=kind, questions=questions, lead_organisation=lead_organisation, due_on=due_on
    )
    record("set up the local review", case, by=by, kind=kind, due_on=str(due_on))
    return local_review


def begin(case, *, by, kind, questions, lead_organisation, due_on):
    if kind not in LocalReview.Kind:
        raise Refused("Choose what kind of review it is.")
    check_said(questions, "Say which questions the review is to answer.")
    check_ahead(due_on, timezone.localdate(), "The day by which it is to be finished")
    deadline = agree_date(
        case, "local_review", "Finish the local review", due_on, by=by, rule=RULE, source=SOURCE,
        starts_on=timezone.localdate(), role=Role.BOARD_OFFICER,
    )  # fmt: skip
    return LocalReview.objects.create(
        case=case,
        kind=kind,
        questions=questions.strip(),
        lead_organisation=lead_organisation,
        deadline=deadline,
        set_up_by=by,
    )


def lock_local_review(case):
    """The case, and its local review that is under way."""
    case = lock(case)
    local_review = LocalReview.objects.select_for_update(no_key=True).filter(case=case).under_way().first()
    if case.stage != Stage.LOCAL_REVIEW or local_review is None:
        raise Refused("No local review is under way. Open the case to see its status.")
    return case, local_review


@transaction.atomic
def note_local_progress(case, *, by, text):
    """Keep how far it is today."""
    case, local_review = lock_local_review(case)
    check_said(text, "Say how far the review is.")
    note = LocalProgress.objects.create(local_review=local_review, text=text.strip(), noted_by=by)
    record("noted progress", case, by=by)
    return note


@transaction.atomic
def finish_local_review(
    case, *, by, findings, learnt, finished_on, content=None, filename="", late_reason=""
):
    """Keep what it found and what was learnt, and store whether it was finished by the agreed day."""
    case, local_review = lock_local_review(case)
    check_said(findings, "Say what the review found.")
    check_said(learnt, "Say what was learnt, if only that practice was sound.")
    check_past(finished_on, timezone.localdate(), "The day on which it was finished")
    report = content and keep(
        content,
        by=by,
        title=f"Local review: {case.reference}",
        filename=filename,
        download_name="local-review",
    )
    meet(local_review.deadline, by=by, done_on=finished_on, late_reason=late_reason)
    local_review.findings = findings.strip()
    local_review.learnt = learnt.strip()
    local_review.report = report or None
    local_review.finished_on = finished_on
    local_review.finished_by = by
    local_review.save(update_fields=["findings", "learnt", "report", "finished_on", "finished_by"])
    record("finished the local review", case, by=by, finished_on=str(finished_on))
    return local_review
