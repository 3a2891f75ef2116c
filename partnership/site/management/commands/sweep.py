"""Do now what the timetable would do: for cron, or for a day without Redis."""

from django.core.management.base import BaseCommand

from partnership.site.celery import app

SIGN_OF_LIFE = "partnership.tasks.beat"  # says that a worker lives; this is none


class Command(BaseCommand):
    help = "Run every task of the timetable once, here and now. Safe to repeat, beside a worker too."

    def handle(self, **options):
        app.loader.import_default_modules()
        for what, entry in app.conf.beat_schedule.items():
            if entry["task"] == SIGN_OF_LIFE:
                continue
            app.tasks[entry["task"]]()
            self.stdout.write(f"Done: {what}")
