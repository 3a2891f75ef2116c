"""Opening a submitted return again until its round's final close, without losing what was submitted."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Answer, Evidence, Reopening, Return, Round
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.letters import promise
from partnership.operations.questionnaires.letters import write_to_leads
from partnership.operations.record import record
from partnership.rules.reopening import check_may_reopen, check_reopened_until, opens_by_itself
from partnership.working_days import add_working_days

DECIDED_WITHIN = 5  # working days; the business unit's own


def lock_return(opened):
    """The return, locked, whatever state it is in."""
    return (
        Return.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round__questionnaire", "round__opened_by", "organisation", "deadline")
        .get(pk=opened.pk)
    )


def check_reopenable(opened):
    """Refused where it may not be opened again, or is asked already."""
    check_may_reopen(
        state=opened.state,
        closes_on=opened.round.closes_on,
        waiting=opened.reopenings.asked().exists(),
        today=timezone.localdate(),
    )


@transaction.atomic
def ask_to_reopen(opened, *, by, reason):
    """The agency says what has to be put right. From the round's own day on it opens at once; before, staff decide."""
    opened = lock_return(opened)
    check_reopenable(opened)
    if not reason.strip():
        raise Refused("Say what has to be changed.")
    today = timezone.localdate()
    asked = Reopening(assurance_return=opened, asked_by=by, reason=reason.strip())
    if opens_by_itself(reopens_on=opened.round.reopens_on, today=today):
        return open_again(opened, asked, by=by, until=opened.round.closes_on)
    asked.to_decide = open_fixed(
        "reopening", "Decide whether a return is reopened", add_working_days(today, DECIDED_WITHIN),
        by=by, rule=f"{DECIDED_WITHIN} working days after it was asked", source="The business unit",
        reference=opened.round.reference, path=opened.get_absolute_url(), starts_on=today,
        **decided_by_whom(opened.round),
    )  # fmt: skip
    asked.save()
    asked.to_decide.path = page_to_decide(asked)
    asked.to_decide.save(update_fields=["path"])
    promise(
        "letter",
        f"reopening:{asked.pk}:asked",
        to=opened.round.opened_by,
        subject=f"Asked to reopen: {opened.round.reference}",
        reference=opened.round.reference,
        label="A return is asked to be reopened",
        due_on=asked.to_decide.due_on,
        path=asked.to_decide.path,
    )
    record("asked to reopen", opened, by=by, why=asked.reason)
    return asked


def decided_by_whom(opened_round):
    """Of schools whoever carries the round out; of everybody else, or where nobody does any more, the business unit."""
    of_schools = opened_round.purpose == Round.Purpose.SCHOOLS
    opener = opened_round.opened_by
    return {"owner": opener} if of_schools and opener.roles else {"role": Role.BOARD_OFFICER}


def page_to_decide(asked):
    of_schools = asked.assurance_return.round.purpose == Round.Purpose.SCHOOLS
    page = "schools:answer_reopening" if of_schools else "assurance:answer_reopening"
    return reverse(page, args=[asked.pk])


@transaction.atomic
def reopen(opened, *, by, reason, until):
    """Whoever carries the round out opens it again, for a reason of their own or because the agency told them."""
    opened = lock_return(opened)
    check_reopenable(opened)
    if not reason.strip():
        raise Refused("Say why it is reopened.")
    return open_again(
        opened, Reopening(assurance_return=opened, asked_by=by, reason=reason.strip()), by=by, until=until
    )


