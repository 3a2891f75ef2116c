"""Two editions side by side: what each says, and the words that came in or went out."""

from partnership.forms.editions import CompareEditionsForm
from partnership.rules.differences import differences


def said(edition):
    """What an edition says, passage by passage, as heading → text, in the order of reading."""

    def plain(day):
        return f"{day:%-d %B %Y}" if day else ""

    return {
        "Title": edition.title,
        "National guidance": edition.get_guidance_display(),
        "First day in force": plain(edition.starts_on),
        "Who decides whether a review is carried out": edition.get_decides_reviews_display(),
        "Who chairs the partnership": edition.get_chairs_partnership_display(),
        "Further powers": "\n".join(f"{one.what}: {one.office}" for one in edition.powers.all()),
        "What the arrangements say": edition.summary,
    }


TEXTS = {"Further powers", "What the arrangements say"}


def replaced(before, after):
    """A short fact that changed: whole, for its words alone say nothing."""
    pieces = [("removed", before), ("kept", " "), ("added", after)]
    return [(kind, text) for kind, text in pieces if text]


def compared(older, newer):
    """The passages that read differently, each with its pieces; those that are the same are named only."""
    before, after = said(older), said(newer)
    changed = [
        {
            "heading": heading,
            "pieces": (differences if heading in TEXTS else replaced)(before[heading], after[heading]),
        }
        for heading in after
        if before[heading] != after[heading]
    ]
    return {
        "older": older,
        "newer": newer,
        "changed": changed,
        "same": [heading for heading in after if before[heading] == after[heading]],
    }


def comparison(request, editions):
    """What a page of two editions is given: the newest two unless it asks for others."""
    editions = list(editions.order_by("-starts_on"))
    newest = {"older": editions[1].code, "newer": editions[0].code} if len(editions) > 1 else None
    form = CompareEditionsForm(request.GET if "older" in request.GET else newest, editions=editions)
    both = form.both if form.is_bound and form.is_valid() else None
    return {"form": form, "editions": editions, "comparison": compared(*both) if both else None}


TERMS = {
    "remit": "What it is for",
    "membership": "Who sits on it",
    "frequency": "How often it meets",
    "quorum": "How the document describes the quorum",
}


def compared_terms(older, newer):
    """The passages of two versions of terms that read differently; the quorum rule is told in words."""
    pairs = [
        (label, getattr(older, name).strip(), getattr(newer, name).strip()) for name, label in TERMS.items()
    ]
    changed = [
        {"heading": label, "pieces": differences(before, after)}
        for label, before, after in pairs
        if before != after
    ]
    before, after = quorum_in_words(older), quorum_in_words(newer)
    if before != after:
        changed.append({"heading": "What makes a quorum", "pieces": replaced(before, after)})
    return changed


def quorum_in_words(terms):
    """The rule as somebody would say it, without counting who counts today."""
    of = terms.get_quorum_of_display().lower()
    if terms.quorum_of == "chosen":
        of = (
            ", ".join(one.name for one in terms.quorum_organisations.all())
            or "organisations that are not chosen yet"
        )
    if terms.quorum_rule == "all_of":
        return f"All of {of}"
    if terms.quorum_rule == "some_of":
        return f"{terms.quorum_count} of {of}"
    return "The chair rules each time"
