"""What may never stand where a child is known by an opaque reference alone.

It refuses what a machine can tell for sure; a name it cannot, so every page that asks warns as well.
"""

import re

from partnership.access import Refused
from partnership.rules.voice import check_apart

MONTH = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
# what it looks like → how to say it instead
REFUSED = (
    (re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)"), "looks like an NHS number", "Leave it out."),
    (
        re.compile(
            rf"(?<!\d)(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}"
            rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTH})\s+\d{{4}})(?!\d)",
            re.IGNORECASE,
        ),
        "could be a date of birth",
        "Say a month, or how long ago.",
    ),
    (
        re.compile(r"\b(?:d\.?o\.?b\b\.?|date of birth|born on)", re.IGNORECASE),
        "announces a date of birth",
        "Give an age in years.",
    ),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"), "looks like a postcode", "Leave it out."),
    (
        re.compile(r"\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b"),
        "looks like a National Insurance number",
        "Leave it out.",
    ),
    (re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[A-Z\d]\b"), "looks like a pupil number", "Leave it out."),
)  # fmt: skip
# what can be nothing else, also where days and places may well be told of
SURE = tuple(one for one in REFUSED if one[1] not in ("could be a date of birth", "looks like a postcode"))
OPAQUE = re.compile(r"[A-Za-z]{0,12}[/-]?\d[A-Za-z0-9/-]{0,25}")


def details_in(text):
    """(what is written, what it looks like, how to say it instead) of everything by which a child could be known."""
    for pattern, looks_like, instead in REFUSED:
        for found in pattern.finditer(text or ""):
            yield found[0], looks_like, instead


def check_no_detail(*texts):
    """Refused, quoting it, where a text holds what a child could be known by."""
    for text in texts:
        for found, looks_like, instead in details_in(text):
            raise Refused(f"“{found}” {looks_like}. No child’s detail is kept here. {instead}")


def check_words(*texts):
    """For what professionals write of their work: it may tell of days and places, and of no child and no case."""
    check_apart(*texts)
    for text in texts:
        for pattern, looks_like, instead in SURE:
            if found := pattern.search(text or ""):
                raise Refused(f"“{found[0]}” {looks_like}. No child’s detail is kept here. {instead}")


def check_opaque(reference):
    """A reference is letters and figures without a space, with a figure in it: a name is none."""
    check_no_detail(reference)
    if not OPAQUE.fullmatch(reference.strip()):
        raise Refused(
            "Give your agency’s own reference of the record, such as EH-20417. A name or initials are no reference."
        )
