"""What happens by itself in training: thin, repeatable doorbells over rows."""

from celery import shared_task
from django.utils import timezone

from training.operations import booking, certificates, evaluation


@shared_task
def sweep_places():
    """Pass run-out offers on, send the letters that are due, and wipe what is no longer needed."""
    booking.sweep()


@shared_task
def ask_what_changed():
    """Ask everybody whose day has come what training changed, and remind once who has not answered."""
    evaluation.ask()
    evaluation.remind()


@shared_task
def write_of_refreshers():
    """Write to whoever's certificate soon runs out; a lost day loses nothing, a double run doubles nothing."""
    certificates.write_of_refreshers(timezone.localdate())
