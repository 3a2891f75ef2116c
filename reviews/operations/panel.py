"""What is sent to the national Panel, and what it says."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.operations.deadlines import end, meet, open_deadline, open_fixed, supersede
from partnership.operations.documents import keep
from partnership.operations.record import record
from reviews.models import CaseDeadline, Outcome, PanelMessage, Review, SentCorrection, Stage
from reviews.operations.case import clock, lock, move, start_clock, stop_clock
from reviews.operations.dates import correct_met
from reviews.operations.letters import holders, write
from reviews.operations.national import begin_national_review
from reviews.rules.case import check_move
from reviews.rules.clocks import PANEL_REPLY
from reviews.rules.corrected import check_corrected_day
from reviews.rules.panel import check_asked, check_received, check_sent, check_sent_before_reply, check_told
from reviews.rules.publication import check_seen

Kind = PanelMessage.Kind
LATE_REPLY = "The Panel answered later than the local target expects."


def keep_paper(case, *, by, content, filename):
    """A letter to or from the Panel, kept exactly as it was sent, so that its checksum is that of the original."""
    if not content:
        return None
    return keep(
        content,
        by=by,
        title=f"Correspondence with the Panel, {case.reference}",
        filename=filename,
        download_name=f"{case.reference}-panel",
        only=(".pdf", ".docx"),
    )


# Sent -----------------------------------------------------------------------------------------------------


@transaction.atomic
def send_to_panel(case, *, by, sent_on, report=None, content=None, filename="", summary="", late_reason=""):
    """Record that the rapid review and the decision went to the Panel, which document, and whether in time.

    `report` is a PanelReport made here from what was decided; otherwise `content` is the file that was sent.
    """
    case = lock(case)
    check_move(case.stage, Stage.AWAIT_PANEL)
    decision = case.decision
    check_sent(sent_on=sent_on, today=timezone.localdate(), decided_on=decision and decision.decided_on)
    if report is None and not content:
        raise Refused("Choose the document that was sent, or add the file.")
    if report and (report.case_id != case.pk or report.decision_id != decision.pk):
        raise Refused("That document is not of the present decision. Make a new one and send that.")
    running = clock(case, "rapid_review")
    stop_clock(case, "rapid_review", by=by, done_on=sent_on, late_reason=late_reason)
    document = report.document if report else keep_paper(case, by=by, content=content, filename=filename)
    message = PanelMessage.objects.create(
        case=case,
        kind=Kind.SENT_RAPID_REVIEW,
        happened_on=sent_on,
        summary=summary,
        document=document,
        report=report,
        deadline=running,
        recorded_by=by,
    )
    expect_reply(case, sent_on, by=by)
    move(case, Stage.AWAIT_PANEL, by=by, sent_on=str(sent_on), checksum=document.checksum)
    return message


def expect_reply(case, sent_on, *, by):
    """A local date by which to chase the Panel's reply."""
    deadline = open_deadline(
        PANEL_REPLY,
        sent_on,
        by=by,
        reference=case.reference,
        restricted=True,
        path=reverse("reviews:panel_thread", args=[case.pk]),
        role=Role.BOARD_OFFICER,
    )
    CaseDeadline.objects.create(case=case, deadline=deadline)


@transaction.atomic
def correct_sent(message, *, by, day, reason, seen="", late_reason=""):
    """The day on which the rapid review went to the Panel was recorded wrongly. What stood there stays beside it.

    Whether it was in time is judged by the right day, in a row of its own; the Panel's reply is expected anew while
    it is awaited. `seen` is the day on the page.
    """
    case = lock(message.case)
    message = PanelMessage.objects.select_related("deadline", "report__decision").get(pk=message.pk)
    check_seen(seen=seen, now=str(message.happened_on), what="The date of this message")
    if message.kind != Kind.SENT_RAPID_REVIEW:
        raise Refused("Only the day on which a rapid review was sent can be corrected here.")
    today, before = timezone.localdate(), message.happened_on
    check_corrected_day(day=day, before=before, reason=reason, today=today)
    decided = case.decisions.filter(decided_at__lte=message.recorded_at).order_by("decided_at").last()
    check_sent(sent_on=day, today=today, decided_on=decided and decided.decided_on)
    since = case.panel_messages.filter(kind__in=PanelMessage.RECEIVED, recorded_at__gt=message.recorded_at)
    check_sent_before_reply(
        sent_on=day, replied_on=since.order_by("happened_on").values_list("happened_on", flat=True).first()
    )
    SentCorrection.objects.create(
        message=message, before=before, sent_on=day, reason=reason.strip(), corrected_by=by
    )
    message.happened_on = day
    message.deadline = correct_met(
        case, message.deadline, by=by, done_on=day, reason=reason, late_reason=late_reason
    )
    message.save(update_fields=["happened_on", "deadline"])
    expected = clock(case, "panel_reply")
    if expected and expected.starts_on == before:
        why = f"It was sent on {day:%-d %B %Y}, not {before:%-d %B %Y}"
        CaseDeadline.objects.create(
            case=case, deadline=supersede(expected, PANEL_REPLY, day, by=by, reason=why)
        )
    record(
        "corrected when it was sent to the Panel",
        case,
        by=by,
        why=reason,
        sent_on=str(day),
        before=str(before),
    )
    return message


