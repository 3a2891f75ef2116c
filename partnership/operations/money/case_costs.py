"""What partners agree to pay for one case review, by its reference alone."""

import re

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Appointment, CaseCost, CaseCostShare
from partnership.operations.money.budgets import lock
from partnership.operations.record import record
from partnership.rules import money as law

REFERENCE = re.compile(r"(?=.*\d)[A-Za-z0-9/._-]{3,40}")


@transaction.atomic
def set_case_cost(
    budget, *, by, case_reference, amount, pays_for, sharing, organisations=(), given=None, reason=""
):
    """Note what one case review costs and each partner's share. A changed cost replaces the old, and is agreed anew."""
    budget = lock(budget)
    case_reference = case_reference.strip()
    if not REFERENCE.fullmatch(case_reference):
        raise Refused(
            "Enter the case's reference as the portal writes it, such as LR-2026-007, and nothing else."
        )
    given = given or {}
    partners = {one.name: one for one in (organisations if sharing == law.EQUAL else given)}
    shares = (
        law.equal_shares(amount, partners)
        if sharing == law.EQUAL
        else law.check_amounts(amount, {one.name: value for one, value in given.items()})
    )
    old = (
        CaseCost.objects.of(budget)
        .select_for_update(of=("self",), no_key=True)
        .filter(case_reference=case_reference, replaced_by=None)
        .first()
    )
    if old and not reason.strip():
        raise Refused(f"There is a cost agreement for {case_reference} already. Say why it changes.")
    cost = CaseCost.objects.create(
        budget=budget, case_reference=case_reference, amount=amount, pays_for=pays_for.strip(), set_by=by
    )
    CaseCostShare.objects.bulk_create(
        CaseCostShare(cost=cost, organisation=partners[name], amount=part) for name, part in shares.items()
    )
    if old:
        old.replaced_by, old.replaced_because = cost, reason.strip()
        old.save(update_fields=["replaced_by", "replaced_because"])
    record("set case cost", cost, by=by, why=reason.strip(), amount=str(amount), partners=len(shares))
    return cost


@transaction.atomic
def agree_case_cost(share, *, by):
    """A signatory agrees to their own partner's share."""
    lock(share.cost.budget)
    share = (
        CaseCostShare.objects.select_for_update(of=("self",), no_key=True)
        .select_related("cost", "organisation")
        .get(pk=share.pk)
    )
    if share.organisation_id not in by.organisations(Role.SIGNATORY):
        raise Refused("You sign for another partner. Each partner agrees to its own share.")
    if share.cost.replaced_by_id:
        raise Refused("The cost has changed since. Agree to the new one.")
    if share.agreed_at:
        raise Refused(f"{share.organisation} agreed to this share already.")
    held = Appointment.objects.on(timezone.localdate()).filter(
        person=by, role=Role.SIGNATORY, organisation=share.organisation
    )
    share.agreed_by, share.agreed_at = by, timezone.now()
    share.office = held.first().office or Role.SIGNATORY.label
    share.save(update_fields=["agreed_by", "agreed_at", "office"])
    record("agreed", share, by=by, amount=str(share.amount), partner=share.organisation.name)
    return share
