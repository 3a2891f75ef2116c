"""What happens by itself in assurance: thin, repeatable doorbells over rows."""

from celery import shared_task

from assurance.operations import indicators, timetable, yearly_report
from assurance.operations.scrutiny import feedback


@shared_task
def render_waiting_reports():
    """Make every yearly report that waits, and again what a dead worker left."""
    yearly_report.render_waiting()


@shared_task
def send_waiting_letters():
    """Make and send the feedback letters that wait, and again what a dead worker left."""
    feedback.send_waiting()


@shared_task
def print_report_papers():
    """Print every kept draft and companion that waits, and again what a dead worker left."""
    yearly_report.print_waiting()


@shared_task
def close_comment_windows():
    """Close members' comments where their last day is over."""
    yearly_report.close_due_windows()


@shared_task
def ask_for_figures():
    """Ask each agency for the figures of every period that is over and not yet asked for."""
    indicators.ask_for_figures()


@shared_task
def settle_timetable():
    """Meet the days of what the timetable planned and its audit, round, meeting or survey says is done."""
    timetable.settle_timetable()
