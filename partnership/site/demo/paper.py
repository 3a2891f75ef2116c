"""The invented reports' PDF files."""

from functools import cache

from django.template.loader import render_to_string


def invented_report(title, paragraphs):
    """A short, real PDF in the partnership's name. Says on every page that it is invented."""
    return printed(title, tuple(paragraphs))


@cache  # drafts say the same in every story, and printing takes longer than all else that a story does
def printed(title, paragraphs):
    from weasyprint import HTML  # noqa: PLC0415 -- slow import

    html = render_to_string("print/invented_report.html", {"title": title, "paragraphs": paragraphs})
    return HTML(string=html).write_pdf()
