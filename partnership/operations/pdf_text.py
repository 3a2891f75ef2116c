"""What a PDF says: on its pages, also where it cannot be seen, and beside them."""

import io
import logging

import pikepdf
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from partnership.operations.documents import dictionaries, read_pdf

MOST_PAGES = 400
MOST_CHARACTERS = 600_000
MOST_BESIDE = 500

# It writes a line for each small fault of a file, and quotes the file while it does.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def text_of(content):
    """All the text that can be copied out of the file, seen or not, as far as it can be read.

    Text under a black bar, in white or off the page is in it: whoever looks for names has to know of it.
    """
    said, length = [], 0
    try:
        for number, page in enumerate(PdfReader(io.BytesIO(content)).pages):
            said.append(page.extract_text())
            length += len(said[-1])
            if number + 1 >= MOST_PAGES or length > MOST_CHARACTERS:
                break
    except UNREADABLE:
        pass  # what was read so far is better than nothing; the page says when it was nothing
    return "\n".join(said).replace("\x00", "")[:MOST_CHARACTERS].strip()


# Whatever a stranger's file makes the reader stumble over, it must not stop the file from being checked by people.
UNREADABLE = (
    PyPdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    OSError,
)


# Said beside a page by a dictionary with one of these keys: instead of a picture, as a bookmark, as a tag's title.
SAID = {
    "/Alt": "Read aloud",
    "/ActualText": "Read aloud",
    "/E": "Read aloud",
    "/Title": "Bookmark",
    "/T": "Title",
}


def beside_the_pages(content):
    """What is read aloud instead of pictures, bookmarks, and where links lead: nobody sees it on a page."""
    found = []
    with read_pdf(content) as pdf:
        for thing in dictionaries(pdf):
            found += [
                f"{label}: {str(thing[key]).strip()}"
                for key, label in SAID.items()
                if isinstance(thing.get(key), pikepdf.String) and str(thing[key]).strip()
            ]
            if isinstance(thing.get("/URI"), pikepdf.String):
                found.append(f"Link: {thing['/URI']}")
            if len(found) > MOST_BESIDE:
                break
    return [one.replace("\x00", "") for one in dict.fromkeys(found)][:MOST_BESIDE]
