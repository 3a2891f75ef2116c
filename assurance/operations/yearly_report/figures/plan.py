"""The business plan's priorities, what was judged of them, and money."""

from assurance.models import DoingReport
from assurance.operations.indicators.telling import figures_for
from partnership.models import Budget
from partnership.operations.money.figures import yearly_table
from partnership.operations.plan_progress import progress_of_year
from partnership.rules.money import pounds


def priorities(year):
    """How each priority stood in the last closed quarter of the year, with what was not progressed said as much."""
    rows = [one for one in progress_of_year(year.starts_on, year.ends_on) if not one["dropped_on"]]
    source = "Progress of the business plan, in quarters that the partnership has closed"
    year.figure("priorities", "Priorities of the year", len(rows), source)
    behind = sum(one["rag"].startswith(("Red", "Amber")) for one in rows)
    year.figure(
        "priorities_behind", "Priorities off track or at risk at the end", behind, source, of=len(rows)
    )
    year.table(
        "priorities", "How the year’s priorities stood", "Priority|Quarter|How it stood|Direction",
        [
            [
                f"{one['number']}. {one['title']}",
                one["quarter"] or "No closed quarter",
                one["rag"] or "Not written",
                one["direction"] or "Not written",
            ]
            for one in rows
        ],
        source, empty="No approved business plan had priorities in the year.",
    )  # fmt: skip


def judged(year):
    """What the last “How are we doing?” report of the year that was sent says of each outcome statement."""
    source = "“How are we doing?” reports sent to the Partnership"
    sent = DoingReport.objects.filter(
        state=DoingReport.State.SENT,
        quarter__starts_on__gte=year.starts_on,
        quarter__ends_on__lte=year.ends_on,
    ).select_related("quarter")
    last = sent.order_by("-quarter__ends_on").first()
    year.figure("doing_reports", "“How are we doing?” reports", sent.count(), source)
    year.table(
        "outcomes", "What the evidence said about each outcome statement", "Outcome statement|What it said|Direction",
        [
            [f"{one.number}. {one.outcome}", one.get_verdict_display(), one.get_direction_display()]
            for one in (last.statements.all() if last else [])
        ],
        f"{source}: {last.quarter}" if last else source,
        empty="No “How are we doing?” report was sent for the year.",
    )  # fmt: skip


def indicators(year):
    """Each indicator's last period of the year, and its run of figures. Small numbers do not come here."""
    source = "Indicators, as agencies gave them; small numbers are not shown"
    rows = []
    for one in figures_for(year.starts_on, min(year.ends_on, year.data_on)):
        name = one["code"].replace("-", "_").lower()
        rows += [
            [one["name"], one["period"], area["area"], area["shown"], area["direction"]]
            for area in one["areas"]
        ]
        series = [[point["period"], point["shown"]] for point in one["series"]]
        year.table(
            f"indicator_{name}", f"{one['name']}, {one['drawn']}", f"Period|{one['unit']}#", series,
            "; ".join([source, *one["breaks"]]),
        )  # fmt: skip
        year.chart(
            f"indicator_{name}", f"{one['name']}, {one['drawn']}", f"Period|{one['unit']}#",
            [[point["period"], point["value"]] for point in one["series"] if point["value"] is not None],
            source, beneath=f"indicator_{name}",
        )  # fmt: skip
    year.figure("indicators", "Indicators reported", len({row[0] for row in rows}), source)
    year.table(
        "indicators", "Indicators at the end of the year", "Indicator|Period|Area|Figure|Direction", rows, source,
        empty="No indicators have a figure for the year.",
    )  # fmt: skip


def money(year):
    """Each pot by itself: they have different scopes, and are never summed across."""
    budgets = Budget.objects.filter(year=year.starts_on.year).select_related("pot").order_by("pot__name")
    for budget in budgets.prefetch_related("contributions__organisation"):
        name = budget.pot.code.replace("-", "_")
        source = budget.source or "Budget of the year"
        given = list(budget.contributions.all())
        when = budget.financial_year
        year.words(f"budget_{name}", f"{budget.pot.name}: total", pounds(budget.total), source)
        year.table(
            f"contributions_{name}", f"{budget.pot.name}: who contributed in {when}",
            "Partner|Contribution#|Share#",
            [[one.organisation.name, pounds(one.amount), f"{one.share}%"] for one in given]
            + [["Total of the budget", pounds(budget.total), ""]],
            source,
        )  # fmt: skip
        year.chart(
            f"contributions_{name}", f"{budget.pot.name}: share of each partner", "Partner|Share#",
            [[one.organisation.name, float(one.share or 0)] for one in given], source, unit="%",
            beneath=f"contributions_{name}",
        )  # fmt: skip


def spending(year):
    """What each budget was spent on, in words and whole pounds as its own page says; again never summed across."""
    for budget in Budget.objects.filter(year=year.starts_on.year).select_related("pot").order_by("pot__name"):
        found = yearly_table(budget)
        name = budget.pot.code.replace("-", "_")
        year.table(
            f"money_{name}", found["heading"], "Item|Amount#|Share#", found["rows"],
            f"{budget.source or 'Budget of the year'}. {found['note']}".strip().rstrip("."),
            empty="There was no income or spending.",
        )  # fmt: skip
