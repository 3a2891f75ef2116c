"""The figures of one budget, computed from its rows: what came in, what was spent, how it will end.

Nothing here takes two budgets. Money is added up only by way of `of(budget)`, and `Totals` cannot be added.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, Sum
from django.utils import timezone

from partnership.models import (
    Budget,
    BudgetLine,
    Contribution,
    Forecast,
    Income,
    InKind,
    Invoice,
    Spending,
)
from partnership.rules import money as law
from partnership.rules.years import financial_year

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Line:
    """One heading of a budget as it stands on a day."""

    line: BudgetLine
    spent: Decimal
    forecast: Decimal
    variance: Decimal
    per_cent: Decimal | None
    needs_words: bool

    @property
    def name(self):
        return self.line.name

    @property
    def planned(self):
        return self.line.planned

    @property
    def outturn(self):
        return self.spent + self.forecast

    @property
    def unexplained(self):
        return self.needs_words and not self.line.explained.strip()


@dataclass(frozen=True)
class Sheet:
    """Everything about one budget on a day, read in a fixed number of queries."""

    budget: Budget
    contributions: list
    incomes: list
    in_kind: list
    lines: list
    totals: law.Totals

    @property
    def unexplained(self):
        return [line.name for line in self.lines if line.unexplained]

    @property
    def other_incomes(self):
        """Those that stand: neither taken back nor taking back."""
        return [one for one in self.incomes if not one.reverses_id and not hasattr(one, "reversed_by")]


def by_line(rows):
    """What lies under each heading, by the heading's id."""
    return dict(rows.order_by().values_list("line").annotate(Sum("amount")))


def lines_of(budget, today=None):
    """Each heading: planned, spent, forecast to the end of the year, and how far that is from the budget.

    Of the month or quarter under way, what is forecast counts less what has been spent in it already.
    """
    today = today or timezone.localdate()
    spent = by_line(Spending.objects.of(budget))
    expected, now = forecast_of(budget, today), defaultdict(Decimal)
    if financial_year(today) == budget.year:
        under_way = law.period_of(today, budget.forecasting)
        until = law.next_period(under_way, budget.forecasting)
        now |= by_line(Spending.objects.of(budget).filter(spent_on__gte=under_way, spent_on__lt=until))
    found = []
    for line in budget.lines.all():
        current, later = expected[line.pk]
        so_far = spent.get(line.pk, NOTHING)
        forecast = max(current - now.get(line.pk, NOTHING), NOTHING) + later
        difference, per_cent = law.variance(line.planned, so_far + forecast)
        needs = law.needs_words(
            line.planned,
            so_far + forecast,
            per_cent=budget.variance_per_cent,
            floor=budget.variance_pounds,
        )
        found.append(Line(line, so_far, forecast, difference, per_cent, needs))
    return found


def forecast_of(budget, today):
    """By heading: what is forecast for the period under way, and for those after it."""
    expected = defaultdict(lambda: (NOTHING, NOTHING))
    for line, start, amount in Forecast.objects.of(budget).values_list("line", "period_on", "amount"):
        current, later = expected[line]
        if start <= today < law.next_period(start, budget.forecasting):
            expected[line] = (current + amount, later)
        elif start > today:
            expected[line] = (current, later + amount)
    return expected


def contributions_of(budget):
    """What each partner puts in, with invoices and payments at hand. Three queries."""
    invoices = Invoice.objects.select_related("deadline").prefetch_related("payments")
    given = list(
        Contribution.objects.of(budget)
        .select_related("organisation")
        .prefetch_related(Prefetch("invoices", invoices))
    )
    for one in given:
        one.budget = budget  # at hand for its share
    return given


def sheet(budget, today=None):
    """The whole of one budget."""
    contributions = contributions_of(budget)
    incomes = list(Income.objects.of(budget).select_related("reversed_by"))
    lines = lines_of(budget, today)
    totals = law.Totals(
        pot=budget.pot.code,
        year=budget.year,
        agreed=sum((one.amount for one in contributions), NOTHING),
        invoiced=sum((one.invoiced for one in contributions), NOTHING),
        received=sum((one.received for one in contributions), NOTHING),
        other_expected=sum((one.amount for one in incomes), NOTHING),
        other_received=sum((one.amount for one in incomes if one.received_on), NOTHING),
        planned=sum((line.planned for line in lines), NOTHING),
        spent=sum((line.spent for line in lines), NOTHING),
        forecast=sum((line.forecast for line in lines), NOTHING),
    )
    in_kind = InKind.objects.of(budget).filter(withdrawn_because="").select_related("organisation")
    return Sheet(budget, contributions, incomes, list(in_kind), lines, totals)


def to_approve(budget):
    """What partners approve, as plain data: contributions, other income and what is planned. Not what was paid."""
    incomes = Income.objects.of(budget).filter(reverses=None, reversed_by=None)
    return {
        "pot": budget.pot.code,
        "year": budget.year,
        "total": str(budget.total),
        "sharing": budget.sharing,
        "contributions": [
            [name, str(amount)]
            for name, amount in Contribution.objects.of(budget)
            .order_by("organisation__name")
            .values_list("organisation__name", "amount")
        ],
        "income": [
            [kind, described, restricted, str(amount)]
            for kind, described, restricted, amount in incomes.order_by("pk").values_list(
                "kind", "described", "restricted_to", "amount"
            )
        ],
        "headings": [
            [name, str(planned)]
            for name, planned in BudgetLine.objects.filter(budget=budget).values_list("name", "planned")
        ],
    }


def at_the_end(budget):
    """What a closed year is frozen with: what was approved, and what came in and was spent."""
    found = sheet(budget)
    return to_approve(budget) | {
        "received": [[one.organisation.name, str(one.received)] for one in found.contributions],
        "other_received": str(found.totals.other_received),
        "spent": [[line.name, str(line.spent), line.line.explained] for line in found.lines],
        "carried_forward": str(found.totals.came_in - found.totals.spent),
    }


def yearly_table(budget):
    """One budget as the yearly report prints it: {"heading", "columns", "rows", "note"}, every cell a word.

    For the yearly report: call it once for each budget of the year, `Budget.objects.filter(year=…)`, and print the
    tables one after the other. There is no row that adds two of them, and none may be written.
    """
    found = sheet(budget)
    rows = [
        [f"Contribution of {one.organisation.name}", law.pounds(one.amount), f"{one.share}%"]
        for one in found.contributions
    ]
    rows += [[one.described, law.pounds(one.amount), ""] for one in found.other_incomes]
    rows += [["Total of the budget", law.pounds(budget.total), ""]]
    rows += [[f"Spent on: {line.name}", law.pounds(line.spent), ""] for line in found.lines if line.spent]
    in_kind = "; ".join(
        f"{one.organisation.name}: {one.described}"
        + (f", valued at {law.pounds(one.value)}" if one.value else "")
        for one in found.in_kind
    )
    return {
        "heading": f"{budget.pot.name}, {budget.financial_year}",
        "columns": ["Item", "Amount", "Share"],
        "rows": rows,
        "note": f"In kind, and in no total above: {in_kind}." if in_kind else "",
    }
