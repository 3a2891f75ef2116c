"""What changed between two versions of a text or of rows, so that a reader sees it at once."""

import re
from difflib import SequenceMatcher

TOO_LONG = 4000  # words; beyond that the two texts are shown whole


def words_changed(old, new):
    """The new text in pieces: ("same" | "gone" | "new", text). What is gone stands before what came for it."""
    before, after = re.findall(r"\s+|\S+", old), re.findall(r"\s+|\S+", new)
    if len(before) + len(after) > TOO_LONG:
        return [(kind, text) for kind, text in (("gone", old), ("new", new)) if text]
    pieces = []
    for verb, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if verb == "equal":
            pieces.append(("same", "".join(before[i:j])))
            continue
        if j > i:
            pieces.append(("gone", "".join(before[i:j])))
        if m > k:
            pieces.append(("new", "".join(after[k:m])))
    return pieces


def rows_changed(old, new):
    """Rows by their keys, each a dict of values: (added keys, removed keys, {changed key: names that changed})."""
    added = [key for key in new if key not in old]
    removed = [key for key in old if key not in new]
    changed = {
        key: names
        for key in new
        if key in old and (names := [name for name in new[key] if new[key][name] != old[key][name]])
    }
    return added, removed, changed
