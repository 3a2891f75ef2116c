"""Feedback letters: drafted from the record, edited, approved, made as PDFs by a worker, sent and acknowledged."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from assurance.models import FeedbackLetter, LetterBatch, Moderation, ScrutinyAction, Verification
from assurance.operations.scrutiny.moderation import lock_return, own_answers
from assurance.operations.scrutiny.people import belongs_to, business_unit, leads, write
from assurance.rules.scrutiny import check_not_own
from assurance.rules.scrutiny_events import (
    check_approver,
    check_letter_words,
    check_revision,
    rank,
    sorted_scores,
)
from partnership.access import Refused, Role
from partnership.models import Return
from partnership.operations import attempts
from partnership.operations.contact import reach_us
from partnership.operations.documents import keep
from partnership.operations.doorbell import ring
from partnership.operations.paper import drawn
from partnership.operations.record import record
from partnership.printing.pdf import print_pdf
from partnership.rules.childs_detail import check_no_detail

TASK = "assurance.tasks.send_waiting_letters"
State = FeedbackLetter.State
TEXTS = ("opening", "strengths", "areas", "closing")
SECONDS = 60  # a letter takes one or two


# What a letter holds ------------------------------------------------------------------------------------------


def final_scores(moderation):
    """Each scored question with what the agency gave itself and what is final, in order, as plain values."""
    own = own_answers(moderation.assurance_return)
    scores = (
        moderation.scores.with_results()
        .select_related("question__section", "question__scale", "reply__decision")
        .prefetch_related("question__scale__points")
        .order_by("question__section__position", "question__position")
    )
    found = []
    for score in scores:
        values = [point.value for point in score.question.scale.points.all()]
        answer = own.get(score.question_id)
        decided = score.decided
        found.append(
            {
                "section": score.question.section.title,
                "question": score.question.text,
                "code": score.question.code,
                "scale": (decided or score).scale_name or score.question.scale.name,
                "own": answer.said if answer and answer.given else "Not answered",
                "moderated": score.said,
                "result": (decided or score).said,
                "note": score.note,
                "decision": decided.reason if decided else "",
                "rank": rank(score.result_value, values),
                "own_rank": rank(answer.value, values) if answer and not answer.not_applicable else None,
            }
        )
    return found


def letter_contents(opened):
    """The scores, actions and verification of a return as they are now, as plain values for the letter."""
    moderation = opened.moderation
    links = ScrutinyAction.objects.filter(assurance_return=opened).select_related("action")
    verified = Verification.objects.given().filter(round=opened.round, assurance_return=opened).first()
    return {
        "scores": final_scores(moderation),
        "actions": [
            {"gap": one.gap, "title": one.action.title, "due": one.action.target_on.isoformat()}
            for one in links.order_by("action__target_on", "pk")
        ],
        "panel": moderation.panel,
        "panel_on": moderation.panel_on.isoformat() if moderation.panel_on else "",
        "unanswered": moderation.unanswered,
        "verified": verified.get_view_display() if verified else "",
        "verification": verified.statement if verified else "",
    }


def contents_of(letter):
    """What stands in a letter beside its words: as it was approved, or as it is today; dates as dates."""
    contents = letter.contents or letter_contents(letter.assurance_return)
    return contents | {
        "actions": [one | {"due_on": date.fromisoformat(one["due"])} for one in contents["actions"]],
        "panel_day": date.fromisoformat(contents["panel_on"]) if contents["panel_on"] else None,
    }


def drafted_texts(opened):
    """A first draft of the letter's words, from what is on record. Everything in it is there to be edited."""
    scores = final_scores(opened.moderation)
    strengths, areas = sorted_scores(scores)
    about = f"{opened.round.about_from:%-d %B %Y} to {opened.round.about_until:%-d %B %Y}"
    slot = opened.event_slots.filter(attendance="came").select_related("event").order_by("starts_at").last()
    event = f" Thank you for presenting it on {slot.event.held_on:%-d %B %Y}." if slot else ""
    return {
        "opening": f"Thank you for your return “{opened.round.title}”, about {about}.{event}",
        "strengths": lines(strengths) or "There were no answers at the top of the scale this time.",
        "areas": lines(areas) or "There were no answers in the lower half of the scale.",
        "closing": "Please tell us that you have read this letter, and keep the actions up to date in the portal. "
        "We will look at them again with your next return.",
    }


def lines(scores):
    return "\n".join(
        f"- {one['section']}: {one['question']} {one['result']}.{' ' + one['note'] if one['note'] else ''}"
        for one in scores
    )


