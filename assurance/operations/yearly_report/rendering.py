"""Making the PDF and the HTML edition, by whichever worker claims it, once; and again where one died."""

import logging
import uuid
from datetime import timedelta
from pathlib import Path

from django.contrib.staticfiles import finders
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe

from assurance.models import Rendering, YearlyReport
from assurance.operations.yearly_report.content import edition_of, html_edition, whole_checksum
from assurance.operations.yearly_report.review import check_all_endorsed
from assurance.operations.yearly_report.state import lock, move
from assurance.rules.yearly_report import ATTEMPTS, STALE_AFTER, check_move
from partnership.access import Refused
from partnership.operations.documents import keep
from partnership.operations.doorbell import ring
from partnership.operations.record import record
from partnership.printing.pdf import SENTENCES, CannotPrint, print_pdf

log = logging.getLogger(__name__)

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
    done = 0
    while rendering := claim():
        done += work(rendering)
    return done


@transaction.atomic
def retry_stale(now):
    """An attempt that shows no life any more is failed, and begun again: a few times, then people decide."""
    silent = Rendering.objects.select_for_update(skip_locked=True, no_key=True).filter(
        state=State.RUNNING, alive_at__lt=now - timedelta(seconds=STALE_AFTER)
    )
    for rendering in silent:
        lock(rendering.report)  # before anything is recorded: the record is the last lock taken
        again = rendering.attempt < ATTEMPTS
        words = "The worker stopped in the middle. " + (
            "Another attempt has been asked for."
            if again
            else "Render again, or ask who runs the portal why."
        )
        close(rendering, words, now)
        if again:
            Rendering.objects.create(
                report_id=rendering.report_id,
                attempt=rendering.attempt + 1,
                content=rendering.content,
                total=TOTAL,
                asked_by=rendering.asked_by,
            )
        else:
            give_back(rendering)


def close(rendering, words, now):
    rendering.state = State.FAILED
    rendering.message = words[:300]
    rendering.finished_at = now
    rendering.save(update_fields=["state", "message", "finished_at"])
    record("failed", rendering, by=None, why=words, attempt=rendering.attempt)


def give_back(rendering):
    """The report goes back to where it can be rendered from; whatever was published before stays."""
    move(lock(rendering.report), YearlyReport.State.ENDORSING, by=None, why=rendering.message)


@transaction.atomic
def claim():
    """One waiting rendering, from now on this worker's and no other's; or None."""
    rendering = (
        Rendering.objects.select_for_update(skip_locked=True, no_key=True)
        .filter(state=State.WAITING)
        .order_by("asked_at", "pk")
        .first()
    )
    if rendering is None:
        return None
    now = timezone.now()
    rendering.state = State.RUNNING
    rendering.claim = uuid.uuid4()
    rendering.started_at = rendering.alive_at = now
    rendering.done, rendering.message = 0, "Begun"
    rendering.save(update_fields=["state", "claim", "started_at", "alive_at", "done", "message"])
    return rendering


def work(rendering):
    """Make it and keep it; whether that went well. A failure becomes a sentence that people see."""
    try:
        return finish(rendering, *make(rendering))
    except (CannotPrint, Refused) as problem:
        fail(rendering, str(problem))
        return False
    except Exception:  # whatever goes wrong, the page must say so and the report must not stay stuck
        log.exception("Rendering %s failed", rendering.pk)
        fail(rendering, SENTENCES["broken"].format(called="The report"))
        return False


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
    css = Path(finders.find("report.css")).read_text()
    context = edition | {
        "body": mark_safe(html),  # noqa: S308 -- drawn by html_edition from cleaned parts
        "css": mark_safe(css),  # noqa: S308 -- our own stylesheet
        "made_at": timezone.now(),
    }
    return render_to_string("print/report.html", context)


def mine(rendering):
    return Rendering.objects.filter(pk=rendering.pk, state=State.RUNNING, claim=rendering.claim)


def step(rendering, number, words):
    mine(rendering).update(done=number, message=words, alive_at=timezone.now())


def alive(rendering):
    mine(rendering).update(alive_at=timezone.now())


@transaction.atomic
def fail(rendering, words):
    """Close the attempt with its sentence, unless it is no longer this worker's."""
    rendering = mine(rendering).select_for_update(no_key=True).first()
    if rendering:
        lock(rendering.report)
        close(rendering, words, timezone.now())
        give_back(rendering)


@transaction.atomic
def finish(rendering, html, pdf, pages):
    """Keep both editions, all or nothing; whether this worker still had the turn."""
    rendering = mine(rendering).select_for_update(no_key=True).first()
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
    rendering.state = State.DONE
    rendering.done, rendering.message = rendering.total, "Done"
    rendering.html, rendering.document, rendering.pages = html, document, pages
    rendering.finished_at = timezone.now()
    rendering.save(update_fields=["state", "done", "message", "html", "document", "pages", "finished_at"])
    record("rendered", rendering, by=None, checksum=document.checksum, content=rendering.content, pages=pages)
    move(report, YearlyReport.State.RENDERED, by=None)
    return True
