"""Whole drafts as they stood when they went on, and what is drawn of one."""

from django.db import transaction

from assurance.models import ReportSnapshot
from assurance.operations.yearly_report.content import edition_of, text_checksum
from assurance.operations.yearly_report.papers import ask_for_paper
from assurance.operations.yearly_report.state import lock
from assurance.printing.text import narrative
from partnership.access import Refused
from partnership.operations.record import record

Reason = ReportSnapshot.Reason


def as_data(report):
    """Every section as plain data, in order."""
    return [
        {"key": one.pk, "kind": one.kind, "title": one.title, "text": one.text, "difference": one.difference}
        for one in report.sections.all()
    ]


def take_snapshot(report, *, by, reason, note=""):
    """Keep the draft as it stands, once for the same reason. The report is locked by the caller."""
    content = text_checksum(report)
    last = report.snapshots.first()
    if last and (last.checksum, last.reason) == (content, reason):
        return last
    snapshot = ReportSnapshot.objects.create(
        report=report, number=last.number + 1 if last else 1, reason=reason, note=note.strip(),
        title=report.title, sections=as_data(report), gather=report.gather, checksum=content, taken_by=by,
    )  # fmt: skip
    record("kept a draft", snapshot, by=by, checksum=content, reason=str(reason), number=snapshot.number)
    return snapshot


@transaction.atomic
def keep_version(report, *, by, note=""):
    """Keep the draft as it stands because somebody wants to come back to it."""
    report = lock(report)
    last = report.snapshots.first()
    if last and last.checksum == text_checksum(report):
        raise Refused(f"Nothing has changed since draft {last.number} was saved.")
    return take_snapshot(report, by=by, reason=Reason.KEPT, note=note)


@transaction.atomic
def print_version(snapshot, *, by):
    """Ask for the PDF of a kept draft."""
    lock(snapshot.report)
    return ask_for_paper(by=by, snapshot=snapshot)


def edition_of_snapshot(snapshot):
    """What a template needs to draw a kept draft: the report's edition, with the words and figures of that day."""
    gather = snapshot.gather
    data = gather.data if gather else {"figures": {}, "tables": {}, "charts": {}}
    chapters = [
        {
            "address": f"section-{one['key']}",
            "title": one["title"],
            "kind": one["kind"],
            "html": narrative(one["text"], data),
            "difference": narrative(one["difference"], data) if one["difference"] else "",
            "asks_difference": one["kind"] == "priority",
            "section": {"pk": one["key"]},
        }
        for one in snapshot.sections
    ]
    return edition_of(snapshot.report) | {
        "chapters": chapters,
        "statement": None,
        "statement_html": "",
        "endorsements": [],
        "data_on": gather and gather.data_on,
        "figures_checksum": gather.checksum if gather else "",
        "draft": snapshot,
    }
