"""Asking for the PDF of a kept draft or of a companion."""

from assurance.models import ReportPaper
from assurance.operations.yearly_report.content import checksum
from partnership.operations.doorbell import ring

TASK = "assurance.tasks.print_report_papers"
State = ReportPaper.State
TOTAL = 10  # one step of ours, seven of WeasyPrint's, and two to keep it


def companion_checksum(companion):
    """SHA-256 of all that a companion says, with the figures it may place."""
    gather = companion.report.gather
    return checksum(
        [
            companion.kind,
            companion.title,
            companion.text,
            companion.correction_note,
            gather.checksum if gather else "",
        ]
    )


def ask_for_paper(*, by, snapshot=None, companion=None):
    """Ask for a PDF, unless one of just this is made or being made. What it is of is locked by the caller."""
    content = snapshot.checksum if snapshot else companion_checksum(companion)
    there = ReportPaper.objects.filter(snapshot=snapshot, companion=companion).exclude(state=State.FAILED)
    if paper := there.filter(content=content).first():
        return paper
    paper = ReportPaper.objects.create(
        snapshot=snapshot, companion=companion, content=content, total=TOTAL, asked_by=by
    )
    ring(TASK)
    return paper
