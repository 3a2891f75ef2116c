"""What minutes hold for somebody's eyes, on the page and as a PDF: one selection for both."""

import hashlib

from django.db.models import Prefetch

from partnership.access import Refused
from partnership.models import AgendaItem, Circular, Decision, ItemAction, MinutesPaper
from partnership.operations.action_logs import asked_first
from partnership.operations.documents import keep
from partnership.operations.paper import drawn
from partnership.printing.pdf import CannotPrint, print_pdf
from partnership.rules.attendance import APART, THERE, Capacity, Presence
from partnership.rules.meetings import Audience

SECONDS = 60
WIDEST = (Audience.RESTRICTED, Audience.MEMBERS, Audience.EVERYBODY)


def contents(minutes, audiences):
    """Everything of the minutes that is for one of these audiences; an item that is not is not in it at all.

    An action stands there as it was agreed: of whoever was asked first, by the first date.
    """
    meeting = minutes.meeting
    decisions = Decision.objects.select_related("ratified_in", "review").prefetch_related("stances")
    links = ItemAction.objects.select_related("action__organisation", "action__owner")
    items = (
        AgendaItem.objects.filter(meeting=meeting, audience__in=audiences)
        .select_related("minuted__carried_to__meeting", "minuted__written_by")
        .prefetch_related(
            Prefetch("decisions", decisions.order_by("number")),
            Prefetch("action_links", links.order_by("pk")),
            "additions",
        )
        .order_by("position")
    )
    agreed = [link.action for item in items for link in item.action_links.all()]
    first = asked_first(agreed) if agreed else {}
    for action in agreed:
        action.agreed_with = first.get(action.pk, action.asked_of)
    # What the next meeting put right is one text: it may be about any item, so only who reads them all reads it.
    kept_back = set(meeting.items.values_list("audience", flat=True)) - set(audiences)
    return {
        "meeting": meeting,
        "minutes": minutes,
        "amendments": "" if kept_back else minutes.amendments,
        "sitting": meeting.sitting,
        "attendance": attendance(meeting.sitting),
        "items": [
            {
                "item": item,
                "minuted": getattr(item, "minuted", None),
                "decisions": list(item.decisions.all()),
                "actions": [link.action for link in item.action_links.all()],
                "additions": list(item.additions.all()),
            }
            for item in items
        ],
        "circulars": list(
            Circular.objects.filter(reported_in=meeting, audience__in=audiences).select_related("decision")
        ),
        "additions": list(minutes.additions.filter(item=None)),
    }


def attendance(sitting):
    """Who was there, in the groups in which minutes list them: heading → rows. Empty groups are left out."""
    groups = {"Present": [], "In attendance": [], "Apologies": [], "Absent": [], "Nobody holds the seat": []}
    for one in sitting.attendees.all():
        if one.presence == Presence.NOT_EXPECTED:
            continue
        if one.presence in THERE:
            counted = one.capacity in (Capacity.CHAIR, Capacity.MEMBER) and one.capacity not in APART
            groups["Present" if counted else "In attendance"].append(one)
        elif one.presence == Presence.APOLOGIES:
            groups["Apologies"].append(one)
        elif one.presence == Presence.VACANT:
            groups["Nobody holds the seat"].append(one)
        else:
            groups["Absent"].append(one)
    return [(heading, rows) for heading, rows in groups.items() if rows]


def widest(audiences):
    """The audience whose paper somebody gets who belongs to these: the one that holds most."""
    return next(one for one in WIDEST if one in audiences)


def opened_by(audience):
    """The audiences whose items stand in the paper of this one: itself and every wider circle."""
    return frozenset(WIDEST[WIDEST.index(audience) :])


def as_html(minutes, audience):
    """The minutes as they are printed for one audience, and the SHA-256 by which they are known again."""
    html = drawn(
        "print/minutes.html",
        contents(minutes, opened_by(audience)) | {"audience": Audience(audience).label},
    )
    return html, hashlib.sha256(html.encode()).hexdigest()


def paper(minutes, audience, *, by):
    """The PDF of the minutes as they read now, for one audience: made once, and then kept.

    Refused with a sentence where it cannot be made.
    """
    html, fingerprint = as_html(minutes, audience)
    known = (
        minutes.papers.filter(audience=audience, fingerprint=fingerprint).select_related("document").first()
    )
    if known:
        return known
    try:
        pdf, pages = print_pdf(html, called="The minutes", seconds=SECONDS)
    except CannotPrint as problem:
        raise Refused(str(problem)) from problem
    return keep_paper(minutes, audience, fingerprint, pdf, pages, by=by)


def keep_paper(minutes, audience, fingerprint, pdf, pages, *, by):
    """Keep a printed paper; of two that were asked for at once the first stays."""
    reference = minutes.meeting.reference
    document = keep(
        pdf, by=by, title=f"Minutes of {reference}", filename="minutes.pdf",
        download_name=f"minutes-{reference}".lower(), only=(".pdf",),
    )  # fmt: skip
    made, _ = MinutesPaper.objects.get_or_create(
        minutes=minutes,
        audience=audience,
        fingerprint=fingerprint,
        defaults={"document": document, "pages": pages},
    )
    return made
