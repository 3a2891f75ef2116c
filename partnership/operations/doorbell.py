"""Ring for the worker. Nobody waits at the door: the row is what counts, and the timetable looks anyway."""

import logging
import time

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)

QUIET = 20  # seconds in which a broker that did not answer is not tried again, so that no page waits for it
closed_until = 0.0


def ring(task):
    """Once this transaction has committed, ask the worker to look at once. A dead broker costs nothing."""
    transaction.on_commit(lambda: send(task), robust=True)  # a partial has no name, which robust wants to log


def send(task):
    global closed_until
    if time.monotonic() < closed_until:
        return
    try:
        current_app.send_task(task, retry=False, ignore_result=True)
    except (OperationalError, OSError):
        closed_until = time.monotonic() + QUIET
        log.warning("The broker does not answer; %s waits for the timetable", task)
