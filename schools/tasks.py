"""What happens by itself in schools: thin, repeatable doorbells over rows."""

from celery import shared_task

from schools.operations import chasing, contacts, education, returns, settings_assurance


@shared_task
def chase_schools():
    """Take every rung of the ladder of chasing that is due and was not taken; close the rounds that are over."""
    chasing.sweep()
    returns.close_rounds()


@shared_task
def ask_to_confirm_contacts():
    """Ask every school whose lead can sign in to confirm its contacts once a year."""
    contacts.ask_to_confirm()


@shared_task
def print_chase_letters():
    """Print the letters that were asked for, and again what a dead worker left."""
    chasing.print_waiting()


@shared_task
def chase_settings():
    """Write to every setting whose assurance is near or late, but to none that has closed."""
    settings_assurance.stop_on_closing_day()
    settings_assurance.chase_settings()


@shared_task
def open_education_reports():
    """Begin the education reports that it is time for."""
    education.open_education_reports()
