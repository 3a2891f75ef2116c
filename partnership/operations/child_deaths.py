"""What the Child Death Overview Panel and the partnership owe each other: reports, and concerns by reference."""

from django.db import transaction
from django.db.models import IntegerField, Max
from django.db.models.functions import Cast, Substr
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import ChildDeathConcern, ChildDeathReport, ChildDeathShare, Group
from partnership.operations.deadlines import end, meet, open_deadline, open_fixed, replace_deadline
from partnership.operations.documents import keep
from partnership.operations.record import record
from partnership.rules.boards import ACKNOWLEDGE, check_day, check_due

PANEL = "child-death-overview-panel"
SOURCE = "Published arrangements 2019, section 19"


def panel():
    """The panel of today, or None where the arrangements name none."""
    return Group.objects.on(timezone.localdate()).filter(code=PANEL).first()


def the_panel():
    found = panel()
    if found is None:
        raise Refused("The arrangements in force name no Child Death Overview Panel.")
    return found


@transaction.atomic
def ask_child_death_report(*, by, kind, covers_from, covers_until, due_on):
    """Ask the panel for a report on a time that has its end, by a day; its chair is reminded."""
    today, asked_of = timezone.localdate(), the_panel()
    kind = ChildDeathReport.Kind(kind)
    check_due(due_on, today=today)
    same = ChildDeathReport.objects.filter(panel=asked_of, kind=kind)
    check_time(covers_from, covers_until, due_on, others=same)
    deadline = expect(asked_of, kind, due_on, by=by, starts_on=today)
    report = ChildDeathReport.objects.create(
        panel=asked_of, kind=kind, covers_from=covers_from, covers_until=covers_until, asked_on=today, asked_by=by,
        deadline=deadline,
    )  # fmt: skip
    deadline.reference, deadline.path = report.reference, report.get_absolute_url()
    deadline.save(update_fields=["reference", "path"])
    record("asked", report, by=by, kind=kind, due_on=str(due_on))
    return report


def check_time(covers_from, covers_until, due_on, *, others):
    """A time that has its end, on which nothing has been asked for yet, and which is over when the report is due."""
    if covers_until <= covers_from:
        raise Refused("The report must cover a time that ends after it begins.")
    if due_on <= covers_until:
        raise Refused("The report is due after the time that it covers. Check the dates.")
    if others.filter(covers_from=covers_from, covers_until=covers_until).exists():
        raise Refused("That report has been asked for already.")


def expect(asked_of, kind, due_on, *, by, starts_on, reference="CDOP report", path=""):
    return open_fixed(
        "child_death_report", f"{kind.label} of the Child Death Overview Panel", due_on, by=by, rule="agreed date",
        source=SOURCE, reference=reference, path=path, group=asked_of, starts_on=starts_on,
    )  # fmt: skip


@transaction.atomic
def correct_child_death_report(report, *, by, covers_from, covers_until, reason, due_on=None, seen=""):
    """It was asked for with wrong dates. Once it has been received, only the time that it covers can be wrong.

    Another due date is a row of its own beside the old one. `seen` is the mark of what the page showed.
    """
    report = lock(report)
    if seen and seen != mark_of(report):
        raise Refused(
            "What is recorded of this report has changed since you opened this page. Read it as it is now, and send "
            "this again."
        )
    old, now_due = report.deadline, due_on or report.deadline.due_on
    if report.received_on and now_due != old.due_on:
        raise Refused("It has been received, so the date on which it was due stands.")
    before = (report.covers_from, report.covers_until, old.due_on)
    if (covers_from, covers_until, now_due) == before:
        raise Refused("The dates are as they were. Change the one that is wrong.")
    if not reason.strip():
        raise Refused("Say why the dates are corrected. The reason is kept permanently.")
    if report.published_on and report.published_on < covers_until:
        raise Refused(f"It was published on {report.published_on:%-d %B %Y}, so the time it covers was over.")
    same = ChildDeathReport.objects.filter(panel=report.panel_id, kind=report.kind).exclude(pk=report.pk)
    check_time(covers_from, covers_until, now_due, others=same)
    if now_due != old.due_on:
        check_due(now_due, today=timezone.localdate())
        report.deadline = expect(
            report.panel, ChildDeathReport.Kind(report.kind), now_due, by=by, starts_on=report.asked_on,
            reference=report.reference, path=report.get_absolute_url(),
        )  # fmt: skip
        old = end(old, by=by, reason=f"It is due on {now_due:%-d %B %Y}: {reason.strip()}")
        replace_deadline(old, report.deadline)
    report.covers_from, report.covers_until = covers_from, covers_until
    report.save(update_fields=["covers_from", "covers_until", "deadline"])
    names = ("covers_from", "covers_until", "due_on")
    record(
        "corrected", report, by=by, why=reason,
        **dict(zip(names, map(str, (covers_from, covers_until, now_due)), strict=True)),
        before=dict(zip(names, map(str, before), strict=True)),
    )  # fmt: skip
    return report


def mark_of(report):
    """What changes as soon as one of its dates does."""
    return (
        f"{report.covers_from} {report.covers_until} {report.deadline.due_on} {report.received_on or 'none'}"
    )


def lock(report):
    return (
        ChildDeathReport.objects.select_for_update(of=("self",), no_key=True)
        .select_related("deadline")
        .get(pk=report.pk)
    )


def check_received(report):
    if report.received_on is None:
        raise Refused("It has not been received yet. Record that first.")


