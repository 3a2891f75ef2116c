"""Pots and their years: what a budget is, how it is shared and planned, and how it will end."""

from itertools import pairwise

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires
from partnership.forms.money import (
    ExplainVarianceForm,
    ForecastForm,
    OpenYearForm,
    PlanHeadingsForm,
    SetLimitsForm,
    ShareOutForm,
)
from partnership.models import Budget, BudgetLine, CaseCost, Forecast, Pot
from partnership.operations.money import budgets as operations
from partnership.operations.money import spending as on_spending
from partnership.operations.money.figures import contributions_of, sheet
from partnership.operations.money.figures import lines_of as figures_of_lines
from partnership.rules import money as law
from partnership.rules.years import last_day
from partnership.views.deed import attempt
from partnership.views.discarding import discard_page
from partnership.views.money.page import (
    budget_section,
    deed_page,
    find_budget,
    find_writable,
    sharers,
)

COLOURS = {"published": "grey", "open": "blue", "closed": "green"}


@requires(Can.READ_MONEY)
@require_safe
def money(request):
    """Each pot with its years, side by side and never together."""
    years = Budget.objects.visible_to(request.user).select_related("pot")
    pots = Pot.objects.visible_to(request.user).distinct().prefetch_related(Prefetch("budgets", years))
    for pot in (pots := list(pots)):
        pot.years = list(pot.budgets.all())
        for budget in pot.years:
            budget.status = Budget.State(budget.state)
    context = {"pots": pots, "colours": COLOURS, "runs": may(request.user, Can.RUN_MONEY)}
    return render(request, "partnership/money.html", context)


@requires(Can.READ_MONEY)
@require_safe
def pot(request, code):
    """One pot's years, one after the other, and how each differs from the one before."""
    found = get_object_or_404(Pot.objects.visible_to(request.user).distinct(), code=code)
    years = list(
        found.budgets.visible_to(request.user)
        .order_by("year")
        .prefetch_related("contributions__organisation")
    )
    for budget in years:
        budget.pot, budget.status = found, Budget.State(budget.state)
        for one in budget.contributions.all():
            one.budget = budget
    changes = {
        after.pk: law.change(before, after)
        for before, after in pairwise(years)
        if after.year == before.year + 1
    }
    rows = [{"budget": one, "change": changes.get(one.pk)} for one in reversed(years)]
    context = {"pot": found, "rows": rows, "colours": COLOURS, "runs": may(request.user, Can.RUN_MONEY)}
    return render(request, "partnership/pot.html", context)


@requires(Can.RUN_MONEY)
def open_year(request, code):
    """Begin a pot's financial year."""
    found = get_object_or_404(Pot.objects.visible_to(request.user).distinct(), code=code)
    form = OpenYearForm(request.POST or None, pot=found)
    if request.method == "POST" and form.is_valid():
        opened = attempt(form, operations.open_year, found, by=request.user, **form.cleaned_data)
        if opened:
            messages.success(
                request, f"{opened.financial_year} is open. Next, share it out among the partners."
            )
            return redirect(opened)
    return render(request, "partnership/open_year.html", {"form": form, "pot": found})


@requires(Can.RUN_MONEY)
def discard_year(request, pk):
    """A year that was begun by mistake is not wanted."""
    found = find_writable(request, pk)
    return discard_page(
        request, found, operations.discard_year, back=found.pot, check=operations.check_discardable
    )


@requires(Can.READ_MONEY)
@require_safe
def budget(request, pk):
    """One budget whole: shares, what came in, what is spent, how it will end, and who has approved it."""
    found = find_budget(request, pk)
    figures = sheet(found)
    own = request.user.organisations(*request.user.roles)
    runs = may(request.user, Can.RUN_MONEY) and found.open
    costs = (
        CaseCost.objects.of(found)
        .visible_to(request.user)
        .filter(replaced_by=None)
        .prefetch_related("shares__organisation")
    )
    edition = (
        found.editions.filter(superseded_at=None)
        .prefetch_related("approvals__organisation", "approvals__deadline")
        .first()
    )
    return render(
        request,
        "partnership/budget.html",
        {
            "budget": found,
            "status": Budget.State(found.state),
            "colours": COLOURS,
            "sheet": figures,
            "totals": figures.totals,
            "remainder": law.REMAINDER if found.sharing == law.EQUAL else law.REMAINDER_OF_PERCENTAGES,
            "costs": costs,
            "edition": edition,
            "earlier": found.editions.exclude(superseded_at=None).count(),
            "closings": found.closings.select_related("closed_by", "reopened_by"),
            "today": timezone.localdate(),
            "own": own if may(request.user, Can.APPROVE_BUDGET) else [],
            "runs": runs,
            "closes": found.open
            and timezone.localdate() > last_day(found.year)
            and may(request.user, Can.RUN_PARTNERSHIP),
            "reopens": found.state == Budget.State.CLOSED and may(request.user, Can.RUN_PARTNERSHIP),
            "section": budget_section(request, found, "budget"),
        },
    )


