"""Asking a questionnaire of many, answering it, and submitting it for good."""

import hashlib
import json
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import (
    Answer,
    Appointment,
    Deadline,
    Letter,
    Question,
    Questionnaire,
    Return,
    Round,
    ScalePoint,
)
from partnership.operations.deadlines import end, meet, open_fixed, open_for_each
from partnership.operations.letters import promise_all
from partnership.operations.record import record
from partnership.rules.questionnaires import (
    Given,
    check_as_checked,
    check_complete,
    check_extension,
    check_given,
    check_open,
    check_revision,
    check_round,
    is_own_save,
)

AGREED = "Set by the business unit for this round"


class AlreadyOpened(Refused):
    """The same round was opened before, such as by a second press of the button."""

    def __init__(self, asked):
        super().__init__(f"This round was already opened, as {asked.reference}.")
        self.asked = asked


@transaction.atomic
def open_round(
    questionnaire, *, by, title, organisations, about_from, about_until,
    opens_on, due_on, closes_on, reference="", message="",
):  # fmt: skip
    """Ask these organisations: one return and one deadline each, and a letter to their leads."""
    organisations = list(organisations)
    dates = {
        "about_from": about_from,
        "about_until": about_until,
        "opens_on": opens_on,
        "due_on": due_on,
        "closes_on": closes_on,
    }
    check_round(organisations=organisations, **dates)
    # All versions of it are locked: one round is opened at a time, so references count up without a gap.
    list(Questionnaire.objects.select_for_update(no_key=True).filter(code=questionnaire.code))
    same = Round.objects.filter(questionnaire=questionnaire, title=title, **dates).first()
    if same:
        raise AlreadyOpened(same)
    Questionnaire.objects.filter(pk=questionnaire.pk, frozen_at=None).update(frozen_at=timezone.now())
    asked = Round.objects.create(
        questionnaire=questionnaire,
        title=title,
        reference=reference or next_reference(questionnaire, due_on.year),
        message=message,
        opened_by=by,
        **dates,
    )
    ask(asked, organisations)
    record("opened", asked, by=by, organisations=[o.code for o in organisations], due_on=str(due_on))
    return asked


def next_reference(questionnaire, year):
    """Such as AAR-2026-2: what is asked, the year it is due in, and which it is of that year."""
    words = questionnaire.code.split("-")
    initials = "".join(word if word.isdigit() else word[0] for word in words).upper()[:20]
    before = f"{initials}-{year}-"
    numbers = [
        int(reference.removeprefix(before))
        for reference in Round.objects.filter(reference__startswith=before).values_list(
            "reference", flat=True
        )
        if reference.removeprefix(before).isdigit()
    ]
    return f"{before}{max(numbers, default=0) + 1}"


def ask(asked, organisations):
    """Open each organisation's return, with its deadline, and write to whoever answers for it."""
    deadlines = open_for_each(
        organisations,
        "return",
        asked.title,
        asked.due_on,
        rule=AGREED,
        source=asked.questionnaire.source or asked.questionnaire.title,
        starts_on=asked.opens_on,
        reference=asked.reference,
    )
    returns = Return.objects.bulk_create(
        Return(round=asked, organisation=organisation, deadline=deadlines[organisation.pk])
        for organisation in organisations
    )
    for opened in returns:
        opened.deadline.path = reverse("assurance:return", args=[opened.pk])
    Deadline.objects.bulk_update([opened.deadline for opened in returns], ["path"])
    write_to_leads(returns, "asked", "asked", "Asked of you")


def write_to_leads(returns, kind, occasion, subject):
    """Promise each return's leads a letter, once an occasion. Says how many letters are new, for how many returns."""
    returns = list(returns)
    leads = {}
    for appointment in (
        Appointment.objects.on(timezone.localdate())
        .filter(
            role__in=[Role.PARTNER_LEAD, Role.SCHOOL_LEAD],
            organisation__in=[opened.organisation_id for opened in returns],
            person__is_active=True,
        )
        .select_related("person")
    ):
        leads.setdefault(appointment.organisation_id, {})[appointment.person_id] = appointment.person
    letters = [
        Letter(
            key=f"return:{opened.pk}:{occasion}:{person.pk}",
            kind=kind,
            recipient=person,
            reference=opened.round.reference,
            subject=f"{subject}: {opened.round.reference}",
            label=opened.round.title,
            due_on=opened.deadline.due_on,
            path=opened.deadline.path,
        )
        for opened in returns
        for person in leads.get(opened.organisation_id, {}).values()
    ]
    return promise_all(letters) if letters else 0


@transaction.atomic
def remind(asked, *, by):
    """Write to the leads of every return that is still a draft, at most once a day. Says how many letters are new."""
    today = timezone.localdate()
    check_open(state="draft", opens_on=asked.opens_on, closes_on=asked.closes_on, today=today)
    drafts = asked.returns.filter(state=Return.State.DRAFT).select_related("round", "deadline")
    new = write_to_leads(drafts, "reminded", f"reminded:{today}", "Reminder")
    if new:
        record("reminded", asked, by=by, letters=new)
    return new


@transaction.atomic
def extend(opened, *, by, due_on, reason):
    """Give one organisation until a later date. The first date stays on record, with the reason."""
    opened = (
        Return.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round", "deadline")
        .get(pk=opened.pk)
    )
    old = opened.deadline
    check_extension(
        state=opened.state,
        due_on=old.due_on,
        new_due_on=due_on,
        closes_on=opened.round.closes_on,
        today=timezone.localdate(),
        reason=reason,
    )
    old = end(old, by=by, reason=f"Extended to {due_on:%-d %B %Y}: {reason.strip()}")
    opened.deadline = open_fixed(
        old.duty,
        old.label,
        due_on,
        by=by,
        rule="Later date agreed by the business unit",
        source=old.source,
        starts_on=old.starts_on,
        reference=old.reference,
        path=old.path,
        organisation=old.organisation,
    )
    opened.save(update_fields=["deadline"])
    old.superseded_by = opened.deadline
    old.save(update_fields=["superseded_by"])
    write_to_leads([opened], "extended", f"extended:{due_on}", "You have longer")
    record("extended", opened, by=by, why=reason.strip(), due_on=str(due_on))
    return opened


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
