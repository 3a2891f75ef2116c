"""What an artefact waits for: holds that others asked for, a planned day, and copies before it."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.record import record
from reviews.models import AdvanceCopy, Artefact, CaseDeadline, Hold, SentCorrection
from reviews.operations.case import lock as lock_case
from reviews.operations.case import start_clock
from reviews.operations.dates import correct_met
from reviews.operations.letters import business_unit, write
from reviews.operations.publication.artefact import NEEDED_COPIES, OVER, earliest, lock, move
from reviews.rules.clocks import earliest_publication
from reviews.rules.corrected import check_corrected_day
from reviews.rules.publication import check_seen


@transaction.atomic
def plan(artefact, *, by, planned_on):
    """Say on which day it is meant to go live: the copies are due seven working days before."""
    artefact = lock(artefact)
    today = timezone.localdate()
    if artefact.state in OVER:
        raise Refused("It has been public already. There is no day to plan.")
    sent = artefact.advance_copies.filter(document=artefact.document)
    case = lock_case(artefact.review.case)
    copies_out = sent.values("recipient").distinct().count() == len(NEEDED_COPIES)
    first = earliest_publication(case.guidance, today)
    if not copies_out and planned_on < first:
        raise Refused(
            "The Panel and the Secretary of State have seven working days with it first. "
            f"If the copies go out today, the earliest day is {first:%-d %B %Y}."
        )
    if planned_on < today:
        raise Refused("That day has passed. Choose a date in the future.")
    old = artefact.copies_deadline
    if old and old.outstanding:
        end(old, by=by, reason=f"It is now planned for {planned_on:%-d %B %Y}")
    artefact.copies_deadline = None if copies_out else start_clock(
        case, "advance_copies_by", planned_on, by=by, role=Role.BOARD_OFFICER, path=artefact.get_absolute_url(),
        label=f"Send copies of the {artefact.get_kind_display().lower()} to the Panel and the Secretary of State",
    )  # fmt: skip
    artefact.planned_on = planned_on
    artefact.save(update_fields=["planned_on", "copies_deadline"])
    record("planned", artefact, by=by, planned_on=str(planned_on))
    return artefact


@transaction.atomic
def send_copy(artefact, *, by, recipient, sent_on, late_reason=""):
    """Record that the Panel or the Secretary of State has this very file."""
    artefact = lock(artefact)
    if recipient not in NEEDED_COPIES:
        raise Refused("Choose to whom the copy went.")
    if artefact.state not in (Artefact.State.READY, Artefact.State.SIGNING):
        raise Refused("Copies go out once the file has been checked and before it is scheduled.")
    if sent_on < timezone.localdate(artefact.document.kept_at):
        raise Refused("A copy of this file cannot have gone out before the file came in. Check the date.")
    if sent_on > timezone.localdate():
        raise Refused("The copy cannot be recorded before it is sent. Check the date.")
    copy, new = AdvanceCopy.objects.get_or_create(
        artefact=artefact,
        document=artefact.document,
        recipient=recipient,
        defaults={"sent_on": sent_on, "recorded_by": by},
    )
    if not new:
        raise Refused(f"That copy was already recorded as sent on {copy.sent_on:%-d %B %Y}.")
    due = artefact.copies_deadline
    sent = dict(
        artefact.advance_copies.filter(document=artefact.document).values_list("recipient", "sent_on")
    )
    if due and due.outstanding and set(sent) == set(NEEDED_COPIES):
        meet(due, by=by, done_on=max(sent.values()), late_reason=late_reason)
    record("sent copy", artefact, by=by, recipient=recipient, sent_on=str(sent_on))
    return copy


@transaction.atomic
def correct_copy(copy, *, by, day, reason, seen="", late_reason=""):
    """The day of a copy was recorded wrongly, also of what is public by now. What stood there stays beside it.

    What was scheduled for a day that is too early by the right one goes back. `seen` is the day on the page.
    """
    artefact = lock(copy.artefact)
    copy = AdvanceCopy.objects.get(pk=copy.pk)
    check_seen(seen=seen, now=str(copy.sent_on), what="The date of this copy")
    if copy.document_id != artefact.document_id:
        raise Refused(
            "Another file has taken its place since. The copies of that one are corrected on its page."
        )
    check_corrected_day(day=day, before=copy.sent_on, reason=reason, today=timezone.localdate())
    if day < timezone.localdate(artefact.document.kept_at):
        raise Refused("A copy of this file cannot have gone out before the file came in. Check the date.")
    if artefact.live_at and day > artefact.live_on:
        raise Refused(
            f"It went live on {artefact.live_on:%-d %B %Y}. A copy before publication went out by then."
        )
    before = copy.sent_on
    SentCorrection.objects.create(
        copy=copy, before=before, sent_on=day, reason=reason.strip(), corrected_by=by
    )
    copy.sent_on = day
    copy.save(update_fields=["sent_on"])
    case = lock_case(artefact.review.case)
    last = max(artefact.advance_copies.filter(document=artefact.document).values_list("sent_on", flat=True))
    due = correct_met(
        case, artefact.copies_deadline, by=by, done_on=last, reason=reason, late_reason=late_reason
    )
    if due != artefact.copies_deadline:
        artefact.copies_deadline = due
        artefact.save(update_fields=["copies_deadline"])
    record(
        "corrected copy",
        artefact,
        by=by,
        why=reason,
        recipient=copy.recipient,
        sent_on=str(day),
        before=str(before),
    )
    first = earliest(artefact)
    if artefact.state == Artefact.State.SCHEDULED and timezone.localdate(artefact.publish_at) < first:
        too_early = f"The copies need seven working days: the earliest date is {first:%-d %B %Y}."
        hour = f"{artefact.publish_at:%Y%m%d%H%M}"
        move(artefact, Artefact.State.READY, by=by, why=too_early, held_back_because=too_early)
        write(
            "case_step", "No longer scheduled for publication", f"artefact:{artefact.pk}:unscheduled:{hour}",
            business_unit(), case=case, path=artefact.get_absolute_url(), urgent=True,
        )  # fmt: skip
    return copy


@transaction.atomic
def hold(artefact, *, by, asked_by_office, reason, review_on, asked_by=Hold.AskedBy.OTHER):
    """Somebody outside asked to wait. The clocks go on; nothing of the review goes live until it is lifted."""
    artefact = lock(artefact)
    lock_case(artefact.review.case)  # another file of the review may be at its very hour
    if not reason.strip() or not asked_by_office.strip():
        raise Refused("Say who asked to wait, by office, and why.")
    if artefact.state == Artefact.State.LIVE:
        raise Refused("It has been published. To take it down, withdraw it.")
    if artefact.state in OVER:
        raise Refused("It has been taken down; there is nothing to hold.")
    if review_on < timezone.localdate():
        raise Refused("The day on which to look at the hold again has passed. Choose a date in the future.")
    placed = Hold.objects.create(
        artefact=artefact, asked_by=asked_by, asked_by_office=asked_by_office, reason=reason, review_on=review_on,
        placed_by=by,
    )  # fmt: skip
    ask_again(placed, review_on, by=by)
    record("held", artefact, by=by, why=reason, review_on=str(review_on))
    return placed


def ask_again(placed, review_on, *, by):
    """Put the day on which to ask whether a hold is still needed into the diary."""
    case = placed.artefact.review.case
    deadline = open_fixed(
        "hold_review", "Ask whether the hold on publication is still needed", review_on, by=by,
        rule="Agreed when the hold was placed or last looked at", source="Local practice", reference=case.reference,
        path=placed.artefact.get_absolute_url(), role=Role.BOARD_MANAGER, starts_on=timezone.localdate(),
        restricted=True,
    )  # fmt: skip
    CaseDeadline.objects.create(case=case, deadline=deadline)
    placed.review_on, placed.deadline = review_on, deadline
    placed.save(update_fields=["review_on", "deadline"])


def lock_hold(placed):
    """The hold and its artefact, locked; Refused once it is lifted."""
    lock(placed.artefact)
    placed = (
        Hold.objects.select_for_update(of=("self",), no_key=True)
        .select_related("artefact__review__case", "deadline")
        .get(pk=placed.pk)
    )
    if placed.lifted_at:
        raise Refused("That hold has already been lifted.")
    return placed


@transaction.atomic
def keep_hold(placed, *, by, review_on, late_reason=""):
    """Whoever asked to wait was asked again, and still does: the next day to ask goes into the diary."""
    placed = lock_hold(placed)
    if review_on <= timezone.localdate():
        raise Refused("The day on which to ask again must be in the future.")
    if placed.deadline and placed.deadline.outstanding:
        meet(placed.deadline, by=by, late_reason=late_reason)
    ask_again(placed, review_on, by=by)
    record("kept hold", placed.artefact, by=by, review_on=str(review_on))
    return placed


@transaction.atomic
def lift_hold(placed, *, by):
    """The wait is over."""
    placed = lock_hold(placed)
    placed.lifted_by = by
    placed.lifted_at = timezone.now()
    placed.save(update_fields=["lifted_by", "lifted_at"])
    if placed.deadline and placed.deadline.outstanding:
        end(placed.deadline, by=by, reason="The hold was lifted")
    record("lifted hold", placed.artefact, by=by)
    return placed
