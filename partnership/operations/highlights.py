"""Asking sub-groups for highlight reports, writing and sending them, and what the group above says to them."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import HighlightReport, HighlightShare, Meeting, Person
from partnership.operations import meetings
from partnership.operations.deadlines import end, meet, open_fixed, replace_deadline
from partnership.operations.documents import keep
from partnership.operations.letters import promise
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record
from partnership.rules.highlights import (
    DUE,
    check_another_date,
    check_answers,
    check_asked,
    check_awaited,
    check_move,
    check_written,
)


def tell(report, key, subject, people, *, due_on=None):
    """Write to each of these people once under this key: which report, when, where."""
    for person in people:
        promise(
            "asked", f"highlight:{report.pk}:{key}:{person.pk}", to=person, subject=f"{subject}: {report}",
            reference=str(report), label=subject, due_on=due_on, path=report.get_absolute_url(),
        )  # fmt: skip


def lock(report):
    return (
        HighlightReport.objects.select_for_update(of=("self",), no_key=True)
        .select_related("group", "meeting__group", "deadline")
        .get(pk=report.pk)
    )


def move(report, to, *, by, why="", **changes):
    """The one door of a report's state, of a report that `lock` gave."""
    old = report.state
    check_move(old, to)
    report.state = to
    for field, value in changes.items():
        setattr(report, field, value)
    report.save(update_fields=["state", *changes])
    record("moved", report, by=by, why=why, old=old, new=str(to), meeting=report.meeting.reference)
    return report


@transaction.atomic
def ask_highlights(meeting, *, by, groups, due_on):
    """Ask each of these groups for a report to that meeting; one that was asked already is not asked twice."""
    meeting = meetings.lock(meeting)
    if meeting.state == Meeting.State.CANCELLED:
        raise Refused("That meeting is cancelled. Ask for reports to another one.")
    check_asked(due_on=due_on, held_on=meeting.held_on, today=timezone.localdate())
    there = {report.group_id: report for report in meeting.highlight_reports.all()}
    groups = [
        group
        for group in groups
        if group.pk not in there or there[group.pk].state == HighlightReport.State.DROPPED
    ]
    if not groups:
        raise Refused(
            "All of these groups have been asked already. Choose another group, or another meeting."
        )
    asked = []
    for group in groups:
        deadline = open_report_deadline(meeting, group, due_on, by=by)
        if group.pk in there:  # it was no longer asked for, and now is again
            report = move(lock(there[group.pk]), HighlightReport.State.ASKED, by=by, deadline=deadline)
        else:
            report = HighlightReport.objects.create(
                group=group, meeting=meeting, deadline=deadline, asked_by=by
            )
        deadline.path = report.get_absolute_url()
        deadline.save(update_fields=["path"])
        occasion = f"asked:{deadline.pk}" if group.pk in there else "asked"
        tell(report, occasion, "Your group’s highlight report", Person.objects.chairing(group), due_on=due_on)
        record("asked", report, by=by, group=group.code, meeting=meeting.reference, due_on=str(due_on))
        asked.append(report)
    return asked


def open_report_deadline(meeting, group, due_on, *, by, path=""):
    return open_fixed(
        DUE.duty,
        f"{DUE.label} of the {group}"[:200],
        due_on,
        by=by,
        rule=f"Before the meeting {meeting.reference}",
        source=DUE.source,
        reference=meeting.reference,
        path=path,
        group=group,
        starts_on=timezone.localdate(),
    )


@transaction.atomic
def change_highlight_date(report, *, by, due_on, reason):
    """Another day for a report that is awaited. The first day stays on record with the reason; the chair is told."""
    report = lock(report)
    old = report.deadline
    check_awaited(old.outstanding)
    check_another_date(
        due_on=due_on,
        old=old.due_on,
        held_on=report.meeting.held_on,
        today=timezone.localdate(),
        reason=reason,
    )
    report.deadline = open_report_deadline(report.meeting, report.group, due_on, by=by, path=old.path)
    report.save(update_fields=["deadline"])
    old = end(old, by=by, reason=f"Due on {due_on:%-d %B %Y} instead: {reason.strip()}")
    replace_deadline(old, report.deadline)
    chairs = Person.objects.chairing(report.group)
    tell(
        report, f"date:{report.deadline_id}", "Another date for your highlight report", chairs, due_on=due_on
    )
    record("changed the date", report, by=by, why=reason.strip(), old=str(old.due_on), due_on=str(due_on))
    return report


