"""The reminder sweep against one plain INSERT … SELECT over the same rows, and against a loop in Python."""

import time
from datetime import date

from django.core.management import call_command
from django.db import connection, transaction

from benchmarks.filling import multiply
from partnership.models import Deadline
from partnership.operations.letters import promise, promise_reminders
from tests.factories.cast import Cast

HEADING = "Reminder sweep"
SAID = """
What was done: whom to tell was found for each deadline, through texts made of its number, and then joined to it again.
Now all that is asked of the same people for the same day stands in one line until letters are written: at 100,000 a
sweep that finds nothing new costs a quarter less, one that writes an eighth less. What is left at 10,000 is about 2 ms
in which the database reads and plans the statement, whatever it finds; the plain one asks nobody who leads an agency.
"""

QUICK = False
TODAY = date(2026, 4, 7)
SIZES = (10_000, 100_000, 1_000_000)
SAMPLE = 200  # letters of the loop

PLAIN = """
    INSERT INTO partnership_letter (key, kind, recipient_id, address, reference, subject, label, due_on, path,
        secret, urgent, deadline_id, stage, state, state_reason, promised_at, attempts, try_at)
    SELECT 'plain:' || d.id, 'reminder', %s, '', d.reference, 'Late', d.label, d.due_on, d.path,
           false, false, d.id, 'late', 'promised', '', now(), 0, now()
    FROM partnership_deadline d
    WHERE d.done_on IS NULL AND d.ended_on IS NULL AND d.due_on <= %s
    ON CONFLICT (key) DO NOTHING
"""


def fill(cast, rows):
    """One in fifty is near or late and not done, as in a real year."""
    first = Deadline.objects.create(
        duty="return", label="Answer", reference="X-0", path="/home/", rule="agreed", source="bench",
        due_on=date(2026, 4, 2), organisation=cast.partners[0],
    )  # fmt: skip
    partners = ", ".join(str(one.pk) for one in cast.partners[:4])
    multiply(
        first, rows - 1, reference="'X-' || n", organisation_id=f"(ARRAY[{partners}])[1 + mod(n, 4)]",
        due_on="CASE WHEN mod(n, 50) = 0 THEN t.due_on ELSE date '2026-09-01' + mod(n, 200) END",
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE partnership_deadline; ANALYZE partnership_letter")


def forget_letters():
    """As before the first sweep: rows that are only deleted would stand in the way of every later one."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE partnership_letter CASCADE")


def milliseconds(work):
    """Of the statement alone: neither its commit nor the doorbell of the worker."""
    with transaction.atomic():
        began = time.perf_counter()
        result = work()
        took = (time.perf_counter() - began) * 1000
        connection.run_on_commit.clear()
    return took, result


def plain(cast):
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, [cast.police_lead.pk, TODAY])


def loop(cast):
    due = Deadline.objects.outstanding().filter(due_on__lte=TODAY)
    for deadline in due[:SAMPLE]:
        promise(
            "reminder", f"loop:{deadline.pk}", to=cast.police_lead, subject="Late",
            reference=deadline.reference, due_on=deadline.due_on, path=deadline.path,
        )  # fmt: skip


def least(rounds):
    """The least of each column: whatever else the machine does only adds to it."""
    return [min(column) for column in zip(*rounds, strict=True)]


def figures(say):
    found = []
    for rows in SIZES[: 2 if QUICK else 3]:
        size = f"{rows:,} deadlines"
        say(f"Sweeping {size} …")
        call_command("flush", verbosity=0, interactive=False)
        cast = Cast()
        fill(cast, rows)
        rounds = []
        for _ in range(3 if rows > 100_000 else 5):
            forget_letters()
            limit, _ = milliseconds(lambda: plain(cast))  # noqa: B023 -- called at once
            forget_letters()
            ours, new = milliseconds(lambda: promise_reminders(TODAY))
            again, none = milliseconds(lambda: promise_reminders(TODAY))
            assert (new, none) == (rows // 50, 0)
            rounds.append((limit, ours, again))
        limit, ours, again = least(rounds)
        forget_letters()
        began = time.perf_counter()
        loop(cast)
        one_by_one = (time.perf_counter() - began) * 1000 * (rows // 50) / min(SAMPLE, rows // 50)
        found += [
            {
                "what": "first sweep", "size": size, "measured": ours, "limit": limit, "unit": "ms",
                "beside": "one INSERT … SELECT … ON CONFLICT, to one known person and of one stage", "most": 1.5,
            },
            {
                "what": "again, nothing new", "size": size, "measured": again, "limit": limit, "unit": "ms",
                **({"most": 0.5} if rows >= 100_000 else {}),
            },
            {
                "what": "the same one by one in Python", "size": size, "measured": one_by_one, "limit": ours,
                "unit": "ms", "beside": "our sweep", **({"least": 100} if rows >= 100_000 else {}),
                "note": f"{min(SAMPLE, rows // 50)} were written, and the time of {rows // 50:,} reckoned from it",
            },
        ]  # fmt: skip
    return found
