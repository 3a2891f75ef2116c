"""Load the published arrangements from partnership/data."""

from django.core.management.base import BaseCommand, CommandError

from partnership.access import Refused
from partnership.operations.arrangements import DATA, load

NAMED = 12  # how many rows are named before the rest are only counted


class Command(BaseCommand):
    help = (
        "Bring organisations, groups, seats, editions, boards, school counts and budgets in line with the data "
        "files. May be run again at any time: it changes only what differs, and removes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Say what would change, and change nothing.")
        parser.add_argument("--folder", default=DATA, help="Read the files of another folder.")

    def handle(self, *, check, folder, **options):
        try:
            changes = load(folder=folder, check=check)
        except Refused as refused:
            raise CommandError(f"Nothing was loaded. {refused}") from None
        for change in changes:
            words = change.words(named=NAMED)
            if words:
                self.stdout.write(f"{change.noun.plural.capitalize()}: {words}.")
        if not any(change.any for change in changes):
            self.stdout.write("Nothing to change.")
        elif check:
            self.stdout.write("This was only a check: nothing was changed.")
