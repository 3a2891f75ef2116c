"""Decisions and actions as a meeting takes them: numbered, amended, ratified, looked at again."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from partnership.access import Can, Refused, may
from partnership.models import (
    Decision,
    Group,
    ItemAction,
    ItemMinutes,
    Meeting,
    Minutes,
    Organisation,
    Sitting,
    Stance,
)
from partnership.operations import actions
from partnership.operations.action_logs import tell_asked
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.meetings import lock
from partnership.operations.quorum import is_inquorate
from partnership.operations.record import record
from partnership.rules.meetings import initials
from partnership.rules.minutes import (
    ItemRuling,
    check_may_decide,
    check_stances,
    check_written_by,
    number_in_words,
)


def lock_to_write(item, by):
    """The meeting of an item, its minutes and its sitting, locked for somebody who may write the minutes now."""
    meeting = lock(item.meeting)
    minutes = Minutes.objects.select_for_update(no_key=True).filter(meeting=meeting).first()
    sitting = Sitting.objects.filter(meeting=meeting).first()
    if minutes is None or sitting is None:
        raise Refused("Record who attended first. Minutes are written of a meeting that was held.")
    check_written_by(minutes.state, writes=may(by, Can.RUN_MEETINGS), chairs=meeting.group_id in by.chaired)
    return meeting, minutes, sitting


def next_number(group, year):
    """The next number of the group's year. The group's row is held, so that two at once get two numbers."""
    group = Group.objects.select_for_update(no_key=True).get(pk=group.pk)
    last = Decision.objects.filter(group=group, year=year).aggregate(last=Max("number"))["last"] or 0
    return last + 1, number_in_words(initials(group.code), year, last + 1)


def create(group, decided_on, *, by, review_on=None, stances=None, **fields):
    """A decision with the next number, its review in the diary and how partners stood."""
    number, reference = next_number(group, decided_on.year)
    decision = Decision.objects.create(
        group=group, year=decided_on.year, number=number, reference=reference, decided_on=decided_on,
        recorded_by=by, **fields,
    )  # fmt: skip
    set_stances(decision, stances or {})
    set_review(decision, review_on, by=by)
    return decision


def set_stances(decision, stances):
    """How partners stood: organisation id → position. Their names are those of the day."""
    decision.stances.all().delete()
    said = {pk: position for pk, position in stances.items() if position}
    found = Organisation.objects.filter(pk__in=said).prefetch_related("former_names")
    Stance.objects.bulk_create(
        Stance(
            decision=decision,
            organisation=one,
            organisation_name=one.name_on(decision.decided_on),
            position=said[one.pk],
        )
        for one in found
    )


def set_review(decision, review_on, *, by):
    """The day on which the group looks at it again, as a due date of the group; another one ends the first."""
    if decision.review and decision.review.due_on == review_on:
        return
    if decision.review and decision.review.outstanding:
        end(decision.review, by=by, reason="The decision was given another review date")
    decision.review = None
    if review_on:
        if review_on < decision.decided_on:
            raise Refused("The review date is before the decision was taken. Check the date.")
        decision.review = open_fixed(
            "decision_review", f"Review decision {decision.reference}", review_on, by=by,
            rule="On the day agreed with the decision", source="Agreed by the group", reference=decision.reference,
            path=decision.get_absolute_url(), group=decision.group,
        )  # fmt: skip
    decision.save(update_fields=["review"])


@transaction.atomic
def record_decision(item, *, by, text, owner_office="", dissent="", review_on=None, stances=None):
    """What the meeting decided under an item. Without a quorum it is marked until a later meeting ratifies it."""
    meeting, _, sitting = lock_to_write(item, by)
    if meeting.kind == Meeting.Kind.LEADERSHIP:
        raise Refused(
            "A discussion with another partnership decides nothing. Bring it to the group's next meeting."
        )
    minuted = ItemMinutes.objects.filter(item=item).first()
    ruling = minuted.ruling if minuted else ""
    check_may_decide(quorate=sitting.quorate, ruling=sitting.ruling, item_ruling=ruling)
    check_stances(sitting.represented, stances or {})
    if not text.strip():
        raise Refused("Say what was decided.")
    if item.decisions.filter(text=text.strip(), withdrawn_because="").exists():
        raise Refused("This decision is recorded under the item already.")
    decision = create(
        meeting.group, meeting.held_on, by=by, item=item, text=text.strip(), owner_office=owner_office.strip(),
        dissent=dissent.strip(), review_on=review_on, stances=stances,
        inquorate=is_inquorate(sitting, ruling),
        as_advice=ruling == ItemRuling.ADVICE,
    )  # fmt: skip
    record("recorded decision", decision, by=by, meeting=meeting.reference, inquorate=decision.inquorate)
    return decision


def lock_decision(decision):
    return Decision.objects.select_for_update(of=("self",), no_key=True).select_related(
        "group", "item__meeting", "review"
    ).get(pk=decision.pk)  # fmt: skip


@transaction.atomic
def amend_decision(decision, *, by, text, owner_office="", dissent="", review_on=None, stances=None):
    """Put a decision's words right while its minutes are still written. Its number stays."""
    if decision.item is None:
        raise Refused("A decision by correspondence stands as it was put to everybody.")
    _, _, sitting = lock_to_write(decision.item, by)
    check_stances(sitting.represented, stances or {})
    decision = lock_decision(decision)
    if decision.withdrawn_because:
        raise Refused("This decision was withdrawn. Record the right one under its own number.")
    if not text.strip():
        raise Refused("Say what was decided.")
    decision.text, decision.dissent = text.strip(), dissent.strip()
    decision.owner_office = owner_office.strip()
    decision.save(update_fields=["text", "dissent", "owner_office"])
    set_stances(decision, stances or {})
    set_review(decision, review_on, by=by)
    record("amended decision", decision, by=by)
    return decision


