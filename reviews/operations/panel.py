"""What is sent to the national Panel, and what it says."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.operations.record import record
from reviews.models import Outcome, PanelMessage, Review, Stage
from reviews.operations.case import lock, move, stop_clock
from reviews.operations.letters import holders, write


@transaction.atomic
def send_to_panel(case, *, by, sent_on, summary="", document=None, late_reason=""):
    """Record that the rapid review and the decision went to the Panel, and whether in time."""
    case = lock(case)
    if sent_on > timezone.localdate():
        raise Refused("It cannot be recorded before it is sent. Check the date.")
    if case.decision and sent_on < case.decision.decided_on:
        raise Refused("It was sent before the decision was made. Check the date.")
    move(case, Stage.AWAIT_PANEL, by=by, sent_on=str(sent_on))
    message = PanelMessage.objects.create(
        case=case,
        kind=PanelMessage.Kind.SENT_RAPID_REVIEW,
        happened_on=sent_on,
        summary=summary,
        document=document,
        recorded_by=by,
    )
    stop_clock(case, "rapid_review", by=by, done_on=sent_on, late_reason=late_reason)
    return message


@transaction.atomic
def answer_panel(case, *, by, sent_on, summary):
    """Record that a question of the Panel's was answered. The case goes on waiting for its view."""
    case = lock(case)
    check_waiting(case)
    if sent_on > timezone.localdate():
        raise Refused("It cannot be recorded before it is sent. Check the date.")
    if not summary.strip():
        raise Refused("Say what was answered.")
    message = PanelMessage.objects.create(
        case=case,
        kind=PanelMessage.Kind.SENT_ANSWER,
        happened_on=sent_on,
        summary=summary,
        recorded_by=by,
    )
    record("answered the Panel", case, by=by, sent_on=str(sent_on))
    return message


def check_waiting(case):
    if case.stage != Stage.AWAIT_PANEL:
        raise Refused("Nothing is waiting for the Panel's reply. Open the case to see where it stands.")


AFTER_AGREEMENT = {
    Outcome.LCSPR: Stage.LCSPR_SETUP,
    Outcome.LOCAL: Stage.LOCAL_REVIEW,
    Outcome.NONE: Stage.LEARNING,
    Outcome.NATIONAL: Stage.NATIONAL,
}


@transaction.atomic
def hear_from_panel(case, *, by, kind, received_on, summary):
    """Record the Panel's reply. Agreement moves on as decided; disagreement asks for a new decision."""
    case = lock(case)
    check_waiting(case)
    if kind not in PanelMessage.RECEIVED:
        raise Refused("Choose what the Panel said.")
    if received_on > timezone.localdate():
        raise Refused("The reply is in the future. Check its date.")
    sent = case.panel_messages.filter(kind=PanelMessage.Kind.SENT_RAPID_REVIEW).last()
    if received_on < sent.happened_on:
        raise Refused(f"That was sent to the Panel on {sent.happened_on:%-d %B %Y}. Check the reply's date.")
    if kind != PanelMessage.Kind.AGREES and not summary.strip():
        raise Refused("Say what the Panel wrote.")
    message = PanelMessage.objects.create(
        case=case, kind=kind, happened_on=received_on, summary=summary, recorded_by=by
    )
    if kind == PanelMessage.Kind.AGREES:
        move(case, AFTER_AGREEMENT[case.decision.outcome], by=by)
        if case.decision.outcome == Outcome.LCSPR:
            Review.objects.create(case=case, begun_on=case.decision.decided_on)
    elif kind == PanelMessage.Kind.DISAGREES:
        move(case, Stage.RR_DECISION, by=by, why=summary)
        deciders = holders(case.edition.decides_reviews)
        write(
            "case_step", "The Panel asks you to decide again", f"panel:{message.pk}", deciders, case=case,
            path=reverse("reviews:decide", args=[case.pk]), urgent=True,
        )  # fmt: skip
    else:
        record("asked by the Panel", case, by=by, why=summary)
    return message
