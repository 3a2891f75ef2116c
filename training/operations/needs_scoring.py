"""Scoring the needs, deciding on each, and having the group agree the analysis."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Can, Refused, may
from partnership.models import Person
from partnership.operations.deadlines import meet
from partnership.operations.letters import promise
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record
from partnership.rules.childs_detail import check_words
from training.models import Need, NeedsAnalysis, NeedScore
from training.operations.needs import changed, learning_group, lock, move
from training.rules.needs import (
    NAME,
    check_decided,
    check_decision,
    check_how,
    check_move,
    check_needs,
    check_scoring,
    check_seen,
    check_staff_scored,
    check_values,
    check_written_by,
)

State = NeedsAnalysis.State


def needs_of(analysis):
    """Its needs with what the laws ask of them: has_evidence, and scorers as a set of ids."""
    needs = list(analysis.needs.prefetch_related("evidence", "scores"))
    for need in needs:
        need.has_evidence = bool(need.evidence.all())
        need.scorers = {one.scored_by_id for one in need.scores.all()}
    return needs


@transaction.atomic
def begin_scoring(analysis, *, by, seen):
    """The needs stand as written; from now on staff and the group's members score them."""
    analysis = lock(analysis)
    check_move(analysis.state, State.SCORING)
    check_seen(seen=seen, now=analysis.revision)
    check_needs(needs_of(analysis))
    return move(analysis, State.SCORING, by=by, returned_because="")


@transaction.atomic
def gather_again(analysis, *, by, reason):
    """Back to gathering, such as where something came up. Scores stay, and are looked at again."""
    analysis = lock(analysis)
    if analysis.state != State.SCORING:
        check_scoring(analysis.state)
    if not reason.strip():
        raise Refused("Enter a reason.")
    return move(analysis, State.GATHERING, by=by, why=reason.strip())


@transaction.atomic
def score_need(need, *, by, values):
    """Put one's own score: a point for each criterion. Scored again, the later one counts."""
    analysis = lock(need.analysis)
    check_scoring(analysis.state)
    check_values(values, criteria=analysis.criteria, scale=analysis.scale)
    NeedScore.objects.bulk_create(
        [
            NeedScore(need=need, criterion=one["code"], value=values[one["code"]], scored_by=by)
            for one in analysis.criteria
        ],
        update_conflicts=True, unique_fields=["need", "criterion", "scored_by"], update_fields=["value", "scored_at"],
    )  # fmt: skip
    changed(analysis)
    record("scored", need, by=by)


@transaction.atomic
def decide_need(need, *, by, seen, decision, why):
    """Say whether it is taken up, and why: whoever asked for it reads that. The group agrees all of them together."""
    analysis = lock(need.analysis)
    check_scoring(analysis.state)
    need = still_there(Need.objects.select_for_update(no_key=True), need)
    check_seen(seen=seen, now=need.revision)
    check_decision(decision=decision, why=why, scored=need.scores.exists())
    check_words(why)
    need.decision, need.why, need.written_by = decision, why.strip(), by
    need.revision += 1
    need.save(update_fields=["decision", "why", "written_by", "revision"])
    changed(analysis)
    record("decided", need, by=by, decision=str(decision))
    return need


# Agreeing -------------------------------------------------------------------------------------------------


@transaction.atomic
def put_needs(analysis, *, by, seen):
    """Give it to the Learning and Development Group. Its chair is written to."""
    analysis = lock(analysis)
    check_move(analysis.state, State.WITH_GROUP)
    check_seen(seen=seen, now=analysis.revision)
    needs = needs_of(analysis)
    check_needs(needs)
    people = Person.objects.filter(pk__in=set().union(*(one.scorers for one in needs)))
    check_staff_scored(needs, {one.pk for one in people if may(one, Can.RUN_TRAINING)})
    check_decided(needs)
    moved = move(analysis, State.WITH_GROUP, by=by, returned_because="")
    group = learning_group()
    chairs = Person.objects.chairing(group) if group else ()
    tell(moved, f"put:{analysis.revision}", "For the group to agree", chairs)
    return moved


@transaction.atomic
def return_needs(analysis, *, by, reason):
    """Back to scoring, with what the group wants otherwise."""
    analysis = lock(analysis)
    if analysis.state != State.WITH_GROUP:
        raise Refused("This analysis is not with the group.")
    if not reason.strip():
        raise Refused("Enter what the group wants changed.")
    moved = move(analysis, State.SCORING, by=by, why=reason.strip(), returned_because=reason.strip())
    tell(moved, f"returned:{analysis.revision}", "Returned by the group", writers(analysis))
    changed(analysis)
    return moved


@transaction.atomic
def agree_needs(analysis, *, by, seen, agreed_how, late_reason=""):
    """The group agrees it, through its chair: from here it is frozen with its evidence and scores."""
    analysis = lock(analysis)
    check_move(analysis.state, State.AGREED)
    check_seen(seen=seen, now=analysis.revision)
    check_written_by(person=by, writers=writers(analysis))
    check_how(agreed_how)
    meet(analysis.deadline, by=by, late_reason=late_reason)
    moved = move(
        analysis, State.AGREED, by=by, agreed_by=by, agreed_at=timezone.now(), agreed_how=agreed_how.strip()
    )
    tell(moved, "agreed", f"{NAME} agreed", [one for one in writers(analysis) if one != by])
    return moved


def writers(analysis):
    """Whoever began it or wrote one of its needs."""
    return list(
        Person.objects.filter(
            pk__in=[analysis.started_by_id, *analysis.needs.values_list("written_by", flat=True)]
        )
    )


def tell(analysis, key, subject, people):
    """Write to each of these people once under this key."""
    for person in people:
        promise(
            "asked", f"needs:{analysis.pk}:{key}:{person.pk}", to=person, subject=f"{subject}: {analysis.reference}",
            reference=analysis.reference, label=subject, due_on=None, path=analysis.get_absolute_url(),
        )  # fmt: skip
