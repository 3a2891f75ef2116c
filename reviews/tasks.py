"""What happens by itself in case reviews."""

from celery import shared_task

from reviews.operations.publication import publish_due as publish


@shared_task
def publish_due():
    """Publish what is due; a lost minute loses nothing."""
    publish()
