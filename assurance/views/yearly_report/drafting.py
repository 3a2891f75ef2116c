"""Starting a report, gathering its figures, writing its sections."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assurance.forms.yearly_report import AddSectionForm, StartReportForm, WriteSectionForm
from assurance.models import ReportSection, YearlyReport
from assurance.models.yearly_report import DRAFT_READERS
from assurance.operations import yearly_report as operations
from assurance.operations.yearly_report.content import EMPTY
from assurance.printing.text import narrative
from assurance.rules.yearly_report import GUIDANCE, check_placed, check_writable, period_of
from assurance.views.yearly_report.reading import find
from partnership.access import Can, Refused, may, requires

YEARS_OFFERED = 6


def years_to_report():
    """The latest years that have begun and have no report, the newest ended one first."""
    today = timezone.localdate()
    this = today.year if today >= period_of(today.year)[0] else today.year - 1
    taken = set(YearlyReport.objects.values_list("period_from__year", flat=True))
    years = [period_of(year) for year in range(this, this - YEARS_OFFERED, -1) if year not in taken]
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
            messages.success(request, f"The report for {report.year} is begun and its figures are gathered.")
            return redirect(report)
    return render(request, "assurance/start_report.html", {"form": form, "years": years})


def by_name(data):
    """Figures, tables and charts as lists in the order of their names, which keeps kin together."""
    return {
        kind: [{"name": name, **thing} for name, thing in sorted(things.items())]
        for kind, things in data.items()
    }


@requires(*DRAFT_READERS)
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
        },
    )


@require_POST
@requires(Can.RUN_YEARLY_REPORT)
def gather_report(request, pk):
    report = find(request, pk)
    gather = operations.gather_report(report, by=request.user)
    messages.success(request, f"The figures are gathered as they stand on {gather.data_on:%-d %B %Y}.")
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
    guidance = GUIDANCE[section.kind]
    starting = {
        "version": section.revision, "title": section.title, "text": section.text, "difference": section.difference,
    }  # fmt: skip
    form = WriteSectionForm(request.POST or None, initial=starting, section=section, guidance=guidance)
    by_itself = request.headers.get("X-Requested-With") == "fetch"
    preview = None
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("deed") == "preview" and not by_itself:
                preview = previewed(section, form.cleaned_data)
            else:
                saved = operations.write_section(section, by=request.user, **typed(form.cleaned_data))
                if by_itself:
                    return JsonResponse({"version": saved.revision})
                messages.success(request, f"“{saved.title}” is saved.")
                return redirect(saved.report)
        except Refused as error:
            form.add_error(None, str(error))
    if by_itself:
        return JsonResponse({"message": "Not saved"}, status=409)
    gather = section.report.gather
    return render(
        request,
        "assurance/write_section.html",
        {
            "form": form,
            "section": section,
            "report": section.report,
            "preview": preview,
            **by_name(gather.data if gather else EMPTY),
            "removable": section.kind not in ReportSection.ONCE,
        },
    )


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
        "title": cleaned["title"],
        "html": narrative(cleaned["text"], data),
        "difference": narrative(difference, data) if difference else "",
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
        messages.success(request, f"“{section.title}” is taken out.")
        return redirect(report)
    return render(request, "assurance/remove_section.html", {"section": section, "report": section.report})
