"""Deciding what follows a rapid review."""

from django.db import transaction

from partnership.operations.record import record
from reviews.models import Decision, Stage
from reviews.operations.case import lock, move, stop_clock
from reviews.operations.letters import business_unit, chairs, write
from reviews.operations.rapid_review import authors, fingerprint
from reviews.rules.case import check_move
from reviews.rules.publication import check_seen
from reviews.rules.rapid_review import check_decider, check_decision


@transaction.atomic
def decide(case, *, by, outcome, grounds, no_conflict, differs_because="", late_reason="", seen=""):
    """Decide, on stated grounds, what follows. Frozen; a later decision supersedes it.

    `seen` is the fingerprint of the report that was read.
    """
    case = lock(case)
    check_move(case.stage, Stage.RR_DECIDED)
    report = case.rapid_review
    check_seen(seen=seen, now=fingerprint(report), what="The rapid review")
    check_decider(
        roles=by.roles,
        decides=case.edition.decides_reviews,
        authors=authors(report),
        decider=by.pk,
        no_conflict=no_conflict,
    )
    check_decision(
        outcome=outcome,
        grounds=grounds,
        recommendation=report.recommendation,
        differs_because=differs_because,
    )
    decision = Decision.objects.create(
        case=case,
        outcome=outcome,
        grounds=grounds,
        recommendation=report.recommendation,
        differs_because=differs_because if outcome != report.recommendation else "",
        no_conflict=no_conflict,
        decided_by=by,
        office=case.edition.decides_reviews,
        edition=case.edition,
        relied_on=fingerprint(report),
        supersedes=case.decision,
    )
    stop_clock(case, "decide", by=by, late_reason=late_reason)
    move(case, Stage.RR_DECIDED, by=by, outcome=outcome)
    record("decided", decision, by=by, why=grounds, outcome=outcome, relied_on=decision.relied_on)
    people = business_unit() | chairs()
    write(
        "case_step", "A decision was made", f"decision:{decision.pk}", people.distinct(), case=case,
        path=case.get_absolute_url(),
    )  # fmt: skip
    return decision
