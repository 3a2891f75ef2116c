"""Writing an agency's answer: page by page, row by row, and sending it. What was sent stays; a change is a version."""

import hashlib
import json
import uuid

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from partnership.access import Refused
from partnership.operations.deadlines import meet
from partnership.operations.record import record
from reviews.models import (
    ChronologyRow,
    ChronologyUpload,
    ImmediateAction,
    InformationAnswer,
    InformationRequest,
    PracticeEpisode,
)
from reviews.operations.letters import business_unit, write
from reviews.rules.chronology import MOST_ROWS_OF_AN_ANSWER
from reviews.rules.information import check_answer, check_period, check_sign_off, check_writable

FIELDS = (
    "involvement",
    "period_from",
    "period_to",
    "summary",
    "records_secured",
    "good_practice",
    "learning",
    "immediate_action",
    "identity",
    "signed_off_office",
    "signed_off_on",
)
# What was said to the first question, as the answer says it.
INVOLVEMENT = {
    "yes": InformationAnswer.Involvement.INVOLVED,
    "no": InformationAnswer.Involvement.NOT_INVOLVED,
}
SIGNED = ("involvement", "signed_off_office", "signed_off_on")
KINDS = {"chronology": ChronologyRow, "episodes": PracticeEpisode, "actions": ImmediateAction}
ROWS_OF = {"chronology": "rows", "episodes": "episodes", "actions": "actions"}