def open_questions(case):
    """What the Panel asked and nobody has answered."""
    return case.panel_messages.filter(kind=Kind.ASKS, answered_by=None).select_related("deadline")


@transaction.atomic
def answer_panel(case, *, by, sent_on, summary, question=None, content=None, filename="", late_reason=""):
    """Record that a question of the Panel's was answered, which closes it. The only open one goes without saying."""
    case = lock(case)
    asked = list(open_questions(case))
    if not asked:
        raise Refused("The Panel has no question open. Open the thread to see what it asked.")
    if question is None and len(asked) > 1:
        raise Refused("Choose which question it answers.")
    question = question or asked[0]
    if question not in asked:
        raise Refused("That question has been answered already.")
    if sent_on > timezone.localdate():
        raise Refused("It cannot be recorded before it is sent. Check the date.")
    if sent_on < question.happened_on:
        raise Refused(f"The Panel asked on {question.happened_on:%-d %B %Y}. Check the date.")
    if not summary.strip():
        raise Refused("Say what was answered.")
    if question.deadline:
        meet(question.deadline, by=by, done_on=sent_on, late_reason=late_reason)
    message = PanelMessage.objects.create(
        case=case,
        kind=Kind.SENT_ANSWER,
        happened_on=sent_on,
        summary=summary,
        document=keep_paper(case, by=by, content=content, filename=filename),
        deadline=question.deadline,
        answers=question,
        recorded_by=by,
    )
    record("answered the Panel", case, by=by, sent_on=str(sent_on))
    return message


@transaction.atomic
def tell_panel(case, *, by, kind, sent_on, summary, content=None, filename=""):
    """Record anything else that the Panel was told: a reviewer, a delay, why nothing is published. Moves nothing."""
    case = lock(case)
    check_told(known=kind in PanelMessage.TOLD, sent_on=sent_on, today=timezone.localdate(), summary=summary)
    message = PanelMessage.objects.create(
        case=case,
        kind=kind,
        happened_on=sent_on,
        summary=summary.strip(),
        document=keep_paper(case, by=by, content=content, filename=filename),
        recorded_by=by,
    )
    record("told the Panel", case, by=by, kind=str(kind), sent_on=str(sent_on))
    return message


# Received -------------------------------------------------------------------------------------------------


AFTER_AGREEMENT = {
    Outcome.LCSPR: Stage.LCSPR_SETUP,
    Outcome.LOCAL: Stage.LOCAL_REVIEW,
    Outcome.NONE: Stage.LEARNING,
}

# What ends the waiting for a reply.
REPLIES = (Kind.AGREES, Kind.DISAGREES, Kind.TAKES_NATIONAL)


def check_waiting(case, kind):
    """The Panel's view is awaited; or it agreed, as was recorded, and does not agree after all."""
    if case.stage == Stage.AWAIT_PANEL or (kind == Kind.DISAGREES and may_still_disagree(case)):
        return
    raise Refused("Nothing is waiting for the Panel's reply. Open the case to see its status.")


def may_still_disagree(case):
    """Whether agreement was the last reply, and nothing was begun on it that a new decision would leave behind."""
    if case.decision is None or AFTER_AGREEMENT.get(case.decision.outcome) != case.stage or case.local_review:
        return False
    last = case.panel_messages.filter(kind__in=REPLIES).order_by("recorded_at").last()
    return last is not None and last.kind == Kind.AGREES


