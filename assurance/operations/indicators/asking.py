"""Asking for figures: each agency once for each period, with one day on which all that it gives is due."""

from django.db import transaction
from django.utils import timezone

from assurance.models import FiguresAsked, Indicator
from assurance.models.indicators import ASKED_IN_THE_OFFICE
from assurance.rules.indicators.periods import DUE_SOURCE, due_rule, over_by, period_of
from partnership.operations import deadlines
from partnership.operations.record import record


def cells_of(asked, indicators):
    """What that agency gives of that period: (indicator, area, category), in the order of the page."""
    period = asked.period
    return [
        (indicator, area, category)
        for indicator in indicators
        if wanted(indicator, period)
        for area in indicator.areas_of(asked.organisation_id)
        for category in indicator.parts
    ]


def wanted(indicator, period):
    """Whether figures of that period are asked for: agreed here, of its kind, begun, not retired before its end."""
    return (
        indicator.confirmed
        and indicator.frequency == period.frequency
        and period_of(period.frequency, indicator.asked_from) <= period
        and (indicator.retired_on is None or indicator.retired_on > period.ends_on)
    )


def ask_for_figures():
    """Ask for every period that is over and not yet asked for; as often as one likes. How many requests are new.

    What was due before anybody asked is asked for without a day: it is history, and welcome.
    """
    today = timezone.localdate()
    wants = set()
    for indicator in Indicator.objects.all():
        givers = {indicator.giver_id(area) for area in indicator.areas}
        periods = [
            one for one in over_by(indicator.frequency, indicator.asked_from, today) if wanted(indicator, one)
        ]
        wants |= {(giver, indicator.frequency, one.starts_on) for one in periods for giver in givers}
    known = set(FiguresAsked.objects.values_list("organisation", "frequency", "starts_on"))
    new = sorted(wants - known, key=lambda want: (want[2], want[1], want[0] or 0))
    return sum(ask(*want, today=today) for want in new)


@transaction.atomic
def ask(organisation_id, frequency, starts_on, *, today):
    """One request, and its deadline unless its day has passed; 0 when somebody was quicker."""
    asked, new = FiguresAsked.objects.get_or_create(
        organisation_id=organisation_id, frequency=frequency, starts_on=starts_on
    )
    if not new:
        return 0
    period = asked.period
    if period.due_on >= today:
        asked.deadline = deadlines.open_fixed(
            "figures",
            f"Give figures for {period.label}",
            period.due_on,
            by=None,
            rule=due_rule(frequency),
            source=DUE_SOURCE,
            reference=period.short,
            path=asked.get_absolute_url(),
            organisation=asked.organisation,
            role="" if asked.organisation_id else ASKED_IN_THE_OFFICE,
            starts_on=period.ends_on,
        )
        asked.save(update_fields=["deadline"])
    record("asked", asked, by=None, period=period.label)
    return 1
