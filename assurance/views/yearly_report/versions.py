"""Kept drafts: the list, one to read, its paper, and two texts of the year beside each other."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assurance.forms.report_work import CompareReportsForm, KeepVersionForm
from assurance.models import ReportSnapshot, YearlyReport
from assurance.models.yearly_report import DRAFT_READERS
from assurance.operations import yearly_report as operations
from assurance.operations.yearly_report.snapshots import as_data
from assurance.rules.report_texts import compared
from assurance.views.public import send_pdf
from assurance.views.yearly_report.reading import find, tabs
from partnership.access import Can, may, requires
from partnership.views.deed import carried_out


def snapshots_of_year(request, report):
    """Every kept draft of every version of the report's year, the newest first."""
    reports = YearlyReport.objects.visible_to(request.user).filter(period_from=report.period_from)
    kept = (
        ReportSnapshot.objects.filter(report__in=reports)
        .select_related("report", "taken_by")
        .defer("sections")
    )
    return list(kept.order_by("-taken_at", "-pk").prefetch_related("papers__document"))


@require_safe
@requires(*DRAFT_READERS)
def report_versions(request, pk):
    """Every kept draft with why it was kept, and what changed from one text to another."""
    report = find(request, pk)
    runs = may(request.user, Can.RUN_YEARLY_REPORT)
    kept = snapshots_of_year(request, report)
    versions = list(YearlyReport.objects.visible_to(request.user).filter(period_from=report.period_from))
    texts = {f"d{one.pk}": called(one) for one in kept}
    for one in versions:
        texts[f"v{one.pk}"] = f"Version {one.version}, {'published' if one.published_at else 'as it is now'}"
    asked = "older" in request.GET or "newer" in request.GET
    start = {"older": f"d{kept[0].pk}" if kept else "", "newer": f"v{report.pk}"}
    form = CompareReportsForm(request.GET if asked else None, texts=texts, initial=start)
    comparison = None
    if asked and form.is_valid():
        both = [form.cleaned_data[name] for name in ("older", "newer")]
        sections = [sections_of(one, kept, versions) for one in both]
        comparison = compared(*sections) | {"older": texts[both[0]], "newer": texts[both[1]]}
    return render(
        request,
        "assurance/report_versions.html",
        {
            "report": report,
            "kept": [{"draft": one, "paper": paper_of(one)} for one in kept],
            "form": form if len(texts) > 1 else None,
            "comparison": comparison,
            "keeps": KeepVersionForm() if runs and report.state != YearlyReport.State.PUBLISHED else None,
            "tabs": tabs(request, report, "report_versions"),
        },
    )


def called(snapshot):
    """How a kept draft is called where one is chosen."""
    version = f" of version {snapshot.report.version}" if snapshot.report.version > 1 else ""
    day = f"{timezone.localdate(snapshot.taken_at):%-d %B %Y}"
    return f"Draft {snapshot.number}{version}, {day}: {snapshot.note or snapshot.get_reason_display()}"


def sections_of(value, kept, versions):
    if value.startswith("d"):
        return next(one for one in kept if f"d{one.pk}" == value).sections
    return as_data(next(one for one in versions if f"v{one.pk}" == value))


def paper_of(snapshot):
    """The newest attempt at its PDF, if one was asked for."""
    papers = list(snapshot.papers.all())
    return next((one for one in papers if one.document), papers[0] if papers else None)


@require_POST
@requires(Can.RUN_YEARLY_REPORT)
def keep_version(request, pk):
    report = find(request, pk)
    snapshot = carried_out(request, KeepVersionForm(request.POST), operations.keep_version, report)
    if snapshot:
        messages.success(request, f"Draft {snapshot.number} saved.")
    else:
        messages.info(request, "Nothing has changed since the last saved draft, so no new draft was added.")
    return redirect("assurance:report_versions", pk=report.pk)


def find_snapshot(request, pk):
    reports = YearlyReport.objects.visible_to(request.user)
    found = ReportSnapshot.objects.filter(report__in=reports).select_related(
        "report__gather", "gather", "taken_by"
    )
    return get_object_or_404(found, pk=pk)


@require_safe
@requires(*DRAFT_READERS)
def report_version(request, pk):
    """One kept draft, drawn with the figures that it was kept with."""
    snapshot = find_snapshot(request, pk)
    return render(
        request,
        "assurance/report_version.html",
        operations.edition_of_snapshot(snapshot) | {"snapshot": snapshot, "paper": paper_of(snapshot)},
    )


@require_POST
@requires(Can.RUN_YEARLY_REPORT)
def print_version(request, pk):
    snapshot = find_snapshot(request, pk)
    operations.print_version(snapshot, by=request.user)
    messages.success(request, "The PDF of this draft is being made. It will be ready in a minute.")
    return redirect(snapshot)


@require_safe
@requires(*DRAFT_READERS)
def version_pdf(request, pk):
    """The paper of one kept draft."""
    paper = paper_of(find_snapshot(request, pk))
    if paper is None or paper.document is None:
        raise Http404
    return send_pdf(request, paper.document)
