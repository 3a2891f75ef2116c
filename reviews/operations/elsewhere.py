"""Cases that other partnerships lead, and other partnerships that a case of ours touches."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.operations.deadlines import meet
from partnership.operations.record import record
from reviews.models import Case, LedElsewhere, OtherPartnership, Route, Stage
from reviews.operations.case import agree_date, enter, first_day, lock, made_already, move
from reviews.operations.letters import business_unit, write
from reviews.operations.routes import end_what_waits
from reviews.rules.routes import check_ahead, check_past, check_said

AGREED_WITH_THEM = "Agreed with the partnership that leads the case"


def check_told(*, incident_on, account, today):
    check_past(incident_on, today, "The incident")
    check_said(account, "Say what happened, without anybody's name.")


@transaction.atomic
def register_elsewhere(
    *, by, partnership, asked_for, incident_on, account, due_on=None, their_reference="",
    incident_precision=Case.Precision.DAY, responsible_authority=None, children=(), key=None,
):  # fmt: skip
    """Another partnership leads a case and asks something of us: what, and by which agreed day.

    `children` are dicts of a child's fields, where we know of them. `key` is that of the form.
    """
    today = timezone.localdate()
    check_said(partnership, "Say which partnership leads the case.")
    check_said(asked_for, "Say what we are asked for.")
    check_told(incident_on=incident_on, account=account, today=today)
    if due_on:
        check_ahead(due_on, today, "The day that was agreed")
    made = made_already(key, by)
    if made:
        return made
    case = enter(
        Case(
            route=Route.ELSEWHERE,
            incident_on=first_day(incident_on, incident_precision),
            incident_precision=incident_precision,
            responsible_authority=responsible_authority,
            account=account,
            referred_by=by,
            agreed_by_office="",
            referral_key=key,
        ),
        Stage.ELSEWHERE,
        by=by,
        verb="registered",
        children=children,
    )
    deadline = due_on and agree_date(
        case, "answer_elsewhere", "Send the leading partnership what it asked for", due_on, by=by,
        rule="The day that was agreed", source=AGREED_WITH_THEM, starts_on=today, role=Role.BOARD_OFFICER,
    )  # fmt: skip
    LedElsewhere.objects.create(
        case=case,
        partnership=partnership.strip(),
        their_reference=their_reference.strip(),
        asked_for=asked_for.strip(),
        deadline=deadline,
    )
    write("case_step", "Another partnership leads a case", f"case:{case.pk}:registered", business_unit(),
          case=case, path=case.get_absolute_url())  # fmt: skip
    return case


def lock_elsewhere(case):
    case = lock(case)
    if case.stage != Stage.ELSEWHERE:
        raise Refused("No other partnership leads this case now. Open the case to see its status.")
    return case, LedElsewhere.objects.select_for_update(of=("self",), no_key=True).get(case=case)


@transaction.atomic
def answer_elsewhere(case, *, by, sent, sent_on, late_reason=""):
    """Record what we sent the partnership that leads, and whether by the agreed day."""
    case, led = lock_elsewhere(case)
    check_said(sent, "Say what was sent.")
    check_past(sent_on, timezone.localdate(), "The day on which it was sent")
    if led.sent_on:
        raise Refused(f"It was already recorded as sent on {led.sent_on:%-d %B %Y}.")
    if led.deadline:
        meet(led.deadline, by=by, done_on=sent_on, late_reason=late_reason)
    led.sent, led.sent_on = sent.strip(), sent_on
    led.save(update_fields=["sent", "sent_on"])
    record("answered the leading partnership", case, by=by, sent_on=str(sent_on))
    return led


@transaction.atomic
def finish_elsewhere(case, *, by, to, outcome):
    """Our part is over: there is learning to act on here, or the case is recorded and closed."""
    case, led = lock_elsewhere(case)
    if to not in (Stage.LEARNING, Stage.CLOSED_RECORDED):
        raise Refused("Choose whether there is learning to act on here, or the case is recorded and closed.")
    check_said(outcome, "Say what the outcome was.")
    led.outcome = outcome.strip()
    led.save(update_fields=["outcome"])
    end_what_waits(case, by=by, why="elsewhere")
    return move(case, to, by=by, why=outcome)


@transaction.atomic
def tell_partnership(case, *, by, name, told_on, told_by_office):
    """A case of ours touches another partnership, which was told."""
    case = lock(case)
    if case.is_over:
        raise Refused("This case is closed. Ask for it to be opened again first.")
    check_said(name, "Say which partnership was told.")
    check_past(told_on, timezone.localdate(), "The day on which it was told")
    check_said(told_by_office, "Say who told them, by office.")
    if case.other_partnerships.filter(name__iexact=name.strip()).exists():
        raise Refused("That partnership is recorded already.")
    other = OtherPartnership.objects.create(
        case=case,
        name=name.strip(),
        told_on=told_on,
        told_by_office=told_by_office.strip(),
        recorded_by=by,
    )
    record("told another partnership", case, by=by, told_on=str(told_on))
    return other


@transaction.atomic
def hear_from_partnership(other, *, by, reply, replied_on):
    """Record what another partnership answered."""
    other = (
        OtherPartnership.objects.select_for_update(of=("self",), no_key=True)
        .select_related("case")
        .get(pk=other.pk)
    )
    if other.replied_on:
        raise Refused(f"Its reply of {other.replied_on:%-d %B %Y} is recorded already.")
    check_said(reply, "Say what they answered.")
    check_past(replied_on, timezone.localdate(), "The day of the reply")
    if replied_on < other.told_on:
        raise Refused(f"They were told on {other.told_on:%-d %B %Y}, after that reply. Check the date.")
    other.reply, other.replied_on = reply.strip(), replied_on
    other.save(update_fields=["reply", "replied_on"])
    record("another partnership replied", other.case, by=by, replied_on=str(replied_on))
    return other
