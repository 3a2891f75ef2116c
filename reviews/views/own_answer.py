"""What the pages of an agency's answer share: finding it, whether it can be written, and what in it names people."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from partnership.access import Refused
from partnership.operations.meanwhile import still_there
from reviews.models import InformationAnswer, InformationRequest
from reviews.operations.answers import FIELDS, INVOLVEMENT, ROWS_OF
from reviews.rules.identity import identifying
from reviews.rules.information import check_writable

DISCARDED = "This version was discarded since you opened the page. Open the request to see what stands."


def find_own(request, pk):
    """What the person's own agency was asked; for everybody else there is none."""
    return get_object_or_404(
        InformationRequest.objects.to_answer_by(request.user)
        .select_related("case", "organisation", "deadline", "involvement_deadline")
        .prefetch_related("replies", "answers__written_by", "answers__submitted_by"),
        pk=pk,
    )


def draft_of(asked):
    return next((one for one in asked.answers.all() if not one.submitted_at), None)


def whole(version):
    """That version with its rows, read in a fixed number of queries."""
    return version and still_there(InformationAnswer.objects.whole(), version, sentence=DISCARDED)


def involvement_of(asked, draft):
    """What the answer says of the agency's involvement so far, or nothing."""
    if draft and draft.involvement:
        return draft.involvement
    reply = asked.reply
    return INVOLVEMENT.get(reply.said, "") if reply else ""


def check_open(request, asked, *, involved=True):
    """Opening a page of the answer that cannot be written now says why. What is sent, the operation judges."""
    check_writable(asked)
    if request.method not in ("GET", "HEAD"):
        return
    draft = draft_of(asked)
    if asked.answer and draft is None:
        raise Refused(
            "Your agency has sent its answer. Open it and choose “Change your answer” to add to it."
        )
    involvement = involvement_of(asked, draft)
    if not involvement or (involved and involvement != InformationAnswer.Involvement.INVOLVED):
        raise Refused("First say whether your agency was involved.")


def is_late(asked):
    return asked.deadline.outstanding and asked.deadline.due_on < timezone.localdate()


def warnings_of(texts):
    """Sentences about what in these texts could say who somebody is, each once. They warn and never block."""
    return list(dict.fromkeys(sentence for text in texts if text for sentence in identifying(text)))


def row_texts(rows):
    return [value for row in rows for value in row.values().values() if isinstance(value, str)]


def whole_texts(version):
    """Every text of a version."""
    if version is None:
        return []
    own = [getattr(version, name) for name in FIELDS]
    rows = [row for name in ROWS_OF.values() for row in getattr(version, name).all()]
    return [text for text in (*own, *row_texts(rows)) if isinstance(text, str)]