@transaction.atomic
def receive_child_death_report(
    report, *, by, received_on, summary, notified=None, reviewed=None, modifiable=None, given_also_to="",
    late_reason="", content=None, filename="",
):  # fmt: skip
    """The panel has reported: what it says in short, and its counts."""
    report = lock(report)
    if report.received_on:
        raise Refused(f"It was received on {report.received_on:%-d %B %Y} already.")
    if not summary.strip():
        raise Refused("Say in short what the report says.")
    if modifiable is not None and (reviewed is None or modifiable > reviewed):
        raise Refused(
            "Reviews that found modifiable factors cannot be more than all reviews. Check the counts."
        )
    check_day(received_on, what="received", since=report.asked_on, today=timezone.localdate())
    meet(report.deadline, by=by, done_on=received_on, late_reason=late_reason)
    report.received_on, report.summary = received_on, summary.strip()
    report.notified, report.reviewed, report.modifiable = notified, reviewed, modifiable
    report.given_also_to = given_also_to.strip()
    if content:
        report.document = keep(
            content,
            by=by,
            title=str(report),
            filename=filename,
            download_name=f"child-death-report-{report.pk}",
        )
    report.save(
        update_fields=["received_on", "summary", *ChildDeathReport.COUNTS, "given_also_to", "document"]
    )
    record("received", report, by=by, received_on=str(received_on))
    return report


@transaction.atomic
def share_child_death_report(report, *, by, group, shared_on):
    """A group's people read it from now on, small counts left out."""
    report = lock(report)
    check_received(report)
    check_day(shared_on, what="shared", since=report.received_on, today=timezone.localdate())
    if report.shares.filter(group=group).exists():
        raise Refused("It is shared with that group already.")
    share = ChildDeathShare.objects.create(report=report, group=group, shared_on=shared_on, shared_by=by)
    record("shared", report, by=by, group=group.code, shared_on=str(shared_on))
    return share


@transaction.atomic
def consider_child_death_report(report, *, by, meeting, considered_as):
    """Note at which meeting it was considered, and what was said to it."""
    report = lock(report)
    check_received(report)
    if meeting.held_on < report.received_on:
        raise Refused("That meeting was before the report was received. Choose a later one.")
    if report.considered_at_id:
        raise Refused("The meeting that considered it is already recorded.")
    if not considered_as.strip():
        raise Refused("Say what the meeting said to it.")
    report.considered_at, report.considered_as = meeting, considered_as.strip()
    report.save(update_fields=["considered_at", "considered_as"])
    record("considered", report, by=by, meeting=meeting.reference)
    return report


@transaction.atomic
def note_child_death_publication(report, *, by, published_on, address):
    """The panel has published its yearly report: when and where."""
    report = lock(report)
    check_received(report)
    if report.kind != ChildDeathReport.Kind.YEARLY:
        raise Refused("Only the panel’s yearly report is published.")
    check_day(published_on, what="published", since=report.covers_until, today=timezone.localdate())
    report.published_on, report.address = published_on, address
    report.save(update_fields=["published_on", "address"])
    record("noted publication", report, by=by, published_on=str(published_on))
    return report


# Concerns --------------------------------------------------------------------------------------------------


def next_reference(year):
    last = (
        ChildDeathConcern.objects.filter(reference__startswith=f"CDC-{year}-")
        .annotate(number=Cast(Substr("reference", 10), IntegerField()))
        .aggregate(last=Max("number"))["last"]
    )
    return f"CDC-{year}-{(last or 0) + 1:03}"


@transaction.atomic
def pass_concern(*, by, direction, passed_on, office, their_reference=""):
    """Note that a concern was passed on, by reference only, and that it must be acknowledged."""
    asked = Group.objects.select_for_update(no_key=True).get(pk=the_panel().pk)  # one number at a time
    direction = ChildDeathConcern.Direction(direction)
    check_day(passed_on, what="passed on", today=timezone.localdate())
    same = ChildDeathConcern.objects.filter(
        direction=direction, their_reference=their_reference, passed_on=passed_on
    )
    if their_reference and same.exists():
        raise Refused("That concern is already recorded, with the same reference and date.")
    reference = next_reference(passed_on.year)
    deadline = open_deadline(
        ACKNOWLEDGE, passed_on, by=by, reference=reference, path="", role=Role.BOARD_OFFICER, restricted=True
    )
    concern = ChildDeathConcern.objects.create(
        reference=reference, direction=direction, panel=asked, their_reference=their_reference, passed_on=passed_on,
        office=office.strip(), deadline=deadline, noted_by=by,
    )  # fmt: skip
    deadline.path = reverse("acknowledge_concern", args=[concern.pk])
    deadline.save(update_fields=["path"])
    record("passed concern", concern, by=by, direction=direction, passed_on=str(passed_on))
    return concern


@transaction.atomic
def acknowledge_concern(
    concern, *, by, acknowledged_on, acknowledged_by, outcome, their_reference="", late_reason=""
):
    """It was acknowledged: when, by which office, and what followed, in one of a few words."""
    concern = (
        ChildDeathConcern.objects.select_for_update(of=("self",), no_key=True)
        .select_related("deadline")
        .get(pk=concern.pk)
    )
    if concern.acknowledged_on:
        raise Refused(f"It was acknowledged on {concern.acknowledged_on:%-d %B %Y} already.")
    check_day(acknowledged_on, what="acknowledged", since=concern.passed_on, today=timezone.localdate())
    meet(concern.deadline, by=by, done_on=acknowledged_on, late_reason=late_reason)
    concern.acknowledged_on, concern.acknowledged_by = acknowledged_on, acknowledged_by.strip()
    concern.outcome = ChildDeathConcern.Outcome(outcome)
    concern.their_reference = their_reference or concern.their_reference
    concern.save(update_fields=["acknowledged_on", "acknowledged_by", "outcome", "their_reference"])
    record("acknowledged", concern, by=by, outcome=concern.outcome, acknowledged_on=str(acknowledged_on))
    return concern
