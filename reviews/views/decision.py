"""Deciding what follows: positions, advice, conflicts of interest, the decision, and sending back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateformat import format as format_date

from partnership.access import Can, Refused, Role, may, requires
from partnership.views.deed import attempt, note_reading, told
from partnership.views.proof import asks_for_proof
from reviews.forms.decision import (
    AdviseForm,
    DecideForm,
    DeclareConflictForm,
    RecordPositionForm,
    SendBackForm,
    StatePositionForm,
)
from reviews.models import Case, Outcome, Stage
from reviews.operations import decision as operations
from reviews.operations.case import clock
from reviews.operations.rapid_review import fingerprint
from reviews.operations.rapid_review import send_back as send_case_back
from reviews.views.deed import check_standing, find_case
from reviews.views.dispute import partners_of

CRITERIA = "Child Safeguarding Practice Review and Relevant Agency (England) Regulations 2018, regulation 11"


def find_for_decision(request, pk):
    """A case whose decision is this person's under the arrangements of its day; for others there is none."""
    cases = Case.objects.for_decision_by(request.user).select_related(
        "edition", "responsible_authority", "rapid_review__drafted_by", "rapid_review__recommended_by"
    )
    return get_object_or_404(cases, pk=pk)


def afterwards(request, case):
    """Back to the case for whoever reads cases, and home for a signatory who only decides."""
    return redirect(case if may(request.user, Can.READ_CASES) else "home")


def facts_of(case, report):
    """What a decider needs to know of the case before reading the report."""
    office = case.edition.get_decides_reviews_display()
    return [
        ("Decided under", f"{case.edition}: the decision is for the {office}"),
        ("Guidance", case.get_guidance_display()),
        ("Authority of the incident", case.responsible_authority or "Not recorded"),
        ("Aware since", format_date(case.aware_on, "j F Y") if case.aware_on else "Not recorded"),
        ("Rapid review meeting", format_date(report.meeting_on, "j F Y")),
        ("Last written by", report.drafted_by),
        ("Recommended by", report.recommended_by),
    ]


def rests_on(case, report):
    """What a decision rests on, as its page and that of a partner's position show it."""
    number = operations.number_of_next(case)
    said = list(
        case.positions.filter(number=number).select_related("organisation", "stated_by", "recorded_by")
    )
    newest = {one.organisation_id: one for one in reversed(said)}
    partners = operations.partners_on(case).order_by("name")
    return {
        "case": case,
        "report": report,
        "attendees": report.attendees.select_related("organisation"),
        "sections": report.sections,
        "facts": facts_of(case, report),
        "views": case.partner_views.select_related("organisation"),
        "partners": [{"organisation": one, "position": newest.get(one.pk)} for one in partners],
        "advice": case.advice.filter(number=number).select_related("given_by"),
        "disputes": case.disputes.select_related("organisation"),
        "earlier": case.decisions.select_related("decided_by", "edition"),
        "answers": case.panel_messages.select_related("document"),
        "criteria": CRITERIA,
    }


@requires(Can.DECIDE_REVIEWS)
@asks_for_proof
def decide(request, pk):
    """Everything that a decision rests on, on one page, and the decision."""
    case = find_for_decision(request, pk)
    reads = may(request.user, Can.READ_CASES) and hasattr(case, "rapid_review")
    check_standing(request, case, Stage.RR_DECISION, when_sent=not reads)
    operations.check_unconflicted(case, request.user)
    report = case.rapid_review
    due = clock(case, "decide")
    seen = fingerprint(report)
    page = rests_on(case, report)
    form = DecideForm(
        request.POST or None,
        initial={"seen": seen},
        recommendation=report.recommendation,
        due_on=due and due.due_on,
        before=case.decision,
        panels_view=operations.panel_said(case),
        advised=bool(page["advice"]),
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.decide, case, by=request.user, **form.cleaned_data)
    ):
        told(
            request,
            "Your decision is recorded and cannot be changed. The business unit sends it to the Panel "
            "with the rapid review.",
            about=case.reference,
        )
        return afterwards(request, case)
    form.look_again(seen)
    note_reading(request, case)
    return render(
        request,
        "reviews/decide.html",
        page | {"form": form, "deadline": due, "together": together(case)},
    )


