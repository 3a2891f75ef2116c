"""Beat's scheduler, with a sign of life and an eye on every part."""

import time

from celery.beat import PersistentScheduler
from django.db import DatabaseError, close_old_connections

from partnership.operations import pulse
from partnership.site.watch import Watch


class Scheduler(PersistentScheduler):
    """Writes its own heartbeat, so that a stopped beat and a stopped worker can be told apart."""

    every = 10  # seconds
    last = 0.0
    watch = None

    def tick(self, *args, **kwargs):
        rest = super().tick(*args, **kwargs)
        if time.monotonic() - self.last > self.every:
            self.last = time.monotonic()
            close_old_connections()
            try:
                pulse.beat("beat")
            except DatabaseError:
                self.logger.warning("The database does not answer; beat goes on")
        self.watch = self.watch or Watch(f"{self.schedule_filename}.watch")
        self.watch.tick()
        return min(rest, self.every)