# Writing and approving ------------------------------------------------------------------------------------------


def lock(letter):
    return (
        FeedbackLetter.objects.select_for_update(of=("self",), no_key=True)
        .select_related("assurance_return__round", "assurance_return__organisation", "document")
        .get(pk=letter.pk)
    )


def check_draft(letter):
    if letter.state == State.APPROVED:
        raise Refused("The letter is approved. Return it to draft before you change it.")
    if letter.state == State.SENT:
        raise Refused("The letter has been sent, so it cannot be changed.")


@transaction.atomic
def draft_letter(opened, *, by):
    """Begin the letter of a return whose scores are final. Begun twice, it is the same letter."""
    opened = lock_return(opened, by=by)
    moderation = Moderation.objects.final().filter(assurance_return=opened).first()
    if moderation is None:
        raise Refused("You can draft the letter once the moderated scores are final.")
    before = FeedbackLetter.objects.filter(assurance_return=opened).first()
    if before:
        return before
    letter = FeedbackLetter.objects.create(assurance_return=opened, written_by=by, **drafted_texts(opened))
    record("drafted", letter, by=by)
    return letter


def draft_letters(asked, *, by):
    """Begin the letter of every return of a round whose scores are final and that has none; how many were begun."""
    ready = Return.objects.filter(
        round=asked, moderation__state="final", feedback_letter=None
    ).select_related("organisation")
    begun = 0
    for opened in ready:
        if not belongs_to(by, opened.organisation):
            draft_letter(opened, by=by)
            begun += 1
    return begun


@transaction.atomic
def write_letter(letter, *, by, seen, **texts):
    """Save the words of a draft. `seen` is the revision on the page: two writers are told of each other."""
    letter = lock(letter)
    check_draft(letter)
    check_not_own(own_agency=belongs_to(by, letter.assurance_return.organisation), deed="writes about")
    check_revision(seen=seen, now=letter.revision)
    check_no_detail(*texts.values())
    for name in TEXTS:
        setattr(letter, name, texts.get(name, getattr(letter, name)).strip())
    letter.revision += 1
    letter.written_by, letter.saved_at = by, timezone.now()
    letter.save(update_fields=[*TEXTS, "revision", "written_by", "saved_at"])
    record("wrote", letter, by=by, revision=letter.revision)
    return letter


@transaction.atomic
def approve_letter(letter, *, by, seen):
    """The board manager approves it as it reads now, with the scores and actions of today."""
    letter = lock(letter)
    check_draft(letter)
    check_approver(by.roles)
    check_not_own(
        own_agency=belongs_to(by, letter.assurance_return.organisation), deed="approves a letter about"
    )
    check_revision(seen=seen, now=letter.revision)
    check_letter_words(strengths=letter.strengths, areas=letter.areas)
    letter.state = State.APPROVED
    letter.approved_by, letter.approved_at = by, timezone.now()
    letter.contents = letter_contents(letter.assurance_return)
    letter.save(update_fields=["state", "approved_by", "approved_at", "contents"])
    record("approved", letter, by=by, revision=letter.revision)
    return letter


@transaction.atomic
def reopen_letter(letter, *, by):
    """Back to a draft, before it is sent."""
    letter = lock(letter)
    if letter.state != State.APPROVED:
        raise Refused("You can only return a letter to draft if it is approved and not sent.")
    letter.state, letter.approved_by, letter.approved_at, letter.contents = State.DRAFT, None, None, {}
    letter.revision += 1
    letter.save(update_fields=["state", "approved_by", "approved_at", "contents", "revision"])
    record("reopened", letter, by=by)
    return letter


# Sending, by whichever worker takes it up ------------------------------------------------------------------------


def to_send(asked, letter=None):
    """The letters that a batch sends: approved, and not sent."""
    found = FeedbackLetter.objects.filter(assurance_return__round=asked, state=State.APPROVED)
    return found.filter(pk=letter.pk) if letter else found


def send_letters(asked, *, by, letter=None):
    """Ask for the PDFs of a round's approved letters, or of one, and for sending them. Asked twice, it is done once."""
    number = to_send(asked, letter).count()
    if not number:
        raise Refused("There are no approved letters to send. The board manager must approve them first.")
    try:
        with transaction.atomic():
            batch = LetterBatch.objects.create(round=asked, letter=letter, total=number, asked_by=by)
            record("asked to send", batch, by=by, letters=number)
    except IntegrityError as error:
        raise Refused("Letters for this round are already being sent. Check their progress.") from error
    ring(TASK)
    return batch


