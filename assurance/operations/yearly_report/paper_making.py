"""Making the PDF of a kept draft or of a companion: by whichever worker claims it, and again where one died."""

from django.db import transaction
from django.utils import timezone

from assurance.models import ReportPaper
from assurance.operations.yearly_report.content import EMPTY, html_edition
from assurance.operations.yearly_report.papers import TOTAL
from assurance.operations.yearly_report.rendering import print_page
from assurance.operations.yearly_report.snapshots import edition_of_snapshot
from assurance.printing.text import narrative
from partnership.operations import attempts
from partnership.operations.attempts import alive, step
from partnership.operations.documents import keep
from partnership.operations.paper import drawn, style
from partnership.operations.record import record
from partnership.printing.pdf import print_pdf

TITLE = 1  # the level of a companion's own heading: what it says has no chapter above it


def print_waiting():
    """Print all that waits, also what a dead worker left; how many were printed. Safe to run anywhere, twice."""
    attempts.retry_stale(
        ReportPaper,
        timezone.now(),
        begin_again=lambda paper, **more: ReportPaper.objects.create(
            snapshot_id=paper.snapshot_id,
            companion_id=paper.companion_id,
            content=paper.content,
            total=TOTAL,
            **more,
        ),
        then="Make it again.",
    )
    return attempts.make_waiting(ReportPaper, work)


def work(paper):
    return attempts.through(paper, lambda one: finish(one, *make(one)), called="The paper")


def make(paper):
    """The HTML, the PDF and its number of pages."""
    step(paper, 1, "Putting the text and the figures together")
    html, page = drawn_snapshot(paper.snapshot) if paper.snapshot_id else drawn_companion(paper.companion)
    pdf, pages = print_pdf(
        page,
        called="The paper",
        on_step=lambda number, words: step(paper, 1 + number, words),
        on_look=lambda: alive(paper),
    )
    return html, pdf, pages


def drawn_snapshot(snapshot):
    edition = edition_of_snapshot(snapshot)
    html = html_edition(edition)
    return html, print_page(edition, html)


def companion_html(companion, text=None):
    """Its text as safe HTML, with the figures of its report's gather."""
    gather = companion.report.gather
    data = gather.data if gather else EMPTY
    return narrative(companion.text if text is None else text, data, below=TITLE)


def drawn_companion(companion):
    html = companion_html(companion)
    context = {"companion": companion, "report": companion.report, "body": html}
    return html, drawn("print/companion.html", context, css=style() + style("companion.css"))


@transaction.atomic
def finish(paper, html, pdf, pages):
    """Keep the file, or nothing; whether this worker still had the turn."""
    paper = attempts.lock_mine(paper)
    if paper is None:
        return False
    name = (
        f"draft-{paper.snapshot.number}-{paper.snapshot.report.slug}"
        if paper.snapshot_id
        else f"{paper.companion.kind}-{paper.companion.report.slug}-{paper.companion.version}"
    )
    document = keep(
        pdf, by=None, title=str(paper.snapshot or paper.companion)[:200], filename="paper.pdf",
        download_name=name, only=(".pdf",),
    )  # fmt: skip
    attempts.finish(paper, html=html or "<p></p>", document=document, pages=pages)
    record("printed", paper, by=None, checksum=document.checksum, content=paper.content, pages=pages)
    return True
