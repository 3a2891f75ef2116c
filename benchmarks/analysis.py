"""What a round's answers say, with ten years of them there, beside the plain rows that it is read from."""

import time
from datetime import date, timedelta

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assurance.operations import analysis
from benchmarks.asking import answers, eighty_questions, questionnaire, schools_of, submit
from benchmarks.figures import Figure
from benchmarks.filling import in_bulk
from partnership.models import Organisation, Question
from partnership.operations.questionnaires import open_round
from schools.models import AskedSchool, SchoolSigning
from schools.operations import returns
from tests.factories.browser import signed_in
from tests.factories.cast import Cast

HEADING = "What answers say"

QUICK = False
TIMES = 7
BODIES = ("district", "health_provider", "school", "voluntary", "police")
COUNTED = """
    SELECT r.round_id, q.code, a.value, a.text IN ('yes', 'no') AND a.text = 'yes', count(*), sum(a.number)
    FROM partnership_answer a JOIN partnership_return r ON r.id = a.assurance_return_id
    JOIN partnership_question q ON q.id = a.question_id
    WHERE r.state = 'submitted' GROUP BY 1, 2, 3, 4
"""
READ = """
    SELECT a.assurance_return_id, a.question_id, a.value, a.label, a.number, a.text, a.not_applicable
    FROM partnership_answer a JOIN partnership_return r ON r.id = a.assurance_return_id
    WHERE r.round_id IN (%s, %s)
"""


def asked(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def by_turns(work, limit):
    """The least milliseconds of each, asked by turns."""
    taken = {work: [], limit: []}
    for _ in range(TIMES):
        for one, times in taken.items():
            began = time.perf_counter()
            one()
            times.append((time.perf_counter() - began) * 1000)
    return min(taken[work]), min(taken[limit])


def figure(what, work, limit, beside, **more):
    work()
    with CaptureQueriesContext(connection) as queries:
        work()
    number = len(queries)  # before the next request begins the list anew
    measured, least = by_turns(work, limit)
    return Figure(what=what, measured=measured, limit=least, unit="ms", beside=beside, queries=number, **more)


def page(client, address):
    def visit():
        assert client.get(address).status_code == 200, address

    return visit


def figures(say):
    return [*of_agencies(say), *of_schools(say)]


def of_agencies(say):
    """Ten rounds of thirty agencies and sixty questions: five on a scale in ten, two numbers, a yes or no, words."""
    say("Ten years of thirty agencies and sixty questions …")
    call_command("flush", verbosity=0, interactive=False)
    cast = Cast()
    asks = questionnaire("sixty", 6, ["scale"] * 5 + ["number"] * 2 + ["yes_no"] + ["text"] * 2)
    bodies = in_bulk(
        Organisation(code=f"body-{n}", name=f"Body {n:03}", kind=BODIES[n % len(BODIES)]) for n in range(30)
    )
    questions = list(Question.objects.filter(section__questionnaire=asks))
    rounds = []
    for year in range(2016, 2026):
        opened = open_round(
            asks, by=cast.officer, title=f"Round of {year}", organisations=bodies, about_from=date(year - 1, 4, 1),
            about_until=date(year, 3, 31), opens_on=date(year, 4, 1), due_on=date(year, 6, 30),
            closes_on=date(year, 7, 31),
        )  # fmt: skip
        in_bulk(answers(opened.returns.all(), questions, cast.officer, odd=year))
        submit(opened.returns, cast.officer)
        rounds.append(opened)
    asked_anew()
    client, newest = signed_in(cast.officer), rounds[-1]
    read = lambda: asked(READ, newest.pk, rounds[-2].pk)  # noqa: E731 -- a short name for one statement
    address = f"{newest.get_absolute_url()}analysis/"
    return [
        figure(
            "ten years side by side", lambda: analysis.years("sixty"), lambda: asked(COUNTED), most=6,
            beside="one GROUP BY over all answers",
        ),
        *(
            figure(f"{what} of 30 × 60", page(client, f"{address}{rest}"), read, beside=PLAIN_ROWS, most=most)
            for what, rest, most in (
                ("analysis", "", 60), ("heat map", "heat-map/", 40), ("page of the years", "years/", 30)
            )
        ),
    ]  # fmt: skip


PLAIN_ROWS = "one SELECT of the answers of this round and the last, as plain rows"


def of_schools(say):
    """Two rounds among 400 schools of 80 questions, all answered, submitted and signed."""
    say("Two years of 400 schools and 80 questions …")
    call_command("flush", verbosity=0, interactive=False)
    cast = Cast()
    asks = eighty_questions(returns.QUESTIONNAIRE)
    schools_of(cast.county, 400, 100_001)
    questions = list(Question.objects.filter(section__questionnaire=asks))
    rounds = []
    for year in (2024, 2025):
        opened = returns.open_round(
            asks, by=cast.officer, authority=cast.county, title=f"Round of {year}",
            about_from=date(year - 1, 9, 1), about_until=date(year, 8, 31), opens_on=date(year, 9, 14),
            due_on=date(year, 11, 30), closes_on=date(year + 1, 1, 29),
        )  # fmt: skip
        in_bulk(answers(opened.returns.all(), questions, cast.officer, odd=year))
        submit(opened.returns, cast.officer)
        now = timezone.now()
        in_bulk(
            SchoolSigning(
                asked_school=one, office="head", checksum="0" * 64, asked_name="A head", email="head@school.example",
                asked_by=cast.officer, asked_at=now - timedelta(1), name="A head", signed_at=now,
            )
            for one in AskedSchool.objects.filter(round=opened)
        )  # fmt: skip
        rounds.append(opened)
    asked_anew()
    address = f"{rounds[-1].get_absolute_url()}answers/"
    return [
        figure(
            "answers of 400 schools × 80", page(signed_in(cast.officer), address),
            lambda: asked(READ, *(one.pk for one in rounds)), beside=PLAIN_ROWS, most=10,
        )
    ]  # fmt: skip


def asked_anew():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE partnership_answer; ANALYZE partnership_return")
