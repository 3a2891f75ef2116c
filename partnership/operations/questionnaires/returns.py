"""Answering a return, and submitting it for good."""

import hashlib
import json
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Answer, Question, Return, ScalePoint
from partnership.operations.deadlines import meet
from partnership.operations.questionnaires.letters import write_to_leads
from partnership.operations.record import record
from partnership.rules.questionnaires import (
    Given,
    check_as_checked,
    check_complete,
    check_given,
    check_open,
    check_revision,
    is_own_save,
)


def lock(opened):
    opened = (
        Return.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round", "deadline")
        .get(pk=opened.pk)
    )
    check_open(
        state=opened.state,
        opens_on=opened.round.opens_on,
        closes_on=opened.round.closes_on,
        today=timezone.localdate(),
    )
    return opened


@dataclass(frozen=True)
class Conflict:
    """What somebody gave, and what a colleague had meanwhile saved as the answer to the same question."""

    given: Given
    theirs: Answer


@dataclass(frozen=True)
class Saved:
    """The answers as they now are, by question id, and those that were not saved for a colleague's sake."""

    answers: dict
    conflicts: list


@transaction.atomic
def save_answers(opened, givens, *, by, over_own_draft=False):
    """Save what was given in a draft. An answer that a colleague changed meanwhile is left, and both are returned.

    Saving what is already there changes nothing, so an autosave may be repeated. `over_own_draft` is for the
    button: it may come while the same person's last autosave is still on its way.
    """
    opened = lock(opened)
    now = timezone.now()
    now_there = {a.question_id: a for a in opened.answers.select_related("question", "saved_by")}
    scales = {given.question.scale_id for given in givens} - {None}
    points = {}
    for point in ScalePoint.objects.filter(scale__in=scales).select_related("scale"):
        points.setdefault(point.scale_id, {})[point.value] = point
    conflicts = []
    for given in givens:
        question = given.question
        if question.section.questionnaire_id != opened.round.questionnaire_id:
            raise Refused("That question is not part of this return.")
        on_scale = points.get(question.scale_id, {})
        check_given(given, on_scale)
        answer = now_there.get(question.pk)
        if answer is None and given.empty:
            continue
        if answer and all(getattr(answer, field) == new for field, new in given.fields.items()):
            continue
        own = (
            answer
            and over_own_draft
            and is_own_save(
                seen=given.seen,
                now=answer.revision,
                saved_by=answer.saved_by_id,
                by=by.pk,
                age=now - answer.saved_at,
            )
        )
        if answer and given.seen != answer.revision and not own:
            conflicts.append(Conflict(given, answer))
            continue
        now_there[question.pk] = write_answer(answer, opened, given, on_scale.get(given.value), by)
    return Saved(now_there, conflicts)


def write_answer(answer, opened, given, point, by):
    if answer is None:
        answer = Answer(assurance_return=opened, question=given.question, revision=0)
    for field, new in given.fields.items():
        setattr(answer, field, new)
    answer.label = point.label if point else ""
    answer.scale_name = point.scale.name if point else ""
    answer.revision += 1
    answer.saved_by = by
    answer.saved_at = timezone.now()
    answer.save()
    return answer


@transaction.atomic
def save_answer(opened, question, *, by, seen, **given):
    """Save one answer of a draft; refused when a colleague changed it meanwhile. None when there is nothing to keep."""
    saved = save_answers(opened, [Given(question=question, seen=seen, **given)], by=by)
    for conflict in saved.conflicts:
        check_revision(seen=seen, now=conflict.theirs.revision if conflict.theirs else 0)
    return saved.answers.get(question.pk)


def checksum(answers):
    """SHA-256 over the answers as they stand, in question order: the receipt's proof."""
    plain = [
        [a.question.code, a.text, str(a.number), a.value, a.label, a.not_applicable, a.not_applicable_reason]
        for a in answers
    ]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False).encode()).hexdigest()


def set_aside(answers):
    """What stands beside "does not apply", or a reason for it that is no longer needed, is nobody's answer: drop it."""
    for answer in answers:
        if answer.not_applicable:
            answer.text, answer.number, answer.value, answer.label = "", None, None, ""
        else:
            answer.not_applicable_reason = ""
    return answers


@transaction.atomic
def submit(opened, *, by, declared_office, late_reason="", checked=""):
    """Submit a complete return. From here its answers are frozen.

    `checked` is the checksum of the answers that the person had before them, if they had any.
    """
    opened = lock(opened)
    if not declared_office.strip():
        raise Refused("Say which executive lead has agreed this return.")
    questions = Question.objects.filter(section__questionnaire=opened.round.questionnaire_id)
    answers = list(opened.answers.select_related("question", "question__section"))
    check_as_checked(checked=checked, now=checksum(answers))
    check_complete(list(questions.select_related("section")), {a.question_id: a for a in answers})
    Answer.objects.bulk_update(
        set_aside(answers), ["text", "number", "value", "label", "not_applicable_reason"]
    )
    opened.state = Return.State.SUBMITTED
    opened.submitted_by = by
    opened.submitted_at = timezone.now()
    opened.declared_office = declared_office.strip()
    opened.checksum = checksum(opened.answers.select_related("question"))
    opened.save(update_fields=["state", "submitted_by", "submitted_at", "declared_office", "checksum"])
    meet(opened.deadline, by=by, late_reason=late_reason)
    write_to_leads([opened], "received", "received", "Received")
    record("submitted", opened, by=by, checksum=opened.checksum, declared_office=opened.declared_office)
    return opened
