"""Load the starting set of indicators."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from assurance.operations.indicators.loading import load_indicators
from partnership.access import Refused

FILE = Path(__file__).resolve().parents[2] / "data" / "indicators.toml"


class Command(BaseCommand):
    help = "Bring in the indicators of a file that are not there yet, unconfirmed. Changes nothing that is."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=FILE)

    def handle(self, *args, file, **options):
        try:
            added = load_indicators(file)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        for code in added or ["Nothing: they are all there."]:
            self.stdout.write(f"Added: {code}" if added else code)
