"""Rounds that are being prepared: kept, opened later or by themselves on their day, or discarded."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import PlannedRound
from partnership.operations.letters import promise
from partnership.operations.questionnaires.rounds import AlreadyOpened, open_round
from partnership.operations.record import record
from partnership.rules.rounds import DATES, check_planned, check_ready

FIELDS = ("title", "questionnaire", *DATES, "message", "shared_with", "opens_by_itself")


def lock_planned(planned):
    return (
        PlannedRound.objects.select_for_update(of=("self",), no_key=True)
        .select_related("questionnaire", "round", "shared_with", "made_by", "changed_by")
        .get(pk=planned.pk)
    )


@transaction.atomic
def plan_round(*, by, organisations, planned=None, seen=0, **given):
    """Keep a round that is being prepared, new or again. It needs a title alone, and nobody is written to."""
    organisations = list(organisations)
    if planned is None:
        check_planned(title=given["title"], **dates_of(given))
        planned = PlannedRound(made_by=by, revision=0)
    else:
        planned = lock_planned(planned)
        check_waiting(planned)
        if seen != planned.revision:
            raise Refused(
                f"{planned.changed_by} has changed this meanwhile. Below is what you typed; "
                "look at theirs in another window before you save again."
            )
        check_planned(title=given["title"], **dates_of(given))
    for field in FIELDS:
        if field in given:
            setattr(planned, field, given[field])
    planned.opens_by_itself = bool(planned.opens_by_itself and planned.opens_on)
    planned.could_not = ""
    planned.revision += 1
    planned.changed_by, planned.changed_at = by, timezone.now()
    planned.save()
    planned.organisations.set(organisations)
    record("prepared", planned, by=by, organisations=len(organisations), itself=planned.opens_by_itself)
    return planned


def dates_of(given):
    return {name: given.get(name) for name in DATES}


def check_waiting(planned):
    if planned.round_id:
        raise AlreadyOpened(planned.round)
    if planned.discarded_at:
        raise Refused("This draft was discarded.")


@transaction.atomic
def open_planned(planned, *, by):
    """Open it as it was prepared. Opened twice, it is the same round."""
    planned = lock_planned(planned)
    check_waiting(planned)
    dates = {name: getattr(planned, name) for name in DATES}
    organisations = list(planned.organisations.on(timezone.localdate()))
    check_ready(questionnaire=planned.questionnaire, today=timezone.localdate(), **dates)
    planned.round = open_round(
        planned.questionnaire, by=by, title=planned.title, organisations=organisations, message=planned.message,
        shared_with=planned.shared_with, **dates,
    )  # fmt: skip
    planned.could_not = ""
    planned.save(update_fields=["round", "could_not"])
    return planned.round


@transaction.atomic
def discard_planned(planned, *, by):
    """Nothing comes of it. It asked nobody, so nobody is told."""
    planned = lock_planned(planned)
    check_waiting(planned)
    planned.discarded_at = timezone.now()
    planned.save(update_fields=["discarded_at"])
    record("discarded", planned, by=by)
    return planned


def open_planned_rounds():
    """Open every prepared round whose day has come, in the name of whoever said so. Says how many were opened.

    One that cannot be opened keeps the reason, and whoever prepared it is told once; it is tried again until mended.
    """
    opened = 0
    for planned in PlannedRound.objects.due(timezone.localdate()).select_related("changed_by"):
        try:
            open_planned(planned, by=planned.changed_by)
            opened += 1
        except AlreadyOpened:
            continue
        except Refused as refused:
            tell_could_not(planned, str(refused))
    return opened


@transaction.atomic
def tell_could_not(planned, why):
    PlannedRound.objects.filter(pk=planned.pk).update(could_not=why)
    promise(
        "round_not_opened", f"planned-round:{planned.pk}:{planned.revision}:not-opened", to=planned.changed_by,
        subject="A round did not open by itself", label=planned.title, path=planned.get_absolute_url(),
    )  # fmt: skip