@requires(Can.SIGN_OFF_REVIEWS)
def state_position(request, pk):
    """A signatory reads the report and says whether their partner agrees with what the group recommends."""
    case = get_object_or_404(Case.objects.to_agree_on_by(request.user).select_related("edition"), pk=pk)
    check_standing(request, case, Stage.RR_DECISION, when_sent=True)
    operations.check_unconflicted(case, request.user)
    partners = partners_of(request.user)
    if not partners:
        raise Refused("You sign for no statutory partner today, so you cannot state a position.")
    report = case.rapid_review
    seen = fingerprint(report)
    asked = operations.position_asked_of(case, request.user)
    form = StatePositionForm(
        request.POST or None,
        due_on=asked and asked.due_on,
        initial={"seen": seen},
        recommendation=report.recommendation,
        organisations=partners,
    )
    if request.method == "POST" and form.is_valid():
        given = {"organisation": partners[0]} | form.cleaned_data
        if attempt(form, operations.state_position, case, by=request.user, **given):
            messages.success(
                request, "Your partner’s position is recorded. Whoever decides reads it before they do."
            )
            decides = case.edition.decides_reviews in request.user.roles
            return redirect("reviews:decide", case.pk) if decides else redirect("home")
    form.look_again(seen)
    note_reading(request, case)
    return render(
        request,
        "reviews/state_position.html",
        rests_on(case, report) | {"form": form, "own": partners, "deadline": clock(case, "decide")},
    )


@requires(Can.RUN_CASES)
def record_position(request, pk):
    """Write down what a partner said of the recommendation, or that nothing was obtained. It is marked so."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.RR_DECISION)
    if not hasattr(case, "rapid_review"):
        raise Refused("There is no rapid review to have a position on. Open the case to see its status.")
    form = RecordPositionForm(
        request.POST or None,
        recommendation=case.rapid_review.recommendation or Outcome.NONE,
        organisations=list(operations.partners_on(case)),
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.record_position, case, by=request.user, **form.cleaned_data)
    ):
        told(request, "The position is recorded on the partner’s behalf.", about=case.reference)
        return redirect(case)
    return render(
        request,
        "reviews/record_position.html",
        {"case": case, "form": form, "report": case.rapid_review, "together": together(case)},
    )


def together(case):
    """Whether the statutory partners decide, rather than one office."""
    return case.edition.decides_reviews == Role.SIGNATORY


@requires(Can.ADVISE_ON_DISPUTES)
def advise(request, pk):
    """The Independent Advisor reads the report and advises the partners, where the partners decide."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.RR_DECISION)
    if Role.INDEPENDENT_ADVISOR not in request.user.roles or not together(case):
        raise Refused("The Independent Advisor advises here, and only where the partners decide themselves.")
    form = AdviseForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.advise, case, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The partners can now see your advice.")
        return redirect(case)
    note_reading(request, case)
    return render(request, "reviews/advise.html", rests_on(case, case.rapid_review) | {"form": form})


@requires(Can.DECIDE_REVIEWS)
def declare_conflict(request, pk):
    """Say that you have a conflict of interest: you may then not decide, and another is asked for."""
    case = find_for_decision(request, pk)
    check_standing(request, case, Stage.RR_DRAFTING, Stage.RR_DECISION)
    if request.method != "POST":
        operations.check_unconflicted(case, request.user)
    form = DeclareConflictForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.declare_conflict, case, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "Your conflict of interest is recorded. The board manager is told.")
        return afterwards(request, case)
    return render(request, "reviews/declare_conflict.html", {"case": case, "form": form})


@requires(Can.DECIDE_REVIEWS)
def send_back(request, pk):
    """Return the report for work, saying what is missing."""
    case = find_for_decision(request, pk)
    check_standing(request, case, Stage.RR_DECISION)
    operations.check_unconflicted(case, request.user)
    form = SendBackForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, send_case_back, case, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The report is returned for more work. Time limits keep running.")
        return afterwards(request, case)
    return render(
        request, "reviews/send_back.html", {"case": case, "form": form, "deadline": clock(case, "decide")}
    )
