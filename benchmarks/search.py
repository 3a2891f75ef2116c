"""Searches of published reviews: all that each asks of the database, by the database's own account.

Among 1,000 reviews it may take what the issue calls 10 ms, among 100,000 six times that. As no time is a pass mark, the
limit is a statement that takes about 10 ms on a quiet machine of two cores: it counts a hundred thousand numbers.
"""

import json
import time

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.filling import APART, multiply
from partnership.models import LearningPoint
from partnership.site import search, search_site
from reviews.models import Improvement
from reviews.views.public import A_PAGE, having, in_order
from tests.factories import reviews
from tests.factories.cast import Cast

HEADING = "Search"
SAID = """
What was done: the words of every name, summary, point of learning and improvement were made anew for each row of each
search, 50 to 75 ms at 1,000 reviews whatever was looked for. Now triggers keep one row of words for each review of
which something is live (`reviews/models/public_entries.py`), under one index; what has more than 1,000 hits is shown by
date. Ranking is left out: it costs 5 µs a hit, 450 ms for a common word among 100,000 reviews.
The newest thousand of what one in twenty has were looked for by date, in the words of 27,000 reviews, which the
database takes for as cheap as a number. Now hits come from the index, and by date only where a third have the word.
Staff find a case by its reference as it stands: the words of 100,000 references were made anew for each search.
"""

QUICK = False
SIZES = {1_000: 1, 100_000: 6}  # reviews, and how many times the limit its searches may take
YARDSTICK = "SELECT count(*) FROM generate_series(1, 100000)"
WORDS = 300  # different words of each file; its n-th commonest word is about 33 / n times in each
TEXTS = 2_000  # different files: further reviews have one of them again
GUARDED = ("reviews_review", "reviews_artefact", "reviews_improvement", "partnership_learningpoint")
QUERIES = {
    "a rare word": "w6000",
    "a word of one in twenty": "w700",
    "a word of one in ten": "w300",
    "a word of one in three": "w100",
    "a word of every file": "agencies",
    "a phrase": '"agencies shared"',
    "a rare phrase": '"w9 w700"',
    "operators": "agencies -w20 or w6000",
    "two words": "child w20",
    "the beginning of a name": "Child R",
    "half a word": "agen",
    "what is nowhere": "zebra",
    "only words of no weight": "the of and",
}


def fill(template, cast, number):
    """So many live reviews beside that one, each with its file, a point of learning and an improvement."""
    review, case = template.review, template.review.case
    learnt = LearningPoint.objects.create(
        text="Agencies shared what they knew too late.", origin="review", reference=case.reference, public=True,
        noted_by=cast.officer,
    )  # fmt: skip
    better = Improvement.objects.create(
        review=review, text="Every agency is now called within a day.", proposed_by=cast.officer,
        checked_by=cast.manager, checked_at=timezone.now(), passed=True,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute(
            "CREATE TEMP TABLE bench_words AS SELECT k, to_tsvector('english', 'child agencies shared learning ' || "
            "(SELECT string_agg('w' || floor(exp(random() * 9.2))::int, ' ') FROM generate_series(1, %s + k * 0))) "
            "AS words FROM generate_series(0, %s) k",
            [WORDS, TEXTS - 1],
        )
        cursor.execute("CREATE UNIQUE INDEX ON bench_words (k)")
    with connection.cursor() as cursor:
        for table in GUARDED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER enter")
    reference = "'CR-' || 2000 + mod(n, 27) || '-' || 1000 + n"
    its = str(APART) + " + n"
    multiply(case, number, reference=reference, referral_key="NULL")
    multiply(
        review, number, case_id=its, public_title="'Child R' || n", slug="'child-r' || n",
        abstract="'How agencies worked together before a child of the county was hurt, and what each has changed.'",
    )  # fmt: skip
    multiply(
        template, number, f"JOIN bench_words w ON w.k = mod(n, {TEXTS})", review_id=its, copies_deadline_id="NULL",
        words="w.words", live_at="now() - n * interval '1 hour'",
    )  # fmt: skip
    multiply(learnt, number, reference=reference)
    multiply(better, number, review_id=its)
    with connection.cursor() as cursor:
        for table in GUARDED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER enter")
        cursor.execute("DROP TABLE bench_words")
        cursor.execute("SELECT enter_for_public(ARRAY(SELECT id FROM reviews_review))")
        cursor.execute(
            "VACUUM (ANALYZE)"
        )  # as PostgreSQL does by itself soon after: an index takes in what waits for it


def in_the_database(work):
    """Milliseconds that the database itself says it plans and runs what this asks: the least of three times."""
    with CaptureQueriesContext(connection) as asked:
        work()
    total = 0
    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            times = []
            for _ in range(3):
                cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {query['sql']}")
                (plan,) = cursor.fetchone()
                plan = plan[0] if isinstance(plan, list) else json.loads(plan)[0]
                times.append(plan["Planning Time"] + plan["Execution Time"])
            total += min(times)
    return total


def yardstick():
    def work():
        with connection.cursor() as cursor:
            cursor.execute(YARDSTICK)

    return min(in_the_database(work) for _ in range(3))


def listed(typed):
    """What /reviews/?q= asks of them."""
    return in_order(having(typed)[0][:A_PAGE])


def build():
    """Milliseconds that the index of all words takes, made anew."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX public_entry_words")
        began = time.perf_counter()
        cursor.execute("CREATE INDEX public_entry_words ON reviews_publicentry USING gin (words)")
        return (time.perf_counter() - began) * 1000


def figures(say):
    found = []
    reviews_of_public, cases_of_staff = search_site.KINDS[0], search.KINDS[0]
    for number, most in list(SIZES.items())[: 1 if QUICK else 2]:
        call_command("flush", verbosity=0, interactive=False)
        say(f"Publishing {number} reviews …")
        cast = Cast()
        fill(reviews.live(cast), cast, number)
        size = f"{number:,} reviews"
        for what, typed in QUERIES.items():
            limit = yardstick()
            for where, work in (
                ("/find/", lambda: reviews_of_public.find(typed)),  # noqa: B023 -- called at once
                ("/reviews/", lambda: listed(typed)),  # noqa: B023
            ):
                found.append(
                    {
                        "what": f"{where} {what}", "size": size, "measured": in_the_database(work), "limit": limit,
                        "unit": "ms", "beside": "counting 100,000 numbers, about 10 ms where nothing else runs",
                        "most": most,
                    }
                )  # fmt: skip
        found.append(
            {
                "what": "staff search of cases, by a reference", "size": size, "unit": "ms", "limit": yardstick(),
                "most": most,
                "measured": in_the_database(lambda: cases_of_staff.find(cast.officer, "LR-2026-001")),  # noqa: B023
            }
        )  # fmt: skip
        say("Building the index …")
        found += [
            {
                "what": "index of all words, built anew, a review", "size": size, "unit": "ms",
                "measured": build() / number,
            },
        ]  # fmt: skip
    return found
