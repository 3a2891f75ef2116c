"""Print every statutory and local date that follows from a date, with its rule and source."""

import json
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from partnership.working_days import BeyondCalendar
from reviews.rules.clocks import EDITIONS, dates_following


def day(text):
    """A date as 2025-12-19."""
    return date.fromisoformat(text)


class Command(BaseCommand):
    help = "What dates follow? From awareness, notification, decision and planned publication."

    def add_arguments(self, parser):
        parser.add_argument("--edition", choices=sorted(EDITIONS), default="2026", help="of Working Together")
        parser.add_argument("--aware", type=day, help="the local authority became aware, as 2025-12-19")
        parser.add_argument("--notified", type=day, help="the notification was sent")
        parser.add_argument("--decided", type=day, help="the decision to begin a review")
        parser.add_argument("--publish", type=day, help="the planned publication")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, edition, aware, notified, decided, publish, as_json, **options):
        try:
            follows = dates_following(
                edition, aware_on=aware, notified_on=notified, decided_on=decided, publish_on=publish
            )
        except BeyondCalendar as error:
            raise CommandError(str(error)) from error
        if as_json:
            self.stdout.write(json.dumps(follows, default=str, indent=2))
            return
        for key, row in follows.items():
            if row is None:
                self.stdout.write(f"{key:24} no start given")
                continue
            target = f" (target {row['target']:%A %-d %B %Y})" if "target" in row else ""
            sure = "" if row["confirmed"] else " [source not confirmed]"
            self.stdout.write(f"{key:24} {row['date']:%A %-d %B %Y}{target}")
            self.stdout.write(f"{'':24}   {row['label']}: {row['rule']}")
            self.stdout.write(f"{'':24}   {row['source']}{sure}")
