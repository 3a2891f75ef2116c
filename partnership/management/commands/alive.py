"""Whether the worker or beat has shown a sign of life lately: the health check of their containers."""

from django.core.management.base import BaseCommand, CommandError

from partnership.operations import pulse


class Command(BaseCommand):
    help = "Exit with 1 unless the named part (worker or beat) has beaten within the last minute."

    def add_arguments(self, parser):
        parser.add_argument("part", choices=["worker", "beat"])

    def handle(self, *, part, **options):
        age = pulse.age(part)
        if age is None or age > pulse.FRESH:
            raise CommandError(f"{part} has not been heard of for {age or 'ever'}")
        self.stdout.write(f"{part} was heard of {age.total_seconds():.0f} s ago")
