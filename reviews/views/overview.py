"""The overview for the group and for staff: what waits with whom, and how timely we have been. Never public."""

from collections import Counter

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import ExtractMonth, ExtractYear
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.models import Action
from partnership.rules.actions import SETTLED
from partnership.rules.years import financial_year, year_words
from reviews.models import Artefact, Case, CaseDeadline, Decision, InformationRequest, Outcome, Route
from reviews.models.case import OVER
from reviews.rules.overview import FEWEST, share
from reviews.views.board import board_section

IN_CHARTS = 5  # years


def workload(cases, today):
    """A row for each organisation of which something of these cases was asked: two queries, however many."""
    waits = Q(deadline__done_on=None, deadline__ended_on=None)
    asked = (
        InformationRequest.objects.filter(case__in=cases)
        .order_by()
        .values("organisation", "organisation__name")
        .annotate(
            waiting=Count("pk", filter=waits),
            late=Count("pk", filter=waits & Q(deadline__due_on__lt=today)),
            answered=Count("pk", filter=Q(deadline__done_on__isnull=False)),
            answered_late=Count("pk", filter=Q(deadline__late=True)),
        )
    )
    under_way = Q(state__in=[Action.State.OPEN, Action.State.IN_PROGRESS])
    doing = (
        Action.objects.filter(case_link__case__in=cases, organisation__isnull=False)
        .order_by()
        .values("organisation", "organisation__name")
        .annotate(
            actions=Count("pk", filter=~Q(state__in=SETTLED)),
            actions_late=Count("pk", filter=under_way & Q(target_on__lt=today)),
        )
    )
    found = {}
    for row in (*asked, *doing):
        found.setdefault(row["organisation"], {"name": row["organisation__name"]}).update(row)
    return sorted(found.values(), key=lambda row: row["name"])


def by_year(rows, day, **groups):
    """Counts of rows by the year from April in which `day` falls, and by what `groups` names."""
    kept = (
        rows.order_by()
        .annotate(in_year=ExtractYear(day), in_month=ExtractMonth(day))
        .values("in_year", "in_month", *groups.values())
        .annotate(number=Count("pk"))
    )
    counts = Counter()
    for row in kept:
        year = row["in_year"] if row["in_month"] >= 4 else row["in_year"] - 1
        counts[(year, *(row[name] for name in groups.values()))] += row["number"]
    return counts


def timeliness(cases, today):
    """A row for each year, the newest first: what is stored as in time or late, never reckoned anew."""
    kept = by_year(
        CaseDeadline.objects.filter(
            case__in=cases, deadline__duty__in=["notify", "rapid_review"], deadline__done_on__isnull=False
        ),
        "deadline__done_on",
        duty="deadline__duty",
        late="deadline__late",
    )
    decided = by_year(Decision.objects.filter(case__in=cases), "decided_at")
    published = by_year(Artefact.objects.filter(review__case__in=cases, live_at__isnull=False), "live_at")
    years = {key[0] for counts in (kept, decided, published) for key in counts}
    return [
        {
            "label": year_words(year),
            "notified": spread(kept[(year, "notify", False)], kept[(year, "notify", True)]),
            "reviewed": spread(kept[(year, "rapid_review", False)], kept[(year, "rapid_review", True)]),
            "decided": decided[(year,)],
            "published": published[(year,)],
        }
        for year in range(
            max(years, default=financial_year(today)), min(years, default=financial_year(today)) - 1, -1
        )
    ]


def spread(in_time, late):
    return {"all": in_time + late, "in_time": in_time, "late": late, "share": share(in_time, in_time + late)}


def total(rows):
    """All years together, drawn as one more row."""
    kinds = {
        kind: spread(sum(row[kind]["in_time"] for row in rows), sum(row[kind]["late"] for row in rows))
        for kind in ("notified", "reviewed")
    }
    return kinds | {
        "label": "All years",
        "decided": sum(row["decided"] for row in rows),
        "published": sum(row["published"] for row in rows),
    }


def bars(rows, kind):
    """The latest years as bars, the oldest first: in time, then late."""
    return [
        (f"{row['label']}, {words}", row[kind][key])
        for row in reversed(rows[:IN_CHARTS])
        for key, words in (("in_time", "in time"), ("late", "late"))
    ]


def routes(cases):
    """Cases by the way they came and what was decided on them: one query."""
    decision = Decision.objects.filter(case=OuterRef("pk"), superseded_by=None).order_by("-decided_at")
    counts = (
        cases.order_by()
        .annotate(outcome=Subquery(decision.values("outcome")[:1]))
        .values("route", "outcome")
        .annotate(number=Count("pk"), over=Count("pk", filter=Q(stage__in=OVER)))
    )
    found = {}
    for row in counts:
        kept = found.setdefault(row["route"], {"outcomes": Counter(), "all": 0, "over": 0})
        kept["outcomes"][row["outcome"]] += row["number"]
        kept["all"] += row["number"]
        kept["over"] += row["over"]
    return [
        [
            Route(route).label, kept["all"], kept["all"] - kept["over"], kept["over"],
            *(kept["outcomes"][outcome] for outcome in (*Outcome.values, None)),
        ]
        for route, kept in sorted(found.items(), key=lambda one: list(Route.values).index(one[0]))
    ]  # fmt: skip


@requires(Can.READ_CASES)
@require_safe
def overview(request):
    """What waits with whom, timeliness over the years, and cases by route and outcome."""
    today = timezone.localdate()
    cases = Case.objects.visible_to(request.user)
    years = timeliness(cases, today)
    return render(
        request,
        "reviews/overview.html",
        {
            "section": board_section("overview"),
            "work": workload(cases, today),
            "years": years,
            "total": total(years),
            "notified_bars": bars(years, "notified"),
            "reviewed_bars": bars(years, "reviewed"),
            "routes": routes(cases),
            "route_columns": "|".join(
                ["How it came", "Cases#", "Under way#", "Closed#", "Review#", "Other review#", "No further review#",
                 "National#", "Not decided#"]
            ),
            "fewest": FEWEST,
        },
    )  # fmt: skip
