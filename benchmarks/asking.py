"""Invented questionnaires, schools and answers, in few statements."""

from django.utils import timezone

from benchmarks.filling import in_bulk
from partnership.models import (
    Answer,
    Organisation,
    Question,
    Questionnaire,
    Return,
    Scale,
    ScalePoint,
    Section,
)
from schools.models import School

KINDS, RUNS = list(School.Kind.values), list(School.Run.values)
TOPICS = {"scale": "must", "number": "numbers", "date": "training_24_months", "yes_no": "must"}


def questionnaire(code, sections, kinds, topics=()):
    """So many sections, each with a question of each of these kinds; `topics` says by kind what they are about."""
    scale = Scale.objects.create(code="four", name="Four points")
    ScalePoint.objects.bulk_create(ScalePoint(scale=scale, value=n, label=f"{n}: in words") for n in range(4))
    asks = Questionnaire.objects.create(code=code, title=f"{sections * len(kinds)} questions")
    for part in range(sections):
        section = Section.objects.create(questionnaire=asks, position=part + 1, title=f"Part {part + 1}")
        in_bulk(
            Question(
                section=section, position=n + 1, code=f"q-{part}-{n}", text=f"Question {part}.{n}?", kind=kind,
                scale=scale if kind == "scale" else None, **({"topic": topics[kind]} if topics else {}),
            )
            for n, kind in enumerate(kinds)
        )  # fmt: skip
    return asks


def eighty_questions(code):
    """Eight sections of ten: six standards, two numbers, a date of training and a yes or no."""
    return questionnaire(code, 8, ["scale"] * 6 + ["number"] * 2 + ["date", "yes_no"], TOPICS)


def schools_of(authority, number, first):
    """So many open schools of that authority, with numbers of the register from `first` on."""
    bodies = in_bulk(
        Organisation(code=f"school-{first + n}", name=f"School {first + n}", kind=Organisation.Kind.SCHOOL)
        for n in range(number)
    )
    in_bulk(
        School(
            urn=first + n, organisation=body, authority=authority, authority_code="855", name=body.name,
            kind=KINDS[n % len(KINDS)], run=RUNS[n % len(RUNS)], type_code="01", type_name="A type",
            status_code="1", status_name="Open",
        )
        for n, body in enumerate(bodies)
    )  # fmt: skip


def answers(returns, questions, by, odd=0):
    """An answer of each of these returns to each of these questions, not kept yet; `odd` makes years differ."""
    return [
        answered(one, question, n + place + odd, by)
        for n, one in enumerate(returns)
        for place, question in enumerate(questions)
    ]


def answered(one, question, odd, by):
    row = Answer(assurance_return=one, question=question, saved_by=by)
    if question.kind == "scale":
        row.value, row.label, row.scale_name = odd % 4, f"{odd % 4}: in words", "Four points"
    elif question.kind == "number":
        row.number = odd % 30
    elif question.kind == "yes_no":
        row.text = "yes" if odd % 2 else "no"
    else:
        row.text = "2026-03-02" if question.kind == "date" else "What shows it. " * 40
    return row


def submit(returns, by):
    returns.update(
        state=Return.State.SUBMITTED, submitted_by=by, submitted_at=timezone.now(), checksum="0" * 64,
        declared_office="Head",
    )  # fmt: skip
