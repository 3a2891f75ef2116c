"""The report as one source: what the HTML edition and the PDF are both drawn from, and its checksum."""

import hashlib
import json

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.text import slugify

from assurance.printing.text import narrative

EMPTY = {"figures": {}, "tables": {}, "charts": {}}


def checksum(plain):
    """SHA-256 of plain data, the same for the same data."""
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def text_of(report):
    """What is scrutinised and endorsed, as plain data: every word and every figure."""
    return {
        "title": report.title,
        "period": [str(report.period_from), str(report.period_until)],
        "version": report.version,
        "correction": report.correction_note,
        "figures": report.gather.checksum if report.gather else "",
        "sections": [[s.kind, s.title, s.text, s.difference] for s in report.sections.all()],
    }


def text_checksum(report):
    return checksum(text_of(report))


def whole_of(report):
    """What is rendered: the text, with the statement and the endorsements that stand."""
    return {
        "text": text_of(report),
        "statement": [[s.text, s.office, str(s.signed_on)] for s in report.statements.standing()],
        "endorsements": [
            [e.organisation.name, e.office, str(e.signed_on)]
            for e in report.endorsements.standing().select_related("organisation")
        ],
    }


def whole_checksum(report):
    return checksum(whole_of(report))


def chapters_of(report):
    """Every chapter in order: its address in the page, its title and its text as safe HTML."""
    data = report.gather.data if report.gather else EMPTY
    chapters, taken = [], set()
    for section in report.sections.all():
        address = slugify(section.title)[:60] or section.kind
        while address in taken:
            address += "-"
        taken.add(address)
        chapters.append(
            {
                "address": f"chapter-{address}",
                "title": section.title,
                "kind": section.kind,
                "html": narrative(section.text, data),
                "difference": narrative(section.difference, data) if section.difference else "",
                "asks_difference": section.kind == "priority",
                "section": section,
            }
        )
    return chapters


def edition_of(report):
    """All that a template needs to draw the report, on a page or on paper."""
    statement = report.statements.standing().exclude(signed_at=None).first()
    endorsements = report.endorsements.standing().exclude(signed_at=None).select_related("organisation")
    data = report.gather.data if report.gather else EMPTY
    return {
        "report": report,
        "year": report.year,
        "chapters": chapters_of(report),
        "statement": statement,
        "statement_html": narrative(statement.text, data) if statement else "",
        "endorsements": list(endorsements),
        "data_on": report.gather and report.gather.data_on,
        "figures_checksum": report.gather.checksum if report.gather else "",
        "partnership_name": settings.PARTNERSHIP_NAME,
        "partnership_short_name": settings.PARTNERSHIP_SHORT_NAME,
    }


def html_edition(edition):
    """The report's own part of a page: contents and chapters, without a site around it."""
    return render_to_string("print/report_body.html", edition)