def send_waiting():
    """Send every batch that waits, also what a dead worker left. Safe to run anywhere, twice."""
    attempts.retry_stale(
        LetterBatch,
        timezone.now(),
        begin_again=lambda batch, **more: LetterBatch.objects.create(
            round_id=batch.round_id, letter_id=batch.letter_id, total=batch.total, **more
        ),
    )
    return attempts.make_waiting(
        LetterBatch, lambda batch: attempts.through(batch, send_batch, called="A feedback letter")
    )


def send_batch(batch):
    """One letter after the other; what is sent stays sent, whatever becomes of the next."""
    letters = list(to_send(batch.round, batch.letter).select_related("assurance_return__organisation"))
    for number, letter in enumerate(letters, 1):
        attempts.step(
            batch, number - 1, f"Letter {number} of {len(letters)}: {letter.assurance_return.organisation}",
            total=len(letters),
        )  # fmt: skip
        letter = to_send(batch.round, letter).select_related("assurance_return__organisation").first()
        if letter is None:  # taken back to a draft meanwhile
            continue
        pdf, pages = print_letter(letter, on_look=lambda: attempts.alive(batch))
        if not send_one(batch, letter, pdf, pages):
            return False
    return finish(batch)


@transaction.atomic
def send_one(batch, letter, pdf, pages):
    """Keep the PDF and tell the agency, all or nothing; whether this worker still has the turn."""
    batch = attempts.lock_mine(batch)
    if batch is None:
        return False
    printed, letter = letter, lock(letter)
    if (letter.state, letter.revision) != (State.APPROVED, printed.revision):
        return True  # taken back meanwhile: what was printed is not what it says now, and it waits for the next batch
    opened = letter.assurance_return
    reference = opened.round.reference
    letter.document = keep(
        pdf, by=batch.asked_by, title=f"Feedback letter {reference}", filename="letter.pdf", only=(".pdf",),
        download_name=f"feedback-{reference}-{opened.organisation.code}".lower(),
    )  # fmt: skip
    letter.pages, letter.state = pages, State.SENT
    letter.sent_by, letter.sent_at = batch.asked_by, timezone.now()
    letter.save(update_fields=["document", "pages", "state", "sent_by", "sent_at"])
    write(
        "A letter for you", f"feedback:{letter.pk}:sent", leads(opened.organisation, Role.SIGNATORY),
        reference=reference, label=opened.round.title, path=letter.get_absolute_url(),
    )  # fmt: skip
    record("sent", letter, by=batch.asked_by, checksum=letter.document.checksum, pages=pages)
    return True


@transaction.atomic
def finish(batch):
    batch = attempts.lock_mine(batch)
    if batch is None:
        return False
    attempts.finish(batch)
    return True


def as_html(letter):
    """The letter as it is printed: as it was approved, or as it would read today while it is a draft."""
    opened = letter.assurance_return
    return drawn(
        "print/feedback_letter.html",
        {
            "letter": letter,
            "return": opened,
            "round": opened.round,
            "contents": contents_of(letter),
            "made_at": letter.approved_at or timezone.now(),
            "reach_us": reach_us(),
        },
    )


def print_letter(letter, *, on_look=None):
    """Its PDF, tagged, and how many pages it has; CannotPrint with a sentence where it cannot be made."""
    return print_pdf(as_html(letter), called="The letter", seconds=SECONDS, on_look=on_look)


@transaction.atomic
def acknowledge_letter(letter, *, by, words=""):
    """The agency has read it."""
    letter = lock(letter)
    if letter.assurance_return.organisation_id not in by.answers_for:
        raise Refused("Only the agency can acknowledge its letter.")
    if letter.state != State.SENT:
        raise Refused("The letter has not been sent.")
    if letter.acknowledged_at:
        raise Refused("This letter has already been acknowledged.")
    check_no_detail(words)
    letter.acknowledged_by, letter.acknowledged_at = by, timezone.now()
    letter.acknowledgement = words.strip()
    letter.save(update_fields=["acknowledged_by", "acknowledged_at", "acknowledgement"])
    opened = letter.assurance_return
    write(
        "Acknowledged", f"feedback:{letter.pk}:acknowledged", business_unit(), reference=opened.round.reference,
        label=opened.round.title, path=letter.get_absolute_url(),
    )  # fmt: skip
    record("acknowledged", letter, by=by)
    return letter
