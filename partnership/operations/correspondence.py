"""Deciding between meetings: a question is put to every seat, and silence is not consent."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Can, Refused, may
from partnership.models import (
    Appointment,
    Circular,
    CircularReply,
    Group,
    Seat,
    TermsOfReference,
)
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.decisions import create
from partnership.operations.letters import promise
from partnership.operations.quorum import own_office
from partnership.operations.record import record
from partnership.rules.attendance import Presence, as_counted
from partnership.rules.meetings import initials
from partnership.rules.minutes import Position, Reply, Result, check_may_rule, result_of
from partnership.rules.quorum import ChairsDiscretion

ASKED = (Seat.Kind.CHAIR, Seat.Kind.MEMBER, Seat.Kind.CO_OPTED)  # observers and virtual members are not asked


@transaction.atomic
def ask_by_correspondence(group, *, by, question, background="", replies_by, audience="members"):
    """Put a question to every seat that may be asked, with a day for the answer.

    Each holder has a due date of their own and a letter with a link; a vacant seat is listed and asked of nobody.
    """
    today = timezone.localdate()
    if not question.strip():
        raise Refused("Say what the group is to decide.")
    if replies_by <= today:
        raise Refused("Give people at least until tomorrow to answer.")
    group = Group.objects.select_for_update(no_key=True).get(pk=group.pk)
    if Circular.objects.filter(group=group, closed_at=None, question=question.strip()).exists():
        raise Refused("This question is with the group already.")
    seats = group.seats.on(today).filter(kind__in=ASKED).select_related("organisation")
    seats = list(seats.prefetch_related("organisation__former_names"))
    if not seats:
        raise Refused("This group has no seats that can be asked.")
    number = Circular.objects.filter(group=group, asked_at__year=today.year).count() + 1
    circular = Circular.objects.create(
        group=group, reference=f"{initials(group.code)}-{today.year}-C{number:02d}", question=question.strip(),
        background=background.strip(), replies_by=replies_by, audience=audience, asked_by=by,
    )  # fmt: skip
    holders = holders_of(group, today)
    for seat in seats:
        ask_seat(circular, seat, holders.get(seat.pk), by=by)
    record("asked by correspondence", circular, by=by, seats=len(seats), replies_by=str(replies_by))
    return circular


def holders_of(group, day):
    """Who speaks for each seat that day: seat id → person. A substitute without like authority speaks for none."""
    held = Appointment.objects.on(day).filter(seat__group=group, person__is_active=True)
    held = held.exclude(substitute=True, authority_confirmed_at=None)
    found = {}
    for one in held.select_related("person").order_by("substitute", "pk"):
        found.setdefault(one.seat_id, one.person)
    return found


def ask_seat(circular, seat, holder, *, by):
    """One seat's row; whoever holds it has a due date and a letter."""
    deadline = None
    if holder:
        deadline = open_fixed(
            "reply_by_correspondence", "Reply to a question between meetings", circular.replies_by, by=by,
            rule="By the day given with the question", source="Agreed by the group", reference=circular.reference,
            path=circular.get_absolute_url(), owner=holder,
        )  # fmt: skip
        promise(
            "letter", f"circular:{circular.pk}:{holder.pk}", to=holder,
            subject=f"Your reply is asked ({circular.reference})", reference=circular.reference,
            label="Your reply to a question between meetings", due_on=circular.replies_by,
            path=circular.get_absolute_url(),
        )  # fmt: skip
    CircularReply.objects.create(
        circular=circular, seat=seat, person=holder, capacity=seat.kind, organisation=seat.organisation,
        organisation_name=seat.organisation.name_on(timezone.localdate()) if seat.organisation else "",
        office=seat.office, deadline=deadline,
    )  # fmt: skip


def lock_open(circular):
    held = Circular.objects.select_for_update(of=("self",), no_key=True).select_related("group")
    circular = held.get(pk=circular.pk)
    if circular.closed_at:
        raise Refused("This question is closed. Bring what you want to say to the next meeting.")
    return circular


def may_reply(reply, person):
    """Whoever holds the seat, for themselves; staff for a reply that came by another way."""
    return reply.person_id == person.pk or may(person, Can.RUN_MEETINGS)


