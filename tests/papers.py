"""What a PDF says, as whoever copies text out of it gets it."""

import io

from pypdf import PdfReader


def words_of(pdf, page=None):
    """The words of these bytes, of the page of that number (from 1) or of all, with one space between them."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    chosen = pages if page is None else [pages[page - 1]]
    return " ".join(" ".join(one.extract_text() for one in chosen).split())
