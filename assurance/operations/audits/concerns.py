"""A child may not be safe now: raised while a case is audited, answered by the next working day, then closed."""

from django.db import transaction
from django.utils import timezone

from assurance.models import ImmediateConcern
from assurance.operations.audits.letters import leads_of, managers, write
from assurance.operations.audits.sample import check_standing, lock_case
from assurance.rules.audits import CONCERN_CLOCK, Stage, check_nameless
from partnership.access import Refused
from partnership.operations.deadlines import meet, open_deadline
from partnership.operations.record import record


@transaction.atomic
def raise_concern(case, *, by, organisation, concern):
    """Tell the agency's lead and the board manager at once. It is answered by the next working day."""
    case = lock_case(case)
    audit = case.audit
    if audit.stage == Stage.STOPPED:
        raise Refused("This audit was stopped. Tell the agency directly, and the board manager.")
    check_standing(case)
    check_nameless(concern)
    if not concern.strip():
        raise Refused("Enter what your concern is, without identifying anyone.")
    if not audit.agencies.filter(pk=organisation.pk).exists():
        raise Refused("Select one of the agencies in this audit.")
    if case.concerns.open().filter(organisation=organisation, concern=concern.strip()).exists():
        raise Refused(
            "This concern has already been raised. The agency and the board manager have been told."
        )
    today = timezone.localdate()
    deadline = open_deadline(
        CONCERN_CLOCK, today, by=by, reference=audit.reference, path="", organisation=organisation
    )
    raised = ImmediateConcern.objects.create(
        case=case, organisation=organisation, concern=concern.strip(), raised_by=by, deadline=deadline
    )
    deadline.path = raised.get_absolute_url()
    deadline.save(update_fields=["path"])
    write(
        audit, [*managers(), *leads_of([organisation]).get(organisation.pk, [])], key=f"concern:{raised.pk}",
        subject="Immediate concern", label="An immediate concern in an audit: please answer today",
        path=deadline.path, due_on=deadline.due_on, urgent=True,
    )  # fmt: skip
    record("raised", raised, by=by, audit=audit.reference, case=case.reference, agency=organisation.code)
    return raised


def lock(concern):
    return (
        ImmediateConcern.objects.select_for_update(of=("self",), no_key=True)
        .select_related("case__audit", "deadline", "organisation")
        .get(pk=concern.pk)
    )


@transaction.atomic
def answer_concern(concern, *, by, response, late_reason=""):
    """Say what was done to make the child safe."""
    concern = lock(concern)
    if concern.responded_at:
        raise Refused("This concern has already been answered. What was done is shown on its page.")
    check_nameless(response)
    if not response.strip():
        raise Refused("Enter what was done, by which office and when.")
    concern.response, concern.responded_by, concern.responded_at = response.strip(), by, timezone.now()
    concern.save(update_fields=["response", "responded_by", "responded_at"])
    audit = concern.case.audit
    write(
        audit, [*managers(), concern.raised_by], key=f"concern:{concern.pk}:answered", subject="Concern answered",
        label="An immediate concern in an audit was answered", path=concern.get_absolute_url(), urgent=True,
    )  # fmt: skip
    meet(concern.deadline, by=by, late_reason=late_reason)
    record("answered", concern, by=by, audit=audit.reference)
    return concern


@transaction.atomic
def close_concern(concern, *, by, outcome):
    """Somebody else than who answered says that the child is safe now. Until then it stays in sight."""
    concern = lock(concern)
    if concern.closed_at:
        raise Refused("This concern is already closed.")
    if not concern.responded_at:
        raise Refused("The agency has not answered yet. Ask it, or record what it says.")
    if concern.responded_by_id == by.pk:
        raise Refused("A concern must be closed by someone other than the person who answered it.")
    check_nameless(outcome)
    if not outcome.strip():
        raise Refused("Enter what shows that it can be closed.")
    concern.outcome, concern.closed_by, concern.closed_at = outcome.strip(), by, timezone.now()
    concern.save(update_fields=["outcome", "closed_by", "closed_at"])
    record("closed", concern, by=by, audit=concern.case.audit.reference)
    return concern