@requires(Can.READ_MONEY)
@require_safe
def budget_charts(request, pk):
    """What each partner puts in and what each heading costs, drawn and as tables."""
    found = find_budget(request, pk)
    figures = sheet(found)
    return render(
        request,
        "partnership/budget_charts.html",
        {
            "budget": found,
            "partners": [(one.organisation.name, law.Pounds(one.amount)) for one in figures.contributions],
            "planned": [(line.name, law.Pounds(line.planned)) for line in figures.lines],
            "spent": [(line.name, law.Pounds(line.spent)) for line in figures.lines],
            "section": budget_section(request, found, "budget_charts"),
        },
    )


@requires(Can.RUN_MONEY)
def share_out(request, pk):
    """Set the total and share it among the partners."""
    found = find_writable(request, pk)
    given = contributions_of(found)
    form = ShareOutForm(
        request.POST or None, organisations=sharers(found, timezone.localdate()), contributions=given,
        initial={"total": found.total, "sharing": found.sharing if given else law.EQUAL},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        total = form.cleaned_data["total"]
        if attempt(form, operations.share_out, found, by=request.user, total=total, **form.parts()):
            messages.success(
                request, "The budget is shared out, to the penny. Next, ask the partners to approve it."
            )
            return redirect(found)
    return render(request, "partnership/share_out.html", {"form": form, "budget": found})


@requires(Can.RUN_MONEY)
def plan_headings(request, pk):
    """Set what is planned under each heading."""
    found = find_writable(request, pk)
    form = PlanHeadingsForm(request.POST or None, lines=found.lines.all())
    if request.method == "POST" and form.is_valid():
        given = {
            "planned": form.planned(),
            "added": form.cleaned_data["added"],
            "added_amount": form.cleaned_data["added_amount"],
        }
        if attempt(form, operations.plan_headings, found, by=request.user, **given):
            messages.success(request, "The plan is saved.")
            return redirect(found)
    return render(request, "partnership/plan_headings.html", {"form": form, "budget": found})


@requires(Can.RUN_MONEY)
def set_limits(request, pk):
    """How far a heading may end from its plan without words."""
    found = find_writable(request, pk)
    initial = {name: getattr(found, name) for name in ("variance_per_cent", "variance_pounds", "forecasting")}
    form = SetLimitsForm(request.POST or None, initial=initial)
    return deed_page(
        request, "set_limits", form, operations.set_limits, found, "The limits are saved.", found,
        context={"budget": found},
    )  # fmt: skip


@requires(Can.RUN_MONEY)
def forecast(request, pk):
    """What is still expected, heading by heading, in each month or quarter that is not over."""
    found = find_writable(request, pk)
    today, by = timezone.localdate(), found.forecasting
    starts = [start for start in law.periods(found.year, by) if today < law.next_period(start, by)]
    kept = {(one.line_id, one.period_on): one.amount for one in Forecast.objects.of(found)}
    figures = {one.line.pk: one for one in figures_of_lines(found)}
    form = ForecastForm(
        request.POST or None,
        lines=found.lines.all(),
        starts=starts,
        forecasts=kept,
        name_of=lambda start: called(start, by),
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, on_spending.forecast, found, by=request.user, amounts=form.amounts())
    ):
        messages.success(request, "The forecast is saved.")
        return redirect(found)
    context = {
        "form": form,
        "budget": found,
        "starts": starts,
        "rows": [{"line": line, "boxes": boxes, "figures": figures[line.pk]} for line, boxes in form.rows()],
        "section": budget_section(request, found, "forecast"),
    }
    return render(request, "partnership/forecast.html", context)


def called(start, by):
    """November 2026, or October to December 2026."""
    if by == law.MONTHLY:
        return f"{start:%B %Y}"
    last = start.replace(month=start.month + 2)
    return f"{start:%B} to {last:%B %Y}"


@requires(Can.RUN_MONEY)
def explain_variance(request, pk):
    """Say why a heading ends elsewhere than planned."""
    line = get_object_or_404(BudgetLine.objects.visible_to(request.user).select_related("budget__pot"), pk=pk)
    law.check_writable(line.budget)
    form = ExplainVarianceForm(request.POST or None, initial={"explained": line.explained})
    figures = next(one for one in figures_of_lines(line.budget) if one.line.pk == line.pk)
    return deed_page(
        request, "explain_variance", form, on_spending.explain_variance, line, "The reason is saved.", line.budget,
        context={"budget": line.budget, "line": line, "figures": figures},
    )  # fmt: skip