def mark(thing, names):
    """A short mark of what these fields of something hold, by which a page knows that they changed."""
    plain = json.dumps({name: str(getattr(thing, name)) for name in sorted(names)}, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def lock_request(request):
    return (
        InformationRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("case", "deadline", "involvement_deadline", "organisation")
        .get(pk=request.pk)
    )


def lock_draft(request, *, by, seen=None, page=(), words=None):
    """The request and the version being written, which begins as a copy of the last one sent.

    `seen` is the version on the page and the mark of its fields, which `page` names: what was sent or saved meanwhile
    is not written over unseen. None is whoever writes without a page.
    """
    request = lock_request(request)
    check_writable(request)
    draft = request.answers.filter(submitted_at=None).first()
    if seen is not None:
        version, marked = seen
        if version != (draft.version if draft else next_version(request)):
            raise Refused(
                "Your agency's answer has been sent since you opened this page. Compare it with yours: if you save "
                "again, you begin to change it."
            )
        now = draft or InformationAnswer()
        if marked != mark(now, page) and any(getattr(now, name) != word for name, word in words.items()):
            raise Refused(
                "This page has been saved since you opened it, by a colleague or by yourself elsewhere. Compare both "
                "texts and save again."
            )
    return request, draft or begin(request, by=by)


def next_version(request):
    return (request.answers.aggregate(last=Max("version"))["last"] or 0) + 1


def begin(request, *, by):
    """A new version: empty at first, later a copy of the last one with all its rows."""
    last = request.answer
    draft = InformationAnswer(request=request, version=next_version(request), written_by=by)
    if last:
        for name in FIELDS:
            setattr(draft, name, getattr(last, name))
        draft.signed_off_on = None  # whoever signs off the change says when
    elif request.reply and request.reply.said != "looking":
        draft.involvement = INVOLVEMENT[request.reply.said]
    draft.save()
    for kind, rows in ROWS_OF.items() if last else ():
        KINDS[kind].objects.bulk_create(
            KINDS[kind](answer=draft, key=row.key, **row.values()) for row in getattr(last, rows).all()
        )
    return draft


def write_down(draft, *, by, **words):
    for name in FIELDS:
        setattr(draft, name, words.get(name, getattr(draft, name)))
    check_period(draft.period_from, draft.period_to, today=timezone.localdate())
    touch(draft, by=by, also=FIELDS)
    return draft


def touch(draft, *, by, also=()):
    draft.written_by = by
    draft.saved_at = timezone.now()
    draft.save(update_fields=["written_by", "saved_at", *also])


@transaction.atomic
def save_draft(request, *, by, seen=None, page=(), **words):
    """Keep what has been written so far; nothing is required of a draft."""
    _, draft = lock_draft(request, by=by, seen=seen, page=page, words=words)
    return write_down(draft, by=by, **words)


@transaction.atomic
def begin_change(request, *, by):
    """Begin a new version as a copy of the one that was sent, which stands until this one is sent as well."""
    _, draft = lock_draft(request, by=by)
    return draft


@transaction.atomic
def drop_change(request, *, by):
    """Throw away a version that was begun after one was sent. What was sent stays."""
    request = lock_request(request)
    draft = request.answers.filter(submitted_at=None).first()
    if draft is None or not request.answer:
        raise Refused("There is no change to discard.")
    record("dropped a change", request, by=by, version=draft.version)
    draft.delete()


# Rows ------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_row(request, kind, *, by, key=None, **values):
    """Add a row of that kind: "chronology", "episodes" or "actions". The same key again adds nothing."""
    _, draft = lock_draft(request, by=by)
    key = key or uuid.uuid4()
    if made := getattr(draft, ROWS_OF[kind]).filter(key=key).first():
        return made
    check_room(draft, kind, 1)
    row = KINDS[kind].objects.create(answer=draft, key=key, **values)
    touch(draft, by=by)
    return row


@transaction.atomic
def change_row(request, kind, key, *, by, seen="", **values):
    """Change a row of the version being written. `key` is the row's in every version."""
    _, draft = lock_draft(request, by=by)
    row = find_row(draft, kind, key)
    if (
        seen
        and seen != mark(row, row.FIELDS)
        and any(getattr(row, n) != value for n, value in values.items())
    ):
        raise Refused("This row has been changed since you opened it. Compare both and save again.")
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    touch(draft, by=by)
    return row


@transaction.atomic
def remove_row(request, kind, key, *, by):
    """Take a row out of the version being written; versions that were sent keep theirs."""
    _, draft = lock_draft(request, by=by)
    find_row(draft, kind, key).delete()
    touch(draft, by=by)


def find_row(draft, kind, key):
    row = getattr(draft, ROWS_OF[kind]).filter(key=key).first()
    if row is None:
        raise Refused("This row is no longer in your answer. Open the list again.")
    return row


def check_room(draft, kind, more):
    if getattr(draft, ROWS_OF[kind]).count() + more > MOST_ROWS_OF_AN_ANSWER:
        raise Refused(f"An answer holds up to {MOST_ROWS_OF_AN_ANSWER:,} rows. Leave out what matters least.")


def put_rows(draft, kind, given):
    """These rows and no others."""
    getattr(draft, ROWS_OF[kind]).all().delete()
    KINDS[kind].objects.bulk_create(KINDS[kind](answer=draft, **complete(kind, row)) for row in given)


def complete(kind, row):
    """A chronology row without a date is of a date that is not known."""
    if kind == "chronology" and "precision" not in row:
        return row | {"precision": "day" if row.get("on") else "unknown"}
    return row


# Rows from a spreadsheet -----------------------------------------------------------------------------------


@transaction.atomic
def hold_rows(request, *, by, rows, notes=(), instead_of=None):
    """Keep rows that were pasted or uploaded until their writer confirms them; they are no part of the answer yet.

    They take the place of what waited before, or, where these correct them, of the rows numbered `instead_of` alone.
    """
    check_writable(lock_request(request))
    upload, _ = ChronologyUpload.objects.get_or_create(request=request, by=by)
    kept = [row for row in upload.rows if row[0] not in (instead_of or ())] if instead_of is not None else []
    upload.rows = sorted([*kept, *rows], key=lambda row: row[0])
    upload.notes = list(notes)
    upload.made_at = timezone.now()
    upload.save(update_fields=["rows", "notes", "made_at"])
    return upload


@transaction.atomic
def add_rows(request, *, by, read, seen):
    """Add the right rows of what waits, once each; the wrong ones go on waiting. Gives (added, there already).

    `read` turns what waits into rows that say whether they are right; `seen` is the mark of what the page showed.
    """
    _, draft = lock_draft(request, by=by)
    upload = request.uploads.filter(by=by).first()
    if upload is None:
        raise Refused(
            "There are no rows waiting to be added. Look at your chronology: they may be there already."
        )
    if seen != mark(upload, ("rows",)):
        raise Refused("The rows that wait have changed since you opened this page. Check them again.")
    rows = read(upload)
    known = {identity(row.values()) for row in draft.rows.all()}
    new = []
    for row in rows:
        if row.right and identity(row.values) not in known:
            known.add(identity(row.values))
            new.append(ChronologyRow(answer=draft, **row.values))
    check_room(draft, "chronology", len(new))
    ChronologyRow.objects.bulk_create(new)
    wrong = [[row.number, row.cells] for row in rows if not row.right]
    if wrong:
        upload.rows = wrong
        upload.save(update_fields=["rows"])
    else:
        upload.delete()
    touch(draft, by=by)
    record("added rows", request, by=by, version=draft.version, rows=len(new))
    return len(new), sum(row.right for row in rows) - len(new)


def identity(values):
    """What makes two rows the same: the whole of what they say."""
    return tuple(str(values[name]) for name in ChronologyRow.FIELDS)


@transaction.atomic
def drop_rows(request, *, by):
    """Throw away what waits to be confirmed."""
    request.uploads.filter(by=by).delete()


# Sending ---------------------------------------------------------------------------------------------------


@transaction.atomic
def answer(request, *, by, seen=None, late_reason="", chronology=None, episodes=None, actions=None, **words):
    """Submit the agency's answer, "not involved" included. A later change is a new version.

    Rows that are given, as dicts by field, take the place of those written so far. `seen` is the version that the page
    showed and when it was saved: nobody signs off what they have not read.
    """
    request, draft = lock_draft(request, by=by)
    if seen is not None and seen != (draft.version, draft.saved_at.isoformat()):
        raise Refused(
            "Your answer has changed since you opened this page. Read it as it is now, and send it again."
        )
    words["signed_off_on"] = words.get("signed_off_on") or timezone.localdate()
    check_sign_off(signed_off_on=words["signed_off_on"], today=timezone.localdate())
    write_down(draft, by=by, **words)
    for kind, given in (("chronology", chronology), ("episodes", episodes), ("actions", actions)):
        if given is not None:
            put_rows(draft, kind, given)
    check_answer(**facts(draft))
    if draft.nil:
        empty(draft)
    draft.submitted_by = by
    draft.submitted_at = timezone.now()
    draft.save(update_fields=["submitted_by", "submitted_at"])
    meet_dates(request, by=by, late_reason=late_reason)
    write(
        "case_step", "An agency has answered", f"answer:{draft.pk}", business_unit(), case=request.case,
        path=request.case.get_absolute_url(),
    )  # fmt: skip
    record("answered", request, by=by, version=draft.version, involvement=draft.involvement)
    return draft


def facts(draft):
    """What the law of an answer asks about."""
    return {
        "involvement": draft.involvement,
        "summary": draft.summary,
        "immediate_action": draft.immediate_action,
        "actions": draft.actions.exists(),
        "signed_off_office": draft.signed_off_office,
    }


def empty(draft):
    """A nil return says that the agency was not involved, and nothing else."""
    for name in FIELDS:
        if name not in SIGNED:
            setattr(draft, name, None if name.startswith("period") else "")
    draft.save(update_fields=FIELDS)
    for kind in KINDS:
        put_rows(draft, kind, ())
    draft.request.uploads.all().delete()


def meet_dates(request, *, by, late_reason):
    """The answer meets its date, and that of the first question where nothing was said to it before."""
    first = request.involvement_deadline
    if first and first.outstanding:
        meet(first, by=by, late_reason=late_reason or "It was said together with the whole answer.")
    if request.deadline.outstanding:
        meet(request.deadline, by=by, late_reason=late_reason)
