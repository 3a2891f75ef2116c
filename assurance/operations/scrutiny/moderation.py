"""Moderating a return: scores beside its own, sharing them with the agency, and making them final."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from assurance.models import AgencyReply, ModeratedScore, Moderation
from assurance.operations.scrutiny.people import belongs_to, leads, write
from assurance.rules import scrutiny as law
from assurance.rules.scrutiny import (
    GivenScore,
    ModerationState,
    check_given_score,
    check_may_settle,
    check_move,
    check_not_own,
    check_panel,
    check_reason,
    check_same_answers,
    check_scrutinised,
    check_seen,
    check_whole,
    reply_clock,
    same_as_own,
    unscored,
)
from partnership.access import Refused
from partnership.models import Question, Return, ScalePoint
from partnership.operations import deadlines, learning
from partnership.operations.record import record

State = ModerationState


def lock_return(opened, *, by):
    """The return, locked, once it may be scrutinised by this person."""
    opened = (
        Return.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round", "organisation")
        .get(pk=opened.pk)
    )
    check_scrutinised(state=opened.state, purpose=opened.round.purpose)
    check_not_own(own_agency=belongs_to(by, opened.organisation))
    return opened


def lock(moderation):
    """The moderation as it is now, locked, with its return and dates at hand."""
    return (
        Moderation.objects.select_for_update(of=("self",), no_key=True)
        .select_related(
            "assurance_return__round", "assurance_return__organisation", "deadline", "review_deadline"
        )
        .get(pk=moderation.pk)
    )


def move(moderation, to, *, by, verb, why="", facts=None, **changes):
    """The one door of a moderation's state. The moderation is locked."""
    check_move(moderation.state, to)
    old, moderation.state = moderation.state, to
    for field, value in changes.items():
        setattr(moderation, field, value)
    moderation.save(update_fields=["state", *changes])
    record(verb, moderation, by=by, why=why, old=str(old), new=str(to), **(facts or {}))
    return moderation


def of_return(opened, *, by):
    """The moderation of a locked return, begun if nobody has."""
    moderation, new = Moderation.objects.select_for_update(no_key=True).get_or_create(
        assurance_return=opened, defaults={"begun_by": by}
    )
    if moderation.state != State.MODERATING:
        raise Refused(
            f"This moderation is “{moderation.get_state_display()}”: its scores can no longer be changed here."
        )
    return moderation, new


def check_not_judged(opened):
    """Refused where scores that were given to its answers are out of the moderators' hands."""
    state = Moderation.objects.filter(assurance_return=opened).values_list("state", flat=True).first()
    law.check_not_judged(state)


def scored_questions(opened):
    """The questions of a return that are answered on a scale, in order."""
    return list(
        Question.objects.filter(
            section__questionnaire=opened.round.questionnaire_id, kind=Question.Kind.SCALE
        )
        .select_related("section", "scale")
        .prefetch_related("scale__points")
        .order_by("section__position", "position")
    )


def own_answers(opened):
    return {answer.question_id: answer for answer in opened.answers.select_related("question")}


@dataclass(frozen=True)
class ScoreConflict:
    """What a moderator gave, and what a colleague had meanwhile written of the same answer."""

    given: GivenScore
    theirs: ModeratedScore


@transaction.atomic
def save_scores(opened, givens, *, by):
    """Save what a moderator gave; returns conflicts: what a colleague changed meanwhile is left as it is."""
    opened = lock_return(opened, by=by)
    moderation, new = of_return(opened, by=by)
    own = own_answers(opened)
    there = {score.question_id: score for score in moderation.scores.select_related("moderated_by")}
    points = points_of(given.question for given in givens)
    conflicts, written = [], []
    for given in givens:
        score = there.get(given.question.pk)
        if given.question.section.questionnaire_id != opened.round.questionnaire_id:
            raise Refused("That question is not part of this return.")
        if given.empty and score is None:
            continue
        on_scale = points.get(given.question.scale_id, {})
        check_given_score(given, points=on_scale, own=own.get(given.question.pk))
        if score and unchanged(score, given, own.get(given.question.pk)):
            continue
        if score and given.seen != score.revision:
            conflicts.append(ScoreConflict(given, score))
            continue
        written.append(
            write_score(score, moderation, given, on_scale.get(given.value), own.get(given.question.pk), by)
        )
    if new or written:
        record("moderated", moderation, by=by, questions=[score.question.code for score in written])
    return conflicts


def points_of(questions):
    points = {}
    for point in ScalePoint.objects.filter(
        scale__in={question.scale_id for question in questions}
    ).select_related("scale"):
        points.setdefault(point.scale_id, {})[point.value] = point
    return points


def unchanged(score, given, own):
    """Whether a score already says what was given, of the answer as it now is."""
    there = (score.value, score.not_applicable, score.note, score.answer_revision)
    return there == (given.value, given.not_applicable, given.note.strip(), own.revision if own else 0)


def write_score(score, moderation, given, point, own, by):
    score = score or ModeratedScore(moderation=moderation, question=given.question, revision=0)
    score.value, score.not_applicable = given.value, given.not_applicable
    score.label = point.label if point else ""
    score.scale_name = point.scale.name if point else ""
    score.note = given.note.strip()
    score.as_self = same_as_own(given, own)
    score.answer_revision = given.own_revision or (own.revision if own else 0)
    score.revision += 1
    score.moderated_by, score.moderated_at = by, timezone.now()
    score.save()
    return score


