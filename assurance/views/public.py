"""Published yearly reports, for everybody: the list, the HTML edition and the PDF. Drafts do not exist here."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils.http import content_disposition_header
from django.views.decorators.http import condition, require_safe

from assurance.models import Companion, YearlyReport
from partnership.views.feeds import PublicFeed, tag
from partnership.views.files import stored

SHORT_REST = "public, no-cache"  # kept by caches, but asked about each time: a 304 costs nothing


def published():
    return YearlyReport.objects.published().select_related("rendering__document", "supersedes")


@require_safe
def reports(request):
    listed = published().exclude(corrected_by__state=YearlyReport.State.PUBLISHED)
    return render(request, "public/yearly_reports.html", {"reports": listed})


@require_safe
def report(request, slug):
    """One published version, at its own address for good."""
    found = get_object_or_404(published(), slug=slug)
    newer = published().filter(period_from=found.period_from, version__gt=found.version).first()
    older = published().filter(period_from=found.period_from, version__lt=found.version)
    context = {
        "report": found,
        "rendering": found.rendering,
        "newer": newer,
        "older": older,
        "companions": Companion.objects.newest().filter(report__period_from=found.period_from),
    }
    return render(request, "public/yearly_report.html", context)


def report_pdf(request, slug):
    found = get_object_or_404(published(), slug=slug)
    response = send_pdf(request, found.rendering.document)
    response.headers.setdefault("Cache-Control", SHORT_REST)
    return response


def find_companion(slug, kind):
    """The newest published one of that kind of the report's year: a corrected report keeps it."""
    report = get_object_or_404(published(), slug=slug)
    found = Companion.objects.newest().filter(report__period_from=report.period_from, kind=kind)
    companion = (
        found.select_related("report", "paper__document").order_by("-report__version", "-version").first()
    )
    if companion is None:
        raise Http404
    return companion


@require_safe
def companion(request, slug, kind):
    """The business plan on one page, or the summary for children, as they were let out."""
    found = find_companion(slug, kind)
    return render(
        request, "public/companion.html", {"companion": found, "report": found.report, "paper": found.paper}
    )


def companion_pdf(request, slug, kind):
    found = find_companion(slug, kind)
    response = send_pdf(request, found.paper.document)
    response.headers.setdefault("Cache-Control", SHORT_REST)
    return response


def send_pdf(request, document):
    """The file, or 304 to whoever has it already. Its checksum is its ETag. The caller has checked who asks."""

    @require_safe
    @condition(
        etag_func=lambda request: f'"{document.checksum}"',
        last_modified_func=lambda request: document.kept_at,
    )
    def send(request):
        with stored(document.file) as file:
            content = file.read()
        response = HttpResponse(content, content_type=document.content_type)
        response["Content-Disposition"] = content_disposition_header(False, document.download_name)
        return response

    return send(request)


class PublishedReports(PublicFeed):
    """One entry for each year: the version that nothing published has replaced."""

    label = "Yearly reports"
    link = reverse_lazy("public:yearly_reports")
    subtitle = "What was done to keep children safe in a year, how well, and what difference it made."

    def items(self):
        return YearlyReport.objects.newest().order_by("-published_at", "-pk")

    def item_title(self, report):
        return report.title

    def item_description(self, report):
        return f"The report for {report.year}, to read and as a PDF."

    def item_link(self, report):
        return reverse("public:yearly_report", args=[report.slug])

    def item_guid(self, report):
        return tag(report.published_on.isoformat(), self.item_link(report))

    def item_pubdate(self, report):
        return report.published_at


@require_safe
def feed(request):
    return PublishedReports()(request)
