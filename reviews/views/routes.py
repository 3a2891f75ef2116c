"""Leaving the usual way: no rapid review, criteria not met after all, nothing more, and the national review."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, requires
from partnership.operations.record import record
from partnership.views.deed import carried_out, note_reading
from partnership.views.files import send_file
from reviews.forms.routes import (
    AgreeForm,
    BeginNationalReviewForm,
    CloseWithoutActionForm,
    EndNationalReviewForm,
    FindNotMetForm,
    NoRapidReviewForm,
)
from reviews.models import Case, NotMet, Stage
from reviews.operations import national
from reviews.operations import routes as operations
from reviews.rules.case import NEXT
from reviews.rules.routes import asks_about_abuse, misfits
from reviews.views.decision import afterwards, find_for_decision
from reviews.views.deed import check_standing, find_case

NATIONAL_FROM = tuple(Stage(stage) for stage, to in NEXT.items() if "national" in to)


def what_is_known(case):
    """What somebody who decides without the case's own page needs to have before them."""
    return {
        "case": case,
        "children": case.children.all(),
        "partner_views": case.partner_views.select_related("organisation"),
        "findings": case.findings_not_met.select_related("asked_by", "answered_by", "evidence"),
    }


@requires(Can.CLOSE_CASES)
def no_rapid_review(request, pk):
    """A looked-after child's death without abuse or neglect, or a care leaver's: record it, or review it locally."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.NOTIFIED)
    children = list(case.children.all())
    form = NoRapidReviewForm(
        request.POST or None, asks_about_abuse=asks_about_abuse(children, case.abuse_or_neglect)
    )
    if carried_out(request, form, operations.no_rapid_review, case):
        messages.success(
            request, "It is recorded that no rapid review is required. Its time limits have ended."
        )
        return redirect(case)
    return render(
        request,
        "reviews/no_rapid_review.html",
        {"case": case, "form": form, "misfits": misfits(children, case.abuse_or_neglect)},
    )


@requires(Can.RUN_CASES)
def find_not_met(request, pk):
    """Record, for the authority, that the criteria were not met after all."""
    case = find_case(request, pk)
    check_standing(request, case, *operations.NOT_MET_FROM)
    form = FindNotMetForm(request.POST or None, request.FILES or None)
    if carried_out(request, form, operations.find_not_met, case):
        messages.success(
            request, f"It is recorded. The next step is for the {case.edition.get_decides_reviews_display()}."
        )
        return redirect(case)
    return render(request, "reviews/find_not_met.html", {"case": case, "form": form})


@requires(Can.DECIDE_REVIEWS)
def confirm_not_met(request, pk):
    """Whoever decides agrees, or does not, that the criteria were not met."""
    case = find_for_decision(request, pk)
    known = what_is_known(case)
    finding = next((one for one in known["findings"] if one.waiting), None)
    if finding is None:
        raise Refused("There is nothing to confirm in this case.")
    form = AgreeForm(request.POST or None, initial={"seen": str(finding.pk)})
    answered = carried_out(request, form, operations.confirm_not_met, case)
    if answered and answered.agreed:
        messages.success(request, "You have confirmed it. Decide now what follows.")
        return redirect("reviews:choose_local_review", case.pk)
    if answered:
        messages.success(request, "Your answer is recorded, and the case goes on as before.")
        return afterwards(request, case)
    form.look_again(str(finding.pk))
    note_reading(request, case)
    return render(request, "reviews/confirm_not_met.html", known | {"form": form, "finding": finding})


@requires(Can.READ_CASES, Can.DECIDE_REVIEWS)
@require_safe
def told_the_panel(request, pk):
    """The document that shows how the Panel was told, to whoever reads the case or decides on it."""
    finding = get_object_or_404(NotMet.objects.select_related("case", "evidence"), pk=pk)
    theirs = Case.objects.visible_to(request.user) | Case.objects.for_decision_by(request.user)
    if finding.evidence is None or not theirs.filter(pk=finding.case_id).exists():
        raise Http404
    record("read file", finding, by=request.user, checksum=finding.evidence.checksum)
    return send_file(finding.evidence, finding.evidence.download_name)


@requires(Can.DECIDE_REVIEWS)
def close_without_action(request, pk):
    """Whoever decides: nothing more is done."""
    case = find_for_decision(request, pk)
    check_standing(request, case, *operations.UNDECIDED, when_sent=True)
    form = CloseWithoutActionForm(request.POST or None)
    if carried_out(request, form, operations.close_without_action, case):
        messages.success(request, f"{case.reference} is closed without further action.")
        return afterwards(request, case)
    note_reading(request, case)
    return render(request, "reviews/close_without_action.html", what_is_known(case) | {"form": form})


@requires(Can.RUN_CASES)
def begin_national_review(request, pk):
    """The Panel reviews the case nationally; what becomes of ours is chosen."""
    case = find_case(request, pk)
    check_standing(request, case, *NATIONAL_FROM)
    form = BeginNationalReviewForm(request.POST or None, ours=case.stage != Stage.AWAIT_PANEL)
    if carried_out(request, form, national.begin_national_review, case):
        messages.success(request, "It is recorded that the Panel reviews the case nationally.")
        return redirect(case)
    return render(request, "reviews/begin_national_review.html", {"case": case, "form": form})


@requires(Can.RUN_CASES)
def end_national_review(request, pk):
    """The national review has reported: what that means here."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.NATIONAL)
    form = EndNationalReviewForm(request.POST or None)
    if carried_out(request, form, national.end_national_review, case):
        messages.success(request, "The national review is over. Add what is to be done and learnt here.")
        return redirect(case)
    return render(
        request,
        "reviews/end_national_review.html",
        {"case": case, "form": form, "national": case.national_reviews.filter(ended_at=None).first()},
    )
