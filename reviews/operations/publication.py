"""From a file to a published artefact: checked, signed, copied, scheduled, live, withdrawn."""

import hashlib
import logging

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Event, Organisation
from partnership.operations.documents import hidden_in, keep
from partnership.operations.letters import promise
from partnership.operations.record import record
from reviews.models import AdvanceCopy, AnonymityCheck, Artefact, Hold, Review, SignOff, Stage
from reviews.operations.case import clock, stop_clock
from reviews.operations.case import lock as lock_case
from reviews.operations.case import move as move_case
from reviews.operations.letters import business_unit, holders, write
from reviews.rules.clocks import earliest_publication
from reviews.rules.publication import (
    CHECKERS,
    check_checker,
    check_move,
    check_schedule,
    check_seen,
    check_without_reference,
    what_is_missing,
)

log = logging.getLogger(__name__)

NEEDED_COPIES = dict(AdvanceCopy.Recipient.choices)


def lock(artefact):
    return (
        Artefact.objects.select_for_update(of=("self",), no_key=True)
        .select_related("review__case__edition", "document")
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
    if case.stage not in (Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF, Stage.PUB_DECISION, Stage.PUBLISHED):
        raise Refused(
            "Artefacts are added once the review is under way. Open the case to see where it stands."
        )
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
    if case.stage == Stage.LCSPR_ACTIVE:
        move_case(case, Stage.LCSPR_SIGNOFF, by=by)
    record("added", artefact, by=by, checksum=document.checksum, kind=kind, removed=removed)
    return artefact


@transaction.atomic
def replace_file(artefact, *, by, content, filename):
    """Another file for the same artefact: every check, signature and copy begins again."""
    artefact = lock(artefact)
    if artefact.state in (Artefact.State.LIVE, Artefact.State.WITHDRAWN):
        raise Refused("What has been published is not replaced. Withdraw it, or add another artefact.")
    removed = hidden_in(content)
    document = keep(
        content, by=by, title=artefact.title, filename=filename,
        download_name=f"review-{artefact.kind}", only=(".pdf",), clean=True, replaces=artefact.document,
    )  # fmt: skip
    move(
        artefact, Artefact.State.CHECKING, by=by, why="The file was replaced",
        document=document, added_by=by, publish_at=None, scheduled_by=None, late_reason="", held_back_because="",
    )  # fmt: skip
    record("replaced", artefact, by=by, checksum=document.checksum, removed=removed)
    return artefact


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
    parts = (artefact.document.checksum, artefact.title, review.public_title, review.abstract)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@transaction.atomic
def check_anonymity(artefact, *, by, passed, note="", seen=""):
    """One person says whether the file identifies anybody. The second yes puts it before the partners.

    `seen` is the mark of what that person had before them.
    """
    artefact = lock(artefact)
    artefact.review = lock_review(artefact.review)  # its name is not changed while it is being checked
    if artefact.state != Artefact.State.CHECKING:
        raise Refused("This file is not being checked at the moment.")
    if not artefact.review.slug:
        raise Refused("Choose the review's public name and summary first: they are checked with the file.")
    check_seen(seen=seen, now=mark_of(artefact), what="The file, or what the public reads beside it,")
    checks = artefact.anonymity_checks.filter(document=artefact.document)
    check_checker(checker=by, added_by=artefact.added_by, before=[c.checked_by for c in checks])
    if not passed and not note.strip():
        raise Refused("Say where somebody could be identified, without writing who it is.")
    check = AnonymityCheck.objects.create(
        artefact=artefact, document=artefact.document, checked_by=by, passed=passed, note=note
    )
    record("checked", artefact, by=by, passed=passed, checksum=artefact.document.checksum)
    if not passed:
        move(artefact, Artefact.State.DRAFT, by=by, why="It could identify somebody")
    elif checks.filter(passed=True).count() >= CHECKERS:
        move(artefact, Artefact.State.SIGNING, by=by)
        for organisation in partners_of(artefact):
            people = holders(Role.SIGNATORY, organisation=organisation)
            write(
                "case_step", "For your signature", f"artefact:{artefact.document_id}:sign", people,
                case=artefact.review.case, path=artefact.get_absolute_url(),
            )  # fmt: skip
    return check


def partners_of(artefact):
    """The statutory partners of today, each of whom signs."""
    return Organisation.objects.statutory_partners(timezone.localdate())


@transaction.atomic
def sign(artefact, *, by, organisation, seen=""):
    """One statutory partner signs this very file off. `seen` is the mark of what they had before them."""
    artefact = lock(artefact)
    if artefact.state not in (Artefact.State.SIGNING, Artefact.State.READY):
        raise Refused("This file is not for sign-off at the moment.")
    check_seen(seen=seen, now=mark_of(artefact), what="The file")
    offices = [
        a for a in by.appointments_today if a.role == Role.SIGNATORY and a.organisation_id == organisation.pk
    ]
    if not offices or organisation not in partners_of(artefact):
        raise Refused("Only that statutory partner's own signatory may sign for it.")
    case = lock_case(artefact.review.case)  # before anything is recorded: the record is the last lock taken
    sign_off, new = SignOff.objects.get_or_create(
        artefact=artefact,
        document=artefact.document,
        organisation=organisation,
        defaults={"signed_by": by, "office": offices[0].office or "Signatory"},
    )
    if not new:
        raise Refused(f"{organisation} has already signed this file.")
    record("signed", artefact, by=by, organisation=organisation.code, checksum=artefact.document.checksum)
    signed = set(artefact.sign_offs.filter(document=artefact.document).values_list("organisation", flat=True))
    everybody = signed >= {partner.pk for partner in partners_of(artefact)}
    # Already ready, when a partner joined after the others had signed.
    if everybody and artefact.state == Artefact.State.SIGNING:
        move(artefact, Artefact.State.READY, by=by)
        if case.stage == Stage.LCSPR_SIGNOFF:
            move_case(case, Stage.PUB_DECISION, by=by)
    return sign_off


@transaction.atomic
def send_copy(artefact, *, by, recipient, sent_on):
    """Record that the Panel or the Secretary of State has this very file."""
    artefact = lock(artefact)
    if recipient not in NEEDED_COPIES:
        raise Refused("Choose to whom the copy went.")
    if artefact.state not in (Artefact.State.READY, Artefact.State.SIGNING):
        raise Refused("Copies go out once the file has been checked and before it is scheduled.")
    if sent_on < timezone.localdate(artefact.document.kept_at):
        raise Refused("A copy of this file cannot have gone out before the file came in. Check the date.")
    if sent_on > timezone.localdate():
        raise Refused("The copy cannot be recorded before it is sent. Check the date.")
    copy, new = AdvanceCopy.objects.get_or_create(
        artefact=artefact,
        document=artefact.document,
        recipient=recipient,
        defaults={"sent_on": sent_on, "recorded_by": by},
    )
    if not new:
        raise Refused(f"That copy was already recorded as sent on {copy.sent_on:%-d %B %Y}.")
    record("sent copy", artefact, by=by, recipient=recipient, sent_on=str(sent_on))
    return copy


@transaction.atomic
def hold(artefact, *, by, asked_by_office, reason, review_on):
    """Somebody outside asked to wait. The clocks go on; nothing goes live until it is lifted."""
    artefact = lock(artefact)
    if not reason.strip() or not asked_by_office.strip():
        raise Refused("Say who asked to wait, by office, and why.")
    if artefact.state == Artefact.State.LIVE:
        raise Refused("It has been published. To take it down, withdraw it.")
    if artefact.state == Artefact.State.WITHDRAWN:
        raise Refused("It has been withdrawn; there is nothing to hold.")
    if review_on < timezone.localdate():
        raise Refused("The day on which to look at the hold again has passed. Choose one that lies ahead.")
    placed = Hold.objects.create(
        artefact=artefact, asked_by_office=asked_by_office, reason=reason, review_on=review_on, placed_by=by
    )
    record("held", artefact, by=by, why=reason, review_on=str(review_on))
    return placed


@transaction.atomic
def lift_hold(placed, *, by):
    """The wait is over."""
    placed = Hold.objects.select_for_update(no_key=True).select_related("artefact").get(pk=placed.pk)
    if placed.lifted_at:
        raise Refused("That hold has already been lifted.")
    placed.lifted_by = by
    placed.lifted_at = timezone.now()
    placed.save(update_fields=["lifted_by", "lifted_at"])
    record("lifted hold", placed.artefact, by=by)
    return placed


def missing(artefact):
    """Everything that still stands between this artefact and its publication, as sentences."""
    document = artefact.document
    return what_is_missing(
        named=bool(artefact.review.slug),
        stage=artefact.review.case.stage,
        checks_passed=artefact.anonymity_checks.filter(document=document, passed=True).count(),
        signed=set(artefact.sign_offs.filter(document=document).values_list("organisation", flat=True)),
        partners={partner.pk: partner.name for partner in partners_of(artefact)},
        copies={
            "needed": NEEDED_COPIES,
            "sent": set(
                artefact.advance_copies.filter(document=document).values_list("recipient", flat=True)
            ),
        },
        holds=artefact.holds.filter(lifted_at=None).count(),
    )


def earliest(artefact):
    """The first day on which it may go live, or None until both copies are out."""
    copies = list(artefact.advance_copies.filter(document=artefact.document))
    if {copy.recipient for copy in copies} < set(NEEDED_COPIES):
        return None
    return earliest_publication(artefact.review.case.guidance, max(copy.sent_on for copy in copies))


@transaction.atomic
def schedule(artefact, *, by, publish_at, late_reason=""):
    """Set its hour. At that hour everything is looked at once more."""
    artefact = lock(artefact)
    check_move(artefact.state, Artefact.State.SCHEDULED)
    running = clock(artefact.review.case, "publish")
    check_schedule(
        missing=missing(artefact),
        publish_on=timezone.localdate(publish_at),
        earliest=earliest(artefact),
        publish_at=publish_at,
        now=timezone.now(),
        due_on=running and running.due_on,
        late_reason=late_reason,
    )
    return move(
        artefact,
        Artefact.State.SCHEDULED,
        by=by,
        publish_at=publish_at,
        scheduled_by=by,
        late_reason=late_reason,
        held_back_because="",
    )


def publish_due(now=None):
    """Publish what is due, each in its own transaction. Safe to repeat and to run twice at once.

    One that fails keeps nothing else from its hour; the failure is raised at the end.
    """
    now = now or timezone.now()
    published, failures = [], []
    for pk in list(Artefact.objects.due_to_go_live(now).values_list("pk", flat=True)):
        try:
            artefact = go_live(pk, now)
        except Exception as failure:
            log.exception("Artefact %s could not be published", pk)
            failures.append(failure)
        else:
            published += [artefact] if artefact else []
    if failures:
        raise failures[0]
    return published


@transaction.atomic
def go_live(pk, now):
    """At its hour, look at everything again: live if it still holds, else back, saying why. None if not due."""
    artefact = (
        Artefact.objects.due_to_go_live(now)
        .filter(pk=pk)
        .select_for_update(of=("self",), skip_locked=True, no_key=True)
        .select_related("review__case__edition", "document")
        .first()
    )
    if artefact is None:
        return None
    case = artefact.review.case = lock_case(artefact.review.case)
    first = earliest(artefact)
    reasons = missing(artefact)
    if first and timezone.localdate(now) < first:
        reasons.append(f"The copies need seven working days: the earliest date is {first:%-d %B %Y}.")
    if reasons:
        move(
            artefact,
            Artefact.State.READY,
            by=None,
            why=" ".join(reasons),
            held_back_because=" ".join(reasons),
        )
        write(
            "case_step", "Not published at its hour", f"artefact:{artefact.pk}:back:{artefact.publish_at:%Y%m%d%H%M}",
            business_unit(), case=case, path=artefact.get_absolute_url(), urgent=True,
        )  # fmt: skip
        return None
    move(artefact, Artefact.State.LIVE, by=None, live_at=now)
    if case.stage == Stage.PUB_DECISION:
        went_on = timezone.localdate(now)
        late_reason = artefact.late_reason or "Scheduled in time, but went live after its day"
        stop_clock(case, "publish", by=None, done_on=went_on, late_reason=late_reason)
        move_case(case, Stage.PUBLISHED, by=None)
    # Without the case's reference: nobody outside is told which case a published review is.
    for person in (business_unit() | holders(Role.SIGNATORY, Role.PARTNER_LEAD)).distinct():
        promise(
            "published",
            f"artefact:{artefact.pk}:live:{person.pk}",
            to=person,
            subject="A review has been published",
            label="A review has been published",
            path=artefact.review.get_absolute_url(),
        )
    return artefact


@transaction.atomic
def withdraw(artefact, *, by, reason):
    """Take it down at once, for a stated reason: an emergency, on the record."""
    artefact = lock(artefact)
    if not reason.strip():
        raise Refused("Say why it has to come down.")
    move(
        artefact, Artefact.State.WITHDRAWN, by=by, why=reason,
        withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_reason=reason,
    )  # fmt: skip
    write(
        "case_step", "Withdrawn from the public site", f"artefact:{artefact.pk}:withdrawn", business_unit(),
        case=artefact.review.case, path=artefact.get_absolute_url(), urgent=True,
    )  # fmt: skip
    return artefact
