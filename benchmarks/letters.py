"""Letters posted to a server that takes everything, beside bare claims and plain emails of the same run."""

import time
from datetime import date

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings

from partnership.models import Deadline, Letter
from partnership.operations.letters import post_letters, promise_reminders
from tests.factories.cast import Cast

HEADING = "Letters"
SAID = """
The issue asks for 500 letters a second; where that was put down, a bare claim committed 1,400 times a second, so that
0.36 of a bare claim's rate in the same run is what is judged.

What was done: each letter sorted all that wait, asked six questions and drew its text twice, 13 times the processor
time of a bare claim. A hundred are looked for at once; each is claimed with all that is asked of it in one statement,
drawn once, and marked by one statement. These few statements are planned once by the database instead of for each
letter, which had been more than half of its work, and the foot of a letter is laid out once. Each letter keeps a
transaction of its own, for a batch that is marked together is sent again together when its worker is killed.
A claim read 88 columns and now reads those that are asked about; a line between the parts of an email was sought with a
pattern compiled for it, and each header taken apart to be folded: a fifth of the worker's processor time together.
"""

QUICK = False

TODAY = date(2026, 4, 7)
LETTERS = 1_000
ROUNDS = 3

# One statement that claims a letter and marks it, committed by itself: nothing is asked before it goes.
CLAIM = """
    UPDATE partnership_letter SET state = 'sent', sent_at = now(), attempts = attempts + 1
    WHERE id = (
        SELECT id FROM partnership_letter WHERE state = 'promised' AND try_at <= now()
        ORDER BY try_at LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING id, recipient_id, subject, label, reference, due_on, path
"""
TEXT = (
    "{label}\nReference: {reference}\nWas due: {due_on}\n\n{site}{path}\n\n"
    + "What a foot of a letter says. " * 8
)
SHEET = (
    "<!DOCTYPE html><html><head><title>{subject}</title></head><body><p>"
    + "{label} " * 40
    + "</p></body></html>"
)


class Takes(BaseEmailBackend):
    """Writes each email out as a mail server would get it, and takes it."""

    def send_messages(self, messages):
        return sum(bool(message.message().as_bytes()) for message in messages)


def bare():
    """The limit: claim, fill two small texts, send; until none is left."""
    mail, sent = get_connection(), 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(CLAIM)
            row = cursor.fetchone()
        if row is None:
            return sent
        names = ("id", "recipient", "subject", "label", "reference", "due_on", "path")
        facts = dict(zip(names, row, strict=True), site=settings.SITE_URL)
        message = EmailMultiAlternatives(
            facts["subject"], TEXT.format(**facts), to=["somebody@portal.example"], connection=mail
        )
        message.attach_alternative(SHEET.format(**facts), "text/html")
        sent += message.send()


def ours():
    sent = 0
    while posted := post_letters():
        sent += posted
    return sent


def fill(cast, number):
    Deadline.objects.bulk_create(
        Deadline(
            duty="return", label="Answer", reference=f"X-{n}", path="/home/", rule="agreed", source="bench",
            due_on=date(2026, 4, 2), organisation=cast.partners[n % 4],
        )
        for n in range(number)
    )  # fmt: skip


def taken(work):
    """Seconds by the clock and of this process, of posting all of them."""
    Letter.objects.all().delete()
    promised = promise_reminders(TODAY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE partnership_letter")
    clock, processor = time.perf_counter(), time.process_time()
    sent = work()
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    assert sent == promised == Letter.objects.filter(state="sent").count(), (sent, promised)
    return clock / sent, processor / sent


def figures(say):
    call_command("flush", verbosity=0, interactive=False)
    say(f"Posting {LETTERS} letters …")
    fill(Cast(), LETTERS // 5 if QUICK else LETTERS)
    with override_settings(EMAIL_BACKEND="benchmarks.letters.Takes"):
        rounds = [(taken(bare), taken(ours)) for _ in range(ROUNDS)]
    limit, mine = (
        tuple(min(column) for column in zip(*side, strict=True)) for side in zip(*rounds, strict=True)
    )
    return [
        {
            "what": "a letter, processor time of the worker", "measured": mine[1] * 1000, "limit": limit[1] * 1000,
            "unit": "ms", "beside": "a bare claim that asks nothing, and a plain email", "most": 4.5,
        },
        {
            "what": "letters posted", "measured": 1 / mine[0], "limit": 1 / limit[0], "unit": "/s",
            "beside": "the same of bare claims", "least": 0.36,
            "note": "each is claimed, asked about, sent and marked in a transaction of its own: a kill costs one",
        },
    ]  # fmt: skip
