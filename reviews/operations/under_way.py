"""The review under way: looking after its progress, asking its reviewer, drafts, and the papers shown to them."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Deadline, Letter
from partnership.operations.deadlines import end, meet
from partnership.operations.documents import keep
from partnership.operations.record import record
from reviews.models import (
    PractitionerEvent,
    ProgressCheck,
    ReviewDraft,
    ReviewerNotes,
    ReviewMeeting,
    SharedPaper,
    Stage,
    WrittenRequest,
)
from reviews.operations.case import agree_date, clock, lock, move
from reviews.operations.chronology import merged
from reviews.operations.dates import open_local
from reviews.operations.letters import business_unit, write
from reviews.operations.review import reviewer_of
from reviews.rules.under_way import PROGRESS_CHECK, check_held, check_withdrawal

UNDER_WAY = (Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF)
WATCHED = (*UNDER_WAY, Stage.DISPUTE)  # a dispute stops no clock, so what is due can be done meanwhile
PAPERS = (".pdf", ".docx", ".xlsx", ".png", ".jpg", ".jpeg")


def lock_under_way(review, stages=UNDER_WAY):
    """The review's case, locked; Refused unless the review is being carried out or signed off."""
    case = lock(review.case)
    if case.stage not in stages:
        raise Refused("The review is not under way at the moment. Open the case to see its status.")
    return case


def reviewer_today(review):
    appointment = reviewer_of(review)
    if appointment is None:
        raise Refused("Nobody is appointed to this review today. Appoint a reviewer first.")
    return appointment


@transaction.atomic
def check_progress(review, *, by, checked_on, time, quality, note, late_reason=""):
    """Record how long the review takes and how good it is. The next check is due an interval from that day."""
    case = lock_under_way(review, WATCHED)
    check_held(checked_on, today=timezone.localdate(), begun_on=review.begun_on, what="The check")
    if not note.strip():
        raise Refused("Say what this rests on, and what is to be done.")
    last = review.progress_checks.first()
    if last and checked_on < last.checked_on:
        raise Refused(f"A later check, of {last.checked_on:%-d %B %Y}, is recorded already. Check the date.")
    due = clock(case, "progress_check")
    if due:
        meet(due, by=by, done_on=checked_on, late_reason=late_reason)
    check = ProgressCheck.objects.create(
        review=review, deadline=due, checked_on=checked_on, time=time, quality=quality, note=note.strip(),
        checked_by=by,
    )  # fmt: skip
    open_local(
        case, PROGRESS_CHECK, checked_on, by=by, role=Role.BOARD_OFFICER,
        path=reverse("reviews:check_progress", args=[case.pk]),
    )  # fmt: skip
    record("checked progress", case, by=by, checked_on=str(checked_on), time=time, quality=quality)
    return check


# Requests in writing --------------------------------------------------------------------------------------


@transaction.atomic
def ask_in_writing(review, *, by, text, due_on):
    """Ask the reviewer for information or a draft. The law wants it in writing, so the letter leads to this text."""
    case = lock_under_way(review)
    appointment = reviewer_today(review)
    if not text.strip():
        raise Refused("Write down what the reviewer is asked for.")
    if due_on < timezone.localdate():
        raise Refused("The day by which it is due has passed. Choose a date in the future.")
    deadline = agree_date(
        case, "written_request", "Answer a request made in writing", due_on, by=by, owner=appointment.person,
        rule="the day that the request names", source="SI 2018/789, regulation 14: requests are made in writing",
        starts_on=timezone.localdate(),
    )  # fmt: skip
    request = WrittenRequest.objects.create(
        review=review, appointment=appointment, deadline=deadline, text=text.strip(), asked_by=by
    )
    deadline.path = request.get_absolute_url()
    deadline.save(update_fields=["path"])
    record("asked in writing", case, by=by, request=request.pk, due_on=str(due_on))
    write(
        "case_step", "A request in writing", f"request:{request.pk}", [appointment.person], case=case,
        path=request.get_absolute_url(), due_on=due_on,
    )  # fmt: skip
    return request


