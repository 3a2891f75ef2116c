"""Answering a return, and submitting it for good."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Answer, Evidence, Question, Return, ReturnVersion, ScalePoint
from partnership.operations.deadlines import end, meet
from partnership.operations.questionnaires.last_time import last_answers
from partnership.operations.questionnaires.letters import write_to_leads
from partnership.operations.record import record
from partnership.rules.answers import as_plain, checksum_of, tidy_rows
from partnership.rules.questionnaires import (
    Given,
    applies,
    check_as_checked,
    check_complete,
    check_given,
    check_open,
    check_revision,
    is_own_save,
)


def questions_of(opened):
    """Every question of a return's questionnaire in order, each knowing what it is asked on."""
    return Question.objects.filter(section__questionnaire=opened.round.questionnaire_id).in_order()


def lock(opened):
    """The return, locked, in which something may be written today; Refused otherwise."""
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
        if given.rows is not None:
            given = replace(given, rows=tidy_rows(given.rows, question.columns))
        check_given(given, on_scale)
        answer = now_there.get(question.pk)
        if answer is None and given.empty:
            continue
        reviewed = answer and answer.to_review and given.confirmed
        if answer and is_as_it_was(answer, given) and not reviewed:
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


def is_as_it_was(answer, given):
    """Whether saving it would change nothing of the answer."""
    return all(getattr(answer, field) == new for field, new in given.fields.items())


def write_answer(answer, opened, given, point, by):
    if answer is None:
        answer = Answer(assurance_return=opened, question=given.question, revision=0)
    for field, new in given.fields.items():
        setattr(answer, field, new)
    answer.label = point.label if point else ""
    answer.scale_name = point.scale.name if point else ""
    answer.to_review = False
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


def plain(answers):
    """What a submission keeps: everything that was given, in question order."""
    return [as_plain(answer, answer.question) for answer in answers if answer.given]


def checksum(answers):
    """SHA-256 over the answers as they stand, in question order: the receipt's proof."""
    return checksum_of(plain(answers))


NOTHING = {
    "text": "",
    "number": None,
    "value": None,
    "label": "",
    "scale_name": "",
    "rows": [],
    "why_changed": "",
}
SET_ASIDE = [*NOTHING, "not_applicable", "not_applicable_reason"]


def set_aside(answers):
    """What nobody answers with goes: what stands beside "does not apply", its reason elsewhere, what is not asked.

    The answers know their questions as `questions_of` gives them.
    """
    by_question = {answer.question_id: answer for answer in answers}
    for answer in answers:
        is_asked = applies(answer.question, by_question)
        if answer.not_applicable or not is_asked:
            for field, nothing in NOTHING.items():
                setattr(answer, field, nothing)
        if not is_asked:
            answer.not_applicable = False
        if not answer.not_applicable:
            answer.not_applicable_reason = ""
    return answers


@transaction.atomic
def submit(opened, *, by, declared_office, late_reason="", checked="", receipt=True):
    """Submit a complete return. From here its answers are frozen, and kept as one of its versions.

    `checked` is the checksum of the answers that the person had before them, if they had any. `receipt` is False
    where it counts as received only later.
    """
    opened = lock(opened)
    if not declared_office.strip():
        raise Refused("Say which executive lead has agreed this return.")
    questions = questions_of(opened)
    by_id = {question.pk: question for question in questions}
    answers = list(opened.answers.all())
    for answer in answers:
        answer.question = by_id[answer.question_id]
    check_as_checked(checked=checked, now=checksum(answers))
    check_complete(questions, {a.question_id: a for a in answers}, last_answers(opened))
    Answer.objects.bulk_update(set_aside(answers), SET_ASIDE)
    empty = [answer.pk for answer in answers if not answer.rows]
    Evidence.objects.present().filter(answer__in=empty).update(removed_at=timezone.now())
    again = opened.reopenings.running().select_related("deadline").first()
    opened.state = Return.State.SUBMITTED
    opened.submitted_by = by
    opened.submitted_at = timezone.now()
    opened.declared_office = declared_office.strip()
    opened.checksum = keep_version(opened, answers).checksum
    opened.save(update_fields=["state", "submitted_by", "submitted_at", "declared_office", "checksum"])
    end_sections(opened, by=by)
    if again:
        again.ended_at, again.submitted_again = timezone.now(), True
        again.save(update_fields=["ended_at", "submitted_again"])
    meet(again.deadline if again else opened.deadline, by=by, late_reason=late_reason)
    if receipt:
        occasion = f"received:{again.pk}" if again else "received"
        write_to_leads([opened], "received", occasion, "Received")
    record("submitted", opened, by=by, checksum=opened.checksum, declared_office=opened.declared_office)
    return opened


def keep_version(opened, answers):
    """What is submitted now, whole and for good."""
    kept = plain(answers)
    return ReturnVersion.objects.create(
        assurance_return=opened,
        number=opened.versions.count() + 1,
        answers=kept,
        checksum=checksum_of(kept),
        submitted_by=opened.submitted_by,
        submitted_at=opened.submitted_at,
        declared_office=opened.declared_office,
    )


def end_sections(opened, *, by):
    """Once the return is in, nobody has a section left to do."""
    for given in opened.assignments.running().filter(done_at=None).select_related("deadline"):
        if given.deadline.outstanding:
            end(given.deadline, by=by, reason="The return has been submitted.")
