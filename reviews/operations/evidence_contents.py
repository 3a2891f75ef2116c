"""What is held on a case: every row and file that hangs on it, found by how the nouns hang together.

A noun that another part of the work adds is in here by itself, so that nothing is forgotten. What an agency has
not sent in is its own, and stays out.
"""

from functools import cache

from django.apps import apps
from django.db.models import FileField, Q
from django.utils import timezone

from partnership.models import Action, ActionUpdate, Deadline, Document, Event
from partnership.operations.paper import drawn
from partnership.printing.pdf import print_pdf
from reviews.models import Case, ChronologyUpload, EvidencePack, ReviewerNotes

# The case and the packs themselves; and what one person writes or prepares, and nobody else reads.
NOT_HELD = (Case, EvidencePack, ChronologyUpload, ReviewerNotes)


def links(model):
    """Its plain foreign keys and one-to-ones to nouns of the same app."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model._meta.app_label == "reviews"
    ]


@cache
def belonging():
    """Every noun that hangs on a case: the noun, the way to its case, and what must be sent in on that way."""
    found = []
    for model in apps.get_app_config("reviews").get_models():
        way = None if model in NOT_HELD else shortest_way(model)
        if way:
            found.append((model, "__".join(field.name for field in way), sent_in(model, way)))
    return found


def shortest_way(model):
    """The fewest links from a noun to its case, or None."""
    ways, seen = [()], {model}
    while ways:
        way = ways.pop(0)
        here = way[-1].related_model if way else model
        for field in links(here):
            if field.related_model is Case:
                return (*way, field)
            if field.related_model not in seen:
                seen.add(field.related_model)
                ways.append((*way, field))
    return None


def sent_in(model, way):
    """Lookups of the instants at which it was sent in, for itself and whatever it is a part of."""
    lookups, prefix = [], ""
    for here, field in zip((model, *(one.related_model for one in way)), (*way, None), strict=True):
        if any(one.name == "submitted_at" for one in here._meta.concrete_fields):
            lookups.append(f"{prefix}submitted_at__isnull")
        prefix += f"{field.name}__" if field else ""
    return tuple(lookups)


def rows_of(case):
    """Each noun with its rows of this case."""
    for model, way, sent in belonging():
        yield (
            model,
            model._default_manager.filter(Q(**{way: case}), **dict.fromkeys(sent, False)).order_by("pk"),
        )


# Tables ----------------------------------------------------------------------------------------------------


def records_of(case):
    """A table for each noun that has rows: its file's name, what it is, headings and rows."""
    yield record_of(Case, Case.objects.filter(pk=case.pk))
    for model, rows in rows_of(case):
        if rows.exists():
            yield record_of(model, rows)


def record_of(model, rows):
    fields = [
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, FileField) and field.name not in ("referral_key", "claim")
    ]
    related = [field.name for field in fields if field.is_relation]
    heads = [str(field.verbose_name) for field in fields]
    cells = ([cell(row, field) for field in fields] for row in rows.select_related(*related).iterator(500))
    return model._meta.model_name, str(model._meta.verbose_name_plural), heads, cells


def cell(row, field):
    """A field's value in words."""
    if field.choices:
        return getattr(row, f"get_{field.name}_display")()
    value = getattr(row, field.name)
    if hasattr(value, "tzinfo") and value.tzinfo:
        return timezone.localtime(value).isoformat(timespec="seconds")
    return value if isinstance(value, str | int | None) else str(value)


def clocks_of(case):
    """Headings and rows: everything that was due on the case."""
    heads = [
        "what", "asked of", "how binding", "counted from", "rule", "source", "source confirmed", "due", "done",
        "late", "why late", "no longer due since", "why no longer due",
    ]  # fmt: skip
    due = Deadline.objects.filter(reference=case.reference).select_related("organisation", "group", "owner")
    return heads, (
        [
            one.label, str(one.asked_of), one.get_force_display(), one.starts_on, one.rule, one.source,
            "yes" if one.confirmed else "no", one.due_on, one.done_on,
            "" if one.late is None else "yes" if one.late else "no", one.late_reason, one.ended_on, one.ended_reason,
        ]
        for one in due.iterator(500)
    )  # fmt: skip


def events_of(case):
    """Headings and rows: everything on the record about the case and whatever hangs on it, oldest first."""
    about = Q(noun=Case._meta.label_lower, noun_id=str(case.pk))
    for model, rows in rows_of(case):
        about |= told_of(model, rows)
    about |= told_of(Action, Action.objects.filter(case_link__case=case))
    about |= told_of(Deadline, Deadline.objects.filter(reference=case.reference))
    heads = ["entry", "when", "who", "did what", "about", "why", "facts", "hash"]
    events = Event.objects.filter(about).order_by("position")
    return heads, (
        [
            one.position, timezone.localtime(one.at).isoformat(timespec="seconds"), one.actor, one.verb, one.label,
            one.why, "; ".join(f"{name}: {value}" for name, value in one.facts.items()), one.hash,
        ]
        for one in events.iterator(500)
    )  # fmt: skip


def told_of(model, rows):
    keys = [str(pk) for pk in rows.values_list("pk", flat=True)]
    return Q(noun=model._meta.label_lower, noun_id__in=keys)


# Files -----------------------------------------------------------------------------------------------------


def documents_of(case):
    """Every file that hangs on the case with what it is, earlier versions too, each once, oldest first."""
    what = {}
    for model, rows in rows_of(case):
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is Document:
                for key in rows.exclude(**{field.name: None}).values_list(field.attname, flat=True):
                    what.setdefault(key, f"{model._meta.verbose_name}: {field.verbose_name}")
    shown = ActionUpdate.objects.filter(action__case_link__case=case).exclude(document=None)
    for key in shown.values_list("document", flat=True):
        what.setdefault(key, "action: what shows it")
    found, wanted = {}, set(what)
    while wanted:
        got = Document.objects.in_bulk(wanted)
        found |= got
        wanted = set()
        for document in got.values():
            if document.replaces_id and document.replaces_id not in found:
                what.setdefault(document.replaces_id, f"{what[document.pk]}, an earlier version")
                wanted.add(document.replaces_id)
    return [(found[key], what[key]) for key in sorted(found)]


# The summary -----------------------------------------------------------------------------------------------


def summary_of(case):
    """What the summary draws, read once."""
    case = Case.objects.select_related("edition", "responsible_authority", "residence_authority").get(
        pk=case.pk
    )
    report = getattr(case, "rapid_review", None)
    review = getattr(case, "review", None)
    return {
        "case": case,
        "children": list(case.children.all()),
        "clocks": list(Deadline.objects.filter(reference=case.reference)),
        "views": list(case.partner_views.select_related("organisation")),
        "requests": list(
            case.requests.select_related("organisation", "deadline").prefetch_related("answers")
        ),
        "report": report,
        "sections": report.sections if report else [],
        "decisions": list(case.decisions.select_related("decided_by")),
        "messages": list(case.panel_messages.prefetch_related("corrections")),
        "review": review,
        "artefacts": list(review.artefacts.all()) if review else [],
        "recommendations": list(case.recommendations.all()),
        "actions": list(
            case.action_links.select_related("action__organisation", "action__owner", "recommendation")
        ),
        "points": list(case.learning_links.select_related("point")),
        "disseminations": list(case.disseminations.select_related("organisation", "deadline")),
    }


def summary_pdf(case, *, on_look=None):
    """The summary of the case as a tagged PDF."""
    html = drawn("print/case_summary.html", summary_of(case))
    return print_pdf(html, called="The summary", on_look=on_look)[0]
