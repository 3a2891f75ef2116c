"""Serious case reviews that the former board left unfinished."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Edition
from reviews.models import Case, Inherited, Review, Route, Stage
from reviews.operations.case import agree_date, enter, first_day, made_already
from reviews.operations.elsewhere import check_told
from reviews.operations.letters import business_unit, write
from reviews.rules.clocks import guidance_on
from reviews.rules.routes import check_ahead, check_inherited, check_said

ENTRIES = (Stage.LCSPR_ACTIVE, Stage.LEARNING)
RULE = "Agreed when the review was taken over; no national time limit was worked out"
SOURCE = "Agreed with the former board"


@transaction.atomic
def inherit(
    *, by, to, former_board, begun_on, taken_over_on, incident_on, account, decided_on=None, old_references="",
    publish_on=None, incident_precision=Case.Precision.DAY, responsible_authority=None, children=(), key=None,
):  # fmt: skip
    """Take over a review that the former board began, with the dates of its day, where it had come to.

    No clock is worked out: its publication is due on the day that was agreed, or has no date.
    """
    today = timezone.localdate()
    if to not in ENTRIES:
        raise Refused("Choose whether the review is still under way, or its learning is being acted on.")
    check_said(former_board, "Say which board began it.")
    check_told(incident_on=incident_on, account=account, today=today)
    incident_on = first_day(incident_on, incident_precision)
    check_inherited(
        incident_on=None if incident_precision == Case.Precision.UNKNOWN else incident_on,
        decided_on=decided_on,
        begun_on=begun_on,
        taken_over_on=taken_over_on,
        today=today,
    )
    if publish_on:
        check_ahead(publish_on, today, "The day agreed for its publication")
    made = made_already(key, by)
    if made:
        return made
    case = enter(
        Case(
            route=Route.INHERITED,
            edition=Edition.objects.in_force(taken_over_on) or Edition.objects.order_by("starts_on").first(),
            guidance=guidance_on(begun_on),
            incident_on=incident_on,
            incident_precision=incident_precision,
            responsible_authority=responsible_authority,
            account=account,
            referred_by=by,
            agreed_by_office="",
            referral_key=key,
        ),
        to,
        by=by,
        verb="inherited",
        children=children,
    )
    Inherited.objects.create(
        case=case,
        former_board=former_board.strip(),
        old_references=old_references.strip(),
        begun_on=begun_on,
        decided_on=decided_on,
        taken_over_on=taken_over_on,
    )
    Review.objects.create(case=case, begun_on=begun_on)
    if publish_on and to == Stage.LCSPR_ACTIVE:
        agree_date(case, "publish", "Publish the review", publish_on, by=by, rule=RULE, source=SOURCE,
                   starts_on=taken_over_on, role=Role.BOARD_MANAGER)  # fmt: skip
    write("case_step", "A review was taken over", f"case:{case.pk}:inherited", business_unit(), case=case,
          path=case.get_absolute_url())  # fmt: skip
    return case
