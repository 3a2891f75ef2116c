"""What happens by itself in case reviews."""

from celery import shared_task

from reviews.operations.evidence import make_waiting
from reviews.operations.publication import publish_due as publish


@shared_task
def publish_due():
    """Publish what is due; a lost minute loses nothing."""
    publish()


@shared_task
def make_waiting_packs():
    """Make every evidence pack that waits, and remove what has expired."""
    make_waiting()
