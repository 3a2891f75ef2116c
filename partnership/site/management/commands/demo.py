"""Tell the demo's invented year, once, into an empty portal; or list whom one can be in it."""

from celery import current_app
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from partnership.models import Person
from partnership.site.demo.people import PEOPLE
from partnership.site.demo.year import is_told, tell


class Command(BaseCommand):
    help = (
        "Load the invented year. Does nothing when it is there; refuses where DEMO is off or people are real."
    )

    def add_arguments(self, parser):
        parser.add_argument("--people", action="store_true", help="only list whom one can be")

    def handle(self, *, people, **options):
        if people:
            for invented in PEOPLE:
                if invented.chosen:
                    self.stdout.write(f"  {invented.name:36} {invented.comes_to}")
            return
        if not settings.DEMO:
            raise CommandError("DEMO is off. The invented year is never told in a real portal.")
        if is_told():
            self.stdout.write("The invented year is there already.")
            return
        if Person.objects.exists():
            raise CommandError(
                "There are real people in this database. The invented year needs an empty one."
            )
        current_app.conf.broker_url = (
            "memory://localhost/"  # nobody has to be rung up for letters of last year
        )
        tell(self.stdout.write)
        self.stdout.write("The invented year has been told.")
