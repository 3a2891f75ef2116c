"""What changed from one text to another, word by word."""

import re
from difflib import SequenceMatcher

KEPT, ADDED, REMOVED = "kept", "added", "removed"
WORD = re.compile(r"\s+|[^\s]+")
MOST_WORDS = 4000  # of one changed passage; a longer one is shown as removed and added whole


def differences(old, new):
    """The new text beside the old one, as (kind, text) in reading order: kept, removed or added.

    Lines are compared first and only changed passages word by word, so that a long report stays quick.
    """
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            add(found, KEPT, "".join(before[a:b]))
        else:
            words(found, "".join(before[a:b]), "".join(after[c:d]))
    return found


def words(found, old, new):
    before, after = WORD.findall(old), WORD.findall(new)
    if len(before) + len(after) > MOST_WORDS:
        add(found, REMOVED, old)
        add(found, ADDED, new)
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            add(found, KEPT, "".join(before[a:b]))
        else:
            add(found, REMOVED, "".join(before[a:b]))
            add(found, ADDED, "".join(after[c:d]))


def add(found, kind, text):
    """The next piece, joined to the last one where it is of the same kind."""
    if not text:
        return
    if found and found[-1][0] == kind:
        found[-1] = (kind, found[-1][1] + text)
    else:
        found.append((kind, text))
