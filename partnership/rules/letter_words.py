"""What staff may add to a letter: plain words before and after its own, in which no link and no child can hide."""

import re

from partnership.access import Refused
from partnership.rules.childs_detail import check_no_detail
from partnership.rules.voice import check_apart

LONGEST = 600
# placeholder → what it stands for
PLACEHOLDERS = {
    "name": "the name of whoever gets it",
    "partnership": "the partnership’s name",
    "reference": "the reference of what it is about",
    "date": "the day by which something is due",
}
IN_BRACES = re.compile(r"\{([^{}]*)\}")
LINK = re.compile(r"https?:|www\.|\S@\S|\b[a-z0-9-]+\.(?:uk|com|org|net|gov|info)\b", re.IGNORECASE)
MARKUP = re.compile(r"<[a-z/!]|\{%|\{\{|\]\(", re.IGNORECASE)


def check_letter_words(*texts):
    """Refused, with what to do, where a text holds more than words and placeholders that exist."""
    for text in texts:
        if len(text) > LONGEST:
            raise Refused(
                f"It is too long: {len(text)} characters. Use {LONGEST} at most, or people will not read it."
            )
        if MARKUP.search(text):
            raise Refused("Write plain words only: letters carry no formatting.")
        for name in IN_BRACES.findall(text):
            if name not in PLACEHOLDERS:
                known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
                raise Refused(f"“{{{name}}}” is not known here. You can use {known}.")
        if "{" in IN_BRACES.sub("", text) or "}" in IN_BRACES.sub("", text):
            raise Refused("A brace has no partner. Write a placeholder like {name}.")
        if LINK.search(text):
            raise Refused(
                "Leave out links and email addresses: a letter has the one link that belongs to it."
            )
        check_no_detail(text)
        check_apart(text)


def filled(text, values):
    """The words with each placeholder in its place; what there is nothing for leaves no gap."""
    told = IN_BRACES.sub(lambda found: str(values.get(found[1], "")), text)
    return re.sub(r"[ \t]{2,}", " ", told).strip()