@transaction.atomic
def write_highlight(report, *, by, seen, content=None, filename="", **texts):
    """Save what was written so far. `seen` is the revision shown: nobody writes over what they have not read."""
    report = lock(report)
    check_written(report.state)
    if str(report.revision) != str(seen):
        raise Refused(
            f"{report.saved_by} saved this report since you opened it. Their text is shown beside yours. "
            "Combine the two and save again."
        )
    for name in HighlightReport.TEXTS:
        setattr(report, name, texts[name].strip())
    if content:
        report.document = keep(
            content,
            by=by,
            title=str(report),
            filename=filename,
            download_name=f"highlight-report-{report.pk}",
        )
    report.revision += 1
    report.saved_by, report.saved_at = by, timezone.now()
    report.save(update_fields=[*HighlightReport.TEXTS, "document", "revision", "saved_by", "saved_at"])
    record("wrote", report, by=by, revision=report.revision)
    return report


@transaction.atomic
def send_highlight(report, *, by, seen="", late_reason=""):
    """Send it to the group above. It answers the voice question, and a late one says why."""
    report = lock(report)
    if seen and str(report.revision) != str(seen):
        raise Refused("It has been changed since you opened this page. Read it again before you send it.")
    check_move(report.state, HighlightReport.State.SENT)
    check_answers(done=report.done, voice=report.voice)
    if report.deadline.outstanding:
        meet(report.deadline, by=by, late_reason=late_reason)
    tell(
        report,
        f"sent:{report.revision}",
        "A highlight report was sent",
        Person.objects.chairing(report.meeting.group),
    )
    return move(report, HighlightReport.State.SENT, by=by, sent_by=by, sent_at=timezone.now())


@transaction.atomic
def send_highlight_back(report, *, by, question):
    """The group above asks something; the report goes back to whoever writes it."""
    report = lock(report)
    if not question.strip():
        raise Refused("Say what you ask, so that the group can answer it.")
    tell(
        report,
        f"back:{report.revision}",
        "A question about your highlight report",
        Person.objects.chairing(report.group),
    )
    return move(
        report, HighlightReport.State.SENT_BACK, by=by, why=question.strip(), question=question.strip()
    )


@transaction.atomic
def receive_highlight(report, *, by):
    """The group above has received it."""
    return move(
        lock(report), HighlightReport.State.RECEIVED, by=by, received_by=by, received_at=timezone.now()
    )


@transaction.atomic
def share_highlight(report, *, by, shared_on, group=None, outside=""):
    """Note that it was shared further: with a group, whose people read it from now on, or with somebody outside."""
    report = lock(report)
    outside = outside.strip()
    if report.state != HighlightReport.State.RECEIVED:
        raise Refused("It is shared once the group that it is for has received it.")
    if bool(group) == bool(outside):
        raise Refused("Choose a group, or say with whom outside it was shared: one of the two.")
    if shared_on > timezone.localdate():
        raise Refused("The day on which it was shared is in the future. Check the date.")
    if report.shares.filter(group=group, outside=outside).exists():
        raise Refused("It is already recorded that it was shared with them.")
    share = HighlightShare.objects.create(
        report=report, group=group, outside=outside, shared_on=shared_on, shared_by=by
    )
    record("shared", report, by=by, group=group.code if group else "outside", shared_on=str(shared_on))
    return share


@transaction.atomic
def take_back_share(share, *, by, reason):
    """It was not shared with them, or by mistake: a group reads it no longer. That it could until now is on record."""
    report = lock(share.report)
    share = still_there(HighlightShare.objects.select_related("group"), share)
    if not reason.strip():
        raise Refused("Say why it is not shared with them.")
    share.delete()
    record(
        "no longer shared", report, by=by, why=reason.strip(), group=share.group.code if share.group else "outside",
        shared_on=str(share.shared_on),
    )  # fmt: skip
    return report


@transaction.atomic
def drop_highlight(report, *, by, reason):
    """It is no longer asked for, such as when the meeting is cancelled."""
    report = lock(report)
    if not reason.strip():
        raise Refused("Say why it is no longer asked for.")
    if report.deadline.outstanding:
        end(report.deadline, by=by, reason=reason.strip())
    return move(report, HighlightReport.State.DROPPED, by=by, why=reason.strip())
