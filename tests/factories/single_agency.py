"""Rounds of the single-agency training return, as the factory makes them."""

from datetime import date

from django.utils import timezone

from partnership.models import Answer, Deadline, Question, Questionnaire, Return, Round, Section
from training.rules.single_agency import CODE, LEVELS, codes


def asked_of_staff(cast, year=2026, answers=None):
    """A round due in June of that year. `answers`: organisation → {level: (need it, up to date) or None where it does
    not apply}, or None for an agency that has not answered."""
    made, new = Questionnaire.objects.get_or_create(
        code=CODE, version=1, defaults={"title": "Single-agency training"}
    )
    if new:
        section = Section.objects.create(questionnaire=made, position=1, title="Who is trained")
        wanted = [code for level in LEVELS for code in codes(level)]
        for number, code in enumerate(wanted, 1):
            Question.objects.create(section=section, position=number, code=code, text=code, kind="number")
    asked = Round.objects.create(
        questionnaire=made, title=f"Single-agency training {year}", reference=f"SAT-{year}-1",
        about_from=date(year - 1, 4, 1), about_until=date(year, 3, 31), opens_on=date(year, 5, 1),
        due_on=date(year, 6, 30), closes_on=date(year, 7, 31), opened_by=cast.officer,
    )  # fmt: skip
    for organisation, levels in (answers or {}).items():
        answer(asked, organisation, levels, cast.officer)
    return asked


def answer(asked, organisation, levels, by):
    deadline = Deadline.objects.create(
        duty="return", label=asked.title, reference=asked.reference, path="/", due_on=asked.due_on,
        starts_on=asked.opens_on, rule="Set", source="Set", organisation=organisation,
    )  # fmt: skip
    given = Return.objects.create(round=asked, organisation=organisation, deadline=deadline)
    questions = Question.objects.filter(section__questionnaire=asked.questionnaire)
    for level, numbers in (levels or {}).items():
        for place, code in enumerate(codes(level)):
            Answer.objects.create(
                assurance_return=given, question=questions.get(code=code),
                number=numbers[place] if numbers else None, not_applicable=numbers is None, saved_by=by,
                not_applicable_reason="" if numbers else "Nobody here does.",
            )  # fmt: skip
    if levels is not None:
        Return.objects.filter(pk=given.pk).update(
            state=Return.State.SUBMITTED, submitted_by=by, submitted_at=timezone.now(), checksum="0" * 64
        )
    return given
