"""A round among 400 schools of 80 questions: its dashboard, and what its answers say beside last year's."""

from datetime import date, timedelta

from django.core.management import call_command
from django.utils import timezone

from benchmarks.inside import processor_ms
from benchmarks.rounds import analyze, plain_ms, queries_of
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
from schools.models import AskedSchool, School, SchoolSigning
from schools.operations import returns
from tests.factories.browser import signed_in
from tests.factories.cast import Cast

HEADING = "A round among 400 schools"

QUESTIONS, FEW, MANY = 80, 25, 400
KINDS = list(School.Kind.values)
RUNS = list(School.Run.values)
READ = """
    SELECT a.assurance_return_id, a.question_id, a.value, a.label, a.number, a.text, a.not_applicable
    FROM partnership_answer a JOIN partnership_return r ON r.id = a.assurance_return_id
    WHERE r.round_id IN (%s, %s)
"""


def eighty_questions():
    """Eight sections of ten: six standards, two numbers, a date of training and a yes or no."""
    scale = Scale.objects.create(code="four", name="Four points")
    ScalePoint.objects.bulk_create(ScalePoint(scale=scale, value=n, label=f"{n}: in words") for n in range(4))
    asks = Questionnaire.objects.create(code=returns.QUESTIONNAIRE, title="Eighty questions")
    kinds = ["scale"] * 6 + ["number"] * 2 + ["date", "yes_no"]
    topics = {"scale": "must", "number": "numbers", "date": "training_24_months", "yes_no": "must"}
    for part in range(QUESTIONS // len(kinds)):
        section = Section.objects.create(questionnaire=asks, position=part + 1, title=f"Part {part + 1}")
        Question.objects.bulk_create(
            Question(
                section=section, position=n + 1, code=f"q-{part}-{n}", text=f"Question {part}.{n}?", kind=kind,
                scale=scale if kind == "scale" else None, topic=topics[kind],
            )
            for n, kind in enumerate(kinds)
        )  # fmt: skip
    return asks


def schools_of(authority, number, first):
    bodies = Organisation.objects.bulk_create(
        Organisation(code=f"school-{first + n}", name=f"School {first + n}", kind=Organisation.Kind.SCHOOL)
        for n in range(number)
    )
    School.objects.bulk_create(
        School(
            urn=first + n, organisation=body, authority=authority, authority_code="855", name=body.name,
            kind=KINDS[n % len(KINDS)], run=RUNS[n % len(RUNS)], type_code="01", type_name="A type",
            status_code="1", status_name="Open",
        )
        for n, body in enumerate(bodies)
    )  # fmt: skip


def round_of(year, asks, authority, by):
    """A round that every school answered, submitted and had signed, in a few statements."""
    opened = returns.open_round(
        asks, by=by, authority=authority, title=f"Round of {year}", about_from=date(year - 1, 9, 1),
        about_until=date(year, 8, 31), opens_on=date(year, 9, 14), due_on=date(year, 11, 30),
        closes_on=date(year + 1, 1, 29),
    )  # fmt: skip
    questions = list(Question.objects.filter(section__questionnaire=asks))
    asked, rows, now = list(AskedSchool.objects.filter(round=opened)), [], timezone.now()
    for number, one in enumerate(asked):
        for place, question in enumerate(questions):
            row = Answer(assurance_return_id=one.school_return_id, question=question, saved_by=by)
            odd = number + place + year
            if question.kind == "scale":
                row.value, row.label, row.scale_name = odd % 4, f"{odd % 4}: in words", "Four points"
            elif question.kind == "number":
                row.number = odd % 30
            else:
                row.text = (
                    ("no" if odd % 9 == 0 else "yes") if question.kind == "yes_no" else f"{year - 1}-03-02"
                )
            rows.append(row)
    Answer.objects.bulk_create(rows, batch_size=2000)
    opened.returns.update(
        state=Return.State.SUBMITTED,
        submitted_by=by,
        submitted_at=now,
        checksum="0" * 64,
        declared_office="Lead",
    )
    SchoolSigning.objects.bulk_create(
        SchoolSigning(
            asked_school=one, office="head", checksum="0" * 64, asked_name="A head", email="head@school.example",
            asked_by=by, asked_at=now - timedelta(1), name="A head", signed_at=now,
        )
        for one in asked
    )  # fmt: skip
    return opened


def figures(say):
    say("A round among 400 schools of 80 questions …")
    call_command("flush", verbosity=0, interactive=False)
    cast = Cast()
    asks = eighty_questions()
    schools_of(cast.county, MANY, 100_001)
    schools_of(cast.rutland, FEW, 200_001)
    rounds = {
        number: [round_of(year, asks, authority, cast.officer) for year in (2024, 2025)]
        for number, authority in ((FEW, cast.rutland), (MANY, cast.county))
    }
    analyze()
    client = signed_in(cast.officer)
    taken = {}
    for number, (_, newest) in rounds.items():
        for rest in ("", "answers/"):
            address = f"{newest.get_absolute_url()}{rest}"
            visit = lambda: client.get(address)  # noqa: B023, E731 -- called at once
            assert visit().status_code == 200, address
            taken[number, rest] = (processor_ms(visit, times=5), queries_of(visit))
    for rest in ("", "answers/"):
        assert taken[MANY, rest][1] == taken[FEW, rest][1], (
            "The number of queries follows the number of schools."
        )
    return [
        {
            "what": f"round of {MANY} schools (limit: of {FEW})",
            "measured": taken[MANY, ""][0],
            "limit": taken[FEW, ""][0],
            "unit": "ms",
            "queries": taken[MANY, ""][1],
        },
        {
            "what": f"answers of {MANY} × {QUESTIONS}, two years (limit: plain rows)",
            "measured": taken[MANY, "answers/"][0],
            "limit": plain_ms(READ, tuple(one.pk for one in rounds[MANY])),
            "unit": "ms",
            "queries": taken[MANY, "answers/"][1],
        },
    ]
