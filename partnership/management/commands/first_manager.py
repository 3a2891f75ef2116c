"""Invite the first board manager of a new portal; from then on people invite people."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Letter, Person
from partnership.operations.people import bring_in


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)

    def handle(self, *, email, name, **options):
        if Person.objects.holding(Role.BOARD_MANAGER, on=timezone.localdate()).exists():
            raise CommandError("There is a board manager already: they invite people on the page People.")
        try:
            person = bring_in(by=None, email=email, name=name, role=Role.BOARD_MANAGER)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        link = Letter.objects.get(kind="invitation", recipient=person).path
        self.stdout.write(
            f"{name} is invited as board manager. The letter goes by email; the link in it works once,\n"
            f"for seven days: {settings.SITE_URL}{link}"
        )