@transaction.atomic
def answer_reopening(asked, *, by, agreed, until=None, answer=""):
    """Staff agree, until a day, or do not, and say why not."""
    opened = lock_return(asked.assurance_return)
    asked = (
        Reopening.objects.select_for_update(of=("self",), no_key=True)
        .select_related("to_decide")
        .get(pk=asked.pk)
    )
    if asked.opened_at or asked.refused_at or asked.ended_at:
        raise Refused("This has been answered already.")
    asked.answer = answer.strip()
    if not agreed:
        if not asked.answer:
            raise Refused("Say why it is not reopened.")
        asked.decided_by, asked.refused_at = by, timezone.now()
        asked.save(update_fields=["answer", "decided_by", "refused_at"])
        meet_decision(asked, by)
        write_to_leads([opened], "letter", f"reopening:{asked.pk}:refused", "Not reopened")
        record("refused to reopen", opened, by=by, why=asked.answer)
        return asked
    check_may_reopen(
        state=opened.state, closes_on=opened.round.closes_on, waiting=False, today=timezone.localdate()
    )
    if until is None:
        raise Refused("Say until when it is open.")
    asked = open_again(opened, asked, by=by, until=until)
    meet_decision(asked, by)
    return asked


def meet_decision(asked, by):
    late = timezone.localdate() > asked.to_decide.due_on
    meet(asked.to_decide, by=by, late_reason="It was decided later than asked." if late else "")


def open_again(opened, asked, *, by, until):
    """What was submitted stays as its version; the return takes answers again, until a day that is a deadline."""
    check_reopened_until(until=until, closes_on=opened.round.closes_on, today=timezone.localdate())
    asked.decided_by, asked.opened_at, asked.until = by, timezone.now(), until
    asked.deadline = open_fixed(
        "return_again", f"Submit again: {opened.round.title}"[:200], until, by=by,
        rule="Agreed when it was reopened", source=opened.round.questionnaire.title,
        reference=opened.round.reference, path=opened.get_absolute_url(),
        starts_on=timezone.localdate(), organisation=opened.organisation,
    )  # fmt: skip
    asked.save()
    opened.state = Return.State.REOPENED
    opened.save(update_fields=["state"])
    write_to_leads([opened], "letter", f"reopening:{asked.pk}:open", "Open again")
    record("reopened", opened, by=by, why=asked.reason, until=str(until))
    return asked


@transaction.atomic
def stand_by(opened, *, by):
    """Nothing is submitted again after all: the answers are again what they were, and that submission stands."""
    opened = lock_return(opened)
    running = opened.reopenings.running().select_related("deadline").first()
    if opened.state != Return.State.REOPENED or running is None:
        raise Refused("This return is not open again, so what was submitted stands.")
    put_back(opened, opened.versions.first(), by=by)
    running.ended_at, running.submitted_again = timezone.now(), False
    running.save(update_fields=["ended_at", "submitted_again"])
    end(running.deadline, by=by, reason="The earlier submission stands.")
    for given in opened.assignments.running().select_related("deadline"):
        if given.deadline.outstanding:
            end(given.deadline, by=by, reason="The earlier submission stands.")
    opened.state = Return.State.SUBMITTED
    opened.save(update_fields=["state"])
    record("let stand", opened, by=by, checksum=opened.checksum)
    return opened


def put_back(opened, version, *, by):
    """Every answer is again as that version has it."""
    kept = {one["code"]: one for one in version.answers}
    there = {answer.question.code: answer for answer in opened.answers.select_related("question")}
    for code, answer in there.items():
        said = kept.get(code, {})
        now = {
            "text": said.get("text", ""),
            "number": said.get("number"),
            "value": said.get("value"),
            "label": said.get("label", ""),
            "scale_name": said.get("scale_name", ""),
            "rows": said.get("rows", []),
            "not_applicable": said.get("not_applicable", False),
            "not_applicable_reason": said.get("not_applicable_reason", ""),
            "why_changed": said.get("why_changed", ""),
        }
        Answer.objects.filter(pk=answer.pk).update(**now, to_review=False, revision=answer.revision + 1)
        for piece in Evidence.objects.filter(answer=answer).select_related("document"):
            removed_at = None if piece.row in now["rows"] else piece.removed_at or timezone.now()
            Evidence.objects.filter(pk=piece.pk).update(removed_at=removed_at)


def let_stand_what_closed(today):
    """Returns that were open again when their round closed for good: what was submitted stands. Says how many."""
    left = Return.objects.filter(state=Return.State.REOPENED, round__closes_on__lt=today)
    number = 0
    for opened in left.order_by("pk"):
        stand_by(opened, by=None)
        number += 1
    return number
