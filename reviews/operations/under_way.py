"""The review under way: looking after its progress, asking its reviewer, drafts, and the papers shown to them."""

from django.db import transaction

from partnership.access import Refused
from partnership.operations.documents import keep
from partnership.operations.record import record
from reviews.models import ReviewDraft, Stage
from reviews.operations.case import lock, move
from reviews.operations.letters import business_unit, write

UNDER_WAY = (Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF)


def lock_under_way(review):
    """The review's case, locked; Refused unless the review is being carried out or signed off."""
    case = lock(review.case)
    if case.stage not in UNDER_WAY:
        raise Refused("The review is not under way at the moment. Open the case to see where it stands.")
    return case


@transaction.atomic
def send_draft(review, *, by, content, filename, final=False, note=""):
    """Keep the next version of the reviewer's report. The final one moves the case on to sign-off."""
    case = lock_under_way(review)
    version = review.drafts.count() + 1
    document = keep(
        content, by=by, title=f"Draft {version}", filename=filename, download_name=f"draft-{version}",
        only=(".pdf", ".docx"),
    )  # fmt: skip
    draft = ReviewDraft.objects.create(
        review=review, version=version, document=document, final=final, note=note.strip(), sent_by=by
    )
    record("sent draft", review, by=by, version=version, final=final, checksum=document.checksum)
    if final and case.stage == Stage.LCSPR_ACTIVE:
        move(case, Stage.LCSPR_SIGNOFF, by=by, draft=version)
    subject = "The final draft of a review has come in" if final else "A draft of a review has come in"
    write(
        "case_step", subject, f"draft:{draft.pk}", business_unit().exclude(pk=by.pk), case=case,
        path=case.get_absolute_url(),
    )  # fmt: skip
    return draft


def read_draft(draft, *, by):
    """Somebody took a draft: reading what is restricted is on the record."""
    record("read draft", draft.review, by=by, version=draft.version, checksum=draft.document.checksum)
