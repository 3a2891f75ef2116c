"""What an agency answered in the return before, shown beside the questions and brought forward to be reviewed."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Answer, Evidence, Question, Return, Round
from partnership.operations.record import record
from partnership.rules.questionnaires import applies, can_carry, check_open


def last_return(opened):
    """The same agency's return of the round before that asked the same questionnaire, in whichever version; or None.

    Of an audit there is none: its cases are called A1 and A2 each time, and are other children each time.
    """
    if opened.round.purpose == Round.Purpose.AUDIT:
        return None
    return (
        Return.objects.submitted()
        .filter(
            organisation=opened.organisation_id,
            round__questionnaire__code=opened.round.questionnaire.code,
            round__purpose=opened.round.purpose,
            round__about_until__lt=opened.round.about_until,
        )
        .exclude(pk=opened.pk)
        .select_related("round__questionnaire")
        .order_by("-round__about_until", "-round__due_on", "-pk")
        .first()
    )


def last_answers(opened):
    """Question code → what was answered last time. Empty where there was no last time."""
    before = last_return(opened)
    if before is None:
        return {}
    return {
        answer.question.code: answer for answer in before.answers.select_related("question") if answer.given
    }


@transaction.atomic
def carry_forward(opened, *, by, sections=None):
    """Bring last time's answers forward, of all sections or of these, where nothing is answered yet. Says how many.

    Each arrives to be reviewed: it counts for nothing until somebody has confirmed or changed it. Scores and numbers
    belong to their own year and are only shown; evidence comes along while it still holds.
    """
    opened = (
        Return.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round__questionnaire", "organisation")
        .get(pk=opened.pk)
    )
    today = timezone.localdate()
    check_open(
        state=opened.state, opens_on=opened.round.opens_on, closes_on=opened.round.closes_on, today=today
    )
    before = last_answers(opened)
    if not before:
        raise Refused("There are no earlier answers to bring forward.")
    there = {answer.question_id: answer for answer in opened.answers.all()}
    questions = Question.objects.filter(section__questionnaire=opened.round.questionnaire_id).in_order()
    brought = []
    for question in questions:
        last, now = before.get(question.code), there.get(question.pk)
        if sections is not None and question.section_id not in sections:
            continue
        if last is None or (now is not None and now.given) or not can_carry(question, last, last.question):
            continue
        kept = [one for one in present(last) if not one.expired(today)] if question.kind == "evidence" else []
        if question.kind == "evidence" and not kept and not last.not_applicable:
            continue
        answer = now or Answer(assurance_return=opened, question=question, revision=0)
        for field in ("text", "not_applicable", "not_applicable_reason"):
            setattr(answer, field, getattr(last, field))
        answer.rows = [one.row for one in kept] if question.kind == "evidence" else last.rows
        answer.carried_from, answer.to_review = last, True
        answer.revision += 1
        answer.saved_by, answer.saved_at = by, timezone.now()
        answer.save()
        Evidence.objects.bulk_create(copy_of(one, answer) for one in kept)
        there[question.pk] = answer
        brought.append(question)
    if brought:
        record("brought forward", opened, by=by, answers=len(brought))
    return len([question for question in brought if applies(question, there)])


def present(answer):
    return answer.evidence.present().select_related("document")


def copy_of(evidence, answer):
    return Evidence(
        answer=answer,
        title=evidence.title,
        document=evidence.document,
        link=evidence.link,
        dated_on=evidence.dated_on,
        until=evidence.until,
        added_by=evidence.added_by,
        added_at=evidence.added_at,
    )
