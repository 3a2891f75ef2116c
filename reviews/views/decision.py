"""Deciding what follows, and sending back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateformat import format as format_date

from partnership.access import Can, may, requires
from reviews.forms.decision import DecideForm, SendBackForm
from reviews.models import Case, Stage
from reviews.operations import decision as operations
from reviews.operations.case import clock
from reviews.operations.rapid_review import fingerprint
from reviews.operations.rapid_review import send_back as send_case_back
from reviews.views.deed import attempt, check_standing, note_reading

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


@requires(Can.DECIDE_REVIEWS)
def decide(request, pk):
    """Everything that a decision rests on, on one page, and the decision."""
    case = find_for_decision(request, pk)
    reads = may(request.user, Can.READ_CASES) and hasattr(case, "rapid_review")
    check_standing(request, case, Stage.RR_DECISION, when_sent=not reads)
    report = case.rapid_review
    due = clock(case, "decide")
    seen = fingerprint(report)
    form = DecideForm(
        request.POST or None,
        initial={"seen": seen},
        recommendation=report.recommendation,
        due_on=due and due.due_on,
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.decide, case, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "Your decision is recorded and frozen.")
        return afterwards(request, case)
    form.look_again(seen)
    note_reading(request, case)
    return render(
        request,
        "reviews/decide.html",
        {
            "case": case,
            "report": report,
            "form": form,
            "deadline": due,
            "sections": report.sections,
            "facts": facts_of(case, report),
            "views": case.partner_views.select_related("organisation"),
            "earlier": case.decisions.select_related("decided_by", "edition"),
            "answers": case.panel_messages.all(),
            "criteria": CRITERIA,
        },
    )


@requires(Can.DECIDE_REVIEWS)
def send_back(request, pk):
    """Return the report for work, saying what is missing."""
    case = find_for_decision(request, pk)
    check_standing(request, case, Stage.RR_DECISION)
    form = SendBackForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, send_case_back, case, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The report went back for work. The time limits go on.")
        return afterwards(request, case)
    return render(
        request, "reviews/send_back.html", {"case": case, "form": form, "deadline": clock(case, "decide")}
    )
