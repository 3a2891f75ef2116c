"""Going through the cases together, and writing down what was found."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from assurance.forms.audits.planning import WhyForm
from assurance.forms.audits.work import (
    ChangeRecommendationForm,
    ChangeSessionForm,
    FindingForm,
    GradeForm,
    HoldSessionForm,
    ModerateGradeForm,
    PlanSessionForm,
    RecommendForm,
    SummaryForm,
    TakeOutVoiceForm,
    VoiceForm,
)
from assurance.models import Audit, AuditCase, AuditLine, AuditRecommendation, CaseVoice, JointSession
from assurance.operations import audits as operations
from assurance.operations.audits.figures import agency_grades
from assurance.operations.audits.reporting import good_practice
from assurance.operations.audits.tools import outstanding
from assurance.rules.audits import Stage
from assurance.views.audits.deed import check_now, deed, find_audit, find_case
from partnership.access import Can, requires
from partnership.rules.plain import as_kept
from partnership.views.deed import note_reading
from reviews.forms.learning import LearnFromElsewhereForm, OpenActionForm

SESSIONS = (Stage.AUDITING, Stage.DISCUSSING)  # while agencies may still meet about the cases


@requires(Can.RUN_AUDITS)
def record_voice(request, pk):
    case = find_case(request, pk)
    check_now(request, case.audit, Stage.AUDITING, Stage.DISCUSSING)
    return deed(
        request,
        VoiceForm(request.POST or None, agencies=case.audit.agencies.all()),
        operations.record_voice,
        case,
        template="assurance/record_voice.html",
        goes_to=case.get_absolute_url(),
        says="Saved.",
        context={"case": case, "audit": case.audit},
    )


@requires(Can.RUN_AUDITS)
def take_out_voice(request, pk):
    """Consent was withdrawn, or it was recorded by mistake: the words go, at whatever stage the audit is."""
    cases = AuditCase.objects.visible_to(request.user)
    voice = get_object_or_404(
        CaseVoice.objects.filter(case__in=cases).select_related("case__audit", "organisation"), pk=pk
    )
    note_reading(request, voice.case)
    return deed(
        request,
        TakeOutVoiceForm(request.POST or None, voice=voice),
        operations.take_out_voice,
        voice,
        template="assurance/take_out_voice.html",
        goes_to=voice.case.get_absolute_url(),
        says="It is taken out. The record shows that it was there and why it went, without the words.",
        context={
            "voice": voice,
            "case": voice.case,
            "audit": voice.case.audit,
            "quoted": operations.quoted_in(voice),
        },
    )


@requires(Can.RUN_AUDITS)
def plan_session(request, pk):
    found = find_audit(request, pk)
    check_now(request, found, *SESSIONS)
    return deed(
        request,
        PlanSessionForm(request.POST or None, person=request.user),
        operations.plan_session,
        found,
        template="assurance/plan_session.html",
        goes_to=found.get_absolute_url(),
        says="Session planned. We have written to the agencies’ leads.",
        context={"audit": found},
    )


def find_session(request, pk):
    return get_object_or_404(
        JointSession.objects.filter(audit__in=Audit.objects.visible_to(request.user)).select_related(
            "audit", "deadline"
        ),
        pk=pk,
    )


def deed_on_session(request, form, operation, session, **more):
    """A deed on a joint session, from whose page one comes back to its audit."""
    audit = session.audit
    return deed(
        request, form, operation, session,
        goes_to=audit.get_absolute_url(), context={"session": session, "audit": audit}, **more,
    )  # fmt: skip


@requires(Can.RUN_AUDITS)
def change_session(request, pk):
    """Another day or place."""
    session = find_session(request, pk)
    check_now(request, session.audit, *SESSIONS)
    operations.check_to_come(session)
    return deed_on_session(
        request,
        ChangeSessionForm(request.POST or None, session=session, person=request.user),
        operations.change_session,
        session,
        template="assurance/change_session.html",
        says=f"Session {session.number} saved. We have written to the agencies’ leads.",
    )


@requires(Can.RUN_AUDITS)
def call_off_session(request, pk):
    """It does not take place."""
    session = find_session(request, pk)
    operations.check_to_come(session)
    return deed_on_session(
        request,
        WhyForm(request.POST or None, label="Why is it not taking place?"),
        operations.call_off_session,
        session,
        template="assurance/call_off_session.html",
        says="Session called off. We have written to the agencies’ leads.",
    )


@requires(Can.RUN_AUDITS)
def hold_session(request, pk):
    session = find_session(request, pk)
    check_now(request, session.audit, *SESSIONS)
    return deed_on_session(
        request,
        HoldSessionForm(request.POST or None, session=session, agencies=session.audit.agencies.all()),
        operations.hold_session,
        session,
        template="assurance/hold_session.html",
        says="Session recorded.",
    )


@requires(Can.RUN_AUDITS)
def begin_discussion(request, pk):
    """Close the agencies’ part, with a reason where tools are missing."""
    found = find_audit(request, pk)
    check_now(request, found, Stage.AUDITING)
    missing = outstanding(found).select_related("organisation", "case")
    form = WhyForm(
        request.POST or None,
        label="Why are you going on without them?" if missing else "Is there anything to say about it?",
        required=bool(missing),
    )
    return deed(
        request,
        form,
        operations.begin_discussion,
        found,
        template="assurance/begin_discussion.html",
        goes_to=found.get_absolute_url(),
        says="The discussion has begun. Plan and record joint sessions, and grade each case.",
        context={"audit": found, "missing": missing},
    )


@requires(Can.RUN_AUDITS)
def grade_case(request, pk):
    case = find_case(request, pk)
    check_now(request, case.audit, Stage.DISCUSSING)
    return deed(
        request,
        GradeForm(request.POST or None, case=case),
        operations.grade_case,
        case,
        template="assurance/grade_case.html",
        goes_to=case.get_absolute_url(),
        says=f"The joint grade for case {case.reference} saved.",
        context={"case": case, "audit": case.audit, "own": own_grades(case)},
    )


def own_grades(case):
    """What agencies gave themselves: (agency, label)."""
    own = agency_grades(case.audit)
    tools = case.tools.select_related("organisation")
    return [(tool.organisation, own[tool.pk].label) for tool in tools if tool.pk in own]


@requires(Can.RUN_AUDITS)
def moderate_case(request, pk):
    case = find_case(request, pk)
    check_now(request, case.audit, Stage.DISCUSSING)
    note_reading(request, case)
    return deed(
        request,
        ModerateGradeForm(request.POST or None, case=case),
        operations.moderate_case,
        case,
        template="assurance/moderate_case.html",
        goes_to=case.get_absolute_url(),
        says=f"The moderated grade for case {case.reference} saved with the joint one.",
        context={
            "case": case,
            "audit": case.audit,
            "own": own_grades(case),
            "joint": case.grades.filter(kind="joint").last(),
        },
    )


@requires(Can.RUN_AUDITS)
@require_POST
def begin_writing(request, pk):
    """Every case is graded: the report is written."""
    found = operations.begin_writing(find_audit(request, pk), by=request.user)
    messages.success(request, "Write what was found on each line of enquiry, then the summary.")
    return redirect(found)


@requires(Can.RUN_AUDITS)
def discuss_again(request, pk):
    found = find_audit(request, pk)
    check_now(request, found, Stage.WRITING)
    return deed(
        request,
        WhyForm(request.POST or None, label="What needs to be discussed again?"),
        operations.discuss_again,
        found,
        template="assurance/discuss_again.html",
        goes_to=found.get_absolute_url(),
        says="The audit has gone back to discussion. Grade the cases again where something has changed.",
        context={"audit": found},
    )


# Findings -----------------------------------------------------------------------------------------------------


@requires(Can.RUN_AUDITS)
def write_finding(request, pk):
    """What was found on one line. Two people who write at once see each other’s words."""
    line = get_object_or_404(
        AuditLine.objects.filter(audit__in=Audit.objects.visible_to(request.user)).select_related(
            "audit__earlier", "written_by"
        ),
        pk=pk,
    )
    check_now(request, line.audit, Stage.WRITING)
    note_reading(request, line)
    return deed(
        request,
        FindingForm(request.POST or None, line=line),
        operations.write_finding,
        line,
        template="assurance/write_finding.html",
        goes_to=line.get_absolute_url(),
        says=f"Finding on line {line.number} saved.",
        seen=line.revision,
        context={
            "line": line,
            "audit": line.audit,
            "good": good_practice(line.audit),
            "meanwhile": request.method == "POST" and str(line.revision) != request.POST.get("seen", ""),
        },
    )


@requires(Can.RUN_AUDITS)
def write_audit_summary(request, pk):
    found = find_audit(request, pk)
    check_now(request, found, Stage.WRITING)
    seen = as_kept(request.POST.get("seen", ""))
    return deed(
        request,
        SummaryForm(request.POST or None, audit=found),
        operations.write_summary,
        found,
        template="assurance/write_audit_summary.html",
        goes_to=found.get_absolute_url(),
        says="Summary saved.",
        seen=found.summary,
        context={"audit": found, "meanwhile": request.method == "POST" and seen != found.summary},
    )


@requires(Can.RUN_AUDITS)
def recommend(request, pk):
    found = find_audit(request, pk)
    check_now(request, found, Stage.WRITING)
    return deed(
        request,
        RecommendForm(request.POST or None, audit=found),
        operations.recommend,
        found,
        template="assurance/recommend.html",
        goes_to=found.get_absolute_url(),
        says="Recommendation saved. You can now open actions for it.",
        context={"audit": found},
    )


def find_recommendation(request, pk):
    return get_object_or_404(
        AuditRecommendation.objects.filter(audit__in=Audit.objects.visible_to(request.user)).select_related(
            "audit"
        ),
        pk=pk,
    )


@requires(Can.RUN_AUDITS)
def change_recommendation(request, pk):
    """Other words, or another line of enquiry, until the report is made."""
    found = find_recommendation(request, pk)
    check_now(request, found.audit, Stage.WRITING)
    seen = as_kept(request.POST.get("seen", ""))
    return deed(
        request,
        ChangeRecommendationForm(request.POST or None, recommendation=found),
        operations.change_recommendation,
        found,
        template="assurance/change_recommendation.html",
        goes_to=found.audit.get_absolute_url(),
        says=f"Recommendation {found.number} saved.",
        seen=found.text,
        context={
            "recommendation": found,
            "audit": found.audit,
            "meanwhile": request.method == "POST" and seen != found.text,
        },
    )


@requires(Can.RUN_AUDITS)
def remove_recommendation(request, pk):
    """It was added by a slip, or twice."""
    found = find_recommendation(request, pk)
    check_now(request, found.audit, Stage.WRITING)
    return deed(
        request,
        WhyForm(request.POST or None, label="Why are you removing it?"),
        operations.remove_recommendation,
        found,
        template="assurance/remove_recommendation.html",
        goes_to=found.audit.get_absolute_url(),
        says="Recommendation removed.",
        context={"recommendation": found, "audit": found.audit},
    )


class AuditActionForm(OpenActionForm):
    """What is to be done about a recommendation, by whom and by when."""

    def asked(self, person):
        given = super().asked(person)
        given.pop("recommendation")
        return given


@requires(Can.RUN_AUDITS)
def open_audit_action(request, pk):
    recommendation = find_recommendation(request, pk)
    audit = recommendation.audit
    check_now(request, audit, Stage.WRITING, Stage.REPORTED)
    form = AuditActionForm(request.POST or None)
    asks = form.asked
    form.asked = lambda: asks(request.user)
    return deed(
        request,
        form,
        operations.open_audit_action,
        recommendation,
        template="assurance/open_audit_action.html",
        goes_to=audit.get_absolute_url(),
        says=lambda opened: (
            f"{len(opened)} action{'s are' if len(opened) > 1 else ' is'} open. "
            "Whoever does the work finds it on their home page."
        ),
        context={"recommendation": recommendation, "audit": audit},
    )


@requires(Can.RUN_AUDITS)
def note_audit_learning(request, pk):
    found = find_audit(request, pk)
    check_now(request, found, Stage.WRITING, Stage.REPORTED)
    return deed(
        request,
        LearnFromElsewhereForm(request.POST or None),
        operations.note_audit_learning,
        found,
        template="assurance/note_audit_learning.html",
        goes_to=found.get_absolute_url(),
        says="Learning point recorded.",
        context={"audit": found},
    )
