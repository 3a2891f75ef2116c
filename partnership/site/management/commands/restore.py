"""A backup into an empty database and an empty folder of documents, checked against what went into it."""

from django.core.management.base import BaseCommand, CommandError

from partnership.site import backups


class Command(BaseCommand):
    help = "Restore a backup into an empty database and an empty document folder, and check it whole."

    def add_arguments(self, parser):
        parser.add_argument("folder", help="one backup, such as backups/portal-20261123T020000Z")

    def handle(self, *, folder, **options):
        try:
            manifest = backups.restore(folder)
        except (backups.Trouble, OSError) as error:
            raise CommandError(f"Not restored. {error}") from error
        entries = manifest["record"]["entries"]
        self.stdout.write(
            f"Restored what was backed up at {manifest['made_at']}: {sum(manifest['rows'].values())} rows and all "
            f"documents are as they were, and the record of {entries} entries is whole. Everybody signs in anew. "
            "Now run `manage.py migrate`, and start the portal."
        )
