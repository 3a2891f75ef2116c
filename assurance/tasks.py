"""What happens by itself in assurance: thin, repeatable doorbells over rows."""

from celery import shared_task

from assurance.operations import yearly_report


@shared_task
def render_waiting_reports():
    """Make every yearly report that waits, and again what a dead worker left."""
    yearly_report.render_waiting()
