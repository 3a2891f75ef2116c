"""What a mail server hands over when a letter of the portal came back: one message on standard input."""

import sys

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from partnership.operations.bounces import take_report
from partnership.rules.bounces import MOST_BYTES

TRY_AGAIN = 75  # EX_TEMPFAIL: the mail server keeps the message and hands it over later


class Command(BaseCommand):
    help = (
        "Read one message from standard input and mark the letters that it reports as undeliverable. "
        "Let the mail server pipe to it what arrives at the sender’s address; anything but a report is passed over."
    )

    def handle(self, **options):
        try:
            found = take_report(sys.stdin.buffer.read(MOST_BYTES))
        except DatabaseError:
            self.stderr.write("The database does not answer. Hand the message over again later.")
            sys.exit(TRY_AGAIN)
        self.stdout.write(f"Letters that came back: {found}")
