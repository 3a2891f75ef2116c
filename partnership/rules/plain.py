"""Text that any file can hold."""

import re

# XML has no place for these, so neither has a feed or a spreadsheet; slides and PDFs bring them along when copied.
WITHOUT_PLACE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain(text):
    """The text without control characters; tabs and ends of lines stay."""
    return WITHOUT_PLACE.sub("", text)


def as_kept(text):
    """A text as it is kept: browsers send the ends of lines in two characters."""
    return (text or "").replace("\r\n", "\n").strip()