@transaction.atomic
def reply_by_correspondence(reply, *, by, answer, words="", late_reason=""):
    """One seat answers, or answers anew, while the question is open."""
    circular = lock_open(reply.circular)
    held = CircularReply.objects.select_for_update(of=("self",), no_key=True).select_related("deadline")
    reply = held.get(pk=reply.pk)
    if not may_reply(reply, by):
        raise Refused("Only the person who holds the seat can answer for it.")
    answer = Position(answer)
    if answer == Position.AGAINST and not words.strip():
        raise Refused("Say why you are against it: the next meeting will read it.")
    reply.answer, reply.words = answer, words.strip()
    reply.answered_by, reply.answered_at = by, timezone.now()
    reply.save(update_fields=["answer", "words", "answered_by", "answered_at"])
    if reply.deadline and reply.deadline.outstanding:
        meet(reply.deadline, by=by, late_reason=late_reason)
    record("replied", circular, by=by, seat=reply.seat_id, answer=str(answer))
    return reply


def rule_of(group, day):
    """The group's quorum rule that day; the chair's discretion where its terms name no organisation."""
    terms = TermsOfReference.objects.in_force(group, day)
    rule = terms.rule_on(day) if terms else None
    return rule if rule and rule.names else ChairsDiscretion({})


def judge_replies(circular, ruling=""):
    """What follows from the replies so far: (Result, Quorum, the rows that were judged)."""
    rows = list(circular.replies.select_related("organisation"))
    replies = [
        Reply(
            one.organisation_id,
            as_counted(
                one.organisation_id, Presence.PRESENT if one.answer else Presence.ABSENT, one.capacity
            ),
            one.answer,
        )
        for one in rows
    ]
    rule = rule_of(circular.group, timezone.localdate(circular.asked_at))
    result, quorum = result_of(rule, replies, ruling=ruling)
    judged = [
        {
            "who": one.who,
            "answer": one.answer,
            "counts": reply.seat.counts and one.organisation_id in rule.names,
        }
        for one, reply in zip(rows, replies, strict=True)
    ]
    return result, quorum, judged


@transaction.atomic
def close_circular(circular, *, by, ruling="", office="", decision="", owner_office="", review_on=None):
    """Count the replies once everybody has answered or the day is over; what is agreed gets its number.

    `decision` are the words that stand in the log; empty, the question's own. Where the group's terms leave the
    quorum to the chair, the chair's `ruling` is needed for anything to be agreed.
    """
    circular = lock_open(circular)
    own = circular.group_id in by.chaired
    if not (own or may(by, Can.RUN_MEETINGS)):
        raise Refused("The group's chair or the business unit closes a question.")
    silent = circular.replies.filter(answer="").exists()
    if silent and timezone.localdate() <= circular.replies_by:
        raise Refused("Not everyone has answered, and there is still time to reply.")
    if ruling.strip():
        check_may_rule(chairs=own, staff=may(by, Can.RUN_MEETINGS), office=office)
    result, quorum, judged = judge_replies(circular, ruling)
    for reply in circular.replies.filter(answer="", deadline__isnull=False).select_related("deadline"):
        if reply.deadline.outstanding:
            end(reply.deadline, by=by, reason="The question was closed without this answer")
    circular.result, circular.quorum = result, str(quorum)
    circular.judged_from = {"rule": quorum.rule, "replies": judged}
    circular.ruling = ruling.strip() if quorum.met is None else ""
    if circular.ruling:
        circular.ruling_of = office.strip() or own_office(by, circular.group_id)
    circular.closed_by, circular.closed_at = by, timezone.now()
    circular.save(
        update_fields=["result", "quorum", "judged_from", "ruling", "ruling_of", "closed_by", "closed_at"]
    )
    taken = None
    if result == Result.AGREED:
        taken = create(
            circular.group, timezone.localdate(), by=by, circular=circular,
            text=decision.strip() or circular.question, owner_office=owner_office.strip(), review_on=review_on,
            stances=stances_of(circular),
        )  # fmt: skip
    record("closed correspondence", circular, by=by, result=str(result), decision=taken and taken.reference)
    return circular


def stances_of(circular):
    """How partners stood: each one's weightiest answer, where two of its seats answered differently."""
    said = {}
    for one in circular.replies.filter(organisation__isnull=False).exclude(answer=""):
        if said.get(one.organisation_id) != Position.AGAINST:
            said[one.organisation_id] = one.answer
    return said
