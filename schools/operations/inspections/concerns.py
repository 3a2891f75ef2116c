"""What worried inspectors: opened by rule, followed up by the authority, closed with a reason."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from partnership.access import Role
from partnership.models import Appointment
from partnership.operations.actions import open_action
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.record import record
from partnership.rules.childs_detail import check_no_detail
from schools.models import Concern, ConcernEntry, Inspection
from schools.rules.inspections import (
    REVIEW_AFTER,
    check_close,
    check_entry,
    check_review,
    reasons,
)

DUTY = "inspection_concern"
RULE = "On the date agreed at the last review"
FIRST_RULE = f"First reviewed within {REVIEW_AFTER} days of being known"
SOURCE = "Published arrangements 2019, section 11: action taken to address concerns"


def reasons_of(inspection):
    return reasons(
        safeguarding=inspection.safeguarding,
        category=inspection.category,
        overall=inspection.overall,
        areas=inspection.areas,
    )


def is_latest(inspection):
    """Whether no later inspection in full has said how the school stands since. An ungraded one does not say it."""
    return (
        not Inspection.objects.current()
        .filter(school__organisation=inspection.school.organisation_id, starts_on__gt=inspection.starts_on)
        .exclude(framework=Inspection.Framework.UNGRADED)
        .exists()
    )


def lead_of(authority):
    """The education lead of an authority today, or None."""
    found = (
        Appointment.objects.on(timezone.localdate())
        .filter(role=Role.EDUCATION_LEAD, organisation=authority, person__is_active=True)
        .select_related("person")
        .order_by("substitute", "pk")
        .first()
    )
    return found and found.person


def open_concern(inspection, *, by):
    """The concern of an inspection that the rule calls one, or None. What a later inspection has answered is none."""
    why = reasons_of(inspection)
    if not why or not is_latest(inspection):
        return None
    concern, new = Concern.objects.get_or_create(inspection=inspection, defaults={"reasons": why})
    if new:
        concern.deadline = look_again(
            concern, timezone.localdate() + timedelta(REVIEW_AFTER), by=by, rule=FIRST_RULE
        )
        concern.save(update_fields=["deadline"])
        record("opened", concern, by=by, reasons=len(why))
    return concern


def look_again(concern, on, *, by, rule=RULE):
    """The day on which it is looked at next, asked of the education lead; of the business unit where there is none."""
    inspection = concern.inspection
    lead = lead_of(inspection.school.authority)
    asked = {"owner": lead} if lead else {"role": Role.BOARD_OFFICER}
    return open_fixed(
        DUTY, f"Review the concern from an inspection: {inspection.school.name}"[:200], on, by=by, rule=rule,
        source=SOURCE, reference=f"INS-{inspection.urn_at_time}-{inspection.starts_on:%Y%m%d}",
        path=concern.get_absolute_url(), starts_on=timezone.localdate(), **asked,
    )  # fmt: skip


def lock(concern):
    return (
        Concern.objects.select_for_update(of=("self",), no_key=True)
        .select_related("inspection__school__authority", "deadline")
        .get(pk=concern.pk)
    )


@transaction.atomic
def record_what_was_done(
    concern, *, by, text, done_on, outcome="", review_on, action_title="", action_due_on=None, late_reason=""
):
    """Enter what the authority did, what came of it, and when it is looked at again; with an action if asked for."""
    concern, today = lock(concern), timezone.localdate()
    inspection = concern.inspection
    same = concern.entries.filter(text=text.strip(), done_on=done_on, written_by=by).first()
    if same and not concern.closed_on:
        return same  # pressed twice
    check_entry(
        text=text, done_on=done_on, inspected_on=inspection.starts_on, today=today,
        closed=concern.closed_on is not None,
    )  # fmt: skip
    check_review(review_on, today=today)
    check_no_detail(text, outcome, action_title)
    action = None
    if action_title.strip():
        lead = lead_of(inspection.school.authority)
        action = open_action(
            by=by,
            title=action_title.strip()[:200],
            origin=f"Inspection {inspection.urn_at_time}, {inspection.starts_on:%-d %B %Y}",
            target_on=action_due_on or review_on,
            **({"owner": lead} if lead else {"organisation": inspection.school.authority}),
        )
    entry = ConcernEntry.objects.create(
        concern=concern,
        done_on=done_on,
        text=text.strip(),
        outcome=outcome.strip(),
        action=action,
        written_by=by,
    )
    if concern.deadline and concern.deadline.outstanding:
        meet(concern.deadline, by=by, late_reason=late_reason)
    concern.deadline = look_again(concern, review_on, by=by)
    concern.save(update_fields=["deadline"])
    record("recorded what was done", concern, by=by, done_on=str(done_on), review_on=str(review_on))
    return entry


@transaction.atomic
def close_concern(concern, *, by, reason):
    """Nothing more needs to be done, and why."""
    concern = lock(concern)
    check_close(closed=concern.closed_on is not None, entries=concern.entries.count(), reason=reason)
    check_no_detail(reason)
    concern.closed_on, concern.closed_by = timezone.localdate(), by
    concern.closed_because = reason.strip()
    concern.save(update_fields=["closed_on", "closed_by", "closed_because"])
    if concern.deadline and concern.deadline.outstanding:
        end(concern.deadline, by=by, reason="The concern was closed.")
    record("closed", concern, by=by, why=reason.strip())
    return concern
