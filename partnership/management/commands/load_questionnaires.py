"""Load the questionnaires and rating scales that lie in files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from partnership.access import Refused
from partnership.operations.questionnaire_files import load_questionnaires

FOLDER = Path(__file__).resolve().parents[2] / "data" / "questionnaires"


class Command(BaseCommand):
    help = "Load the questionnaires and rating scales of a folder; says what changed. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)

    def handle(self, *args, folder, **options):
        try:
            changes = load_questionnaires(folder)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        for change in changes or ["The questionnaires are as their files say."]:
            self.stdout.write(change)
