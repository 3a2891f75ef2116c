"""Putting an indicator's challenge question to the agency that gives its figures."""

from django.db import transaction
from django.utils import timezone

from assurance.models import IndicatorPeriod, QuestionPut
from partnership.access import Can, Refused, may
from partnership.operations.challenges import log_challenge
from partnership.operations.record import record


@transaction.atomic
def put_question(period, *, by, raised_with, about, due_on):
    """A challenge in the challenge log, about one indicator in one period. It holds no figure."""
    row = (
        IndicatorPeriod.objects.select_for_update(no_key=True, of=("self",))
        .select_related("indicator")
        .get(pk=period.pk)
    )
    if raised_with.pk not in (row.indicator.source_id, row.indicator.rutland_source_id):
        raise Refused("You can only ask an agency that gives the figures.")
    if row.questions_put.filter(challenge__raised_with=raised_with, challenge__closed_on=None).exists():
        raise Refused(f"{raised_with} has already been asked that question. It is open in the challenge log.")
    office = "Independent Advisor" if not may(by, Can.RUN_INDICATORS) else "Business unit"
    challenge = log_challenge(
        by=by,
        raised_by_office=office,
        raised_with=raised_with,
        subject=f"Indicator {row.indicator.code}, {row.period.label}",
        about=about,
        raised_on=timezone.localdate(),
        due_on=due_on,
    )
    QuestionPut.objects.create(period=row, challenge=challenge)
    record("put its question", row, by=by, challenge=challenge.reference)
    return challenge
