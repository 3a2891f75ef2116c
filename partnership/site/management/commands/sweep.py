"""Do now what the timetable would do: for cron, or for a day without Redis."""

import logging

from django.core.management.base import BaseCommand, CommandError

from partnership.site.celery import app

log = logging.getLogger(__name__)

SIGN_OF_LIFE = "partnership.tasks.beat"  # says that a worker lives; this is none


class Command(BaseCommand):
    help = "Run every task of the timetable once, here and now. Safe to repeat, beside a worker too."

    def handle(self, **options):
        app.loader.import_default_modules()
        failed = []
        for what, entry in app.conf.beat_schedule.items():
            if entry["task"] == SIGN_OF_LIFE:
                continue
            try:
                app.tasks[entry["task"]]()
            except Exception:  # one that cannot be done keeps none of the others from being done
                log.exception("A task of the timetable failed")
                failed.append(what)
            else:
                self.stdout.write(f"Done: {what}")
        if failed:
            raise CommandError(f"Not done: {', '.join(failed)}. The log says why; everything else was done.")