@transaction.atomic
def hear_from_panel(
    case, *, by, kind, received_on, summary, due_on=None, content=None, filename="",
    local_review="", reason="",
):  # fmt: skip
    """Record what the Panel says. Agreement moves on as decided; disagreement asks for a new decision.

    So does a disagreement that follows agreement, as where the reply was first taken down wrongly. A question has
    the date by which the Panel wants its answer. Taking a national review moves the case there; `local_review` and
    `reason` then say what becomes of a review of our own.
    """
    case = lock(case)
    if kind in (Kind.AGREES, Kind.DISAGREES):
        check_waiting(case, kind)
    sent = case.panel_messages.filter(kind=Kind.SENT_RAPID_REVIEW).last()
    check_received(
        known=kind in PanelMessage.RECEIVED,
        received_on=received_on,
        today=timezone.localdate(),
        sent_on=sent and sent.happened_on,
        says_more=kind not in (Kind.AGREES, Kind.ACKNOWLEDGES),
        summary=summary,
    )
    message = PanelMessage.objects.create(
        case=case,
        kind=kind,
        happened_on=received_on,
        summary=summary.strip(),
        document=keep_paper(case, by=by, content=content, filename=filename),
        deadline=ask(case, received_on, due_on, by=by) if kind == Kind.ASKS else None,
        recorded_by=by,
    )
    if kind in REPLIES:
        reply_has_come(case, received_on, by=by)
    follow(case, message, by=by, local_review=local_review or "none", reason=reason)
    return message


def ask(case, received_on, due_on, *, by):
    """The date by which the Panel wants its answer, in the diary and on the case."""
    check_asked(due_on=due_on, received_on=received_on)
    deadline = open_fixed(
        "answer_panel", "Answer the Panel’s question", due_on, by=by, rule="The day that the Panel named",
        source="The Panel’s own question", reference=case.reference, restricted=True, starts_on=received_on,
        path=reverse("reviews:answer_panel", args=[case.pk]), role=Role.BOARD_OFFICER, force="guidance",
    )  # fmt: skip
    CaseDeadline.objects.create(case=case, deadline=deadline)
    return deadline


def reply_has_come(case, received_on, *, by):
    """The expected reply came. Its lateness is the Panel's and no failing of ours, so nobody is asked why."""
    running = clock(case, "panel_reply")
    if running:
        late = received_on > running.due_on
        meet(running, by=by, done_on=received_on, late_reason=LATE_REPLY if late else "")


def begin_ours(case, decision, *, by):
    """A review of ours follows: six months run since the decision, whenever somebody is appointed to it.

    One from before the case was opened again goes on, and is due anew.
    """
    Review.objects.get_or_create(case=case, defaults={"begun_on": decision.decided_on})
    if clock(case, "publish") is None:
        start_clock(case, "publish_by", decision.decided_on, by=by, role=Role.BOARD_MANAGER)


def follow(case, message, *, by, **ours):
    """What follows from what the Panel says."""
    decision = case.decision
    if message.kind == Kind.AGREES and decision.outcome == Outcome.NATIONAL:
        begin_national_review(case, by=by, begun_on=message.happened_on)
    elif message.kind == Kind.AGREES:
        move(case, AFTER_AGREEMENT[decision.outcome], by=by)
        if decision.outcome == Outcome.LCSPR:
            begin_ours(case, decision, by=by)
    elif message.kind == Kind.DISAGREES:
        publishing = clock(case, "publish")
        if publishing:  # it had been recorded that the Panel agrees
            end(publishing, by=by, reason="The Panel does not agree, and it is decided anew")
        move(case, Stage.RR_DECISION, by=by, why=message.summary)
        write(
            "case_step", "The Panel asks you to decide again", f"panel:{message.pk}",
            holders(case.edition.decides_reviews), case=case,
            path=reverse("reviews:decide", args=[case.pk]), urgent=True,
        )  # fmt: skip
        if case.edition.decides_reviews != Role.SIGNATORY:
            write(
                "case_step", "Your partner’s position is asked again", f"panel:{message.pk}:position",
                holders(Role.SIGNATORY), case=case, path=reverse("reviews:state_position", args=[case.pk]),
            )  # fmt: skip
    elif message.kind == Kind.TAKES_NATIONAL:
        begin_national_review(case, by=by, begun_on=message.happened_on, **ours)
    elif message.kind == Kind.ASKS:
        record("asked by the Panel", case, by=by, why=message.summary)
    else:
        record("heard from the Panel", case, by=by, why=message.summary, kind=str(message.kind))


# Reading ---------------------------------------------------------------------------------------------------


def read_paper(thing, document, *, by):
    """That somebody took away a paper of the case is on the record, with what it was."""
    record("read the file of", thing, by=by, checksum=document.checksum)
    return document
