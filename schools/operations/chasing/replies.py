"""What people do beside the ladder: write down a call or a reply, hold the chasing, answer by a link."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.operations import links
from partnership.operations.documents import keep
from partnership.operations.record import record
from partnership.rules.childs_detail import check_no_detail, check_words
from schools.models import AskedSchool, ChaseContact, ChaseHold, ChaseReply
from schools.operations.chasing.sweep import PURPOSE
from schools.operations.response import standing_of
from schools.rules.chasing import check_chased, check_happened, check_hold
from schools.rules.returns import State


def lock(asked):
    """The entry of a school in its round, locked, with its standing."""
    AskedSchool.objects.select_for_update(of=("self",), no_key=True).get(pk=asked.pk)
    asked = AskedSchool.objects.with_standing().select_related("school").get(pk=asked.pk)
    return asked, standing_of(asked)


def how(standing):
    return {"received": standing.state == State.RECEIVED, "stopped": standing.state == State.STOPPED}


@transaction.atomic
def record_contact(asked, *, by, office, channel, on, outcome):
    """A call, a visit or a letter of somebody's own: with which office, when, and what came of it."""
    asked, _ = lock(asked)
    check_happened(on, today=timezone.localdate(), opens_on=asked.round.opens_on)
    if not outcome.strip():
        raise Refused("Enter the outcome.")
    check_no_detail(outcome)
    key = f"by-hand:{asked.pk}:{office}:{channel}:{on}"
    before = ChaseContact.objects.filter(key__startswith=key)
    same = before.filter(outcome=outcome.strip()).first()
    if same:
        return same
    contact = ChaseContact.objects.create(
        key=f"{key}:{before.count() + 1}", asked=asked, office=office, channel=channel, on=on,
        outcome=outcome.strip(), made_by=by,
    )  # fmt: skip
    record("recorded contact", asked, by=by, office=str(office), channel=str(channel), on=str(on))
    return contact


@transaction.atomic
def record_reply(
    asked, *, by, office, kind, received_on, text="", expected_on=None, hold=False, content=None, filename=""
):
    """What the school answered, with its letter if there is one. `hold` waits until the day that they give."""
    asked, standing = lock(asked)
    check_happened(received_on, today=timezone.localdate(), opens_on=asked.round.opens_on)
    check_reply(kind=kind, text=text, expected_on=expected_on, with_file=bool(content))
    same = asked.chase_replies.filter(
        office=office, kind=kind, received_on=received_on, text=text.strip(), recorded_by=by
    ).first()
    if same and not content:
        return same
    document = content and keep(
        content, by=by, title=f"Reply to {asked.round.reference}", filename=filename,
        download_name=f"reply-{asked.round.reference}-{asked.school.urn}".lower(),
    )  # fmt: skip
    reply = ChaseReply.objects.create(
        asked=asked, office=office, kind=kind, received_on=received_on, text=text.strip(),
        expected_on=expected_on, document=document or None, recorded_by=by,
    )  # fmt: skip
    if hold and expected_on and standing.is_open:
        begin_hold(asked, by=by, until_on=expected_on, reason="They will send it by then.", standing=standing)
    record("recorded reply", asked, by=by, office=str(office), kind=str(kind), received_on=str(received_on))
    return reply


def check_reply(*, kind, text, expected_on, with_file=False):
    if kind == ChaseReply.Kind.WILL_SEND and expected_on is None:
        raise Refused("Enter the date they will send it by.")
    if kind in (ChaseReply.Kind.ASSURED, ChaseReply.Kind.OTHER) and not text.strip() and not with_file:
        raise Refused("Enter what they wrote, or upload their letter.")
    check_no_detail(text)


@transaction.atomic
def hold_chasing(asked, *, by, until_on, reason):
    """Write to this school no more until a day, for a reason."""
    asked, standing = lock(asked)
    hold = begin_hold(asked, by=by, until_on=until_on, reason=reason, standing=standing)
    record("held chasing", asked, by=by, why=reason.strip(), until_on=str(until_on))
    return hold


def begin_hold(asked, *, by, until_on, reason, standing):
    today = timezone.localdate()
    check_hold(until_on=until_on, today=today, reason=reason, **how(standing))
    running = asked.chase_holds.filter(ended_on=None).first()
    if running:
        running.ended_on, running.ended_by, running.ended_because = today, by, "Another date was agreed."
        running.save(update_fields=["ended_on", "ended_by", "ended_because"])
    return ChaseHold.objects.create(
        asked=asked, reason=reason.strip()[:500], from_on=today, until_on=until_on, held_by=by
    )


@transaction.atomic
def resume_chasing(asked, *, by, reason):
    """Chase on before the day that was agreed, for a reason."""
    asked, standing = lock(asked)
    check_chased(**how(standing))
    running = ChaseHold.objects.running(timezone.localdate()).filter(asked=asked).first()
    if running is None:
        raise Refused("Chasing is not paused for this school.")
    if not reason.strip():
        raise Refused("Enter why you are resuming chasing.")
    check_words(reason)
    running.ended_on, running.ended_by = timezone.localdate(), by
    running.ended_because = reason.strip()[:500]
    running.save(update_fields=["ended_on", "ended_by", "ended_because"])
    record("resumed chasing", asked, by=by, why=reason.strip())
    return running


# By a link, without an account -----------------------------------------------------------------------------------


def find_by_link(secret):
    """The contact whose letter carries this link, or None: it ran out, or the return is not waited for any more."""
    link = links.read(PURPOSE, secret)
    if link is None:
        return None
    contact = (
        ChaseContact.objects.filter(step=link.about, email__iexact=link.to)
        .select_related("asked__round__run_by", "asked__school", "step")
        .first()
    )
    if contact is None:
        return None
    asked = AskedSchool.objects.with_standing().get(pk=contact.asked_id)
    holders = asked.school.organisation.school_contacts.filter(
        office=contact.office, email__iexact=contact.email
    ).on(timezone.localdate())
    return contact if standing_of(asked).is_open and holders.exists() else None


@transaction.atomic
def answer_by_link(contact, *, kind, text="", expected_on=None):
    """What an office answers by the link in its letter. It can answer again; the same answer twice is one."""
    asked, standing = lock(contact.asked)
    check_chased(**how(standing))
    check_reply(kind=kind, text=text, expected_on=expected_on)
    today = timezone.localdate()
    if expected_on and expected_on < today:
        raise Refused("The date must be in the future.")
    facts = {"kind": kind, "text": text.strip(), "expected_on": expected_on, "received_on": today}
    if asked.chase_replies.filter(contact=contact, received_on=today).count() >= MOST_A_DAY:
        raise Refused("You have answered several times today. Contact the business unit instead.")
    reply, new = ChaseReply.objects.get_or_create(
        asked=asked, contact=contact, office=contact.office, recorded_by=None, **facts
    )
    if new:
        record("replied by link", asked, by=None, office=str(contact.office), kind=str(kind))
    return reply


MOST_A_DAY = 5