@transaction.atomic
def answer_request(request, *, by, answer="", content=None, filename="", late_reason=""):
    """Answer a request made in writing, in words or with a document. Staff may record what came another way."""
    case = lock_under_way(request.review, WATCHED)
    request = WrittenRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    if request.answered_at:
        raise Refused(f"This was answered on {timezone.localtime(request.answered_at):%-d %B %Y} already.")
    if not answer.strip() and content is None:
        raise Refused("Write the answer, or choose a document.")
    if request.deadline.outstanding:
        meet(request.deadline, by=by, late_reason=late_reason)
    if content is not None:
        request.document = keep(
            content, by=by, title="Answer to a written request", filename=filename,
            download_name=f"answer-{request.pk}", only=PAPERS,
        )  # fmt: skip
    request.answer = answer.strip()
    request.answered_by = by
    request.answered_at = timezone.now()
    request.save(update_fields=["answer", "document", "answered_by", "answered_at"])
    record("answered in writing", case, by=by, request=request.pk)
    write(
        "case_step", "A written request was answered", f"request:{request.pk}:answered",
        business_unit().exclude(pk=by.pk), case=case, path=request.get_absolute_url(),
    )  # fmt: skip
    return request


@transaction.atomic
def withdraw_request(request, *, by, reason):
    """What was asked by mistake, or is no longer wanted, is due no longer. The reviewer reads why; the words stay."""
    case = lock(request.review.case)
    request = (
        WrittenRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("deadline", "appointment__person")
        .get(pk=request.pk)
    )
    check_withdrawal(reason=reason, answered=bool(request.answered_at), ended=request.ended)
    request.deadline = end(request.deadline, by=by, reason=reason)
    waiting = Letter.objects.filter(path=request.get_absolute_url(), state=Letter.State.PROMISED)
    waiting.update(state=Letter.State.CANCELLED, state_reason="The request was withdrawn")
    if reviewer_of(request.review) == request.appointment:  # who reviews it no longer has nothing to open
        write(
            "letter", "A written request was withdrawn", f"request:{request.pk}:withdrawn",
            [request.appointment.person], case=case, path=request.get_absolute_url(),
            label="A written request to you was withdrawn. You need do nothing.",
        )  # fmt: skip
    record("withdrew written request", case, by=by, why=reason.strip(), request=request.pk)
    return request


# Meetings and events --------------------------------------------------------------------------------------


@transaction.atomic
def hold_review_meeting(review, *, by, held_on, attendance, decisions):
    """Record a meeting of the review's own panel."""
    case = lock_under_way(review)
    check_held(held_on, today=timezone.localdate(), begun_on=review.begun_on, what="The meeting")
    if not attendance.strip() or not decisions.strip():
        raise Refused("Say who attended, by organisation and office, and what was decided.")
    meeting = ReviewMeeting.objects.create(
        review=review,
        held_on=held_on,
        attendance=attendance.strip(),
        decisions=decisions.strip(),
        recorded_by=by,
    )
    record("held review meeting", case, by=by, held_on=str(held_on))
    return meeting


@transaction.atomic
def hold_event(review, *, by, held_on, kind, number, heard):
    """Record what practitioners said, and how many they were; never who."""
    case = lock_under_way(review)
    check_held(held_on, today=timezone.localdate(), begun_on=review.begun_on, what="The event")
    if number < 1:
        raise Refused("Say how many practitioners took part.")
    if not heard.strip():
        raise Refused("Say what was heard, without anybody's name.")
    event = PractitionerEvent.objects.create(
        review=review, held_on=held_on, kind=kind, number=number, heard=heard.strip(), recorded_by=by
    )
    record("held practitioner event", case, by=by, held_on=str(held_on), number=number)
    return event


# Drafts ---------------------------------------------------------------------------------------------------


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
    stop_checking_older(review, by=by)
    record("sent draft", case, by=by, version=version, final=final, checksum=document.checksum)
    if final and case.stage == Stage.LCSPR_ACTIVE:
        move(case, Stage.LCSPR_SIGNOFF, by=by, draft=version)
    subject = "The final draft of a review has come in" if final else "A draft of a review has come in"
    write(
        "case_step", subject, f"draft:{draft.pk}", business_unit().exclude(pk=by.pk), case=case,
        path=case.get_absolute_url(),
    )  # fmt: skip
    return draft


