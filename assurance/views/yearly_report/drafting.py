"""Starting a report, gathering its figures, writing its sections."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assurance.forms.yearly_report import AddSectionForm, StartReportForm, WriteSectionForm
from assurance.models import ReportSection, YearlyReport
from assurance.models.yearly_report import DRAFT_READERS
from assurance.operations import yearly_report as operations
from assurance.operations.yearly_report.content import EMPTY
from assurance.printing.text import narrative
from assurance.rules.yearly_report import GUIDANCE, check_placed, check_writable
from assurance.views.yearly_report.reading import find, tabs
from partnership.access import Can, Refused, may, requires
from partnership.operations.meanwhile import still_there
from partnership.rules.differences import differences
from partnership.rules.years import days_of_year, financial_year
from partnership.views.deed import attempt
from partnership.views.discarding import discard_page

YEARS_OFFERED = 6


@requires(Can.RUN_YEARLY_REPORT)
def discard_report(request, pk):
    """A report or a correction that was begun by mistake is not wanted."""
    return discard_page(
        request, find(request, pk), operations.discard_report, back="assurance:reports",
        check=operations.check_discardable,
    )  # fmt: skip


def years_to_report():
    """The latest years that have begun and have no report, the newest ended one first."""
    today = timezone.localdate()
    this = financial_year(today)
    taken = set(YearlyReport.objects.values_list("period_from__year", flat=True))
    years = [days_of_year(year) for year in range(this, this - YEARS_OFFERED, -1) if year not in taken]
    return sorted(years, key=lambda period: (period[1] >= today, -period[0].year))


@requires(Can.RUN_YEARLY_REPORT)
def start_report(request):
    years = years_to_report()
    form = StartReportForm(request.POST or None, years=years)
    if request.method == "POST" and form.is_valid():
        try:
            report = operations.start_report(by=request.user, year=form.cleaned_data["year"])
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, f"The report for {report.year} has been started and its figures gathered."
            )
            return redirect(report)
    return render(request, "assurance/start_report.html", {"form": form, "years": years})


def by_name(data):
    """Figures, tables and charts as lists in the order of their names, which keeps kin together."""
    return {
        kind: [{"name": name, **thing} for name, thing in sorted(things.items())]
        for kind, things in data.items()
    }


@requires(*DRAFT_READERS)
@require_safe
def report_figures(request, pk):
    """Every gathered figure under its name. Whole counts only for those who run the report."""
    report = find(request, pk)
    data = report.gather.data if report.gather else EMPTY
    runs = may(request.user, Can.RUN_YEARLY_REPORT)
    return render(
        request,
        "assurance/report_figures.html",
        {
            "report": report,
            **by_name(data),
            "whole": runs,
            "may_gather": runs and report.state == YearlyReport.State.DRAFTING,
            "tabs": tabs(request, report, "report_figures"),
        },
    )


@require_POST
@requires(Can.RUN_YEARLY_REPORT)
def gather_report(request, pk):
    report = find(request, pk)
    gather = operations.gather_report(report, by=request.user)
    messages.success(request, f"Figures gathered as at {gather.data_on:%-d %B %Y}.")
    return redirect("assurance:report_figures", pk=report.pk)


def find_section(request, pk):
    reports = YearlyReport.objects.visible_to(request.user)
    sections = ReportSection.objects.filter(report__in=reports).select_related("report__gather", "written_by")
    return get_object_or_404(sections, pk=pk)


@requires(Can.RUN_YEARLY_REPORT)
def write_section(request, pk):
    """Write one section: save, or see it first. portal.js also saves it here while somebody types."""
    section = find_section(request, pk)
    check_writable(section.report.state)
    starting = {
        "version": section.revision, "title": section.title, "text": section.text, "difference": section.difference,
    }  # fmt: skip
    gather = section.report.gather
    data = gather.data if gather else EMPTY
    form = WriteSectionForm(
        request.POST or None, initial=starting, section=section, guidance=GUIDANCE[section.kind],
        names=to_place(data),
    )  # fmt: skip
    by_itself = request.headers.get("X-Requested-With") == "fetch"
    preview = theirs = None
    if request.method == "POST" and form.is_valid():
        deed = "save" if by_itself else request.POST.get("deed", "save")
        if deed == "place":
            place(form)
        elif deed == "preview":
            preview = attempt(form, previewed, section, form.cleaned_data)
        else:
            saved = attempt(
                form, operations.write_section, section, by=request.user, **typed(form.cleaned_data)
            )
            if saved and by_itself:
                return JsonResponse({"version": saved.revision})
            if saved:
                messages.success(request, f"“{saved.title}” saved.")
                return redirect(saved.report)
            theirs = keep_both(request, section, form)
    if by_itself:
        words = (
            "A colleague saved this section. Your text is kept. Select Save to see both."
            if theirs
            else "Not saved"
        )
        return JsonResponse({"message": words}, status=409)
    return render(
        request,
        "assurance/write_section.html",
        {
            "form": form,
            "section": section,
            "report": section.report,
            "preview": preview,
            "theirs": theirs,
            "pieces": differences(theirs.text, form.cleaned_data["text"]) if theirs else [],
            **by_name(data),
            "removable": section.kind not in ReportSection.ONCE,
        },
    )


def to_place(data):
    """Every name that may be placed, for a list to choose from, kin together."""
    names = by_name(data)
    return [
        (
            "Figures",
            [(f"{{figure:{one['name']}}}", f"{one['label']}: {one['shown']}") for one in names["figures"]],
        ),
        ("Tables", [(f"{{table:{one['name']}}}", one["caption"]) for one in names["tables"]]),
        ("Charts", [(f"{{chart:{one['name']}}}", one["title"]) for one in names["charts"]]),
    ]


def place(form):
    """Put the chosen name at the end of what was typed; nothing is saved yet."""
    name = form.cleaned_data["place"]
    if not name:
        form.add_error("place", "Choose what to insert")
        return
    form.data = form.data.copy()
    apart = " " if name.startswith("{figure") else "\n\n"
    text = form.data.get("text", "").rstrip()
    form.data["text"] = f"{text}{apart if text else ''}{name}"
    form.data["place"] = ""


def keep_both(request, section, form):
    """A colleague saved first: theirs as it stands now, while this text stays in the form and is kept aside."""
    theirs = still_there(ReportSection.objects.select_related("written_by"), section)
    mine = form.cleaned_data
    if theirs.revision == mine["version"]:
        return None
    operations.set_aside(
        theirs, by=request.user, title=mine["title"], text=mine["text"], difference=mine.get("difference", "")
    )
    form.data = form.data.copy()
    form.data["version"] = theirs.revision  # what is sent next is sent with both before one's eyes
    return theirs


def typed(cleaned):
    return {
        "seen": cleaned["version"],
        "title": cleaned["title"],
        "text": cleaned["text"],
        "difference": cleaned.get("difference", ""),
    }


def previewed(section, cleaned):
    """How it will look, with the figures as they are gathered; Refused on a name that is not."""
    gather = section.report.gather
    data = gather.data if gather else EMPTY
    difference = cleaned.get("difference", "")
    known = gather.names if gather else {"figure": (), "table": (), "chart": ()}
    check_placed(f"{cleaned['text']}\n{difference}", known)
    return {
        "address": "preview-chapter",
        "title": cleaned["title"],
        "html": narrative(cleaned["text"], data),
        "difference": narrative(difference, data) if difference else "",
        "asks_difference": section.kind == ReportSection.Kind.PRIORITY,
    }


@requires(Can.RUN_YEARLY_REPORT)
def add_section(request, pk):
    report = find(request, pk)
    check_writable(report.state)
    form = AddSectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            section = operations.add_section(report, by=request.user, **form.cleaned_data)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            return redirect(section)
    return render(request, "assurance/add_section.html", {"form": form, "report": report})


@requires(Can.RUN_YEARLY_REPORT)
def remove_section(request, pk):
    section = find_section(request, pk)
    check_writable(section.report.state)
    if request.method == "POST":
        report = operations.remove_section(section, by=request.user)
        messages.success(request, f"“{section.title}” removed.")
        return redirect(report)
    return render(request, "assurance/remove_section.html", {"section": section, "report": section.report})
