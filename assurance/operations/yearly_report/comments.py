"""Members' comments on a draft: asked for, said, answered; silence holds nobody up."""

from django.db import transaction
from django.utils import timezone

from assurance.models import CommentAsked, CommentWindow, ReportComment
from assurance.operations.yearly_report.letters import write
from assurance.operations.yearly_report.snapshots import Reason, take_snapshot
from assurance.operations.yearly_report.state import lock
from assurance.rules import report_comments as law
from partnership.access import Refused, Role
from partnership.models import Person
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.record import record

MEMBERS = (Role.SIGNATORY, Role.OBSERVER, Role.LEARNING_OFFICER)  # who comments; staff may, and are not asked


def members(today):
    return Person.objects.holding(*MEMBERS, on=today).order_by("name")


@transaction.atomic
def ask_for_comments(report, *, by, asks, closes_on):
    """Keep the draft as it stands, and ask every member for comments on it until the end of a day."""
    report = lock(report)
    today = timezone.localdate()
    law.check_window(state=report.state, closes_on=closes_on, today=today, asks=asks)
    if report.windows.running().exists():
        raise Refused("Members are already being asked for comments. Close that first.")
    snapshot = take_snapshot(report, by=by, reason=Reason.COMMENTS)
    window = CommentWindow.objects.create(
        report=report, snapshot=snapshot, asks=asks.strip(), closes_on=closes_on, opened_by=by
    )
    people = list(members(today))
    for person in people:
        deadline = open_fixed(
            "comment_on_report", f"Comment on the draft of the yearly report {report.year}", closes_on, by=by,
            rule=law.RULE, source=law.SOURCE, reference=report.reference, path=window.get_absolute_url(),
            owner=person, starts_on=today,
        )  # fmt: skip
        CommentAsked.objects.create(window=window, person=person, deadline=deadline)
    write(
        report,
        f"comments:{window.pk}",
        people,
        "To comment on",
        due_on=closes_on,
        path=window.get_absolute_url(),
    )
    record(
        "asked for comments",
        report,
        by=by,
        draft=snapshot.number,
        closes_on=str(closes_on),
        asked=len(people),
    )
    return window


def lock_window(window):
    report = lock(window.report)
    found = CommentWindow.objects.select_for_update(no_key=True).get(pk=window.pk)
    found.report = report
    return found


def said(window, *, by):
    """They have answered: what they were asked is done, however much they add before it closes."""
    asked = window.asked.filter(person=by).select_related("deadline").first()
    if asked and asked.deadline.outstanding:
        meet(asked.deadline, by=by)
    return asked


def office_today(person):
    """As what somebody speaks today, such as the office they hold."""
    for appointment in person.appointments_today:
        if appointment.office:
            return appointment.office
    return next((Role(role).label for role in sorted(person.roles)), "Member")


@transaction.atomic
def comment(window, *, by, text, section=None):
    """Say something of one section of the kept draft, or of the whole, while comments are taken."""
    window = lock_window(window)
    law.check_commented(is_open=window.is_open(timezone.localdate()), closes_on=window.closes_on, text=text)
    titles = {one["key"]: one["title"] for one in window.snapshot.sections}
    if section is not None and section not in titles:
        raise Refused("That section is not in this draft. Select one that is, or the whole report.")
    if window.comments.filter(said_by=by, text=text.strip(), section=section).exists():
        raise Refused("You have already said this. Your comment is below.")
    asked = said(window, by=by)
    if asked and asked.nothing_to_say:
        asked.nothing_to_say = False
        asked.save(update_fields=["nothing_to_say"])
    made = ReportComment.objects.create(
        window=window, section=section, section_title=titles.get(section, ""), text=text.strip(), said_by=by,
        office=office_today(by),
    )  # fmt: skip
    record("commented", made, by=by, window=window.pk)
    return made


@transaction.atomic
def say_nothing(window, *, by):
    """They have read it, and have no comments."""
    window = lock_window(window)
    law.check_commented(is_open=window.is_open(timezone.localdate()), closes_on=window.closes_on, text="none")
    if window.comments.filter(said_by=by).exists():
        raise Refused("You have already commented. Your comments are below.")
    asked = said(window, by=by)
    if asked is None:
        raise Refused("You were not asked for comments on this draft.")
    asked.nothing_to_say = True
    asked.save(update_fields=["nothing_to_say"])
    record("had no comments", window, by=by)
    return asked


@transaction.atomic
def close_comments(window, *, by):
    """Take no more comments. Whoever said nothing is asked no longer, and nothing waits for them."""
    window = lock_window(window)
    if window.closed_at:
        raise Refused("Comments are already closed.")
    for asked in window.asked.select_related("deadline"):
        if asked.deadline.outstanding:
            end(
                asked.deadline,
                by=by,
                reason="Comments are closed. No comments were made.",
            )
    window.closed_at, window.closed_by = timezone.now(), by
    window.save(update_fields=["closed_at", "closed_by"])
    record("closed comments", window, by=by, comments=window.comments.count())
    return window


def close_due_windows(today=None):
    """Close every window whose last day is over; how many. Safe to run at any time, twice."""
    today = today or timezone.localdate()
    due = list(CommentWindow.objects.running().filter(closes_on__lt=today).select_related("report"))
    closed = 0
    for window in due:
        try:
            close_comments(window, by=None)
        except Refused:  # somebody closed it in between
            continue
        closed += 1
    return closed


@transaction.atomic
def answer_report_comment(comment, *, by, answer, answer_text, seen=None):
    """Say what became of a comment, and why. `seen` is the answer that the page showed."""
    window = lock_window(comment.window)
    found = ReportComment.objects.select_for_update(no_key=True).get(pk=comment.pk)
    law.check_answer(state=window.report.state, answer=answer, answer_text=answer_text)
    if seen is not None and seen != found.answer_text:
        raise Refused("A colleague answered this while you were writing. Read their answer first.")
    found.answer, found.answer_text = answer, answer_text.strip()
    found.answered_by, found.answered_at = by, timezone.now()
    found.save(update_fields=["answer", "answer_text", "answered_by", "answered_at"])
    write(
        window.report, f"answered:{found.pk}", [found.said_by], "Your comment is answered",
        path=window.get_absolute_url(),
    )  # fmt: skip
    record("answered", found, by=by, answer=answer)
    return found


def check_heard(report, *, by):
    """Before the text goes on: close what is open, and refuse while a comment has no answer. Silence is no bar."""
    for window in report.windows.running().select_related("report"):
        close_comments(window, by=by)
    law.check_all_answered(ReportComment.objects.unanswered().filter(window__report=report).count())
