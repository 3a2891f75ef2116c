"""Commissioning an audit, changing what was commissioned, and stopping it."""

from django.db import transaction
from django.utils import timezone

from assurance.models import Audit, AuditLine
from assurance.operations.audits.state import lock, move
from assurance.rules.audits import (
    REPORT_RULE,
    SOURCE,
    Source,
    Stage,
    check_at,
    check_dates,
    check_lines,
    check_nameless,
    check_source,
    grade_question,
    lines_of,
)
from partnership.access import Refused
from partnership.models import Group, Question
from partnership.operations.deadlines import end, open_fixed, replace_deadline
from partnership.operations.record import record


def next_reference(year):
    before = f"AUD-{year}-"
    numbers = [
        int(reference.removeprefix(before))
        for reference in Audit.objects.filter(reference__startswith=before).values_list(
            "reference", flat=True
        )
        if reference.removeprefix(before).isdigit()
    ]
    return f"{before}{max(numbers, default=0) + 1}"


def scale_of(questionnaire):
    """The scale in which agencies give their own grade: joint and moderated grades are given in it too."""
    questions = Question.objects.filter(section__questionnaire=questionnaire).select_related("scale")
    found = grade_question(list(questions))
    if found is None:
        raise Refused("This tool has no scale questions, so nothing could be graded. Choose another.")
    return found.scale


def open_report_deadline(audit, *, by):
    return open_fixed(
        "audit_report", "The report of a multi-agency audit", audit.report_due_on, by=by, rule=REPORT_RULE,
        source=SOURCE, reference=audit.reference, path="", owner=by, starts_on=audit.commissioned_on,
    )  # fmt: skip


def write_lines(audit, lines):
    """Its lines of enquiry; one that the audit before asked in the same words is compared with that."""
    before = {line.question.casefold(): line for line in audit.earlier.lines.all()} if audit.earlier else {}
    AuditLine.objects.bulk_create(
        AuditLine(audit=audit, number=number, question=line, earlier_line=before.get(line.casefold()))
        for number, line in enumerate(lines, 1)
    )


@transaction.atomic
def commission(
    *, by, group, theme, method, source, why, lines, practice_focus, period_from, period_until, agencies,
    questionnaire, tools_due_on, report_due_on, commissioned_on=None, meeting=None, learning_point=None,
    earlier=None,
):  # fmt: skip
    """The Planning and Delivery Group asks for an audit. Its report has a day from now on."""
    today = timezone.localdate()
    lines = lines_of(lines)
    check_lines(lines)
    check_source(source=source, earlier=earlier, learning_point=learning_point)
    check_dates(
        period_from=period_from,
        period_until=period_until,
        tools_due_on=tools_due_on,
        report_due_on=report_due_on,
        today=today,
    )
    check_nameless(theme, practice_focus, *lines)
    if commissioned_on and commissioned_on > today:
        raise Refused("The date it was commissioned must be today or in the past.")
    group = Group.objects.select_for_update(no_key=True).get(pk=group.pk)  # references count up
    same = Audit.objects.standing().filter(theme=theme.strip(), period_from=period_from).first()
    if same:
        raise Refused(f"This audit has already been commissioned, as {same.reference}.")
    audit = Audit(
        reference=next_reference((commissioned_on or today).year),
        theme=theme.strip(),
        method=method,
        source=source,
        why=why.strip(),
        learning_point=learning_point,
        earlier=earlier,
        practice_focus=practice_focus.strip(),
        period_from=period_from,
        period_until=period_until,
        group=group,
        commissioned_on=commissioned_on or today,
        commissioned_at_meeting=meeting,
        questionnaire=questionnaire,
        scale=scale_of(questionnaire),
        tools_due_on=tools_due_on,
        report_due_on=report_due_on,
        commissioned_by=by,
    )
    audit.report_deadline = open_report_deadline(audit, by=by)
    audit.save()
    audit.report_deadline.path = audit.get_absolute_url()
    audit.report_deadline.save(update_fields=["path"])
    audit.agencies.set(agencies)
    write_lines(audit, lines)
    record("commissioned", audit, by=by, source=str(source), agencies=sorted(o.code for o in agencies))
    return audit


@transaction.atomic
def write_audit(audit, *, by, seen, theme, why, lines, practice_focus, agencies, tools_due_on, report_due_on):
    """Change what was commissioned, until the agencies are asked. `seen` is the revision on the page."""
    audit = lock(audit)
    check_at(audit.stage, Stage.COMMISSIONED)
    if seen != audit.revision:
        raise Refused(
            "Someone else changed this audit while you were writing. Read their changes, then "
            "save yours again."
        )
    lines = lines_of(lines)
    check_lines(lines)
    check_nameless(theme, practice_focus, *lines)
    check_dates(
        period_from=audit.period_from,
        period_until=audit.period_until,
        tools_due_on=tools_due_on,
        report_due_on=report_due_on,
        today=timezone.localdate(),
    )
    changes = {
        "theme": theme.strip(), "why": why.strip(), "practice_focus": practice_focus.strip(),
        "tools_due_on": tools_due_on, "report_due_on": report_due_on, "revision": audit.revision + 1,
    }  # fmt: skip
    moved = report_due_on != audit.report_due_on
    for field, value in changes.items():
        setattr(audit, field, value)
    if moved:
        old = end(audit.report_deadline, by=by, reason="The audit was planned anew")
        audit.report_deadline = open_report_deadline(audit, by=by)
        audit.report_deadline.path = audit.get_absolute_url()
        audit.report_deadline.save(update_fields=["path"])
        replace_deadline(old, audit.report_deadline)
    audit.save(update_fields=[*changes, "report_deadline"])
    audit.agencies.set(agencies)
    if [line.question for line in audit.lines.all()] != lines:
        audit.lines.all().delete()
        write_lines(audit, lines)
    record("changed", audit, by=by, agencies=sorted(one.code for one in agencies))
    return audit


@transaction.atomic
def stop_audit(audit, *, by, reason):
    """It is not finished, for a stated reason: nothing of it is due any more, and what there is stays."""
    audit = lock(audit)
    if not reason.strip():
        raise Refused("Enter why you are stopping it.")
    if audit.cases.filter(concerns__closed_at=None, concerns__isnull=False).exists():
        raise Refused(
            "An immediate concern is still open. It must be answered and closed before the audit ends."
        )
    left = [audit.report_deadline] if audit.report_deadline.outstanding else []
    for session in audit.sessions.filter(held_on=None).select_related("deadline"):
        left += [session.deadline] if session.deadline.outstanding else []
    if audit.round:
        returns = audit.round.returns.filter(deadline__done_on=None, deadline__ended_on=None)
        left += [one.deadline for one in returns.select_related("deadline")]
    for deadline in left:
        end(deadline, by=by, reason="The audit was stopped")
    return move(audit, Stage.STOPPED, by=by, why=reason.strip(), stopped_because=reason.strip())


def is_re_audit(audit):
    return audit.source == Source.AUDIT
