"""Ring for the worker. Nobody waits at the door: the row is what counts, and the timetable looks anyway."""

import logging
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def ring(task):
    """Once this transaction has committed, ask the worker to look at once. A dead broker costs nothing."""
    transaction.on_commit(partial(send, task), robust=True)


def send(task):
    try:
        current_app.send_task(task, retry=False, ignore_result=True)
    except (OperationalError, OSError):
        log.warning("The broker does not answer; %s waits for the timetable", task)
