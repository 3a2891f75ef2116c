"""Writing a seven-minute briefing, agreeing it as a PDF, and putting it forward for publication."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.operations.documents import keep
from partnership.operations.paper import print_paper
from partnership.operations.record import record
from reviews.models import Artefact, Briefing
from reviews.operations.case import lock as lock_case
from reviews.operations.publication import add_artefact, replace_file
from reviews.rules.briefing import check_agreer, check_pages, check_whole, drawn
from reviews.rules.learning import check_learns
from reviews.rules.publication import check_without_reference

SECONDS = 45  # a page or two takes two


def lock(briefing):
    return (
        Briefing.objects.select_for_update(of=("self",), no_key=True)
        .select_related("case__review", "artefact__document", "document")
        .get(pk=briefing.pk)
    )


def check_nameless(briefing, *texts):
    """Partners and later perhaps the public read it: it never says which case it comes from."""
    if briefing.case:
        check_without_reference(" ".join(texts), briefing.case.reference)


def check_seen_revision(briefing, seen):
    if seen != briefing.revision:
        raise Refused(
            "Somebody has saved this briefing since you opened it. Compare both texts and send this again."
        )


@transaction.atomic
def start_briefing(*, by, title, theme="", case=None):
    """Begin a briefing, of a case or of none."""
    if case:
        case = lock_case(case)
        check_learns(case.stage)
    if not title.strip():
        raise Refused("Give the briefing a title.")
    briefing = Briefing(case=case, title=title.strip(), theme=theme.strip(), written_by=by)
    check_nameless(briefing, title, theme)
    briefing.save()
    record("began", briefing, by=by, of_a_case=case is not None)
    return briefing


@transaction.atomic
def write_briefing(briefing, *, by, seen, title, theme="", **texts):
    """Save the boxes. `seen` is the revision on the page: two writers are told of each other."""
    briefing = lock(briefing)
    if briefing.state != Briefing.State.DRAFT:
        raise Refused("This briefing has been agreed. Return it to draft first.")
    check_seen_revision(briefing, seen)
    if not title.strip():
        raise Refused("Give the briefing a title.")
    check_nameless(briefing, title, theme, *texts.values())
    briefing.title, briefing.theme = title.strip(), theme.strip()
    for name in Briefing.BOXES:
        setattr(briefing, name, texts.get(name, getattr(briefing, name)).strip())
    briefing.revision += 1
    briefing.written_by = by
    briefing.saved_at = timezone.now()
    briefing.save(update_fields=["title", "theme", *Briefing.BOXES, "revision", "written_by", "saved_at"])
    record("wrote", briefing, by=by, revision=briefing.revision)
    return briefing


def check_to_agree(briefing, *, by, seen):
    if briefing.state != Briefing.State.DRAFT:
        raise Refused("This briefing has been agreed already.")
    check_seen_revision(briefing, seen)
    check_agreer(agreer=by.pk, written_by=briefing.written_by_id)
    check_whole(briefing.title, briefing.texts)


def print_briefing(briefing):
    """Its PDF, tagged, and how many pages it has; Refused with a sentence where it cannot be made."""
    return print_paper(
        "print/briefing.html",
        {
            "briefing": briefing,
            "boxes": drawn(briefing.texts),
        },
        called="The briefing",
        seconds=SECONDS,
    )


def agree_briefing(briefing, *, by, seen):
    """Somebody who did not write it last agrees it, and its PDF is kept. It has at most two pages.

    The PDF is made before anything is locked; what was written meanwhile is noticed by its revision.
    """
    briefing = Briefing.objects.select_related("case").get(pk=briefing.pk)
    check_to_agree(briefing, by=by, seen=seen)
    pdf, pages = print_briefing(briefing)
    check_pages(pages, briefing.texts)
    return keep_agreed(briefing, pdf, pages, by=by, seen=seen)


@transaction.atomic
def keep_agreed(briefing, pdf, pages, *, by, seen):
    briefing = lock(briefing)
    check_to_agree(briefing, by=by, seen=seen)
    document = keep(
        pdf,
        by=by,
        title=briefing.title,
        filename="briefing.pdf",
        download_name="seven-minute-briefing",
        only=(".pdf",),
    )
    briefing.state = Briefing.State.AGREED
    briefing.document, briefing.pages = document, pages
    briefing.agreed_by, briefing.agreed_at = by, timezone.now()
    briefing.save(update_fields=["state", "document", "pages", "agreed_by", "agreed_at"])
    record("agreed", briefing, by=by, checksum=document.checksum, pages=pages, revision=briefing.revision)
    return briefing


@transaction.atomic
def reopen_briefing(briefing, *, by, reason):
    """Back to a draft, for a stated reason: partners no longer read it. Its file stays among what is held."""
    briefing = lock(briefing)
    if briefing.state != Briefing.State.AGREED:
        raise Refused("This briefing is a draft already.")
    if not reason.strip():
        raise Refused("Say why it must change.")
    if briefing.artefact and briefing.artefact.state in (Artefact.State.SCHEDULED, Artefact.State.LIVE):
        raise Refused("It is published or about to be. Withdraw it first, or replace its file.")
    old = briefing.document
    briefing.state = Briefing.State.DRAFT
    briefing.document = briefing.pages = briefing.agreed_by = briefing.agreed_at = None
    briefing.revision += 1
    briefing.save(update_fields=["state", "document", "pages", "agreed_by", "agreed_at", "revision"])
    record("reopened", briefing, by=by, why=reason.strip(), checksum=old.checksum)
    return briefing


@transaction.atomic
def put_forward(briefing, *, by):
    """Bring the agreed PDF before the checkers of the case's review, like any file that is to be published.

    One that was put forward before, and then changed, replaces its file there: every check begins again.
    """
    briefing = lock(briefing)
    if briefing.state != Briefing.State.AGREED:
        raise Refused("Somebody has to agree the briefing first.")
    if briefing.case is None or not hasattr(briefing.case, "review"):
        raise Refused("Only the briefing of a case with a review is published. This one is for partners.")
    before = briefing.artefact
    if before and before.state == Artefact.State.WITHDRAWN:
        before = None
    if before and before.document.kept_at > briefing.agreed_at:
        raise Refused("It has been put forward already.")
    with briefing.document.file.open("rb") as file:
        content = file.read()
    if before:
        artefact = replace_file(before, by=by, content=content, filename="briefing.pdf")
    else:
        artefact = add_artefact(
            briefing.case.review, by=by, kind=Artefact.Kind.BRIEFING, title=briefing.title, content=content,
            filename="briefing.pdf",
        )  # fmt: skip
    briefing.artefact = artefact
    briefing.save(update_fields=["artefact"])
    record("put forward", briefing, by=by, artefact=artefact.pk)
    return artefact
