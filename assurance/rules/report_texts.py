"""Which texts of a section are kept, which sections of two drafts are the same one, and how long a text is."""

import re
from datetime import timedelta

from assurance.rules.yearly_report import own_words
from partnership.rules.differences import differences

SITTING = timedelta(minutes=30)  # what one person saves within it is one earlier text
ONE_PRESENT = ("priority", "other")  # kinds of which a report may have several


def is_same_sitting(before, *, by, now, text):
    """Whether this save belongs to the text kept last: the same person, soon after, and nothing much taken out."""
    return (
        before is not None
        and not before.set_aside
        and before.written_by_id == by
        and now - before.began_at < SITTING
        and len(text) * 2 >= len(before.text)
    )


def words_in(text):
    """How many words of one's own a text has; figures, tables and charts placed by name are none."""
    return len(re.findall(r"\w[\w’'-]*", own_words(text)))


def pairs(older, newer):
    """The sections of two drafts beside each other, in the order of the newer; (None, one) is new, (one, None) gone.

    Sections are dicts with key, kind, title, text, difference. A chapter that every report has is itself by its kind;
    another by its key within one version, by its title across versions.
    """
    left = list(older)
    found = []
    for one in newer:
        match = next((two for two in left if is_same(two, one)), None)
        if match is not None:
            left.remove(match)
        found.append((match, one))
    return found + [(one, None) for one in left]


def is_same(one, two):
    if one["kind"] != two["kind"]:
        return False
    if one["kind"] not in ONE_PRESENT:
        return True
    return one["key"] == two["key"] or one["title"].casefold() == two["title"].casefold()


def compared(older, newer):
    """What reads differently from one draft to another, section by section, and what stayed the same by title."""
    changed, same, together = [], [], pairs(older, newer)
    for old, new in together:
        before, after = whole(old), whole(new)
        if before == after:
            same.append(new["title"])
            continue
        changed.append(
            {
                "heading": (new or old)["title"],
                "how": "New section" if old is None else "Removed" if new is None else "Changed",
                "pieces": differences(before, after),
            }
        )
    now = [old["key"] for old, new in together if old and new]
    before = [one["key"] for one in older if one["key"] in now]
    return {"changed": changed, "same": same, "reordered": now != before}


def whole(section):
    """All that a section says, with its title, as lines."""
    if section is None:
        return ""
    parts = [section["title"], section["text"]]
    if section["difference"]:
        parts += ["What difference did it make?", section["difference"]]
    return "\n\n".join(parts) + "\n"
