"""Asking agencies for what they know, and their answers."""

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.operations.deadlines import meet
from partnership.operations.record import record
from reviews.models import InformationAnswer, InformationRequest, Stage
from reviews.operations.case import agree_date, lock, move, start_clock, stop_clock
from reviews.operations.letters import business_unit, holders, write
from reviews.rules.information import check_agreed_date, check_answer

ASKED_AT = (Stage.NOTIFIED, Stage.RR_GATHERING, Stage.ELSEWHERE)
FIELDS = (
    "involvement",
    "summary",
    "key_episodes",
    "good_practice",
    "immediate_action",
    "identity",
    "signed_off_office",
)


@transaction.atomic
def ask_agencies(case, *, by, organisations, scope, late_reason="", due_on=None):
    """Ask each of these agencies, with a date each. May be repeated for agencies found later.

    `due_on` is the agreed date where none follows from a notification: for another partnership's case, and for
    one that was opened again.
    """
    case = lock(case)
    if case.stage not in ASKED_AT:
        raise Refused("Agencies are asked once the incident has been notified and before the meeting.")
    check_agreed_date(due_on, needed=needs_a_date(case), today=timezone.localdate())
    if not scope.strip():
        raise Refused("Say whom and what period agencies should look for, by role and without names.")
    asked = set(case.requests.values_list("organisation", flat=True))
    new = [organisation for organisation in organisations if organisation.pk not in asked]
    if not new:
        raise Refused("Choose at least one agency that has not been asked yet.")
    for organisation in new:
        ask(case, organisation, by=by, scope=scope, due_on=due_on)
    stop_clock(case, "scope", by=by, late_reason=late_reason)
    if case.stage == Stage.NOTIFIED:
        move(case, Stage.RR_GATHERING, by=by, asked=[organisation.code for organisation in new])
    else:
        record("asked more agencies", case, by=by, asked=[organisation.code for organisation in new])
    return case


def needs_a_date(case):
    """Whether no date for agencies follows from a notification, so that one has to be agreed."""
    return case.stage == Stage.ELSEWHERE or any(one.agreed for one in case.reopenings.all())


def ask(case, organisation, *, by, scope, due_on=None):
    if due_on:
        deadline = agree_date(
            case, "agency_return", "Answer the request for information", due_on, by=by, rule="Agreed for this case",
            source="Agreed by the partnership", starts_on=timezone.localdate(), organisation=organisation, path="",
        )  # fmt: skip
    else:
        deadline = start_clock(
            case, "agency_returns_by", case.notification.sent_on, by=by, organisation=organisation, path=""
        )
    request = InformationRequest.objects.create(
        case=case, organisation=organisation, deadline=deadline, scope=scope, asked_by=by
    )
    deadline.path = reverse("reviews:answer", args=[request.pk])
    deadline.save(update_fields=["path"])
    write(
        "asked", "Information is asked of you", f"information:{request.pk}",
        holders(Role.PARTNER_LEAD, organisation=organisation), case=case, path=deadline.path,
        label="Request for information", due_on=deadline.due_on,
    )  # fmt: skip
    return request


def lock_request(request):
    return (
        InformationRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("case", "deadline", "organisation")
        .get(pk=request.pk)
    )


def lock_draft(request, *, by, seen):
    """The request and the version being written, which is made if there is none.

    `seen` is the version on the page and when its draft was saved: what a colleague sent or saved meanwhile
    is not written over unseen. None is whoever writes without a page.
    """
    request = lock_request(request)
    if request.ended:
        raise Refused("Nothing is asked of your agency in this case any more, so no answer is needed.")
    draft = request.answers.filter(submitted_at=None).first()
    if draft is None:
        last = request.answers.aggregate(last=Max("version"))["last"] or 0
        draft = InformationAnswer(request=request, version=last + 1)
    if seen is not None:
        version, saved_at = seen
        if version != draft.version:
            raise Refused(
                "Your agency's answer has been sent since you opened this page. Compare it with yours: if you save "
                "again, you begin to change it."
            )
        if draft.pk and draft.written_by_id != by.pk and draft.saved_at != saved_at:
            raise Refused(
                "A colleague has saved this answer since you opened it. Compare both texts and save again."
            )
    return request, draft


def write_down(draft, *, by, **answer):
    for field in FIELDS:
        setattr(draft, field, answer.get(field, getattr(draft, field)))
    draft.written_by = by
    draft.saved_at = timezone.now()
    draft.save()
    return draft


@transaction.atomic
def save_draft(request, *, by, seen=None, **answer):
    """Keep what has been written so far; nothing is required of a draft."""
    _, draft = lock_draft(request, by=by, seen=seen)
    return write_down(draft, by=by, **answer)


@transaction.atomic
def answer(request, *, by, seen=None, late_reason="", **answer):
    """Submit the agency's answer, "not involved" included. A later change is a new version."""
    check_answer(
        **{
            name: answer.get(name, "")
            for name in ("involvement", "summary", "immediate_action", "signed_off_office")
        }
    )
    request, draft = lock_draft(request, by=by, seen=seen)
    write_down(draft, by=by, **answer)
    draft.submitted_by = by
    draft.submitted_at = timezone.now()
    draft.save(update_fields=["submitted_by", "submitted_at"])
    if request.deadline.outstanding:
        meet(request.deadline, by=by, late_reason=late_reason)
    write(
        "case_step", "An agency has answered", f"answer:{draft.pk}", business_unit(), case=request.case,
        path=request.case.get_absolute_url(),
    )  # fmt: skip
    record("answered", request, by=by, version=draft.version, involvement=draft.involvement)
    return draft
