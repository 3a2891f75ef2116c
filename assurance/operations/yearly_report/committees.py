"""Committees of both councils consulted on a draft: sent, considered, answered, and what changed."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assurance.models import ReportConsultation, YearlyReport
from assurance.operations.yearly_report.papers import ask_for_paper
from assurance.operations.yearly_report.snapshots import Reason, take_snapshot
from assurance.operations.yearly_report.state import lock
from partnership.access import Refused
from partnership.operations import committees
from partnership.operations.deadlines import end
from partnership.operations.record import record

IT = "the report"


@transaction.atomic
def consult_on_report(report, *, by, committee, sent_on, meets_on, snapshot=None):
    """A committee is sent a kept draft, or the text as it stands, which is kept; its meeting stands in the diary."""
    report = lock(report)
    if report.state == YearlyReport.State.PUBLISHED:
        raise Refused("The report is published. You can only consult committees before publication.")
    if snapshot is None:
        snapshot = take_snapshot(report, by=by, reason=Reason.COMMITTEE)
    if sent_on < timezone.localdate(snapshot.taken_at):
        raise Refused(
            f"Draft {snapshot.number} was kept on {timezone.localdate(snapshot.taken_at):%-d %B %Y}, so it "
            f"cannot have been sent before that. Choose another draft or date."
        )
    if report.consultations.filter(committee=committee, snapshot=snapshot).exists():
        raise Refused(f"{committee} has already been sent draft {snapshot.number}.")
    path = reverse("assurance:report_committees", args=[report.pk])
    deadline = committees.open_day(
        committee, by=by, duty="report_comments", what=f"the yearly report {report.year}", it=IT,
        sent_on=sent_on, meets_on=meets_on, reference=report.reference, path=path,
    )  # fmt: skip
    ask_for_paper(by=by, snapshot=snapshot)
    made = ReportConsultation.objects.create(
        report=report, committee=committee, snapshot=snapshot, sent_on=sent_on, deadline=deadline
    )
    record("consulted", report, by=by, committee=committee.code, draft=snapshot.number, sent_on=str(sent_on))
    return made


def lock_consultation(consultation):
    report = lock(consultation.report)
    found = (
        ReportConsultation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("committee", "deadline", "answer_deadline")
        .get(pk=consultation.pk)
    )
    found.report = report
    return found


@transaction.atomic
def record_committee(consultation, *, by, considered_on, comments="", late_reason=""):
    """What the committee said of the report, as its minutes have it, or that it had nothing to say."""
    consultation = lock_consultation(consultation)
    report = consultation.report
    if report.state == YearlyReport.State.PUBLISHED:
        raise Refused("The report is published, so comments on it cannot be changed.")
    committees.note_considered(
        consultation, by=by, duty="report_answer", it=IT, reference=report.reference,
        path=reverse("assurance:answer_committee", args=[consultation.pk]), considered_on=considered_on,
        comments=comments, late_reason=late_reason,
    )  # fmt: skip
    record(
        "recorded comments", report, by=by, committee=consultation.committee.code,
        commented=bool(consultation.comments),
    )  # fmt: skip
    return consultation


@transaction.atomic
def answer_committee(consultation, *, by, answer, what_changed="", late_reason=""):
    """What we say to its comments, and what was changed in the report because of them."""
    consultation = lock_consultation(consultation)
    committees.note_answered(
        consultation, by=by, answer=answer, late_reason=late_reason, what_changed=what_changed.strip()
    )
    record(
        "answered comments", consultation.report, by=by, committee=consultation.committee.code,
        changed=bool(what_changed.strip()),
    )  # fmt: skip
    return consultation


def check_committees(report, *, by, without=""):
    """Before publication: every comment is answered; a committee that has not met is left out with a reason."""
    asked = list(report.consultations.select_related("committee", "deadline"))
    unanswered = [one.committee.name for one in asked if one.comments and not one.answered_on]
    if unanswered:
        raise Refused(f"Answer the comments from {', '.join(unanswered)} before you publish the report.")
    waiting = [one for one in asked if one.considered_on is None]
    if waiting and not without.strip():
        names = ", ".join(one.committee.name for one in waiting)
        raise Refused(f"Not considered yet by {names}. Enter why you are publishing the report before then.")
    for one in waiting:
        if one.deadline.outstanding:
            end(one.deadline, by=by, reason=f"Published without its comments: {without.strip()}")
