"""Every statutory partner signs a file off, or says why not; the Independent Advisor comments on the report."""

from django.db import transaction
from django.urls import reverse

from partnership.access import Refused, Role
from partnership.operations.record import record
from reviews.models import Artefact, ReportComment, SignOff, SignOffRefusal, Stage
from reviews.operations.before_sign_off import NEEDS_THEM, check_ready_to_sign
from reviews.operations.case import lock as lock_case
from reviews.operations.case import move as move_case
from reviews.operations.dispute import raise_dispute
from reviews.operations.letters import business_unit, holders, write
from reviews.operations.publication.artefact import lock, mark_of, move, partners_of
from reviews.rules.dispute import FROM as DISPUTED_AT
from reviews.rules.publication import check_seen


@transaction.atomic
def sign(artefact, *, by, organisation, seen=""):
    """One statutory partner signs this very file off. `seen` is the mark of what they had before them."""
    artefact = lock(artefact)
    if artefact.state not in (Artefact.State.SIGNING, Artefact.State.READY):
        raise Refused("This file is not for sign-off at the moment.")
    check_seen(seen=seen, now=mark_of(artefact), what="The file")
    office = office_of(by, organisation, artefact)
    case = lock_case(artefact.review.case)  # before anything is recorded: the record is the last lock taken
    if case.stage == Stage.DISPUTE:
        raise Refused("The partners are in dispute. Once that is settled, the file can be signed.")
    check_ready_to_sign(artefact)
    sign_off, new = SignOff.objects.get_or_create(
        artefact=artefact,
        document=artefact.document,
        organisation=organisation,
        defaults={"signed_by": by, "office": office},
    )
    if not new:
        raise Refused(f"{organisation} has already signed this file.")
    record("signed", artefact, by=by, organisation=organisation.code, checksum=artefact.document.checksum)
    signed = set(artefact.sign_offs.filter(document=artefact.document).values_list("organisation", flat=True))
    everybody = signed >= {partner.pk for partner in partners_of(artefact)}
    # Already ready, when a partner joined after the others had signed.
    if everybody and artefact.state == Artefact.State.SIGNING:
        move(artefact, Artefact.State.READY, by=by)
        if case.stage == Stage.LCSPR_SIGNOFF and artefact.kind in NEEDS_THEM:
            move_case(case, Stage.PUB_DECISION, by=by)
            ask_how_to_publish(case, artefact)
    return sign_off


def ask_how_to_publish(case, artefact):
    """Everybody has signed: the Independent Advisor comments, and the decider decides how it is published."""
    for subject, name, people in (
        ("A report is for your comment", "comment_on_report", holders(Role.INDEPENDENT_ADVISOR)),
        ("Decide how to publish", "decide_publication", holders(case.edition.decides_reviews)),
    ):
        write(
            "case_step", subject, f"artefact:{artefact.document_id}:{name}", people, case=case,
            path=reverse(f"reviews:{name}", args=[case.pk]),
        )  # fmt: skip


def office_of(person, organisation, artefact):
    """In which office that person signs for that partner; Refused unless they are its own signatory."""
    offices = [
        a
        for a in person.appointments_today
        if a.role == Role.SIGNATORY and a.organisation_id == organisation.pk
    ]
    if not offices or organisation not in partners_of(artefact):
        raise Refused("Only that statutory partner's own signatory may sign for it.")
    return offices[0].office or "Signatory"


@transaction.atomic
def refuse_to_sign(artefact, *, by, organisation, reasons, seen=""):
    """One statutory partner does not agree to this very file, and says why. It is settled between the partners."""
    artefact = lock(artefact)
    if artefact.state not in (Artefact.State.SIGNING, Artefact.State.READY):
        raise Refused("This file is not for sign-off at the moment.")
    check_seen(seen=seen, now=mark_of(artefact), what="The file")
    office = office_of(by, organisation, artefact)
    if not reasons.strip():
        raise Refused("Say why your organisation does not agree.")
    if artefact.sign_offs.filter(document=artefact.document, organisation=organisation).exists():
        raise Refused(
            f"{organisation} has signed this file. Ask the business unit to replace the file instead."
        )
    case = lock_case(artefact.review.case)
    refusal, new = SignOffRefusal.objects.get_or_create(
        artefact=artefact,
        document=artefact.document,
        organisation=organisation,
        defaults={"refused_by": by, "office": office, "reasons": reasons.strip()},
    )
    if not new:
        raise Refused(f"{organisation} has already said that it does not agree to this file.")
    record("refused", artefact, by=by, organisation=organisation.code, checksum=artefact.document.checksum)
    if case.stage in DISPUTED_AT:
        raise_dispute(case, by=by, organisation=organisation, about=reasons)
    else:
        write(
            "case_step", "A partner does not agree", f"artefact:{artefact.document_id}:refused:{organisation.pk}",
            business_unit(), case=case, path=artefact.get_absolute_url(), urgent=True,
        )  # fmt: skip
    return refusal


@transaction.atomic
def comment_on_report(review, *, by, text):
    """The Independent Advisor says what they think of the report, before it is decided how to publish it."""
    case = lock_case(review.case)
    if Role.INDEPENDENT_ADVISOR not in by.roles:
        raise Refused("Only the Independent Advisor comments on the report.")
    if case.stage not in (Stage.LCSPR_SIGNOFF, Stage.PUB_DECISION):
        raise Refused(
            "The report is commented on while it is being signed off. Open the case to see its status."
        )
    if not text.strip():
        raise Refused("Write what you think of the report.")
    newest = review.artefacts.filter(kind=Artefact.Kind.REPORT).order_by("-added_at").first()
    comment = ReportComment.objects.create(
        review=review, document=newest and newest.document, text=text.strip(), made_by=by
    )
    record("commented", review, by=by, checksum=newest.document.checksum if newest else "")
    return comment
