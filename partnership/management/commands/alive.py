"""Whether the worker or beat has shown a sign of life lately, for their containers; or whether every part works."""

from django.core.management.base import BaseCommand, CommandError

from partnership.operations import health, pulse


class Command(BaseCommand):
    help = (
        "Exit with 1 unless the named part (worker or beat) has beaten within the last minute, "
        "or unless every part of the portal works: for a monitor outside."
    )

    def add_arguments(self, parser):
        parser.add_argument("part", choices=["worker", "beat", "portal"])

    def handle(self, *, part, **options):
        if part == "portal":
            unwell = [name for name, result in health.check_all().items() if not result["ok"]]
            if unwell:
                raise CommandError(f"Unwell: {', '.join(unwell)}")
            self.stdout.write("Every part works")
            return
        age = pulse.age(part)
        if age is None or age > pulse.FRESH:
            raise CommandError(f"{part} has not been heard of for {age or 'ever'}")
        self.stdout.write(f"{part} was heard of {age.total_seconds():.0f} s ago")
