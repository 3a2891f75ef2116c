"""What happens by itself: thin, repeatable doorbells over rows."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from partnership.operations import (
    bounce_mailbox,
    letters,
    notify,
    packs,
    pulse,
    questionnaires,
    sign_ins,
    stored_files,
    young_people,
)


@shared_task
def beat():
    """Both beat, which sent this, and the worker, which runs it, are alive."""
    pulse.beat("worker")


@shared_task
def promise_reminders():
    """Promise a letter for everything near or late."""
    letters.promise_reminders()
    pulse.beat("reminders")


@shared_task
def post_letters():
    """Send every promised letter; one that fails waits for the next round."""
    letters.post_letters()
    pulse.beat("letters")


@shared_task
def post_digests():
    """Send one letter to each person who chose one a day."""
    letters.post_digests()


@shared_task
def read_bounces():
    """Take what came back into the mailbox for it, or what GOV.UK Notify says of it, where there is one."""
    if settings.BOUNCE_MAILBOX:
        bounce_mailbox.read_mailbox(settings.BOUNCE_MAILBOX)
    if settings.NOTIFY_API_KEY:
        notify.read_failures()


@shared_task
def make_waiting_packs():
    """Make every pack of a meeting that waits."""
    packs.make_waiting()


@shared_task
def forget_what_was_kept():
    """What was typed and kept for somebody is gone after a few days, and so are sessions that open nothing."""
    sign_ins.drop_old_forms()
    sign_ins.drop_old_sessions()


@shared_task
def sweep_files():
    """Remove files that a crash left behind without a document, and tell of documents without a file."""
    stored_files.sweep_files()


@shared_task
def open_young_peoples_years():
    """From the 1st of April, a session that young people lead is due within the year."""
    young_people.open_years()


@shared_task
def open_planned_rounds():
    """Open every prepared round of assurance whose day has come."""
    questionnaires.open_planned_rounds()


@shared_task
def let_stand_what_closed():
    """A return that was open again when its round closed for good is again what was submitted."""
    questionnaires.let_stand_what_closed(timezone.localdate())
