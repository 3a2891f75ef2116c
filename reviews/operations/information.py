"""Asking agencies for what they know: whether they were involved, chasing them, and ending what was asked in error."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Letter
from partnership.operations.deadlines import end, meet, open_deadline
from partnership.operations.record import record
from reviews.models import CaseDeadline, Chaser, InformationRequest, InvolvementReply, Stage
from reviews.operations.answers import INVOLVEMENT, answer, lock_request, save_draft
from reviews.operations.case import agree_date, lock, move, stop_clock
from reviews.operations.letters import holders, write
from reviews.rules.clocks import RETURN_DAYS
from reviews.rules.information import (
    check_agreed_date,
    check_asking,
    check_chase,
    check_end,
    check_writable,
    clock_of,
)

__all__ = ["answer", "ask_agencies", "chase", "end_request", "save_draft", "say_involved"]


ASKED_AT = (Stage.NOTIFIED, Stage.RR_GATHERING, Stage.ELSEWHERE)


@transaction.atomic
def ask_agencies(
    case,
    *,
    by,
    organisations,
    scope,
    looks_from=None,
    looks_to=None,
    within=RETURN_DAYS,
    late_reason="",
    due_on=None,
):
    """Ask each of these agencies, with its dates. May be repeated for agencies found later.

    `within` is how many working days after the notification the whole answer is due; an agency that is found when
    that is past or near is given its own days. `due_on` is the agreed date where none follows from a notification: for
    another partnership's case, and for one that was opened again.
    """
    case = lock(case)
    if case.stage not in ASKED_AT:
        raise Refused("Agencies are asked once the incident has been notified and before the meeting.")
    check_agreed_date(due_on, needed=needs_a_date(case), today=timezone.localdate())
    check_asking(
        scope=scope, looks_from=looks_from, looks_to=looks_to, within=within, today=timezone.localdate()
    )
    asked = set(case.requests.standing().values_list("organisation", flat=True))
    new = [organisation for organisation in organisations if organisation.pk not in asked]
    if not new:
        raise Refused("Choose at least one agency that has not been asked yet.")
    for organisation in new:
        ask(
            case,
            organisation,
            by=by,
            within=within,
            due_on=due_on,
            scope=scope,
            looks_from=looks_from,
            looks_to=looks_to,
        )
    stop_clock(case, "scope", by=by, late_reason=late_reason)
    if case.stage == Stage.NOTIFIED:
        move(case, Stage.RR_GATHERING, by=by, asked=[organisation.code for organisation in new])
    else:
        record("asked more agencies", case, by=by, asked=[organisation.code for organisation in new])
    return case


def needs_a_date(case):
    """Whether no date for agencies follows from a notification, so that one has to be agreed."""
    return case.stage == Stage.ELSEWHERE or any(one.agreed for one in case.reopenings.all())


def ask(case, organisation, *, by, within, due_on, **words):
    if due_on:
        involvement, answered = None, agree_date(
            case, "agency_return", "Answer the request for information", due_on, by=by, rule="Agreed for this case",
            source="Agreed by the partnership", starts_on=timezone.localdate(), organisation=organisation, path="",
        )  # fmt: skip
    else:
        involvement, answered = (
            start(case, key, by=by, organisation=organisation, within=days)
            for key, days in (("involvement_by", None), ("agency_returns_by", within))
        )
    request = InformationRequest.objects.create(
        case=case,
        organisation=organisation,
        deadline=answered,
        involvement_deadline=involvement,
        asked_by=by,
        **words,
    )
    for deadline in filter(None, (involvement, answered)):
        deadline.path = request.get_absolute_url()
        deadline.save(update_fields=["path"])
    write(
        "asked", "Information is asked of you", f"information:{request.pk}",
        holders(Role.PARTNER_LEAD, organisation=organisation), case=case, path=answered.path,
        label="Request for information: were you involved?", due_on=(involvement or answered).due_on,
    )  # fmt: skip
    return request


def start(case, key, *, by, organisation, within):
    """Open one of the dates by which this agency answers."""
    clock, since = clock_of(
        key,
        case.guidance,
        notified_on=case.notification.sent_on,
        asked_on=timezone.localdate(),
        within=within,
    )
    deadline = open_deadline(
        clock, since, by=by, reference=case.reference, restricted=True, path="", organisation=organisation
    )
    CaseDeadline.objects.create(case=case, deadline=deadline)
    return deadline


@transaction.atomic
def say_involved(request, *, by, said, late_reason=""):
    """The agency's lead says at once whether it was involved. "Still looking" is kept, and the date still runs."""
    request = lock_request(request)
    check_writable(request)
    if said not in InvolvementReply.Said.values:
        raise Refused("Say whether your agency was involved, or that you are still looking.")
    draft = request.answers.filter(submitted_at=None).first()
    if request.answer and (draft is None or said == InvolvementReply.Said.LOOKING):
        raise Refused("Your agency has sent its answer already. Change that answer instead.")
    if draft and said != InvolvementReply.Said.LOOKING:
        draft.involvement = INVOLVEMENT[said]
        draft.save(update_fields=["involvement"])
    before = request.reply
    if before and before.said == said and said != InvolvementReply.Said.LOOKING:
        return before
    reply = InvolvementReply.objects.create(request=request, said=said, said_by=by)
    deadline = request.involvement_deadline
    if said != InvolvementReply.Said.LOOKING and deadline and deadline.outstanding:
        meet(deadline, by=by, late_reason=late_reason)
    record("said whether involved", request, by=by, said=said)
    return reply


@transaction.atomic
def chase(request, *, by, how=Chaser.How.LETTER, note=""):
    """Write to the agency's lead again, once a day at most; when its date has passed, to its signatory as well."""
    request = lock_request(request)
    today = timezone.localdate()
    check_chase(
        answered=request.answer is not None,
        ended=request.ended,
        chased_today=request.chasers.filter(chased_on=today).exists(),
    )
    chaser = Chaser.objects.create(request=request, chased_on=today, chased_by=by, how=how, note=note.strip())
    roles = [Role.PARTNER_LEAD]
    if request.deadline.due_on < today:
        roles.append(Role.SIGNATORY)
    write(
        "asked", "We are waiting for your answer", f"chase:{request.pk}:{today}",
        holders(*roles, organisation=request.organisation), case=request.case, path=request.get_absolute_url(),
        label="Request for information", due_on=request.deadline.due_on,
    )  # fmt: skip
    record("chased", request, by=by, how=str(how))
    return chaser


@transaction.atomic
def end_request(request, *, by, reason):
    """This agency is no longer asked. Its dates end with the reason, and its lead is told."""
    request = lock_request(request)
    check_end(reason=reason, answered=request.answer is not None, ended=request.ended)
    request.ended_by = by
    request.ended_at = timezone.now()
    request.ended_reason = reason.strip()
    request.save(update_fields=["ended_by", "ended_at", "ended_reason"])
    for deadline in (request.involvement_deadline, request.deadline):
        if deadline and deadline.outstanding:
            end(deadline, by=by, reason=reason)
    waiting = Letter.objects.filter(path=request.get_absolute_url(), state=Letter.State.PROMISED)
    waiting.update(state=Letter.State.CANCELLED, state_reason="The request was ended")
    write(
        "letter", "You are no longer asked", f"information:{request.pk}:ended",
        holders(Role.PARTNER_LEAD, organisation=request.organisation), case=request.case,
        path=request.get_absolute_url(),
        label="You are no longer asked for information. You need do nothing.",
    )  # fmt: skip
    record("ended", request, by=by, why=reason.strip())
    return request
