"""An artefact itself: its file, where it stands, and what still stands between it and the public."""

import hashlib

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Event, Organisation
from partnership.operations.deadlines import end
from partnership.operations.documents import hidden_in, keep
from partnership.operations.pdf_text import beside_the_pages, text_of
from partnership.operations.record import record
from reviews.models import AdvanceCopy, Artefact, Hold, Review, Stage, Wording
from reviews.operations.before_sign_off import NEEDS_THEM
from reviews.operations.case import lock as lock_case
from reviews.operations.case import move as move_case
from reviews.rules.clocks import earliest_publication
from reviews.rules.publication import check_move, check_without_reference, what_is_missing, working_of

NEEDED_COPIES = dict(AdvanceCopy.Recipient.choices)
ADDED_AT = (Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF, Stage.PUB_DECISION, Stage.PUBLISHED, Stage.CLOSED)
OVER = (Artefact.State.LIVE, Artefact.State.WITHDRAWN, Artefact.State.ARCHIVED)


def lock(artefact):
    return (
        Artefact.objects.select_for_update(of=("self",), no_key=True)
        .select_related("review__case__edition", "document", "copies_deadline")
        .get(pk=artefact.pk)
    )


def lock_review(review):
    return (
        Review.objects.select_for_update(of=("self",), no_key=True)
        .select_related("case__edition")
        .get(pk=review.pk)
    )


def move(artefact, to, *, by, why="", **changes):
    """The one door of an artefact's state: check the table, change, record. It must be locked."""
    old = artefact.state
    check_move(old, to)
    artefact.state = to
    for field, value in changes.items():
        setattr(artefact, field, value)
    artefact.save(update_fields=["state", *changes])
    record("moved", artefact, by=by, why=why, old=old, new=str(to))
    return artefact


@transaction.atomic
def add_artefact(review, *, by, kind, title, content, filename):
    """Put a PDF before the checkers. Hidden things are taken out of it, and its name is dropped."""
    case = lock_case(review.case)
    if case.stage not in ADDED_AT:
        raise Refused("Files are added once the review is under way. Open the case to see its status.")
    if not title.strip():
        raise Refused("Give it the title that the public will read.")
    check_without_reference(title, case.reference)
    removed = hidden_in(content)
    document = keep(
        content,
        by=by,
        title=title,
        filename=filename,
        download_name=f"review-{kind}",
        only=(".pdf",),
        clean=True,
    )
    artefact = Artefact.objects.create(
        review=review, kind=kind, title=title, document=document, added_by=by, state=Artefact.State.CHECKING
    )
    read_wording(document)
    if case.stage == Stage.LCSPR_ACTIVE and kind in NEEDS_THEM:
        move_case(case, Stage.LCSPR_SIGNOFF, by=by)
    record("added", artefact, by=by, checksum=document.checksum, kind=kind, removed=removed)
    return artefact


@transaction.atomic
def replace_file(artefact, *, by, content, filename):
    """Another file for the same artefact: every check, signature and copy begins again."""
    artefact = lock(artefact)
    if artefact.state in OVER:
        raise Refused("What has been published is not replaced. Withdraw it, or add another file.")
    removed = hidden_in(content)
    document = keep(
        content, by=by, title=artefact.title, filename=filename,
        download_name=f"review-{artefact.kind}", only=(".pdf",), clean=True, replaces=artefact.document,
    )  # fmt: skip
    read_wording(document)
    if artefact.copies_deadline and artefact.copies_deadline.outstanding:
        end(artefact.copies_deadline, by=by, reason="The file was replaced")
    move(
        artefact, Artefact.State.CHECKING, by=by, why="The file was replaced",
        document=document, added_by=by, publish_at=None, scheduled_by=None, late_reason="", held_back_because="",
        planned_on=None, copies_deadline=None,
    )  # fmt: skip
    record("replaced", artefact, by=by, checksum=document.checksum, removed=removed)
    return artefact


def read_wording(document):
    """Keep what a file says, for those who check it."""
    with document.file.open("rb") as file:
        content = file.read()
    text = text_of(content)
    return Wording.objects.create(
        document=document, text=text, beside=beside_the_pages(content), read=bool(text)
    )


def read_file(artefact, *, by):
    """Somebody took the file before it was published: reading what is restricted is on the record."""
    if artefact.state != Artefact.State.LIVE:
        record("read file", artefact, by=by, checksum=artefact.document.checksum)


def removed_from(artefact):
    """What was taken out of the file as it came, in words, as the record says."""
    added = Event.objects.about(artefact).filter(
        verb__in=["added", "replaced"], facts__checksum=artefact.document.checksum
    )
    event = added.first()
    return event.facts.get("removed", []) if event else []


def mark_of(artefact):
    """A mark of everything that is checked together: the file, and what the public reads beside it."""
    review = artefact.review
    parts = (
        artefact.document.checksum, artefact.title, review.public_title, review.abstract,
        review.public_kind, review.age_stage, *review.themes,
    )  # fmt: skip
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def partners_of(artefact):
    """The statutory partners of today, each of whom signs."""
    return Organisation.objects.statutory_partners(timezone.localdate())


def missing(artefact):
    """Everything that still stands between this artefact and its publication, as sentences."""
    document = artefact.document
    decision = in_force(artefact.review)
    return what_is_missing(
        named=bool(artefact.review.slug),
        stage=artefact.review.case.stage,
        checks_passed=artefact.anonymity_checks.filter(document=document, passed=True).count(),
        signed=set(artefact.sign_offs.filter(document=document).values_list("organisation", flat=True)),
        partners={partner.pk: partner.name for partner in partners_of(artefact)},
        refused=set(artefact.refusals.filter(document=document).values_list("organisation", flat=True)),
        copies={
            "needed": NEEDED_COPIES,
            "sent": set(
                artefact.advance_copies.filter(document=document).values_list("recipient", flat=True)
            ),
        },
        # A court that asks to wait asks it of all that would be published of the case, not of one file.
        holds=Hold.objects.filter(artefact__review=artefact.review_id, lifted_at=None).count(),
        kind=artefact.kind,
        mode=decision and decision.mode,
        untold=untold(decision),
    )


def in_force(review):
    """How it was decided to publish the review: the newest decision, or None."""
    return review.publication_decisions.first()


def told(decision):
    """Who has been told the reasons of a decision."""
    return set(decision.tellings.values_list("recipient", flat=True)) if decision else set()


def untold(decision):
    """Who is still to be told the reasons of a decision, by name. Nobody, where the full report is published."""
    if decision is None or decision.mode == "full":
        return []
    already = told(decision)
    return [label for recipient, label in NEEDED_COPIES.items() if recipient not in already]


def earliest(artefact):
    """The first day on which it may go live, or None until both copies are out."""
    copies = list(artefact.advance_copies.filter(document=artefact.document))
    if {copy.recipient for copy in copies} < set(NEEDED_COPIES):
        return None
    return earliest_publication(artefact.review.case.guidance, max(copy.sent_on for copy in copies))


def working(artefact):
    """How that day follows from the copies, for the page; None until both copies are out."""
    copies = list(artefact.advance_copies.filter(document=artefact.document))
    if {copy.recipient for copy in copies} < set(NEEDED_COPIES):
        return None
    return working_of(
        artefact.review.case.guidance, [(copy.get_recipient_display(), copy.sent_on) for copy in copies]
    )