def stop_checking_older(review, *, by):
    """An agency that has not answered about an older draft is not waited for: it is asked about this one, if at all."""
    waiting = Deadline.objects.filter(accuracy_check__review=review).outstanding()
    for deadline in waiting.order_by("pk"):
        end(deadline, by=by, reason="A newer draft has come in")


def read_draft(draft, *, by):
    """Somebody took a draft: reading what is restricted is on the record."""
    record("read draft", draft.review, by=by, version=draft.version, checksum=draft.document.checksum)


def read_request_document(request, *, by):
    """Somebody took the document that came with an answer."""
    record("read answer's document", request, by=by, checksum=request.document.checksum)


# Papers for the reviewer ----------------------------------------------------------------------------------


@transaction.atomic
def share_paper(review, *, by, kind, answer=None, title="", content=None, filename=""):
    """Show the reviewer one paper of the case: the rapid review, the chronology, one answer, or a document."""
    case = lock_under_way(review)
    K = SharedPaper.Kind
    appointment = reviewer_today(review)
    if kind not in K.values:
        raise Refused("Choose what to share.")
    if kind == K.CHRONOLOGY and not merged(case).exists():
        raise Refused("No agency has sent a chronology for this case.")
    if kind == K.RAPID_REVIEW and not hasattr(case, "rapid_review"):
        raise Refused("This case has no rapid review to share.")
    if kind == K.ANSWER and (
        answer is None or answer.request.case_id != case.pk or answer.submitted_at is None
    ):
        raise Refused("Choose an answer that an agency has sent for this case.")
    document = None
    if kind == K.DOCUMENT:
        if not title.strip() or content is None:
            raise Refused("Choose the document, and give it a title that names nobody.")
        document = keep(
            content, by=by, title=title.strip(), filename=filename, download_name="paper", only=PAPERS
        )
    answer = answer if kind == K.ANSWER else None
    if (
        kind != K.DOCUMENT
        and review.shared_papers.filter(kind=kind, answer=answer, unshared_at=None).exists()
    ):
        raise Refused("The reviewer has that paper already.")
    paper = SharedPaper.objects.create(
        review=review, kind=kind, answer=answer, document=document,
        title=title.strip() if kind == K.DOCUMENT else "", shared_by=by,
    )  # fmt: skip
    record("shared paper", case, by=by, paper=paper.pk, kind=kind)
    write(
        "case_step", "A paper was shared with you", f"paper:{paper.pk}", [appointment.person], case=case,
        path=reverse("reviews:my_review"),
    )  # fmt: skip
    return paper


@transaction.atomic
def unshare_paper(paper, *, by):
    """Take a paper back: from now on the reviewer does not see it."""
    case = lock(paper.review.case)
    paper = SharedPaper.objects.select_for_update(of=("self",), no_key=True).get(pk=paper.pk)
    if paper.unshared_at:
        raise Refused("That paper was taken back already.")
    paper.unshared_at = timezone.now()
    paper.unshared_by = by
    paper.save(update_fields=["unshared_at", "unshared_by"])
    record("took paper back", case, by=by, paper=paper.pk, kind=paper.kind)
    return paper


def read_paper(paper, *, by):
    """Somebody opened a shared paper: each reading is on the record."""
    record("read shared paper", paper, by=by, kind=paper.kind)


# The reviewer's own notes ---------------------------------------------------------------------------------


@transaction.atomic
def keep_notes(appointment, *, by, text, seen):
    """Save the reviewer's own notes. `seen` is the revision on the page, 0 for none."""
    if appointment.person_id != by.pk or not appointment.review.reviewers.on(timezone.localdate()).filter(
        pk=appointment.pk
    ):
        raise Refused("Only the reviewer, while appointed, keeps these notes.")
    lock(appointment.review.case)
    notes, _ = ReviewerNotes.objects.get_or_create(appointment=appointment)
    if seen != notes.revision:
        raise Refused(
            "Your notes were saved in another window. Copy what you typed, and open the page again."
        )
    notes.text = text.strip()
    notes.revision += 1
    notes.saved_at = timezone.now()
    notes.save(update_fields=["text", "revision", "saved_at"])
    record("kept notes", appointment, by=by, revision=notes.revision)
    return notes
