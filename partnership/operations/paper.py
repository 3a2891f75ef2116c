"""Paper: a page of templates/print with our own stylesheet inside it, as a tagged PDF that somebody waits for."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe

from partnership.access import Refused
from partnership.printing.pdf import CannotPrint, print_pdf


def style(sheet="paper.css"):
    return Path(finders.find(sheet)).read_text()


def drawn(template, context, *, css=None):
    """The page as HTML. `css` is what stands in its head: the common stylesheet, unless told otherwise."""
    given = {
        "partnership_name": settings.PARTNERSHIP_NAME,
        "css": mark_safe(style() if css is None else css),  # noqa: S308 -- our own stylesheets
        "made_at": timezone.now(),
    }
    return render_to_string(template, given | context)


def print_paper(template, context, *, called, seconds, css=None):
    """The page as a tagged PDF, and how many pages it has; Refused with a sentence that calls it `called`."""
    try:
        return print_pdf(drawn(template, context, css=css), called=called, seconds=seconds)
    except CannotPrint as problem:
        raise Refused(str(problem)) from problem