@transaction.atomic
def agree_rest(opened, section, *, by):
    """Agree everything in a section that nobody has moderated yet as the agency assessed it; how many that were.

    The label is the one that the agency's answer carries.
    """
    opened = lock_return(opened, by=by)
    moderation, new = of_return(opened, by=by)
    own = own_answers(opened)
    questions = [question for question in scored_questions(opened) if question.section_id == section.pk]
    left = unscored(questions, own, set(moderation.scores.values_list("question", flat=True)))
    now = timezone.now()
    ModeratedScore.objects.bulk_create(
        ModeratedScore(
            moderation=moderation, question=question, as_self=True, answer_revision=answer.revision,
            value=answer.value, label=answer.label, scale_name=answer.scale_name,
            not_applicable=answer.not_applicable, moderated_by=by, moderated_at=now,
        )
        for question in left
        if (answer := own[question.pk])
    )  # fmt: skip
    if left or new:
        record("agreed as self-assessed", moderation, by=by, questions=[question.code for question in left])
    return len(left)


def seen_of(moderation):
    """A mark of the scores as they stand, that changes with each of them, with the reply and with the state."""
    rows = moderation.scores.order_by("pk").values_list("pk", "revision", "reply__revision")
    return hashlib.sha256(f"{moderation.state}{list(rows)}".encode()).hexdigest()[:16]


@transaction.atomic
def share_scores(moderation, *, by, seen, panel="", panel_on=None, meeting=None):
    """Send the moderated draft to the agency: from now on it reads the scores, and has days to check the facts."""
    opened = lock_return(Return(pk=moderation.assurance_return_id), by=by)
    moderation = lock(moderation)
    check_move(moderation.state, State.SHARED)
    check_seen(seen=seen, now=seen_of(moderation))
    check_panel(panel=panel, panel_on=panel_on, today=timezone.localdate())
    scores = set(moderation.scores.values_list("question", flat=True))
    own = own_answers(opened)
    check_whole(unscored(scored_questions(opened), own, scores), moderated=bool(scores))
    check_same_answers(
        [
            score.question
            for score in moderation.scores.select_related("question")
            if score.question_id in own and own[score.question_id].revision != score.answer_revision
        ]
    )
    today = timezone.localdate()
    deadline = deadlines.open_deadline(
        reply_clock(settings.FACTUAL_ACCURACY_DAYS), today, by=by, reference=opened.round.reference,
        path=moderation.get_absolute_url(), organisation=opened.organisation,
    )  # fmt: skip
    write(
        "Check the facts", f"moderation:{moderation.pk}:shared:{deadline.pk}", leads(opened.organisation),
        reference=opened.round.reference, label=opened.round.title, path=deadline.path, due_on=deadline.due_on,
        kind="asked",
    )  # fmt: skip
    return move(
        moderation, State.SHARED, by=by, verb="shared scores", facts={"due_on": str(deadline.due_on)},
        panel=panel.strip(), panel_on=panel_on, meeting=meeting, deadline=deadline, shared_by=by,
        shared_at=timezone.now(),
    )  # fmt: skip


@transaction.atomic
def take_back_scores(moderation, *, by, reason):
    """Moderate again before the agency has replied, for a reason that it is not spared. What it had drafted goes."""
    check_reason(reason, "Enter why you are taking the scores back.")
    moderation = lock(moderation)
    opened = moderation.assurance_return
    check_not_own(own_agency=belongs_to(by, opened.organisation))
    check_move(moderation.state, State.MODERATING)
    deadlines.end(moderation.deadline, by=by, reason="The scores were taken back to be moderated again")
    AgencyReply.objects.filter(score__moderation=moderation).delete()
    write(
        "No longer needed for now", f"moderation:{moderation.pk}:back:{moderation.deadline_id}",
        leads(opened.organisation), reference=opened.round.reference, label=opened.round.title,
        path=opened.get_absolute_url(),
    )  # fmt: skip
    return move(
        moderation, State.MODERATING, by=by, verb="took back scores", why=reason.strip(),
        deadline=None, shared_by=None, shared_at=None,
    )  # fmt: skip


@transaction.atomic
def settle_scores(moderation, *, by, seen):
    """Make the scores final: after the agency's reply, or without one once its time is over."""
    moderation = lock(moderation)
    opened = moderation.assurance_return
    check_not_own(own_agency=belongs_to(by, opened.organisation))
    check_may_settle(
        state=moderation.state,
        due_on=moderation.deadline.due_on if moderation.deadline else None,
        today=timezone.localdate(),
    )
    check_seen(seen=seen, now=seen_of(moderation))
    silent = moderation.state == State.SHARED
    if silent:
        deadlines.end(moderation.deadline, by=by, reason="No reply was received, so the scores became final")
    write(
        "Final", f"moderation:{moderation.pk}:final", leads(opened.organisation),
        reference=opened.round.reference, label=opened.round.title, path=moderation.get_absolute_url(),
    )  # fmt: skip
    return move(
        moderation, State.FINAL, by=by, verb="made final", settled_by=by, settled_at=timezone.now(),
        unanswered=silent,
    )  # fmt: skip


@transaction.atomic
def learn(opened, *, by, text, theme=""):
    """Note something that scrutiny of a return taught, to be cited elsewhere."""
    opened = lock_return(opened, by=by)
    moderation = Moderation.objects.select_for_update(no_key=True).filter(assurance_return=opened).first()
    if moderation is None:
        raise Refused("Moderate the return first, then record the learning.")
    if moderation.learning_points.filter(text=text.strip()).exists():
        raise Refused("This learning point has already been recorded.")
    point = learning.note(by=by, text=text, theme=theme, origin="return", reference=opened.round.reference)
    moderation.learning_points.add(point)
    record("noted learning", moderation, by=by, point=point.pk)
    return point
