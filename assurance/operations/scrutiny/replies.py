"""What the agency says of the moderated scores within its window, and what an independent look makes of it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from assurance.models import AgencyReply, ModeratedScore, ScoreDecision
from assurance.operations.scrutiny.moderation import State, lock, move, points_of, seen_of
from assurance.operations.scrutiny.people import advisors, belongs_to, business_unit, write
from assurance.rules.scrutiny import (
    CLOCKS,
    GivenReply,
    GivenScore,
    check_given_reply,
    check_given_score,
    check_independent,
    check_not_own,
    check_reason,
    check_seen,
)
from partnership.access import Can, Refused, may
from partnership.models import Answer
from partnership.operations import deadlines
from partnership.operations.documents import keep
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record
from partnership.rules.childs_detail import check_no_detail

Position = AgencyReply.Position


def check_replies(moderation, by):
    if moderation.assurance_return.organisation_id not in by.answers_for:
        raise Refused("Only the agency can reply.")
    if moderation.state != State.SHARED:
        raise Refused("You can no longer reply to these scores.")


@dataclass(frozen=True)
class ReplyConflict:
    given: GivenReply
    theirs: AgencyReply


@transaction.atomic
def save_replies(moderation, givens, *, by):
    """Keep what was given as a draft of the agency; returns conflicts: what a colleague changed is left."""
    moderation = lock(moderation)
    check_replies(moderation, by)
    there = {
        reply.score_id: reply
        for reply in AgencyReply.objects.filter(score__moderation=moderation).select_related("written_by")
    }
    conflicts = []
    for given in givens:
        if given.score.moderation_id != moderation.pk:
            raise Refused("That score is not part of this return.")
        reply = there.get(given.score.pk)
        if not given.position and not given.reason.strip() and not given.file:
            continue
        check_given_reply(given)
        check_no_detail(given.reason)
        same = reply and (reply.position, reply.reason) == (given.position, given.reason.strip())
        if same and not given.file:
            continue
        if reply and given.seen != reply.revision:
            conflicts.append(ReplyConflict(given, reply))
            continue
        write_reply(reply or AgencyReply(score=given.score, revision=0), given, by)
    return conflicts


def write_reply(reply, given, by):
    reply.position, reply.reason = given.position, given.reason.strip()
    if given.file:
        name, content = given.file
        reply.document = keep(
            content, by=by, title=f"Evidence about moderated score {given.score.pk}", filename=name,
            download_name=f"evidence-{given.score.pk}", replaces=reply.document,
        )  # fmt: skip
    reply.revision += 1
    reply.written_by, reply.written_at = by, timezone.now()
    reply.save()
    return reply


@transaction.atomic
def send_reply(moderation, *, by, seen, late_reason=""):
    """The agency's reply is whole: what it did not answer it accepts. Disputed scores go to the Independent Advisor."""
    moderation = lock(moderation)
    check_replies(moderation, by)
    check_seen(seen=seen, now=seen_of(moderation))
    rest = list(ModeratedScore.objects.filter(moderation=moderation, reply=None))
    AgencyReply.objects.bulk_create(
        AgencyReply(score=score, position=Position.ACCEPT, written_by=by) for score in rest
    )
    disputed = AgencyReply.objects.filter(score__moderation=moderation, position=Position.DISPUTE).count()
    deadlines.meet(moderation.deadline, by=by, late_reason=late_reason)
    reference, path = moderation.assurance_return.round.reference, moderation.get_absolute_url()
    said = {"replied_by": by, "replied_at": timezone.now()}
    facts = {"disputed": disputed}
    if not disputed:
        tell_staff(moderation, "Reply received")
        return move(moderation, State.REPLIED, by=by, verb="replied", facts=facts, **said)
    review = deadlines.open_deadline(
        CLOCKS["review"], timezone.localdate(), by=by, reference=reference, path=path, role="independent_advisor",
    )  # fmt: skip
    write(
        "For your decision", f"moderation:{moderation.pk}:disputed:{review.pk}", advisors(),
        reference=reference, label="A reply to moderated scores", path=path, due_on=review.due_on, kind="asked",
    )  # fmt: skip
    tell_staff(moderation, "Reply received")
    return move(
        moderation, State.DISPUTED, by=by, verb="replied", facts=facts, review_deadline=review, **said
    )


def tell_staff(moderation, subject):
    opened = moderation.assurance_return
    write(
        subject, f"moderation:{moderation.pk}:{subject}:{moderation.deadline_id}", business_unit(),
        reference=opened.round.reference, label=opened.round.title, path=moderation.get_absolute_url(),
    )  # fmt: skip


@transaction.atomic
def decide_score(reply, *, by, reason, value=None, not_applicable=False, late_reason=""):
    """Decide, independently, what a disputed score is, and why. The last one opens the way to final scores."""
    moderation = lock(reply.score.moderation)
    reply = still_there(AgencyReply.objects.select_related("score__question__scale"), reply)
    if not may(by, Can.VERIFY_RETURNS):
        raise Refused("Only the Independent Advisor can decide disputed scores.")
    check_not_own(
        own_agency=belongs_to(by, moderation.assurance_return.organisation), deed="decides on a score of"
    )
    check_independent(decider=by.pk, moderators=set(moderation.scores.values_list("moderated_by", flat=True)))
    if moderation.state != State.DISPUTED or reply.position != Position.DISPUTE:
        raise Refused("This score is not disputed, or has already been decided.")
    if ScoreDecision.objects.filter(reply=reply).exists():
        raise Refused("This score has already been decided and cannot be changed.")
    check_reason(reason, "Enter a reason. The agency and the panel will read it.")
    question = reply.score.question
    own = Answer.objects.filter(assurance_return=moderation.assurance_return, question=question).first()
    points = points_of([question]).get(question.scale_id, {})
    check_given_score(
        GivenScore(question, value=value, not_applicable=not_applicable, note=reason), points=points, own=own
    )
    point = points.get(value)
    decision = ScoreDecision.objects.create(
        reply=reply, value=value, not_applicable=not_applicable, label=point.label if point else "",
        scale_name=point.scale.name if point else "", reason=reason.strip(), decided_by=by,
    )  # fmt: skip
    record("decided", decision, by=by, changed=value != reply.score.value)
    if not undecided(moderation).exists():
        deadlines.meet(moderation.review_deadline, by=by, late_reason=late_reason)
        tell_staff(moderation, "Decided")
        move(moderation, State.REPLIED, by=by, verb="decided all")
    return decision


def undecided(moderation):
    """The disputed scores of a moderation on which nobody has decided yet."""
    return AgencyReply.objects.filter(score__moderation=moderation, position=Position.DISPUTE, decision=None)
