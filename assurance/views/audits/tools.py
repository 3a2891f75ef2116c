"""The agencies’ side of an audit, and what staff do about their tools and about concerns."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from assurance.forms.audits.planning import WhyForm
from assurance.forms.audits.work import AnswerConcernForm, CloseConcernForm, RaiseConcernForm
from assurance.forms.round_deeds import ExtendForm
from assurance.models import Audit, AuditCase, AuditTool, ImmediateConcern
from assurance.operations import audits as operations
from assurance.rules.audits import Stage
from assurance.views.audits.deed import check_now, deed, find_audit
from partnership.access import Can, may, requires
from partnership.views.deed import note_reading


@requires(Can.ANSWER_RETURNS)
@require_safe
def audit_tools(request, pk):
    """What one’s own agency is asked in an audit, case by case, with how to raise a concern."""
    found = get_object_or_404(Audit.objects.answered_by(request.user), pk=pk)
    tools = (
        AuditTool.objects.filled_by(request.user)
        .filter(case__audit=found, case__replaced_at=None)
        .select_related("case", "organisation", "assurance_return__deadline")
        .order_by("case__number", "organisation__name")
    )
    concerns = ImmediateConcern.objects.visible_to(request.user).filter(case__audit=found)
    return render(
        request,
        "assurance/audit_tools.html",
        {
            "audit": found,
            "tools": tools,
            "sets_aside": found.stage == Stage.AUDITING,
            "sessions": found.sessions.all(),
            "concerns": concerns.select_related("case", "organisation", "deadline"),
            "reads": may(request.user, Can.READ_AUDITS),
        },
    )


@requires(Can.ANSWER_RETURNS, Can.RUN_AUDITS)
def set_aside_tool(request, pk):
    """The agency never knew the child."""
    tool = get_object_or_404(
        AuditTool.objects.visible_to(request.user).select_related("case__audit", "organisation"), pk=pk
    )
    check_now(request, tool.case.audit, Stage.AUDITING)
    return deed(
        request,
        WhyForm(
            request.POST or None,
            label="Why does the agency have nothing to audit?",
            hint="For example, never knew the child. Do not write anything that identifies anyone.",
        ),
        operations.set_aside_tool,
        tool,
        template="assurance/set_aside_tool.html",
        goes_to=way_back(request, tool.case),
        says="Tool set aside. It is no longer due.",
        context={
            "tool": tool, "case": tool.case, "audit": tool.case.audit, "back": way_back(request, tool.case)
        },
    )  # fmt: skip


def way_back(request, case):
    """Staff go back to the case, an agency to its own tools."""
    return case.get_absolute_url() if may(request.user, Can.RUN_AUDITS) else case.audit.path_of_tools


@requires(Can.RUN_AUDITS)
def extend_tool(request, pk):
    tool = get_object_or_404(
        AuditTool.objects.visible_to(request.user).select_related(
            "case__audit", "organisation", "assurance_return__deadline", "assurance_return__round"
        ),
        pk=pk,
    )
    check_now(request, tool.case.audit, Stage.AUDITING)
    return deed(
        request,
        ExtendForm(request.POST or None),
        operations.extend_tool,
        tool,
        template="assurance/extend_tool.html",
        goes_to=tool.case.get_absolute_url(),
        says=f"{tool.organisation} has more time for case {tool.case.reference}. We have written to its leads.",
        context={"tool": tool, "case": tool.case, "audit": tool.case.audit},
    )


@requires(Can.RUN_AUDITS)
@require_POST
def chase_auditors(request, pk):
    """Write to everybody who owes a tool, once a day."""
    found = find_audit(request, pk)
    new = operations.chase_auditors(found, by=request.user)
    if new:
        messages.success(request, f"{new} letter{'s are' if new > 1 else ' is'} on the way.")
    else:
        messages.info(
            request,
            "Everyone with an outstanding tool has been reminded today, or there are none outstanding.",
        )
    return redirect(found)


# Immediate concerns -------------------------------------------------------------------------------------------


def cases_to_raise_on(person):
    """Cases on which this person may raise a concern: any for whoever runs audits, else those of own tools."""
    if may(person, Can.RUN_AUDITS):
        return AuditCase.objects.all()
    return AuditCase.objects.filter(tools__in=AuditTool.objects.filled_by(person)).distinct()


@requires(Can.ANSWER_RETURNS, Can.RUN_AUDITS)
def raise_concern(request, pk):
    """A child may not be safe now."""
    case = get_object_or_404(cases_to_raise_on(request.user).select_related("audit"), pk=pk)
    form = RaiseConcernForm(request.POST or None, agencies=case.audit.agencies.all())
    own = case.audit.agencies.filter(pk__in=request.user.answers_for).first()
    form.initial = {"organisation": own and own.pk}
    return deed(
        request,
        form,
        operations.raise_concern,
        case,
        template="assurance/raise_concern.html",
        goes_to=lambda concern: concern.get_absolute_url(),
        says="Concern raised. We are writing to the agency’s lead and the board manager now.",
        context={"case": case, "audit": case.audit, "back": way_back(request, case)},
    )


def find_concern(request, pk):
    return get_object_or_404(
        ImmediateConcern.objects.visible_to(request.user).select_related(
            "case__audit", "organisation", "deadline", "raised_by", "responded_by", "closed_by"
        ),
        pk=pk,
    )


@requires(Can.ANSWER_RETURNS, Can.RUN_AUDITS)
@require_safe
def concern(request, pk):
    """What the concern is, what was done, and whether it is closed."""
    found = find_concern(request, pk)
    note_reading(request, found)
    runs = may(request.user, Can.RUN_AUDITS)
    own = ImmediateConcern.objects.answerable_by(request.user).filter(pk=found.pk).exists()
    return render(
        request,
        "assurance/concern.html",
        {
            "concern": found,
            "case": found.case,
            "audit": found.case.audit,
            "answers": found.responded_at is None and (runs or own),
            "closes": runs and found.responded_at and not found.closed_at
            and found.responded_by_id != request.user.pk,
            "runs": runs,
            "back": way_back(request, found.case),
        },
    )  # fmt: skip


@requires(Can.ANSWER_RETURNS, Can.RUN_AUDITS)
def answer_concern(request, pk):
    found = find_concern(request, pk)
    if not may(request.user, Can.RUN_AUDITS):
        found = get_object_or_404(
            ImmediateConcern.objects.answerable_by(request.user).select_related(
                "case__audit", "organisation", "deadline"
            ),
            pk=pk,
        )
    due_on = found.deadline.due_on if found.deadline.outstanding else None
    note_reading(request, found)
    return deed(
        request,
        AnswerConcernForm(request.POST or None, due_on=due_on),
        operations.answer_concern,
        found,
        template="assurance/answer_concern.html",
        goes_to=found.get_absolute_url(),
        says="Answer saved. We are writing to the person who raised the concern and the board manager.",
        context={
            "concern": found, "case": found.case, "audit": found.case.audit, "back": found.get_absolute_url()
        },
    )  # fmt: skip


@requires(Can.RUN_AUDITS)
def close_concern(request, pk):
    found = find_concern(request, pk)
    note_reading(request, found)
    return deed(
        request,
        CloseConcernForm(request.POST or None),
        operations.close_concern,
        found,
        template="assurance/close_concern.html",
        goes_to=reverse("assurance:concern", args=[found.pk]),
        says="Concern closed.",
        context={
            "concern": found, "case": found.case, "audit": found.case.audit, "back": found.get_absolute_url()
        },
    )  # fmt: skip
