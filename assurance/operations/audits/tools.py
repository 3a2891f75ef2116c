"""The agencies' own tools: asked for, set aside, given longer, and chased."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assurance.models import AuditTool
from assurance.operations.audits.letters import leads_of, write
from assurance.operations.audits.state import lock, move
from assurance.rules.audits import CLOSES_AFTER, SOURCE, Stage, check_at, check_nameless, check_ready
from partnership.access import Refused
from partnership.models import Deadline, Questionnaire, Return, Round
from partnership.operations import questionnaires
from partnership.operations.deadlines import end, open_for_each
from partnership.operations.record import record

RULE = "Set when the audit was commissioned"


@transaction.atomic
def send_tools(audit, *, by):
    """Ask each agency to fill in its tool on each case: a return and a deadline each, one letter to each lead."""
    audit = lock(audit)
    check_at(audit.stage, Stage.COMMISSIONED)
    agencies = list(audit.agencies.all())
    cases = list(audit.cases.standing())
    check_ready(cases=len(cases), described=sum(bool(one.plan) for one in cases), agencies=len(agencies))
    today = timezone.localdate()
    if audit.tools_due_on < today:
        raise Refused("The due date for tools has passed. Choose a later date before you ask the agencies.")
    Questionnaire.objects.filter(pk=audit.questionnaire_id, frozen_at=None).update(frozen_at=timezone.now())
    asked = Round.objects.create(
        purpose=Round.Purpose.AUDIT, questionnaire=audit.questionnaire, title=f"Audit: {audit.theme}"[:200],
        reference=audit.reference, about_from=audit.period_from, about_until=audit.period_until,
        opens_on=today, due_on=audit.tools_due_on, closes_on=audit.report_due_on + CLOSES_AFTER, opened_by=by,
    )  # fmt: skip
    for case in cases:
        ask(asked, case, agencies, today)
    leads = leads_of(agencies)
    for agency in agencies:
        write(
            audit, leads.get(agency.pk, []), key=f"tools:{agency.pk}", subject="Asked of you",
            label="Your agency’s tools in a multi-agency audit", path=audit.path_of_tools, due_on=audit.tools_due_on,
        )  # fmt: skip
    facts = {"cases": len(cases), "agencies": [one.code for one in agencies]}
    return move(audit, Stage.AUDITING, by=by, facts=facts, round=asked)


def ask(asked, case, agencies, today):
    """Every agency's tool on one case."""
    deadlines = open_for_each(
        agencies, "audit_tool", f"Audit tool, case {case.reference}", asked.due_on, rule=RULE, source=SOURCE,
        reference=asked.reference, starts_on=today,
    )  # fmt: skip
    returns = Return.objects.bulk_create(
        Return(round=asked, organisation=agency, about=case.reference, deadline=deadlines[agency.pk])
        for agency in agencies
    )
    for one in returns:
        one.deadline.path = reverse("assurance:return", args=[one.pk])
    Deadline.objects.bulk_update([one.deadline for one in returns], ["path"])
    AuditTool.objects.bulk_create(
        AuditTool(case=case, organisation=one.organisation, assurance_return=one) for one in returns
    )


def lock_tool(tool):
    tool = AuditTool.objects.select_related(
        "case__audit", "organisation", "assurance_return__deadline", "assurance_return__round"
    ).get(pk=tool.pk)
    tool.case.audit = lock(tool.case.audit)
    tool.refresh_from_db(fields=["set_aside_at"])
    return tool


@transaction.atomic
def set_aside_tool(tool, *, by, reason):
    """The agency never knew the child, or nothing of it can be found: its tool is no longer asked for."""
    tool = lock_tool(tool)
    check_at(tool.case.audit.stage, Stage.AUDITING)
    check_nameless(reason)
    if tool.set_aside_at:
        raise Refused("This tool has already been set aside.")
    if tool.assurance_return.state != Return.State.DRAFT:
        raise Refused("This tool has been submitted, so it cannot be set aside.")
    if not reason.strip():
        raise Refused("Enter why the agency has nothing to audit, for example that it never knew the child.")
    tool.set_aside_because, tool.set_aside_by, tool.set_aside_at = reason.strip(), by, timezone.now()
    tool.save(update_fields=["set_aside_because", "set_aside_by", "set_aside_at"])
    if tool.assurance_return.deadline.outstanding:
        end(tool.assurance_return.deadline, by=by, reason="The agency has nothing to audit in this case")
    record("set aside", tool, by=by, why=reason.strip(), audit=tool.case.audit.reference)
    return tool


@transaction.atomic
def extend_tool(tool, *, by, due_on, reason):
    """Give one agency longer with one case. The first date stays on record, with the reason."""
    tool = lock_tool(tool)
    check_at(tool.case.audit.stage, Stage.AUDITING)
    if tool.set_aside_at:
        raise Refused("This tool was set aside, so it does not need a later date.")
    return questionnaires.extend(tool.assurance_return, by=by, due_on=due_on, reason=reason)


def outstanding(audit):
    """Tools that are asked for and have not come."""
    return (
        AuditTool.objects.standing()
        .filter(case__audit=audit, case__replaced_at=None)
        .exclude(assurance_return__state=Return.State.SUBMITTED)
    )


@transaction.atomic
def chase_auditors(audit, *, by):
    """Write to the leads of every agency whose tools have not come, at most once a day. How many letters are new."""
    audit = lock(audit)
    check_at(audit.stage, Stage.AUDITING, Stage.DISCUSSING)
    today = timezone.localdate()
    agencies = set(outstanding(audit).values_list("organisation", flat=True))
    leads = leads_of(agencies)
    late = today > audit.tools_due_on
    new = sum(
        write(
            audit, leads.get(agency, []), key=f"chase:{today}:{agency}", subject="Late" if late else "Reminder",
            label="Your agency’s tools in a multi-agency audit", path=audit.path_of_tools, due_on=audit.tools_due_on,
        )
        for agency in agencies
    )  # fmt: skip
    if new:
        record("chased", audit, by=by, letters=new, agencies=len(agencies))
    return new
