"""Giving figures: what is asked of whom, the grid, and files that are looked at before anything is entered."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.forms.indicator_figures import (
    ApplyFiguresForm,
    FigureListForm,
    FiguresFileForm,
    GiveFiguresForm,
)
from assurance.models import Figure, FiguresAsked, Indicator, IndicatorPeriod
from assurance.operations.indicators import figures as operations
from assurance.operations.indicators import files
from assurance.operations.indicators.asking import cells_of
from assurance.views.indicators.reading import GIVERS
from partnership.access import Can, Refused, may, requires
from partnership.operations import uploads
from partnership.views.tables import table_file
from partnership.views.uploads import hold_file


@requires(*GIVERS)
@require_safe
def figures(request):
    """What is asked of whom, what is missing, and what is late."""
    today, form = timezone.localdate(), FigureListForm(request.GET or None)
    found = FiguresAsked.objects.visible_to(request.user).select_related(
        "organisation", "deadline", "saved_by"
    )
    everything = form.is_bound and form.is_valid() and form.cleaned_data["show"] == "all"
    asked = list(found if everything else found.outstanding())
    missing = operations.missing_of(asked) if asked else {}
    return render(
        request,
        "assurance/figures.html",
        {
            "filter": form,
            "rows": [
                {
                    "asked": one,
                    "missing": len(missing[one.pk]),
                    "which": sorted({indicator.code for indicator, _, _ in missing[one.pk]}),
                    "late": one.deadline and one.deadline.outstanding and one.deadline.due_on < today,
                }
                for one in asked
            ],
            "runs": may(request.user, Can.RUN_INDICATORS),
            "waits": uploads.waiting(files.PURPOSE, by=request.user) is not None,
        },
    )


@requires(*GIVERS)
def give_figures(request, pk):
    """Every figure that one agency gives of one period, typed in a grid; empty rows wait."""
    found = FiguresAsked.objects.visible_to(request.user).select_related("organisation", "deadline")
    asked = get_object_or_404(found, pk=pk)
    form = grid(request, asked)
    if request.method == "POST" and form.is_valid():
        try:
            new, _ = operations.give_figures(
                form.entries, by=request.user, notes=form.notes(), asked=asked,
                seen=form.cleaned_data["seen"], late_reason=form.cleaned_data.get("late_reason", ""),
            )  # fmt: skip
        except operations.Wrong as wrong:
            form.take(wrong)
        except Refused as refused:
            form.add_error(None, str(refused))
            asked.refresh_from_db()
            form.look_again(asked.revision)
        else:
            left = len(operations.missing_of([asked])[asked.pk])
            messages.success(
                request,
                f"{counted(new)} kept. {'Nothing is missing now' if not left else f'Still missing: {left}'}.",
            )
            return redirect("assurance:figures" if not left else asked)
    return render(
        request,
        "assurance/give_figures.html",
        {
            "asked": asked,
            "period": asked.period,
            "form": form,
            "groups": form.groups(),
            "changed": bool(form.non_field_errors()),
            "runs": may(request.user, Can.RUN_INDICATORS),
        },
    )


def counted(number):
    return {0: "No new figures were", 1: "1 figure is"}.get(number, f"{number} figures are")


def grid(request, asked):
    indicators = list(Indicator.objects.filter(frequency=asked.frequency).prefetch_related("definitions"))
    standing = {
        (row.period.indicator_id, row.area, row.category): row
        for row in Figure.objects.standing()
        .filter(period__starts_on=asked.starts_on)
        .select_related("period")
    }
    cells = [
        (indicator, area, category, standing.get((indicator.pk, area, category)))
        for indicator, area, category in cells_of(asked, indicators)
    ]
    rows = IndicatorPeriod.objects.filter(starts_on=asked.starts_on, indicator__in=indicators)
    notes = {row.indicator_id: row.commentary for row in rows}
    due = asked.deadline.due_on if asked.deadline and asked.deadline.outstanding else None
    late = due if due and due < timezone.localdate() else None
    return GiveFiguresForm(request.POST or None, asked=asked, cells=cells, notes=notes, late_since=late)


@requires(*GIVERS)
@require_safe
def figures_template(request, kind):
    """A file with a row for every figure that is missing, to be filled in and read in again."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    return table_file(kind, "figures-to-give", files.HEADINGS, files.template_rows(by=request.user))


@requires(*GIVERS)
def upload_figures(request):
    """A file is read and shown row by row; nothing is entered before it is confirmed."""
    deed = request.POST.get("deed", "read") if request.method == "POST" else ""
    form, late = FiguresFileForm(), ApplyFiguresForm()
    if deed == "drop":
        uploads.drop_rows(files.PURPOSE, by=request.user)
        messages.success(request, "Rows discarded.")
        return redirect("assurance:upload_figures")
    if deed == "enter":
        late = ApplyFiguresForm(request.POST)
        if late.is_valid():
            try:
                new, there = files.apply_figures(by=request.user, **late.cleaned_data)
            except Refused as refused:
                late.add_error("late_reason" if "late" in str(refused) else None, str(refused))
            else:
                messages.success(
                    request, f"{counted(new)} entered. Already recorded and not changed: {there}."
                )
                return redirect("assurance:figures")
    if deed == "read":
        form = FiguresFileForm(request.POST, request.FILES)
        if hold_file(request, form, files.PURPOSE, files.rows_of_file):
            return redirect("assurance:upload_figures")
    upload = uploads.waiting(files.PURPOSE, by=request.user)
    rows = files.read_figures(upload, by=request.user) if upload else []
    return render(
        request,
        "assurance/upload_figures.html",
        {
            "form": late if deed == "enter" else form,
            "file_form": form,
            "late_form": late,
            "upload": upload,
            "wrong": [row for row in rows if not row.right],
            "new": sum(row.right and not row.there for row in rows),
            "there": sum(row.right and row.there for row in rows),
            "columns": "|".join(["Row#", *files.HEADINGS[:8], "What happens"]),
            "shown": [[row.number, *cells_shown(row), happens(row)] for row in rows],
            "headings": files.HEADINGS,
        },
    )


def cells_shown(row):
    return [row.cells.get(column, "") for column in list(files.COLUMNS)[:8]]


def happens(row):
    if not row.right:
        return "Error: see above"
    return "Already recorded" if row.there else "Entered"
