"""What happens by itself in schools: thin, repeatable doorbells over rows."""

from celery import shared_task

from schools.operations import education, settings_assurance


@shared_task
def chase_settings():
    """Write to every setting whose assurance is near or late."""
    settings_assurance.chase_settings()


@shared_task
def open_education_reports():
    """Begin the education reports that it is time for."""
    education.open_education_reports()
