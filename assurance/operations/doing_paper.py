"""“How are we doing?” on paper."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe

from partnership.access import Refused
from partnership.printing.pdf import CannotPrint, print_pdf

SECONDS = 45


def whole(report):
    """What page and paper say of each outcome statement, in a fixed number of queries: its numbered citations too."""
    statements = list(
        report.statements.select_related("written_by", "priority").prefetch_related(
            "cites",
            "action_links__action__organisation",
            "action_links__action__owner",
            "action_links__action__group",
        )
    )
    cited = {}
    for statement in statements:
        for one in statement.cites.all():
            cited.setdefault(one.pk, {"number": len(cited) + 1, "evidence": one})
    return {
        "statements": [
            {
                "statement": one,
                "look": one.look,
                "cites": [cited[e.pk]["number"] for e in one.cites.all()],
                "actions": [link.action for link in one.action_links.all()],
            }
            for one in statements
        ],
        "cited": list(cited.values()),
    }


def print_doing(report):
    """The report as a tagged PDF, and how many pages it has."""
    html = render_to_string(
        "print/doing.html",
        whole(report)
        | {
            "report": report,
            "partnership_name": settings.PARTNERSHIP_NAME,
            "css": mark_safe(Path(finders.find("paper.css")).read_text()),  # noqa: S308 -- our own stylesheet
            "made_at": timezone.now(),
        },
    )
    try:
        return print_pdf(html, called="The report", seconds=SECONDS)
    except CannotPrint as problem:
        raise Refused(str(problem)) from problem
