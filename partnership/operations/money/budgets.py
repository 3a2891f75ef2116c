"""A year of a pot: opened, shared out among partners, planned under headings."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Budget, BudgetApproval, BudgetLine, Contribution, Person
from partnership.operations.deadlines import end
from partnership.operations.discarding import discard
from partnership.operations.letters import promise
from partnership.operations.meanwhile import still_there
from partnership.operations.money.figures import contributions_of, to_approve
from partnership.operations.record import record
from partnership.rules import money as law
from partnership.rules.years import year_words


def lock(budget):
    """The budget as it is now, while nobody else changes anything of it; Refused where its figures are frozen."""
    rows = Budget.objects.select_for_update(of=("self",), no_key=True).select_related("pot")
    budget = still_there(rows, budget)
    law.check_writable(budget)
    return budget


def figures_changed(budget, *, by):
    """Approvals asked for other figures than these no longer stand: partners are asked anew."""
    edition = budget.editions.select_for_update(no_key=True).filter(superseded_at=None).first()
    if edition is None or edition.checksum == law.checksum(to_approve(budget)):
        return
    edition.superseded_at = timezone.now()
    edition.save(update_fields=["superseded_at"])
    for approval in edition.approvals.filter(approved_at=None, deadline__ended_on=None).select_related(
        "deadline"
    ):
        end(approval.deadline, by=by, reason="The figures changed, so partners are asked again.")


@transaction.atomic
def open_year(pot, *, by, year, total, forecasting=law.QUARTERLY):
    """Begin the budget of a pot's financial year, with the headings of the pot's year before, or the usual ones."""
    law.check_total(total)
    if Budget.objects.filter(pot=pot, year=year).exists():
        raise Refused(f"{pot} has a budget for {year_words(year)} already.")
    budget = Budget.objects.create(
        pot=pot, year=year, total=total, state=Budget.State.OPEN, forecasting=forecasting
    )
    before = BudgetLine.objects.filter(budget__pot=pot, budget__year=year - 1).values_list("name", flat=True)
    BudgetLine.objects.bulk_create(
        BudgetLine(budget=budget, name=name, position=position)
        for position, name in enumerate(list(before) or law.USUAL_HEADINGS, 1)
    )
    record("opened year", budget, by=by, total=str(total))
    return budget


def check_discardable(budget):
    """Refused where a partner has approved figures of it. That no money is on it the rows of money say themselves."""
    if BudgetApproval.objects.filter(edition__budget=budget).exclude(approved_at=None).exists():
        raise Refused("A partner has approved figures of this year, so it stays. Change the figures instead.")


@transaction.atomic
def discard_year(budget, *, by, reason):
    """A year that was begun by mistake goes, while no partner has approved it and no money is on it.

    Partners who were asked to approve it are asked no longer, and their signatories are told.
    """
    budget = lock(budget)
    asked = BudgetApproval.objects.filter(edition__budget=budget).select_related("deadline", "organisation")
    check_discardable(budget)
    for approval in asked.filter(deadline__ended_on=None):
        end(approval.deadline, by=by, reason="The year was begun by mistake.")
        signatories = Person.objects.holding(
            Role.SIGNATORY, on=timezone.localdate(), organisation=approval.organisation
        )
        for person in signatories:
            promise(
                "budget_approval", f"budget_approval:{approval.edition_id}:{person.pk}:discarded", to=person,
                subject=f"No longer to approve: {budget.reference}", reference=budget.reference,
                label="The year was begun by mistake", path=budget.pot.get_absolute_url(),
            )  # fmt: skip
    budget.editions.all().delete()
    return discard(
        budget, by=by, reason=reason, total=str(budget.total),
        rests="Money was invoiced, received, given in kind, spent or agreed for a case in this year, "
        "or it was closed once, so it stays.",
    )  # fmt: skip


@transaction.atomic
def share_out(budget, *, by, total, sharing, organisations=(), given=None):
    """Set the total and what each partner puts in.

    Equally among `organisations`, or as `given` says: {organisation: percentage} or {organisation: amount}.
    The amounts are computed here and typed by nobody, except where amounts were what was agreed.
    """
    budget = lock(budget)
    given = given or {}
    partners = {one.name: one for one in (organisations if sharing == law.EQUAL else given)}
    named = {one.name: value for one, value in given.items()}
    if sharing == law.EQUAL:
        shares = law.equal_shares(total, partners)
    elif sharing == law.PERCENTAGES:
        shares = law.percentage_shares(total, named)
    else:
        shares = law.check_amounts(total, named)
    if not shares:
        raise Refused("Choose the partners that share the cost.")
    there = {one.organisation_id: one for one in contributions_of(budget)}
    wanted = {partners[name].pk for name in shares}
    for one in there.values():
        invoiced = one.invoiced
        now = next((shares[name] for name in shares if partners[name].pk == one.organisation_id), Decimal(0))
        if now < invoiced:
            raise Refused(
                f"{one.organisation} is invoiced for {law.pounds(invoiced)} already, more than {law.pounds(now)}. "
                "Withdraw the invoice first."
            )
        if one.organisation_id not in wanted:
            if one.invoices.exists():
                shares[one.organisation.name], partners[one.organisation.name] = now, one.organisation
            else:
                one.delete()
    for name, amount in shares.items():
        Contribution.objects.update_or_create(
            budget=budget,
            organisation=partners[name],
            defaults={
                "amount": amount,
                "per_cent": named.get(name) if sharing == law.PERCENTAGES else None,
            },
        )
    budget.total, budget.sharing = total, sharing
    budget.save(update_fields=["total", "sharing"])
    record("shared out", budget, by=by, total=str(total), sharing=sharing, partners=len(shares))
    figures_changed(budget, by=by)
    return budget


@transaction.atomic
def plan_headings(budget, *, by, planned, added="", added_amount=None):
    """Set what is planned under each heading ({line: amount}), and name one more if it is wanted."""
    budget = lock(budget)
    lines = {one.pk: one for one in budget.lines.select_for_update(no_key=True)}
    for line, amount in planned.items():
        if amount is None or amount < 0:
            raise Refused("Enter what is planned under each heading: nothing, or an amount in pounds.")
        kept = lines[line.pk]
        kept.planned = amount
        kept.save(update_fields=["planned"])
    added = " ".join(added.split())
    if added:
        if any(one.name.lower() == added.lower() for one in lines.values()):
            raise Refused(f"There is a heading “{added}” already.")
        BudgetLine.objects.create(
            budget=budget, name=added, position=len(lines) + 1, planned=added_amount or Decimal(0)
        )
    record("planned headings", budget, by=by, headings=len(lines) + bool(added))
    figures_changed(budget, by=by)
    return budget


@transaction.atomic
def set_limits(budget, *, by, variance_per_cent, variance_pounds, forecasting):
    """How far a heading may end from its budget without words, and whether forecasts go by months or quarters."""
    budget = lock(budget)
    if forecasting != budget.forecasting:
        forecasts = budget.lines.filter(forecasts__isnull=False)
        if forecasts.exists():
            raise Refused(
                "There are forecasts already. Months and quarters cannot be changed for one another now."
            )
    budget.variance_per_cent, budget.variance_pounds = variance_per_cent, variance_pounds
    budget.forecasting = forecasting
    budget.save(update_fields=["variance_per_cent", "variance_pounds", "forecasting"])
    record("set limits", budget, by=by, per_cent=str(variance_per_cent), pounds=str(variance_pounds))
    return budget
