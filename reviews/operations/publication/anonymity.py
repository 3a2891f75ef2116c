"""Two different people look whether a file identifies anybody."""

from django.db import transaction

from partnership.access import Refused, Role
from partnership.operations.record import record
from reviews.models import AnonymityCheck, Artefact, Wording
from reviews.operations.letters import holders, write
from reviews.operations.publication.artefact import lock, lock_review, mark_of, move, partners_of
from reviews.rules.identity import identifying
from reviews.rules.publication import CHECKERS, check_checker, check_looked_for, check_seen


def wording_of(artefact):
    """What the file says, as it was read when it came; an empty one for a file that was never read."""
    return Wording.objects.filter(document=artefact.document_id).first() or Wording()


def warnings_about(artefact, wording):
    """What in the public texts and in the file might say who somebody is. It warns; whoever checks decides."""
    review = artefact.review
    beside = "\n".join([artefact.title, review.public_title, review.abstract, *wording.beside])
    return list(dict.fromkeys(identifying(beside) + identifying(wording.text)))


@transaction.atomic
def check_anonymity(artefact, *, by, passed, looked_for=(), note="", seen=""):
    """One person says whether the file identifies anybody. The second yes puts it before the partners.

    `looked_for` are the items of the checklist that were looked for and not found; `seen` is the mark of what that
    person had before them.
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
    if hasattr(artefact, "briefing") and artefact.briefing.written_by_id == by.pk:
        raise Refused("The person who wrote the briefing cannot check it. 2 other people must.")
    if not passed and not note.strip():
        raise Refused("Say where somebody could be identified, without writing who it is.")
    if passed:
        check_looked_for(looked_for)
    check = AnonymityCheck.objects.create(
        artefact=artefact, document=artefact.document, checked_by=by, passed=passed, note=note,
        looked_for=sorted(looked_for), warned_of=len(warnings_about(artefact, wording_of(artefact))),
    )  # fmt: skip
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
