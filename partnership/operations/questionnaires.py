"""Asking a questionnaire of many, answering it, and submitting it for good."""

import hashlib
import json

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Answer, Person, Question, Questionnaire, Return, Round
from partnership.operations.deadlines import meet, open_fixed
from partnership.operations.letters import promise
from partnership.operations.record import record
from partnership.rules.questionnaires import check_complete, check_open, check_revision


@transaction.atomic
def open_round(
    questionnaire, *, by, title, reference, organisations, about_from, about_until,
    opens_on, due_on, closes_on, message="",
):  # fmt: skip
    """Ask these organisations: one return and one deadline each, and a letter to their leads."""
    organisations = list(organisations)
    if not organisations:
        raise Refused("Choose at least one organisation to ask.")
    if not (about_from <= about_until and opens_on <= due_on <= closes_on):
        raise Refused("The dates are out of order. A round opens, then is due, then closes.")
    Questionnaire.objects.filter(pk=questionnaire.pk, frozen_at=None).update(frozen_at=timezone.now())
    asked = Round.objects.create(
        questionnaire=questionnaire,
        title=title,
        reference=reference,
        about_from=about_from,
        about_until=about_until,
        opens_on=opens_on,
        due_on=due_on,
        closes_on=closes_on,
        message=message,
        opened_by=by,
    )
    for organisation in organisations:
        ask(asked, organisation, by=by)
    record("opened", asked, by=by, organisations=[o.code for o in organisations], due_on=str(due_on))
    return asked


def ask(asked, organisation, *, by):
    """Open one organisation's return, with its deadline, and write to whoever answers for it."""
    deadline = open_fixed(
        "return",
        asked.title,
        asked.due_on,
        by=by,
        rule="Set by the business unit for this round",
        source=asked.questionnaire.source or asked.questionnaire.title,
        starts_on=asked.opens_on,
        reference=asked.reference,
        path="",
        organisation=organisation,
    )
    opened = Return.objects.create(round=asked, organisation=organisation, deadline=deadline)
    deadline.path = reverse("assurance:return", args=[opened.pk])
    deadline.save(update_fields=["path"])
    leads = Person.objects.holding(
        Role.PARTNER_LEAD, Role.SCHOOL_LEAD, on=timezone.localdate(), organisation=organisation
    )
    for person in leads:
        promise(
            "asked",
            f"return:{opened.pk}:asked:{person.pk}",
            to=person,
            subject=f"Asked of you: {asked.reference}",
            reference=asked.reference,
            label=asked.title,
            due_on=asked.due_on,
            path=deadline.path,
        )
    return opened


def lock(opened):
    opened = (
        Return.objects.select_for_update(of=("self",)).select_related("round", "deadline").get(pk=opened.pk)
    )
    check_open(
        state=opened.state,
        opens_on=opened.round.opens_on,
        closes_on=opened.round.closes_on,
        today=timezone.localdate(),
    )
    return opened


@transaction.atomic
def save_answer(opened, question, *, by, seen, text="", number=None, value=None,
                not_applicable=False, not_applicable_reason=""):  # fmt: skip
    """Save one answer of a draft. `seen` is the revision on the page, 0 where there was none.

    Saving what is already there changes nothing, so an autosave may be repeated.
    """
    opened = lock(opened)
    given = {
        "text": text,
        "number": number,
        "value": value,
        "not_applicable": not_applicable,
        "not_applicable_reason": not_applicable_reason if not_applicable else "",
    }
    if question.section.questionnaire_id != opened.round.questionnaire_id:
        raise Refused("That question is not part of this return.")
    answer = opened.answers.filter(question=question).first()
    if answer and all(getattr(answer, field) == new for field, new in given.items()):
        return answer
    if answer is None and not any(given.values()) and number is None and value is None:
        return None
    check_revision(seen=seen, now=answer.revision if answer else 0)
    if answer is None:
        answer = Answer(assurance_return=opened, question=question, revision=0)
    for field, new in given.items():
        setattr(answer, field, new)
    point = (
        question.scale.points.filter(value=value).first() if question.scale and value is not None else None
    )
    if value is not None and point is None:
        raise Refused("Choose one of the points of the scale.")
    answer.label = point.label if point else ""
    answer.scale_name = question.scale.name if point else ""
    answer.revision += 1
    answer.saved_by = by
    answer.saved_at = timezone.now()
    answer.save()
    return answer


def checksum(answers):
    """SHA-256 over the answers as they stand, in question order: the receipt's proof."""
    plain = [
        [a.question.code, a.text, str(a.number), a.value, a.label, a.not_applicable, a.not_applicable_reason]
        for a in answers
    ]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def submit(opened, *, by, declared_office, late_reason=""):
    """Submit a complete return. From here its answers are frozen."""
    opened = lock(opened)
    if not declared_office.strip():
        raise Refused("Say which executive lead has agreed this return.")
    questions = Question.objects.filter(section__questionnaire=opened.round.questionnaire_id)
    answers = list(opened.answers.select_related("question", "question__section"))
    check_complete(list(questions.select_related("section")), {a.question_id: a for a in answers})
    opened.state = Return.State.SUBMITTED
    opened.submitted_by = by
    opened.submitted_at = timezone.now()
    opened.declared_office = declared_office.strip()
    opened.checksum = checksum(answers)
    opened.save(update_fields=["state", "submitted_by", "submitted_at", "declared_office", "checksum"])
    meet(opened.deadline, by=by, late_reason=late_reason)
    record("submitted", opened, by=by, checksum=opened.checksum, declared_office=opened.declared_office)
    return opened
