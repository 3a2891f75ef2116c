"""Reading indicators: by priority, one of them, a quarter for a group, files. Only staff see small numbers."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.forms.indicators import QuarterForm
from assurance.models import Figure, FiguresAsked, Indicator
from assurance.operations.indicators import files
from assurance.operations.indicators.figures import may_give
from assurance.operations.indicators.paper import print_quarter
from assurance.operations.indicators.telling import boards
from assurance.printing.run_chart import run_chart, sparkline
from assurance.rules.indicators.measures import limit_in_words
from assurance.rules.indicators.periods import from_to, period_of
from assurance.rules.indicators.run_charts import RULES
from assurance.rules.indicators.telling import BOTH
from partnership.access import Can, may, requires
from partnership.models import Challenge
from partnership.operations.record import record
from partnership.rules.years import year_words
from partnership.views.tables import table_file

READERS = (Can.RUN_INDICATORS, Can.READ_INDICATORS)
GIVERS = (Can.RUN_INDICATORS, Can.ANSWER_RETURNS)
BACK = 12  # quarters that may be chosen
TO_WRITE = 2  # newest periods whose commentary is asked for while nobody has written it


def sees_small(request):
    """Staff see small numbers with a mark, unless they ask for the page as others see it."""
    return may(request.user, Can.RUN_INDICATORS) and request.GET.get("as") != "others"


def line(board, period=None):
    """What a list says of one indicator: its newest figure, which way it went, and its small line."""
    period = period or board.last()
    area = board.drawn
    points = [point for point in board.points(area) if period is None or point.period <= period]
    return {
        "board": board,
        "indicator": board.indicator,
        "period": period,
        "area": area,
        "told": board.told(area, period) if period else None,
        "shown": board.text(board.told(area, period)) if period else "no figure yet",
        "others": [
            (one.label, board.text(board.told(one, period)))
            for one in board.areas
            if period
            and one != area
            and (one in [*board.indicator.areas, BOTH] or board.told(one, period).known)
        ],
        "way": board.direction(area, period) if period else None,
        "spark": sparkline(points, f"{board.indicator.name}, {area.label}"),
        "signals": [one for one in board.signals(area) if one.points[-1].period == period],
        "late": bool(board.periods) and period is not None and period < board.periods[-1],
        "note": board.notes.get(period).commentary if period and board.notes.get(period) else "",
    }


def by_priority(lines):
    """(priority or None, its lines): each under every priority of a plan that is not closed, the rest last."""
    found = {}
    for one in lines:
        standing = [
            p for p in one["indicator"].priorities.all() if not p.dropped_on and p.plan.state != "closed"
        ]
        for priority in standing or [None]:
            found.setdefault(priority, []).append(one)
    return sorted(
        found.items(), key=lambda pair: (pair[0] is None, pair[0] and (-pair[0].plan_id, pair[0].number))
    )


@requires(*READERS)
@require_safe
def indicators(request):
    """Every indicator by the priority that it tells about."""
    today, raw = timezone.localdate(), sees_small(request)
    found = Indicator.objects.visible_to(request.user)
    told = boards(found.live(today), raw=raw)
    asked = FiguresAsked.objects.visible_to(request.user).outstanding()
    return render(
        request,
        "assurance/indicators.html",
        {
            "priorities": by_priority(map(line, told)),
            "any": bool(told),
            "retired": found.filter(retired_on__lte=today),
            "runs": may(request.user, Can.RUN_INDICATORS),
            "raw": raw,
            "waiting": asked.count(),
            "late": asked.filter(deadline__due_on__lt=today).count(),
            "gives": any(may(request.user, can) for can in GIVERS),
        },
    )


def find(request, pk):
    return get_object_or_404(Indicator.objects.visible_to(request.user), pk=pk)


@requires(*READERS)
@require_safe
def indicator(request, pk):
    """One indicator: run charts, the table beside them, what it means for children, and its definitions."""
    found, raw = find(request, pk), sees_small(request)
    (board,) = boards([found], raw=raw)
    gives = [area for area in [*found.areas, *found.comparators] if may_give(request.user, found, area)]
    runs = may(request.user, Can.RUN_INDICATORS)
    seen = Challenge.objects.visible_to(request.user)
    notes = [(period, board.notes.get(period)) for period in reversed(board.periods)]
    return render(
        request,
        "assurance/indicator.html",
        {
            "indicator": found,
            "board": board,
            "latest": line(board),
            "charts": charts(board),
            "columns": "|".join(["Period", *(f"{area.label}#" for area in board.areas)]),
            "rows": table(board),
            "year_columns": "|".join(["Financial year", *(f"{area.label}#" for area in own_areas(board))]),
            "years": year_table(board),
            "parts": parts(board),
            "notes": [
                (period, note)
                for period, note in notes
                if note and (note.commentary or (gives and period >= board.periods[-TO_WRITE:][0]))
            ],
            "definitions": list(reversed(board.definitions)),
            "rules": [(one, one.words.format(n=one.points)) for one in RULES],
            "limit": limit_in_words(found.unit),
            "questions": [
                (one, one.challenge)
                for period in found.periods.filter(questions_put__challenge__in=seen).distinct().prefetch_related(
                    "questions_put__challenge__raised_with"
                )
                for one in period.questions_put.all()
            ],
            "earlier": earlier(found, gives),
            "gives": gives,
            "runs": runs,
            "asks": runs and may(request.user, Can.RUN_DISPUTES) and found.source_id and board.last(),
            "raw": raw,
        },
    )  # fmt: skip


def own_areas(board):
    return [area for area in board.areas if area not in board.indicator.comparators]


def charts(board):
    """A run chart of each area of which two figures or more are told, with its signals in words."""
    found = []
    for area in own_areas(board):
        points = board.points(area)
        known = sum(point.value is not None for point in points)
        name = f"{board.indicator.name}, {area.label}"
        target = board.indicator.target
        found.append(
            {
                "area": area,
                "svg": run_chart(points, name, target=target, breaks=board.breaks) if known > 1 else "",
                "signals": board.signals(area),
            }
        )
    return found


def table(board):
    """Newest first: each period with its figures, and a row of its own where a series breaks."""
    breaks, rows = dict(board.breaks), []
    for period in reversed(board.periods):
        told = [board.told(area, period) for area in board.areas]
        rows.append(
            {
                "period": period,
                "cells": [
                    {"told": one, "text": board.text(one), "area": area.label, "basis": basis(one)}
                    for one, area in zip(told, board.areas, strict=True)
                ],
            }
        )
        if period in breaks:
            rows.append({"period": period, "break": breaks[period]})
    return rows


def basis(told):
    """The numbers on which a figure that is told rests."""
    known = told.known and None not in (told.numerator, told.denominator)
    return f"{told.numerator:,} of {told.denominator:,}" if known else ""


def year_table(board):
    years = sorted({period.year for period in board.periods}, reverse=True)
    if board.indicator.frequency == "year":
        return []
    areas = own_areas(board)
    return [
        {
            "label": year_words(year),
            "cells": [{"text": board.text(board.year(area, year)), "area": area.label} for area in areas],
        }
        for year in years
    ]


def parts(board):
    """The newest period by area and category, where it is broken down."""
    period = board.last()
    if period is None or not board.indicator.categories:
        return None
    areas = own_areas(board)
    return {
        "caption": f"By {board.indicator.breakdown}, {period.label}",
        "columns": "|".join([board.indicator.breakdown.capitalize(), *(f"{area.label}#" for area in areas)]),
        "rows": [
            [part or "All", *(board.text(board.told(area, period, part)) for area in areas)]
            for part in [*board.indicator.categories, ""]
        ],
    }


def earlier(found, areas):
    """Figures of these areas that were changed, and why: each beside what stood before it."""
    rows = Figure.objects.filter(period__indicator=found, area__in=areas).select_related(
        "given_by", "period__indicator"
    )
    before, found = {}, []
    for row in rows.order_by("period__starts_on", "area", "category", "revision"):
        place = (row.period_id, row.area, row.category)
        if row.revision > 1:
            found.append({"figure": row, "before": said(before[place]), "now": said(row)})
        before[place] = row
    return found[::-1]


def said(row):
    if row.absent_because:
        return "no figure"
    numbers = [str(one) for one in (row.value, row.numerator, row.denominator) if one is not None]
    return " of ".join(numbers)


# By quarter --------------------------------------------------------------------------------------------------


def quarters(today):
    last = period_of("quarter", today).before
    first = last
    for _ in range(BACK - 1):
        first = first.before
    return list(reversed(from_to(first, last)))


def quarter_of(request):
    """The form, the quarter and the group that were chosen."""
    choices = quarters(timezone.localdate())
    form = QuarterForm(request.GET or None, quarters=choices)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    day = chosen.get("quarter") or choices[0].starts_on.isoformat()
    quarter = next(one for one in choices if one.starts_on.isoformat() == day)
    return form, quarter, chosen.get("group")


def quarter_lines(found, quarter, raw):
    """Each indicator as it stood in the newest of its periods that ended within the quarter."""
    lines = []
    for board in boards(found, raw=raw):
        within = [one for one in board.periods if quarter.starts_on <= one.ends_on <= quarter.ends_on]
        if within:
            lines.append(
                {**line(board, within[-1]), "missing": board.told(board.areas[0], within[-1]).missing}
            )
    return lines


def narrowed(request, group):
    found = Indicator.objects.visible_to(request.user).live(timezone.localdate())
    return found.filter(priorities__lead_group=group).distinct() if group else found


@requires(*READERS)
@require_safe
def indicator_quarter(request):
    """One quarter on a page, for a group's meeting."""
    form, quarter, group = quarter_of(request)
    raw = sees_small(request)
    lines = quarter_lines(narrowed(request, group), quarter, raw)
    judged = [one["way"]["judged"] for one in lines]
    return render(
        request,
        "assurance/indicator_quarter.html",
        {
            "filter": form,
            "quarter": quarter,
            "group": group,
            "priorities": by_priority(lines),
            "figures": [
                {"value": judged.count("better"), "label": "better than before"},
                {"value": judged.count("worse"), "label": "worse than before"},
                {"value": judged.count("up") + judged.count("down"), "label": "changed: ask why"},
                {"value": sum(bool(one["signals"]) for one in lines), "label": "more than chance"},
                {"value": sum(one["told"].missing for one in lines), "label": "without a figure"},
            ],
            "raw": raw,
            "runs": may(request.user, Can.RUN_INDICATORS),
        },
    )


@requires(*READERS)
@require_safe
def indicator_quarter_pdf(request, year, number):
    """The same on paper, for everybody: small numbers are kept back, whoever prints it."""
    choices = quarters(timezone.localdate())
    quarter = next((one for one in choices if (one.year, one.number) == (year, number)), None)
    if quarter is None:
        raise Http404
    form = QuarterForm(request.GET or None, quarters=choices)
    group = form.cleaned_data["group"] if form.is_bound and form.is_valid() else None
    lines = quarter_lines(narrowed(request, group), quarter, False)
    about = f"{quarter.months}{f'. Priorities led by {group}' if group else ''}"
    pdf, _ = print_quarter(lines, title=f"Indicators, {quarter.label}", about=about)
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"indicators-{quarter.starts_on:%Y-%m}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@requires(*READERS)
@require_safe
def indicators_file(request, kind):
    """Every figure as anybody may read it, as CSV or Excel. No cell of it runs."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    rows = files.told_table(boards(Indicator.objects.visible_to(request.user)))
    record("took out", request.user, by=request.user, what="indicators", kind=kind)
    response = table_file(kind, "indicators", files.TOLD, rows)
    response["Cache-Control"] = "no-store"
    return response
