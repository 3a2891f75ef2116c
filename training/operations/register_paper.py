"""The register on paper: a sheet to sign, for the room."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe

from partnership.access import Refused
from partnership.printing.pdf import CannotPrint, print_pdf
from training.operations.registers import day_of, is_closed, lines_of

SECONDS = 45
BLANK_ROWS = 4  # for whoever comes without a booking


def paper(name):
    return mark_safe(Path(finders.find(name)).read_text())  # noqa: S308 -- our own stylesheet


def print_sheet(session):
    """Everybody who is expected, with room to sign; empty rows for those who come without a booking."""
    html = render_to_string(
        "print/register_sheet.html",
        {
            "session": session,
            "day": day_of(session),
            "lines": lines_of(session),
            "trainers": list(session.trainers.all()),
            "blank": range(BLANK_ROWS),
            "closed": is_closed(session),
            "partnership_name": settings.PARTNERSHIP_NAME,
            "css": paper("paper.css"),
            "made_at": timezone.now(),
        },
    )
    return made(html, "The register")


def made(html, called):
    """The PDF of that HTML, or a refusal in a sentence."""
    try:
        pdf, _ = print_pdf(html, called=called, seconds=SECONDS)
    except CannotPrint as problem:
        raise Refused(str(problem)) from problem
    return pdf
