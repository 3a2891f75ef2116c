"""One whole backup: database, documents, checksums."""

from django.core.management.base import BaseCommand, CommandError

from partnership.site import backups


class Command(BaseCommand):
    help = "Back up database and documents, as of one moment, into a new folder. Exits with 1 if anything is amiss."

    def add_arguments(self, parser):
        parser.add_argument("into", help="the folder that holds the backups")
        parser.add_argument(
            "--keep", type=int, help="remove all but so many of the newest backups afterwards"
        )

    def handle(self, *, into, keep, **options):
        try:
            made = backups.back_up(into, keep=keep)
        except (backups.Trouble, OSError) as error:
            raise CommandError(f"No backup was made. {error}") from error
        self.stdout.write(f"{made.folder}: {made.rows} rows, {made.documents} documents.")
        if made.faults:
            raise CommandError(f"It was made, but {'; '.join(made.faults[:20])}.")
