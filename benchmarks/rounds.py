"""Rounds of assurance: the analysis of ten years of thirty agencies and sixty questions, and a round asked of 400."""

import time
from datetime import date, timedelta

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assurance.operations import analysis
from benchmarks.inside import processor_ms
from partnership.models import (
    Answer,
    Organisation,
    Question,
    Questionnaire,
    Return,
    Round,
    Scale,
    ScalePoint,
    Section,
)
from partnership.operations.questionnaires import open_round
from tests.factories.browser import signed_in
from tests.factories.cast import Cast

HEADING = "Rounds of assurance"

KINDS = ("district", "health_provider", "school", "voluntary", "police")
PLAIN = """
    SELECT r.round_id, q.code, a.value, a.text IN ('yes', 'no') AND a.text = 'yes', count(*), sum(a.number)
    FROM partnership_answer a JOIN partnership_return r ON r.id = a.assurance_return_id
    JOIN partnership_question q ON q.id = a.question_id
    WHERE r.state = 'submitted' GROUP BY 1, 2, 3, 4
"""
READ = """
    SELECT a.assurance_return_id, a.question_id, a.value, a.label, a.number, a.not_applicable
    FROM partnership_answer a JOIN partnership_return r ON r.id = a.assurance_return_id
    WHERE r.round_id IN (%s, %s)
"""


def sixty_questions():
    """Six sections of ten: five on a scale, two numbers, one yes or no, two in words."""
    scale = Scale.objects.create(code="four", name="Four points")
    ScalePoint.objects.bulk_create(ScalePoint(scale=scale, value=n, label=f"{n}: in words") for n in range(4))
    asks = Questionnaire.objects.create(code="sixty", title="Sixty questions")
    for part in range(6):
        section = Section.objects.create(questionnaire=asks, position=part + 1, title=f"Part {part + 1}")
        kinds = ["scale"] * 5 + ["number"] * 2 + ["yes_no"] + ["text"] * 2
        Question.objects.bulk_create(
            Question(
                section=section, position=n + 1, code=f"q-{part}-{n}", text=f"Question {part}.{n}?", kind=kind,
                scale=scale if kind == "scale" else None,
            )
            for n, kind in enumerate(kinds)
        )  # fmt: skip
    return asks


def bodies(number):
    return Organisation.objects.bulk_create(
        Organisation(code=f"body-{n}", name=f"Body {n:03}", kind=KINDS[n % len(KINDS)]) for n in range(number)
    )


def asked_in(year, asks, organisations, cast):
    return open_round(
        asks, by=cast.officer, title=f"Round of {year}", organisations=organisations,
        about_from=date(year - 1, 4, 1), about_until=date(year, 3, 31), opens_on=date(year, 4, 1),
        due_on=date(year, 6, 30), closes_on=date(year, 7, 31),
    )  # fmt: skip


def answer(asked, questions, by, share=1.0):
    """Answers of every kind to a share of the questions, in a few statements."""
    returns = list(asked.returns.all())
    rows = []
    for number, opened in enumerate(returns):
        for place, question in enumerate(questions[: int(len(questions) * share)]):
            row = Answer(assurance_return=opened, question=question, saved_by=by)
            odd = number + place + asked.due_on.year
            if question.kind == "scale":
                row.value, row.label, row.scale_name = odd % 4, f"{odd % 4}: in words", "Four points"
            elif question.kind == "number":
                row.number = odd
            else:
                row.text = (
                    ("yes" if odd % 2 else "no") if question.kind == "yes_no" else "What shows it. " * 40
                )
            rows.append(row)
    Answer.objects.bulk_create(rows, batch_size=2000)
    return returns


def submit(asked, by):
    asked.returns.update(
        state=Return.State.SUBMITTED, submitted_by=by, submitted_at=timezone.now(), checksum="0" * 64,
        declared_office="Executive lead",
    )  # fmt: skip


def plain_ms(sql, parameters=(), times=9):
    """Median processor and database time of one plain statement and its rows, in milliseconds."""
    return wall_ms(lambda: run(sql, parameters), times)


def run(sql, parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def wall_ms(work, times=9):
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)[times // 2]


def queries_of(work):
    work()
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


def figures(say):
    return [*of_analysis(say), *of_dashboard(say)]


def of_analysis(say):
    say("Ten years of thirty agencies and sixty questions …")
    call_command("flush", verbosity=0, interactive=False)
    cast = Cast()
    asks, organisations = sixty_questions(), bodies(30)
    questions = list(Question.objects.filter(section__questionnaire=asks))
    rounds = []
    for year in range(2016, 2026):
        asked = asked_in(year, asks, organisations, cast)
        answer(asked, questions, cast.officer)
        submit(asked, cast.officer)
        rounds.append(asked)
    analyze()
    newest = rounds[-1]
    client = signed_in(cast.officer)
    read = plain_ms(READ, (newest.pk, rounds[-2].pk))
    page = f"{newest.get_absolute_url()}analysis/"
    found = [
        {
            "what": "ten years side by side, counted (limit: one GROUP BY)",
            "measured": wall_ms(lambda: analysis.years("sixty")),
            "limit": plain_ms(PLAIN),
            "unit": "ms",
            "queries": queries_of(lambda: analysis.years("sixty")),
        }
    ]
    for what, address in (
        ("analysis", page),
        ("heat map", f"{page}heat-map/"),
        ("years' page", f"{page}years/"),
    ):
        visit = lambda: client.get(address)  # noqa: B023, E731 -- called at once
        assert visit().status_code == 200, what
        found.append(
            {
                "what": f"{what} of 30 × 60, ten years there (limit: plain rows)",
                "measured": wall_ms(visit),
                "limit": read,
                "unit": "ms",
                "queries": queries_of(visit),
            }
        )
    return found


def of_dashboard(say):
    say("A round asked of 400 …")
    call_command("flush", verbosity=0, interactive=False)
    cast = Cast()
    asks, organisations = sixty_questions(), bodies(400)
    questions = list(Question.objects.filter(section__questionnaire=asks))
    today = timezone.localdate()
    client = signed_in(cast.officer)
    taken = {}
    for number in (25, 400):
        asked = open_round(
            asks, by=cast.officer, title=f"Asked of {number}", organisations=organisations[:number],
            about_from=date(2025, 4, 1), about_until=date(2026, 3, 31), opens_on=today - timedelta(60),
            due_on=today - timedelta(10), closes_on=today + timedelta(30),
        )  # fmt: skip
        answer(asked, questions, cast.officer, share=0.5)
        analyze()
        for rest in ("", "sections/"):
            address = f"{asked.get_absolute_url()}{rest}"
            visit = lambda: client.get(address)  # noqa: B023, E731 -- called at once
            assert visit().status_code == 200, address
            taken[number, rest] = (processor_ms(visit, times=7), queries_of(visit))
    assert Round.objects.count() == 2
    return [
        {
            "what": f"{what} of 400 organisations (limit: the same of 25)",
            "measured": taken[400, rest][0],
            "limit": taken[25, rest][0],
            "unit": "ms",
            "queries": taken[400, rest][1],
        }
        for what, rest in (("round dashboard", ""), ("progress by section", "sections/"))
    ]


def analyze():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE partnership_answer; ANALYZE partnership_return")
