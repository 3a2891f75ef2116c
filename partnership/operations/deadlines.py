"""Opening, meeting, ending, superseding and correcting a deadline."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Deadline
from partnership.operations.record import record
from partnership.rules.deadlines import check_done, is_late
from partnership.working_days import CALENDAR


@transaction.atomic
def open_deadline(
    clock, start, *, by, reference, path, organisation=None, group=None, owner=None, role="", label=None,
    restricted=False,
):  # fmt: skip
    """Compute a due date once, and keep it with its rule, source and start. `restricted`: it tells of a case."""
    deadline = Deadline.objects.create(
        duty=clock.duty,
        label=label or clock.label,
        reference=reference,
        path=path,
        force=clock.force,
        starts_on=start,
        rule=clock.rule,
        source=clock.source,
        confirmed=clock.confirmed,
        calendar=CALENDAR,
        due_on=clock.due(start),
        target_on=clock.target(start),
        organisation=organisation,
        group=group,
        owner=owner,
        role=role,
        restricted=restricted,
    )
    record("opened", deadline, by=by, due_on=str(deadline.due_on), rule=deadline.rule)
    return deadline


@transaction.atomic
def open_fixed(
    duty, label, due_on, *, by, rule, source, reference, path,
    organisation=None, group=None, owner=None, role="", starts_on=None, force="local",
    restricted=False,
):  # fmt: skip
    """Keep a due date that people agreed rather than a clock computed."""
    deadline = Deadline.objects.create(
        duty=duty,
        label=label,
        reference=reference,
        path=path,
        force=force,
        starts_on=starts_on,
        rule=rule,
        source=source,
        due_on=due_on,
        organisation=organisation,
        group=group,
        owner=owner,
        role=role,
        restricted=restricted,
    )
    record("opened", deadline, by=by, due_on=str(due_on), rule=rule)
    return deadline


def open_for_each(
    organisations, duty, label, due_on, *, rule, source, reference, starts_on=None, force="local"
):
    """Keep the same agreed date for many organisations, in one statement: organisation id → deadline.

    For a verb that asks all of them at once, records that once, and then says where each is answered.
    """
    deadlines = Deadline.objects.bulk_create(
        Deadline(
            duty=duty,
            label=label,
            reference=reference,
            path="",
            force=force,
            starts_on=starts_on,
            rule=rule,
            source=source,
            due_on=due_on,
            organisation=organisation,
        )
        for organisation in organisations
    )
    return {deadline.organisation_id: deadline for deadline in deadlines}


def lock(deadline):
    deadline = Deadline.objects.select_for_update(no_key=True).get(pk=deadline.pk)
    if deadline.done_on:
        raise Refused(f"This was already recorded as done on {deadline.done_on:%-d %B %Y}.")
    if deadline.ended_on:
        raise Refused(f"This is no longer due: {deadline.ended_reason}")
    return deadline


@transaction.atomic
def meet(deadline, *, by, done_on=None, late_reason=""):
    """Store that it was done, and for good whether that was on time; a late one needs its reason."""
    deadline = lock(deadline)
    today = timezone.localdate()
    done_on = done_on or today
    check_done(
        due_on=deadline.due_on,
        done_on=done_on,
        starts_on=deadline.starts_on,
        today=today,
        late_reason=late_reason,
    )
    deadline.done_on = done_on
    deadline.late = is_late(deadline.due_on, done_on)
    deadline.late_reason = late_reason.strip() if deadline.late else ""
    deadline.save(update_fields=["done_on", "late", "late_reason"])
    record("met", deadline, by=by, why=deadline.late_reason, done_on=str(done_on), late=deadline.late)
    return deadline


@transaction.atomic
def end(deadline, *, by, reason):
    """It is no longer due, though it was never done. The row stays."""
    deadline = lock(deadline)
    if not reason.strip():
        raise Refused("Say why it is no longer due.")
    deadline.ended_on = timezone.localdate()
    deadline.ended_reason = reason.strip()
    deadline.save(update_fields=["ended_on", "ended_reason"])
    record("ended", deadline, by=by, why=reason)
    return deadline


def replace_deadline(old, new):
    """The new one stands in the place of the old, which stays and says so."""
    old.superseded_by = new
    old.save(update_fields=["superseded_by"])


@transaction.atomic
def supersede(deadline, clock, start, *, by, reason):
    """A start date was wrong: keep the old row as it was, and open a new one beside it."""
    old = end(deadline, by=by, reason=reason)
    new = open_deadline(
        clock,
        start,
        by=by,
        reference=old.reference,
        path=old.path,
        organisation=old.organisation,
        group=old.group,
        owner=old.owner,
        role=old.role,
        restricted=old.restricted,
    )
    replace_deadline(old, new)
    return new


@transaction.atomic
def correct_done(deadline, *, by, done_on, reason, late_reason=""):
    """The day on which it was done was recorded wrongly: the old row ends with its verdict in words, a new one is met.

    The new row is due as the old one was, from the same start and by the same rule; only what was done is judged.
    """
    old = Deadline.objects.select_for_update(no_key=True).get(pk=deadline.pk)
    if old.done_on is None:
        raise Refused("It is not recorded as done, so there is no date to correct.")
    if not reason.strip():
        raise Refused("Say why the date is corrected. The reason is kept permanently.")
    kept = {field.attname: getattr(old, field.attname) for field in Deadline._meta.concrete_fields}
    anew = dict.fromkeys(("id", "done_on", "late", "ended_on", "superseded_by_id"))
    new = Deadline.objects.create(**kept | anew | {"late_reason": "", "opened_at": timezone.now()})
    record("opened", new, by=by, due_on=str(new.due_on), rule=new.rule)
    new = meet(new, by=by, done_on=done_on, late_reason=late_reason)
    verdict = f"late: {old.late_reason}" if old.late else "on time"
    before = old.done_on
    old.done_on, old.late, old.late_reason = None, None, ""
    old.ended_on, old.superseded_by = timezone.localdate(), new
    old.ended_reason = f"Recorded as done on {before:%-d %B %Y}, {verdict}. Corrected: {reason.strip()}"
    old.save(update_fields=["done_on", "late", "late_reason", "ended_on", "ended_reason", "superseded_by"])
    record("corrected", old, by=by, why=old.ended_reason, done_on=str(done_on), before=str(before))
    return new
