"""An entry of the record beside the same row in a table without chain, and how fast the whole chain is verified."""

import time

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from partnership.models import Event
from partnership.operations.record import record, verify
from tests.factories.cast import Cast

HEADING = "The record"

QUICK = False
ENTRIES = 2_000
LONG = 50_000  # entries of the chain that is verified

PLAIN = """
    INSERT INTO bench_event (at, actor_id, actor, verb, noun, noun_id, label, facts, why, previous_hash, hash)
    VALUES (now(), %s, %s, 'amended', %s, %s, %s, '{"was": "this", "now": "that"}', '', '', '') RETURNING id
"""
SHA = "SELECT count(sha256(convert_to(row_to_json(e)::text, 'UTF8'))) FROM partnership_event e"


def plain(cast):
    """The limit: one INSERT and one commit, into a table with the same columns and indexes."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            PLAIN, [str(cast.officer.pk), "Board officer", "partnership.person", str(cast.police.pk), "X-1"]
        )


def ours(cast):
    with transaction.atomic():
        record("amended", cast.police, by=cast.officer, was="this", now="that")


def milliseconds(work, times):
    """Of one, by the clock: what the database does counts too."""
    began = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - began) * 1000 / times


def figures(say):
    call_command("flush", verbosity=0, interactive=False)
    cast = Cast()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_event (LIKE partnership_event INCLUDING ALL)")
    try:
        entries = ENTRIES // 10 if QUICK else ENTRIES
        say(f"Recording {entries} entries …")
        rounds = [
            (milliseconds(lambda: plain(cast), entries // 5), milliseconds(lambda: ours(cast), entries // 5))
            for _ in range(5)
        ]
        limit, mine = (min(side) for side in zip(*rounds, strict=True))
        long = 10_000 if QUICK else LONG
        say(f"A chain of {long} entries …")
        for _ in range(max(long // 10_000, 1)):
            with transaction.atomic():
                Event.objects.bulk_create(
                    Event(
                        at=timezone.now(), actor="Board officer", verb="amended", noun="partnership.person",
                        noun_id=str(n), label="X-1", facts={"was": n, "now": n + 1},
                    )
                    for n in range(10_000)
                )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            hashed = milliseconds(lambda: cursor.execute(SHA), 1) / 1000
        verdicts = []
        took = milliseconds(lambda: verdicts.append(verify()), 1) / 1000
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE bench_event")
    (verdict,) = verdicts
    assert verdict.whole, verdict.broken[:3]
    return [
        {
            "what": "an entry, committed", "measured": mine, "limit": limit, "unit": "ms",
            "beside": "one INSERT by hand into a table without triggers, committed", "most": 4.0,
        },
        {
            "what": "the chain verified", "size": f"{verdict.entries:,} entries", "measured": took, "limit": hashed,
            "unit": "s", "beside": "one SHA-256 of each row, nothing compared", "most": 4.0,
        },
    ]  # fmt: skip
