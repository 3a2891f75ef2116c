"""Commissioning an audit, choosing and describing its cases, and asking the agencies."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from assurance.forms.audits.planning import (
    CommissionForm,
    DescribeCaseForm,
    SelectCasesForm,
    WhyForm,
    WriteAuditForm,
)
from assurance.models import Audit
from assurance.operations import audits as operations
from assurance.operations.audits.figures import agency_grades
from assurance.rules.audits import BANDS, Grade, Stage, check_move
from assurance.views.audits.deed import check_now, deed, find_audit, find_case
from partnership.access import Can, requires
from partnership.views.deed import note_reading


@requires(Can.RUN_AUDITS)
def commission_audit(request):
    """Commission an audit, or one again: `again` in the address names the earlier one."""
    asked = request.GET.get("again", "")
    earlier = Audit.objects.reported().filter(pk=int(asked)).first() if asked.isdecimal() else None
    return deed(
        request,
        CommissionForm(request.POST or None, earlier=earlier),
        operations.commission,
        template="assurance/commission_audit.html",
        goes_to=lambda audit: audit.get_absolute_url(),
        says=lambda audit: f"Audit commissioned as {audit.reference}. Next, choose its cases.",
        context={"earlier": earlier},
    )


@requires(Can.RUN_AUDITS)
def write_audit(request, pk):
    found = find_audit(request, pk)
    check_now(request, found, Stage.COMMISSIONED)
    return deed(
        request,
        WriteAuditForm(request.POST or None, audit=found),
        operations.write_audit,
        found,
        template="assurance/write_audit.html",
        goes_to=found.get_absolute_url(),
        says="Audit saved.",
        seen=found.revision,
        context={"audit": found, "saved_meanwhile": saved_meanwhile(request, found)},
    )


def saved_meanwhile(request, audit):
    """What a colleague saved since the page was opened, as rows; nothing where nobody did."""
    if request.method != "POST" or request.POST.get("seen") == str(audit.revision):
        return []
    return [
        ("What the audit is about", audit.theme),
        ("Why", audit.why),
        ("Lines of enquiry", "\n".join(line.question for line in audit.lines.all())),
        ("Source of cases", audit.practice_focus),
        ("Agencies", ", ".join(str(one) for one in audit.agencies.all())),
        ("Tools due", f"{audit.tools_due_on:%-d %B %Y}"),
        ("Report due", f"{audit.report_due_on:%-d %B %Y}"),
    ]


@requires(Can.RUN_AUDITS)
def stop_audit(request, pk):
    found = find_audit(request, pk)
    if request.method == "GET":
        check_move(found.stage, Stage.STOPPED)
    return deed(
        request,
        WhyForm(request.POST or None, label="Why are you stopping the audit?"),
        operations.stop_audit,
        found,
        template="assurance/stop_audit.html",
        goes_to=found.get_absolute_url(),
        says="Audit stopped. Nothing more is due.",
        context={"audit": found},
    )


STILL_CHANGES = (
    Stage.COMMISSIONED,
    Stage.AUDITING,
    Stage.DISCUSSING,
)  # which cases there are, and their bands


# Cases --------------------------------------------------------------------------------------------------------


@requires(Can.RUN_AUDITS)
@require_safe
def audit_cases(request, pk):
    """Every case with how it was chosen, its tools and its grades. For whoever runs audits alone."""
    found = find_audit(request, pk)
    own = agency_grades(found)
    cases = found.cases.select_related("selection__held_by", "replaced_by", "replacement").prefetch_related(
        "grades", "tools__organisation", "tools__assurance_return", "concerns"
    )
    return render(
        request,
        "assurance/audit_cases.html",
        {
            "audit": found,
            "rows": [case_row(case, own) for case in cases],
            "selections": found.selections.select_related("held_by", "selected_by").prefetch_related("cases"),
            "chooses": found.stage == Stage.COMMISSIONED,
            "discusses": found.stage == Stage.DISCUSSING,
        },
    )


def case_row(case, own):
    grades = {grade.kind: grade for grade in case.grades.all()}  # the newest of a kind comes last
    tools = [tool for tool in case.tools.all() if not tool.set_aside_at]
    return {
        "case": case,
        "bands": bands_of(case),
        "own": [(tool.organisation, own[tool.pk].label) for tool in tools if tool.pk in own],
        "came": sum(tool.assurance_return.state == "submitted" for tool in tools),
        "asked": len(tools),
        "joint": grades.get(Grade.JOINT),
        "moderated": grades.get(Grade.MODERATED),
        "concerns": sum(one.closed_at is None for one in case.concerns.all()),
    }


def bands_of(case):
    """(question, band in words) of each band."""
    asked = {"age_band": "Age", "ethnicity": "Ethnicity", "disability": "Disabled", "plan": "Plan"}
    return [
        (asked[name], dict(known).get(getattr(case, name), "Not decided yet"))
        for name, known in BANDS.items()
    ]


@requires(Can.RUN_AUDITS)
@require_safe
def audit_case(request, pk):
    """One case: bands, each agency’s tool and own grade, who was heard, every grade that was given, concerns."""
    case = find_case(request, pk)
    own = agency_grades(case.audit)
    tools = case.tools.select_related("organisation", "assurance_return__deadline", "set_aside_by")
    voices = list(case.voices.select_related("organisation", "recorded_by"))
    grades = list(case.grades.select_related("given_by", "session"))
    if voices or grades:
        note_reading(request, case)
    return render(
        request,
        "assurance/audit_case.html",
        {
            "case": case,
            "audit": case.audit,
            "bands": bands_of(case),
            "tools": [{"tool": tool, "own": own.get(tool.pk)} for tool in tools],
            "grades": grades,
            "voices": voices,
            "concerns": case.concerns.select_related("case", "organisation", "deadline"),
            "may": what_may_be_done(case),
        },
    )


def what_may_be_done(case):
    """Which links the page offers."""
    stage, stands = case.audit.stage, case.replaced_at is None
    return {
        "replace": stands and stage == Stage.COMMISSIONED,
        "describe": stands and stage in STILL_CHANGES,
        "take_out": stands and stage in STILL_CHANGES,
        "hear": stands and stage in (Stage.AUDITING, Stage.DISCUSSING),
        "tools": stands and stage == Stage.AUDITING,
        "grade": stands and stage == Stage.DISCUSSING,
        "raise": stands and stage != Stage.STOPPED,
    }


@requires(Can.RUN_AUDITS)
def select_cases(request, pk):
    found = find_audit(request, pk)
    check_now(request, found, Stage.COMMISSIONED)
    return deed(
        request,
        SelectCasesForm(request.POST or None, audit=found),
        operations.select_cases,
        found,
        template="assurance/select_cases.html",
        goes_to=reverse("assurance:audit_cases", args=[found.pk]),
        says="Cases chosen. Next, add the age, ethnicity, disability and plan bands for each.",
        context={"audit": found},
    )


@requires(Can.RUN_AUDITS)
def describe_case(request, pk):
    case = find_case(request, pk)
    check_now(request, case.audit, *STILL_CHANGES)
    return deed(
        request,
        DescribeCaseForm(request.POST or None, case=case),
        operations.describe_case,
        case,
        template="assurance/describe_case.html",
        goes_to=reverse("assurance:audit_cases", args=[case.audit_id]),
        says=f"Bands for case {case.reference} saved.",
        context={"case": case, "audit": case.audit},
    )


@requires(Can.RUN_AUDITS)
def replace_case(request, pk):
    case = find_case(request, pk)
    check_now(request, case.audit, Stage.COMMISSIONED)
    return deed(
        request,
        WhyForm(
            request.POST or None,
            label="Why are you replacing it?",
            hint="Do not write anything that identifies anyone.",
        ),
        operations.replace_case,
        case,
        template="assurance/replace_case.html",
        goes_to=reverse("assurance:audit_cases", args=[case.audit_id]),
        says=lambda new: f"Case {new.reference} replaces {case.reference}.",
        context={"case": case, "audit": case.audit},
    )


@requires(Can.RUN_AUDITS)
def take_out_case(request, pk):
    case = find_case(request, pk)
    check_now(request, case.audit, *STILL_CHANGES)
    return deed(
        request,
        WhyForm(
            request.POST or None,
            label="Why are you taking it out?",
            hint="For example, no agency knew the child. Do not write anything that identifies anyone.",
        ),
        operations.take_out_case,
        case,
        template="assurance/take_out_case.html",
        goes_to=reverse("assurance:audit_cases", args=[case.audit_id]),
        says=f"Case {case.reference} is no longer part of the audit.",
        context={"case": case, "audit": case.audit},
    )


@requires(Can.RUN_AUDITS)
@require_POST
def send_tools(request, pk):
    """Ask every agency about every case."""
    found = operations.send_tools(
        get_object_or_404(Audit.objects.visible_to(request.user), pk=pk), by=request.user
    )
    messages.success(request, "Agencies asked. Emails to their leads are on their way.")
    return redirect(found)