@transaction.atomic
def withdraw_decision(decision, *, by, reason):
    """It was recorded in error: the number stays and says why, and is not given again."""
    if decision.item is None:
        raise Refused("A decision by correspondence stands as it was put to everybody.")
    lock_to_write(decision.item, by)
    decision = lock_decision(decision)
    if decision.withdrawn_because:
        raise Refused("This decision was withdrawn already.")
    if not reason.strip():
        raise Refused("Say why it is withdrawn.")
    decision.withdrawn_because = reason.strip()
    decision.save(update_fields=["withdrawn_because"])
    if decision.review and decision.review.outstanding:
        end(decision.review, by=by, reason="The decision was withdrawn")
    record("withdrew decision", decision, by=by, why=reason.strip())
    return decision


def may_ratify_in(decision):
    """Held meetings of the group after the decision that had a quorum, the latest first."""
    return (
        Meeting.objects.filter(
            group=decision.group_id,
            starts_at__gt=decision.item.meeting.starts_at,
            state__in=[Meeting.State.HELD, Meeting.State.CONFIRMED],
            sitting__isnull=False,
        )
        .exclude(kind=Meeting.Kind.LEADERSHIP)  # it decides nothing for the group
        .exclude(sitting__quorate=False)
        .exclude(sitting__quorate=None, sitting__ruling="")
        .order_by("-starts_at")
    )


@transaction.atomic
def ratify_decision(decision, *, by, meeting):
    """A later meeting with a quorum ratified what was decided without one."""
    decision = lock_decision(decision)
    if not decision.to_ratify:
        raise Refused("This decision does not wait to be ratified.")
    if not (may(by, Can.RUN_MEETINGS) or decision.group_id in by.chaired):
        raise Refused("The group's chair or the business unit records that a meeting ratified it.")
    if not may_ratify_in(decision).filter(pk=meeting.pk).exists():
        raise Refused("Only a later meeting of the same group that had a quorum can ratify it.")
    decision.ratified_in, decision.ratified_by, decision.ratified_at = meeting, by, timezone.now()
    decision.save(update_fields=["ratified_in", "ratified_by", "ratified_at"])
    record("ratified decision", decision, by=by, meeting=meeting.reference)
    return decision


@transaction.atomic
def review_decision(decision, *, by, said, late_reason=""):
    """The group looked at it again on or after its day, and says what it found."""
    decision = lock_decision(decision)
    if decision.review is None or not decision.review.outstanding:
        raise Refused("No review of this decision is outstanding.")
    if not (may(by, Can.RUN_MEETINGS) or decision.group_id in by.chaired):
        raise Refused("The group's chair or the business unit records its review.")
    if not said.strip():
        raise Refused("Say what the group found.")
    decision.review_said, decision.reviewed_by = said.strip(), by
    decision.save(update_fields=["review_said", "reviewed_by"])
    meet(decision.review, by=by, late_reason=late_reason)
    record("reviewed decision", decision, by=by)
    return decision


@transaction.atomic
def open_meeting_action(item, *, by, title, target_on, organisation=None, owner=None):
    """Somebody is asked to do something that was agreed under an item, and told; it is on the group's log."""
    meeting, _, _ = lock_to_write(item, by)
    if not title.strip():
        raise Refused("Say what is to be done.")
    if item.action_links.filter(action__title=title.strip()).exists():
        raise Refused("This action is open under the item already.")
    if target_on < meeting.held_on:
        raise Refused("The action is due before the meeting that agreed it. Check the date.")
    action = actions.open_action(
        by=by, title=title.strip(), origin=meeting.reference, target_on=target_on, organisation=organisation,
        owner=owner, group=meeting.group, meeting=meeting,
    )  # fmt: skip
    ItemAction.objects.create(item=item, action=action)
    tell_asked(action, by=by)
    return action
