"""Approving a budget for one's own partner, agreeing to a case review's cost, and closing a year."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, Refused, may, requires
from partnership.forms.money import ApproveBudgetForm, ReopenYearForm, SetCaseCostForm
from partnership.models import Budget, BudgetApproval, CaseCost, CaseCostShare
from partnership.operations.money import approval as operations
from partnership.operations.money import case_costs
from partnership.operations.money.figures import to_approve
from partnership.rules import money as law
from partnership.rules.shares import percent, share
from partnership.views.deed import attempt
from partnership.views.money.page import deed_page, find_budget, find_writable, sharers


@requires(Can.RUN_MONEY)
@require_POST
def ask_for_budget_approval(request, pk):
    """Ask every statutory partner to approve the figures as they are."""
    budget = find_writable(request, pk)
    edition = operations.ask_for_budget_approval(budget, by=request.user)
    messages.success(
        request,
        f"{edition.approvals.count()} partners have been asked to approve version {edition.version}. "
        "Their signatories are written to, and each partner’s date is in the diary.",
    )
    return redirect(budget)


@requires(Can.APPROVE_BUDGET)
def approve_budget(request, pk):
    """Approve the frozen figures for one's own partner."""
    found = get_object_or_404(
        BudgetApproval.objects.to_give_by(request.user).select_related(
            "edition__budget__pot", "organisation", "deadline"
        ),
        pk=pk,
    )
    edition, budget = found.edition, found.edition.budget
    stands = edition.superseded_at is None and law.checksum(to_approve(budget)) == edition.checksum
    form = ApproveBudgetForm(
        request.POST or None, due_on=found.deadline.due_on, initial={"seen": edition.checksum}
    )
    if request.method == "POST" and form.is_valid():
        given = {
            "seen": form.cleaned_data["seen"],
            "comment": form.cleaned_data["comment"],
            "late_reason": form.cleaned_data.get("late_reason", ""),
        }
        if attempt(form, operations.approve_budget, found, by=request.user, **given):
            left = edition.approvals.filter(approved_at=None).count()
            messages.success(
                request,
                f"{found.organisation} has approved the budget. "
                + (f"Still to approve: {left}." if left else "Every partner has now approved it."),
            )
            return redirect(budget)
    figures = edition.figures
    return render(
        request,
        "partnership/approve_budget.html",
        {
            "form": form,
            "approval": found,
            "edition": edition,
            "budget": budget,
            "stands": stands,
            "total": law.pounds(figures["total"]),
            "contributions": [
                [name, law.pounds(amount), percent(share(amount, figures["total"]))]
                for name, amount in figures["contributions"]
            ],
            "income": [
                [described, restricted or "Anything", law.pounds(amount)]
                for _, described, restricted, amount in figures["income"]
            ],
            "headings": [[name, law.pounds(planned)] for name, planned in figures["headings"]],
        },
    )


@requires(Can.RUN_PARTNERSHIP)
@require_POST
def close_year(request, pk):
    """Freeze a year that is over."""
    budget = find_writable(request, pk)
    operations.close_year(budget, by=request.user)
    messages.success(request, f"{budget.financial_year} is closed. Its figures stay as they are.")
    return redirect(budget)


@requires(Can.RUN_PARTNERSHIP)
def reopen_year(request, pk):
    """Open a closed year again, with a reason."""
    budget = find_budget(request, pk)
    if budget.state != Budget.State.CLOSED:
        raise Refused(f"{budget} is not closed.")
    form = ReopenYearForm(request.POST or None)
    return deed_page(
        request, "reopen_year", form, operations.reopen_year, budget, f"{budget.financial_year} is open again.", budget,
        context={"budget": budget},
    )  # fmt: skip


# Case reviews ----------------------------------------------------------------------------------------------


@requires(Can.RUN_MONEY)
def set_case_cost(request, pk):
    """Note what one case review costs, and who pays how much."""
    budget = find_writable(request, pk)
    form = SetCaseCostForm(
        request.POST or None,
        organisations=sharers(budget, timezone.localdate()),
        initial={"sharing": law.EQUAL},
    )
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("case_reference", "amount", "pays_for", "reason")}
        cost = attempt(form, case_costs.set_case_cost, budget, by=request.user, **given, **form.parts())
        if cost:
            messages.success(request, "The cost is recorded. Each partner now agrees its own share.")
            return redirect(cost)
    return render(request, "partnership/set_case_cost.html", {"form": form, "budget": budget})


@requires(Can.READ_MONEY)
@require_safe
def case_cost(request, pk):
    """The cost of one case review, each partner's share, and what it replaced."""
    found = get_object_or_404(
        CaseCost.objects.visible_to(request.user)
        .select_related("budget__pot", "set_by", "replaced_by")
        .prefetch_related("shares__organisation"),
        pk=pk,
    )
    own = request.user.organisations(*request.user.roles) if may(request.user, Can.APPROVE_BUDGET) else []
    return render(
        request,
        "partnership/case_cost.html",
        {
            "cost": found,
            "budget": found.budget,
            "own": own if found.budget.open and not found.replaced_by_id else [],
            "earlier": CaseCost.objects.filter(
                budget=found.budget, case_reference=found.case_reference
            ).exclude(pk=found.pk),
            "may_search": may(request.user, Can.SEARCH),
        },
    )


@requires(Can.APPROVE_BUDGET)
@require_POST
def agree_case_cost(request, pk):
    """Agree to one's own partner's share."""
    share = get_object_or_404(
        CaseCostShare.objects.filter(cost__in=CaseCost.objects.visible_to(request.user)).select_related(
            "cost__budget__pot"
        ),
        pk=pk,
    )
    case_costs.agree_case_cost(share, by=request.user)
    messages.success(request, "Your organisation has agreed to its share.")
    return redirect(share.cost)
