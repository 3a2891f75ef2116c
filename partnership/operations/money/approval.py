"""Partners approve the figures of a budget; a year is closed, and opened again with a reason."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import (
    Appointment,
    Budget,
    BudgetApproval,
    BudgetEdition,
    Organisation,
    Person,
    YearClosing,
)
from partnership.operations.deadlines import end, meet, open_deadline
from partnership.operations.letters import promise
from partnership.operations.money.budgets import lock
from partnership.operations.money.figures import at_the_end, sheet, to_approve
from partnership.operations.record import record
from partnership.rules import money as law


@transaction.atomic
def ask_for_budget_approval(budget, *, by):
    """Freeze the figures, and ask every statutory partner to approve them: a deadline and a letter each."""
    budget = lock(budget)
    figures = to_approve(budget)
    if not figures["contributions"]:
        raise Refused("Share out the budget among the partners first.")
    today = timezone.localdate()
    partners = list(Organisation.objects.statutory_partners(today))
    if not partners:
        raise Refused("There is no statutory partner today who could approve it.")
    mark = law.checksum(figures)
    before = budget.editions.select_for_update(no_key=True).filter(superseded_at=None).first()
    if before and before.checksum == mark:
        raise Refused("Partners have been asked to approve exactly these figures already.")
    if before:
        before.superseded_at = timezone.now()
        before.save(update_fields=["superseded_at"])
        for approval in before.approvals.filter(approved_at=None, deadline__ended_on=None).select_related(
            "deadline"
        ):
            end(approval.deadline, by=by, reason="The figures changed, so partners are asked again.")
    edition = BudgetEdition.objects.create(
        budget=budget, version=budget.editions.count() + 1, figures=figures, checksum=mark, asked_by=by
    )
    for partner in partners:
        deadline = open_deadline(
            law.APPROVE_WITHIN,
            today,
            by=by,
            reference=budget.reference,
            path=budget.get_absolute_url(),
            organisation=partner,
        )
        BudgetApproval.objects.create(edition=edition, organisation=partner, deadline=deadline)
        for person in Person.objects.holding(Role.SIGNATORY, on=today, organisation=partner):
            promise(
                "budget_approval", f"budget_approval:{edition.pk}:{partner.pk}:{person.pk}", to=person,
                subject=f"Approve the budget: {budget.reference}", reference=budget.reference,
                label=law.APPROVE_WITHIN.label, due_on=deadline.due_on, path=budget.get_absolute_url(),
            )  # fmt: skip
    record("asked to approve", edition, by=by, partners=len(partners), checksum=mark)
    return edition


@transaction.atomic
def approve_budget(approval, *, by, seen, comment="", late_reason=""):
    """A signatory approves, for their own partner, the figures that the page showed."""
    budget = lock(approval.edition.budget)
    edition = BudgetEdition.objects.select_for_update(no_key=True).get(pk=approval.edition_id)
    approval = (
        BudgetApproval.objects.to_give_by(by)
        .select_for_update(of=("self",), no_key=True)
        .select_related("deadline", "organisation")
        .filter(pk=approval.pk)
        .first()
    )
    if approval is None:
        raise Refused("You sign for another partner. Each partner approves for itself.")
    if approval.approved_at:
        raise Refused(f"{approval.organisation} approved these figures already.")
    law.check_approvable(
        checksum=law.checksum(to_approve(budget)),
        frozen=edition.checksum if seen == edition.checksum else "",
        superseded=edition.superseded_at is not None,
    )
    held = Appointment.objects.on(timezone.localdate()).filter(
        person=by, role=Role.SIGNATORY, organisation=approval.organisation
    )
    approval.approved_by, approval.approved_at = by, timezone.now()
    approval.office = held.first().office or Role.SIGNATORY.label
    approval.comment = comment.strip()
    approval.save(update_fields=["approved_by", "approved_at", "office", "comment"])
    meet(approval.deadline, by=by, late_reason=late_reason)
    record(
        "approved",
        approval,
        by=by,
        label=str(edition),
        checksum=edition.checksum,
        partner=approval.organisation.name,
    )
    return approval


@transaction.atomic
def close_year(budget, *, by):
    """Freeze a year that is over: every variance explained, every invoice settled."""
    budget = lock(budget)
    found = sheet(budget)
    open_invoices = [
        invoice.reference
        for one in found.contributions
        for invoice in one.invoices.all()
        if invoice.outstanding
    ]
    law.check_can_close(
        budget, today=timezone.localdate(), unexplained=found.unexplained, outstanding=open_invoices
    )
    figures = at_the_end(budget)
    closing = YearClosing.objects.create(
        budget=budget, figures=figures, checksum=law.checksum(figures), closed_by=by
    )
    budget.state = Budget.State.CLOSED
    budget.save(update_fields=["state"])
    record("closed year", budget, by=by, checksum=closing.checksum)
    return closing


@transaction.atomic
def reopen_year(budget, *, by, reason):
    """Open a closed year again. What it was closed with stays to be seen."""
    budget = (
        Budget.objects.select_for_update(of=("self",), no_key=True).select_related("pot").get(pk=budget.pk)
    )
    if budget.state != Budget.State.CLOSED:
        raise Refused(f"{budget} is not closed.")
    if not reason.strip():
        raise Refused("Say why you are reopening the year.")
    closing = budget.closings.select_for_update(no_key=True).filter(reopened_at=None).get()
    closing.reopened_by, closing.reopened_at, closing.reopened_because = by, timezone.now(), reason.strip()
    closing.save(update_fields=["reopened_by", "reopened_at", "reopened_because"])
    budget.state = Budget.State.OPEN
    budget.save(update_fields=["state"])
    record("reopened year", budget, by=by, why=closing.reopened_because)
    return budget
