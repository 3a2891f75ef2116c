"""Prove that the record is whole, or say where it is broken."""

from django.core.management.base import BaseCommand, CommandError

from partnership.operations.record import verify


class Command(BaseCommand):
    help = "Recompute every hash and link of the record. Exit with 1 and the broken positions if any."

    def handle(self, **options):
        verdict = verify()
        if not verdict.whole:
            places = ", ".join(str(position) for position in verdict.broken[:20])
            raise CommandError(f"The record is broken at {len(verdict.broken)} place(s): entry {places}")
        self.stdout.write(f"{verdict.entries} entries, whole. Newest hash: {verdict.head or 'none yet'}")
