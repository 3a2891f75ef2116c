"""What follows from scrutiny: actions against gaps, and whether last time's have stuck."""

from django.db import transaction
from django.utils import timezone

from assurance.models import EventSlot, LookBack, Moderation, ScrutinyAction
from assurance.operations.scrutiny.moderation import State, lock_return
from assurance.rules.scrutiny_events import check_may_ask
from partnership.access import Refused
from partnership.models import Action
from partnership.operations import actions
from partnership.operations.record import record
from partnership.rules.childs_detail import check_no_detail

STUCK = LookBack.Finding.STUCK


@transaction.atomic
def ask_for_action(opened, *, by, gap, title, target_on, detail="", question=None):
    """Ask the agency to close a gap by a date. It learns of the gap from this, so not before the scores are shared."""
    opened = lock_return(opened, by=by)
    now = timezone.now()
    check_may_ask(
        shared=Moderation.objects.filter(assurance_return=opened).exclude(state=State.MODERATING).exists(),
        presented=EventSlot.objects.filter(
            assurance_return=opened, starts_at__lte=now, event__state__in=["invited", "held"]
        ).exists(),
    )
    if not gap.strip() or not title.strip():
        raise Refused("Enter what the gap is and what needs to be done about it.")
    check_no_detail(gap, title, detail)
    if ScrutinyAction.objects.filter(assurance_return=opened, action__title=title.strip()).exists():
        raise Refused("This action has already been asked for. Check the list first.")
    action = actions.open_action(
        by=by, title=title.strip(), detail=detail.strip(), origin=opened.round.reference, target_on=target_on,
        organisation=opened.organisation,
    )  # fmt: skip
    link = ScrutinyAction.objects.create(
        assurance_return=opened, question=question, gap=gap.strip(), action=action
    )
    record("asked for action", opened, by=by, action=action.pk)
    return link


@transaction.atomic
def look_back(link, opened, *, by, finding, shown_by):
    """Say with a later return whether an earlier action has lasted; a verified one that has is then embedded."""
    opened = lock_return(opened, by=by)
    link = ScrutinyAction.objects.select_related("assurance_return__round", "action").get(pk=link.pk)
    earlier = link.assurance_return
    if (
        earlier.organisation_id != opened.organisation_id
        or earlier.round.about_until >= opened.round.about_until
    ):
        raise Refused("That action is not one of this agency’s earlier rounds.")
    if not shown_by.strip():
        raise Refused("Enter what shows it.")
    if LookBack.objects.filter(link=link, assurance_return=opened).exists():
        raise Refused("Whether this action has lasted has already been recorded.")
    if finding == STUCK and link.action.state == Action.State.VERIFIED:
        actions.embed(
            link.action, by=by, evidence=f"Seen with the return {opened.round.reference}: {shown_by.strip()}"
        )
    found = LookBack.objects.create(
        link=link, assurance_return=opened, finding=finding, shown_by=shown_by.strip(), looked_by=by
    )
    record("looked back", found, by=by, finding=finding, action=link.action_id)
    return found
