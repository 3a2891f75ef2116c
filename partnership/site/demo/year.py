"""The whole invented year, told once into an empty portal."""

from datetime import timedelta
from itertools import count

from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone

from partnership.models import Person
from partnership.operations.letters import post_digests, post_letters, promise_reminders
from partnership.site.demo import (
    assurance,
    assure_answering,
    assure_audits,
    assure_builder,
    assure_doing,
    assure_indicators,
    assure_report,
    assure_rounds,
    assure_scrutiny,
    cases,
    disagreed,
    older,
    outside,
    published,
    report,
    routes,
    schools_chasing,
    schools_register,
    schools_returns,
    schools_settings,
    training_attendance,
    training_booking,
    training_evaluation,
    training_programme,
    work_actions,
    work_arrangements,
    work_boards,
    work_contact,
    work_disputes,
    work_library,
    work_meetings,
    work_minutes,
    work_money,
    work_plan,
    work_policies,
    work_records,
    work_seats,
    work_voice,
)
from partnership.site.demo.people import bring_everybody
from partnership.site.demo.time import live


def is_told():
    return Person.objects.filter(invented=True).exists()


@transaction.atomic
def tell(say):
    """Bring the people, live the stories, and send what letters they caused to nobody. All or nothing."""
    say("Bringing invented people …")
    people = bring_everybody()
    today = timezone.localdate()
    stories = [
        story(people, today)
        for story in (
            *cases.STORIES,
            *routes.STORIES,
            *disagreed.STORIES,
            *published.STORIES,
            *older.STORIES,
            *outside.STORIES,
            *assurance.STORIES,
            *report.STORIES,
            *work_contact.STORIES,
            *work_arrangements.STORIES,
            *work_seats.STORIES,
            *work_meetings.STORIES,
            *work_minutes.STORIES,
            *work_actions.STORIES,
            *work_boards.STORIES,
            *work_money.STORIES,
            *work_records.STORIES,
            *work_policies.STORIES,
            *work_disputes.STORIES,
            *work_voice.STORIES,
            *work_library.STORIES,
            *work_plan.STORIES,
            *assure_builder.STORIES,
            *assure_rounds.STORIES,
            *assure_answering.STORIES,
            *assure_scrutiny.STORIES,
            *assure_audits.STORIES,
            *assure_indicators.STORIES,
            *assure_doing.STORIES,
            *assure_report.STORIES,
            *schools_register.STORIES,
            *schools_returns.STORIES,
            *schools_chasing.STORIES,
            *schools_settings.STORIES,
            *training_programme.STORIES,
            *training_booking.STORIES,
            *training_attendance.STORIES,
            *training_evaluation.STORIES,
        )
    ]
    say("Living an invented year …")
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend"):
        live(stories, until=timezone.now(), each_day=mornings())


def mornings():
    """What happens each morning. Every tenth, the database counts its rows, as in a real year it does by itself."""
    number = count(1)

    def morning():
        if next(number) % 10 == 0:
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        promise_reminders()
        post_letters()
        post_digests(timezone.now() + timedelta(hours=1))  # not before half past seven

    return morning
