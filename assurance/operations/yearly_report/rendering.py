"""Making the PDF and the HTML edition, by whichever worker claims it, once; and again where one died."""

from django.db import transaction
from django.utils import timezone
from django.utils.safestring import mark_safe

from assurance.models import Rendering, YearlyReport
from assurance.operations.yearly_report.content import edition_of, html_edition, whole_checksum
from assurance.operations.yearly_report.review import check_all_endorsed
from assurance.operations.yearly_report.state import lock, move
from assurance.rules.yearly_report import check_move
from partnership.operations import attempts
from partnership.operations.attempts import alive, step
from partnership.operations.documents import keep
from partnership.operations.doorbell import ring
from partnership.operations.paper import drawn, style
from partnership.operations.record import record
from partnership.printing.pdf import print_pdf

TASK = "assurance.tasks.render_waiting_reports"
State = Rendering.State
FIRST, LAST = 2, 2  # our own steps before WeasyPrint's seven, and after
TOTAL = FIRST + 7 + LAST


@transaction.atomic
def render_report(report, *, by):
    """Ask for the PDF and the HTML edition of what every partner has endorsed."""
    report = lock(report)
    check_move(report.state, YearlyReport.State.RENDERING)
    check_all_endorsed(report, on=timezone.localdate())
    rendering = Rendering.objects.create(
        report=report, content=whole_checksum(report), total=TOTAL, asked_by=by
    )
    move(report, YearlyReport.State.RENDERING, by=by)
    ring(TASK)
    return rendering


def render_waiting():
    """Do everything that waits, also what a dead worker left; how many were done. Safe to run anywhere, twice."""
    retry_stale(timezone.now())
    return attempts.make_waiting(Rendering, work)


def retry_stale(now):
    attempts.retry_stale(
        Rendering,
        now,
        before=lambda rendering: lock(rendering.report),  # before anything is recorded: that lock is the last
        begin_again=lambda rendering, **more: Rendering.objects.create(
            report_id=rendering.report_id, content=rendering.content, total=TOTAL, **more
        ),
        then="Try again, or ask the portal administrator.",
        give_up=give_back,
    )


def give_back(rendering):
    """The report goes back to where it can be rendered from; whatever was published before stays."""
    move(lock(rendering.report), YearlyReport.State.ENDORSING, by=None, why=rendering.message)


def work(rendering):
    """Make it and keep it; whether that went well."""
    return attempts.through(rendering, lambda one: finish(one, *make(one)), called="The report", fail=fail)


def make(rendering):
    """The HTML edition, the PDF and its number of pages."""
    report = YearlyReport.objects.select_related("gather").get(pk=rendering.report_id)
    step(rendering, 1, "Putting the text and the figures together")
    edition = edition_of(report)
    html = html_edition(edition)
    step(rendering, FIRST, "Drawing the tables and charts")
    page = print_page(edition, html)
    pdf, pages = print_pdf(
        page,
        on_step=lambda number, words: step(rendering, FIRST + number, words),
        on_look=lambda: alive(rendering),
    )
    step(rendering, TOTAL - 1, "Checking and keeping the PDF")
    return html, pdf, pages


def print_page(edition, html):
    """The whole document that becomes the PDF: cover, contents, chapters, and its own styles inside it."""
    body = mark_safe(html)  # noqa: S308 -- drawn by html_edition from cleaned parts
    return drawn("print/report.html", edition | {"body": body}, css=style("report.css"))


@transaction.atomic
def fail(rendering, words):
    """Close the attempt with its sentence, unless it is no longer this worker's."""
    rendering = attempts.lock_mine(rendering)
    if rendering:
        lock(rendering.report)
        attempts.close(rendering, words, timezone.now())
        give_back(rendering)


@transaction.atomic
def finish(rendering, html, pdf, pages):
    """Keep both editions, all or nothing; whether this worker still had the turn."""
    rendering = attempts.lock_mine(rendering)
    if rendering is None:
        return False
    report = lock(rendering.report)
    before = report.renderings.filter(state=State.DONE).select_related("document").first()
    document = keep(
        pdf,
        by=None,
        title=report.title,
        filename="report.pdf",
        download_name=f"yearly-report-{report.slug}",
        only=(".pdf",),
        replaces=before.document if before else None,
    )
    attempts.finish(rendering, html=html, document=document, pages=pages)
    record("rendered", rendering, by=None, checksum=document.checksum, content=rendering.content, pages=pages)
    move(report, YearlyReport.State.RENDERED, by=None)
    return True
