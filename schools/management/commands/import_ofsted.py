"""Bring in Ofsted's monthly file of inspections: first a report, then --apply."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from partnership.access import Refused
from schools.operations.inspections import apply_ofsted, compare, read_ofsted

WORDS = {"new": "New", "corrected": "Corrected", "same": "As before"}


class Command(BaseCommand):
    help = "Say what a file of Ofsted's management information would change; with --apply, change it. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--apply", action="store_true", help="Keep what is new, in one transaction.")

    def handle(self, *args, file, apply, **options):
        try:
            with file.open("rb") as opened:
                read = read_ofsted(opened, file.name)
            self.tell(read)
            if apply:
                applied = apply_ofsted(
                    read.found, by=None, name=read.name, checksum=read.checksum, rows=read.rows
                )
                self.stdout.write(f"Applied: {applied.counts}" if applied else "Nothing was new.")
            else:
                self.stdout.write("Nothing was changed. Run it again with --apply.")
        except OSError as error:
            raise CommandError(f"The file cannot be opened: {error.strerror}.") from error
        except Refused as refused:
            raise CommandError(str(refused)) from refused

    def tell(self, read):
        for note in read.notes:
            self.stdout.write(note)
        changes = compare(read.found)
        for kind, word in WORDS.items():
            self.stdout.write(f"{word}: {sum(one.kind == kind for one in changes)}")
        for one in changes:
            if one.kind != "same":
                self.stdout.write(
                    f"{WORDS[one.kind]}: {one.school.urn} {one.school.name}, {one.found.framework}, "
                    f"{one.found.starts_on}, safeguarding {one.found.safeguarding}"
                )
