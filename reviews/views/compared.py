"""What changed between two versions of an agency's answer, as a page shows it."""

from reviews.operations.answers import ROWS_OF
from reviews.rules.versions import rows_changed, words_changed

LABELS = {
    "involvement": "Involved",
    "period_from": "Looked from",
    "period_to": "Looked until",
    "summary": "Involvement",
    "records_secured": "Records secured",
    "good_practice": "Done well",
    "learning": "The agency’s own learning",
    "immediate_action": "Done straight away: anything to add",
    "identity": "Identity and inequality",
    "signed_off_office": "Signed off by",
    "signed_off_on": "Signed off on",
}
ROW_LABELS = {
    "on": "Date",
    "precision": "How exact the date is",
    "at": "Time",
    "source": "Source",
    "event": "What happened",
    "child_seen": "Child seen",
    "child_heard": "Child heard",
    "response": "What the agency did",
    "comment": "Comment",
    "title": "Title",
    "when": "When",
    "happened": "What happened",
    "why": "Why",
    "good": "What was good",
    "what": "What was done",
    "office": "By which office",
    "done_on": "When",
}
KINDS = {
    "rows": "Row of the chronology",
    "episodes": "Practice episode",
    "actions": "Done straight away",
}


def compared(old, new):
    """Every field and row that differs: [{what, how, pieces}], the pieces as rules.versions gives them."""
    found = [
        {"what": label, "how": "Changed", "fields": [("", words_changed(said(old, name), said(new, name)))]}
        for name, label in LABELS.items()
        if getattr(old, name) != getattr(new, name)
    ]
    for kind in ROWS_OF.values():
        found += compared_rows(kind, list(getattr(old, kind).all()), list(getattr(new, kind).all()))
    return found


def compared_rows(kind, old, new):
    before, after = {row.key: row for row in old}, {row.key: row for row in new}
    added, removed, changed = rows_changed(values_of(before), values_of(after))
    return [
        *(whole(KINDS[kind], "Added", "new", after[key]) for key in added),
        *(whole(KINDS[kind], "Taken out", "gone", before[key]) for key in removed),
        *(
            {
                "what": f"{KINDS[kind]}: {called(after[key])}",
                "how": "Changed",
                "fields": [
                    (ROW_LABELS[name], words_changed(said(before[key], name), said(after[key], name)))
                    for name in names
                ],
            }
            for key, names in changed.items()
        ),
    ]


def values_of(rows):
    return {key: row.values() for key, row in rows.items()}


def whole(what, how, kind, row):
    fields = [(ROW_LABELS[name], [(kind, text)]) for name in row.FIELDS if (text := said(row, name))]
    return {"what": f"{what}: {called(row)}", "how": how, "fields": fields}


def called(row):
    """A few words by which a reader knows the row."""
    return getattr(row, "title", "") or (row.when if hasattr(row, "when") else row.what[:60])


def said(thing, name):
    """A field's value in words."""
    value = getattr(thing, name)
    if value in (None, ""):
        return ""
    if hasattr(value, "strftime"):
        return value.strftime("%H:%M" if name == "at" else "%-d %B %Y")
    display = getattr(thing, f"get_{name}_display", None)
    return display() if display else str(value)
