"""Commissioning one review: a page that says what is there and what is missing, and a short page for each deed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, Refused, Role, may, requires
from partnership.models import Organisation
from partnership.views.deed import attempt, note_reading, told
from reviews.forms import commissioning as forms
from reviews.models import Case, CostShare, Review, Reviewer, Stage
from reviews.models.commissioning import commissioned_before
from reviews.operations import commissioning as operations
from reviews.operations.commissioning import SETUP, UNTIL_SIGNED
from reviews.views.deed import check_standing, find_case


def find_review(request, pk, *stages):
    """The review of a case that this person may know of, at one of these stages; `pk` is the case's."""
    case = find_case(request, pk)
    check_standing(request, case, *stages)
    return review_of(case)


def find_commissioned(request, pk, *stages):
    """The same, while this part of its commissioning is open."""
    case = find_case(request, pk)
    review = Review.objects.filter(case=case).first()
    if review is None or not operations.is_open(case, review, stages):
        check_standing(request, case, *stages)
    return review_of(case)


def review_of(case):
    review = get_object_or_404(Review, case=case)
    review.case = case
    return review


def to_commissioning(review):
    return redirect("reviews:commissioning", review.case_id)


# The page -------------------------------------------------------------------------------------------------


@requires(Can.RUN_CASES, Can.DECIDE_REVIEWS)
@require_safe
def commissioning(request, pk):
    """Everything about who carries a review out, at what cost, and what is missing before they begin."""
    review = get_object_or_404(
        commissioned_before(request.user)
        .select_related("case__edition")
        .prefetch_related(
            "terms_versions__set_by", "costs__shares__organisation", "costs__shares__recorded_by", "costs__set_by",
            "candidates__reviewer", "candidates__references", "approvals__decided_by", "reviewers__person",
            "reviewers__removal_agreements__organisation",
        ),
        case=pk,
    )  # fmt: skip
    case = review.case
    missing = operations.missing(review)
    to_begin = operations.missing_to_begin(review)
    setup = operations.is_open(case, review, SETUP)
    note_reading(request, case)
    return render(
        request,
        "reviews/commissioning.html",
        {
            "case": case,
            "review": review,
            "tasks": tasks(review, to_begin, setup) if may(request.user, Can.RUN_CASES) else [],
            "missing": to_begin if setup else [],
            "ready_to_approve": not missing,
            "approval": operations.approval_in_force(review),
            "decider": Role(case.edition.decides_reviews).label,
            "may_approve": case.stage == Stage.LCSPR_SETUP
            and case.edition.decides_reviews in request.user.roles,
            "setup": setup,
            "open": case.stage in UNTIL_SIGNED,
        },
    )


def task(title, name, pk, *, done, hint="", able=True):
    address = reverse(f"reviews:{name}", args=[pk]) if able else None
    status, colour = ("Done", "") if done else ("To do", "blue") if able else ("Cannot start yet", "grey")
    return {"title": title, "address": address, "hint": hint, "status": status, "colour": colour}


def tasks(review, missing, setup):
    """What staff can do with the commissioning as it stands."""
    case, cost = review.case, review.cost
    if case.stage not in UNTIL_SIGNED:
        return []
    chosen = any(candidate.chosen for candidate in review.candidates.all())
    rows = [
        task("Set the terms of reference", "set_terms", case.pk, done=bool(review.terms)),
        task("Set the cost and who shares it", "set_cost", case.pk, done=bool(cost),
             hint="Each partner agrees to its own share." if cost is None else ""),
    ]  # fmt: skip
    if setup:
        rows.insert(1, task("Consider candidates", "consider", case.pk, done=chosen,
                            hint="From the register of reviewers; then open each candidate below."))  # fmt: skip
        rows.append(
            task("Begin the review", "begin_review", case.pk, done=False, able=not missing,
                 hint="" if not missing else "See below for what is missing.")
        )  # fmt: skip
    return rows


@requires(Can.RUN_CASES)
def set_terms(request, pk):
    """Set the terms of reference, or a new version of them."""
    review = find_commissioned(request, pk, *UNTIL_SIGNED)
    now = review.terms
    initial = {"seen": now.version if now else 0}
    if now:
        initial |= {
            name: getattr(now, name) for name in ("questions", "period_from", "period_to", "methodology")
        }
    form = forms.SetTermsForm(request.POST or None, initial=initial, changes=bool(now))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.set_terms, review, by=request.user, **form.cleaned_data)
    ):
        told(request, "The terms of reference are set.", about=review.case.reference)
        return to_commissioning(review)
    return render(request, "reviews/set_terms.html", {"case": review.case, "form": form, "now": now})


@requires(Can.RUN_CASES)
def consider(request, pk):
    """Consider somebody of the register."""
    review = find_commissioned(request, pk, *SETUP)
    reviewers = Reviewer.objects.visible_to(request.user).on_register().exclude(candidacies__review=review)
    form = forms.ConsiderForm(request.POST or None, reviewers=reviewers)
    if request.method == "POST" and form.is_valid():
        found = attempt(form, operations.consider, review, by=request.user, **form.cleaned_data)
        if found:
            messages.success(
                request, f"{found.reviewer.name} is a candidate. Next, work through the steps on this page."
            )
            return redirect("reviews:candidate", found.pk)
    return render(
        request,
        "reviews/consider.html",
        {"case": review.case, "form": form, "nobody": not reviewers.exists()},
    )


# Cost -----------------------------------------------------------------------------------------------------


@requires(Can.RUN_CASES)
def set_cost(request, pk):
    """What the review costs, and who pays which share."""
    review = find_commissioned(request, pk, *UNTIL_SIGNED)
    now = review.cost
    partners = Organisation.objects.statutory_partners(timezone.localdate())
    initial = {"seen": now.version if now else 0}
    if now:
        initial |= {"amount": now.amount}
        initial |= {f"share_{share.organisation_id}": share.amount for share in now.shares.all()}
    form = forms.SetCostForm(request.POST or None, initial=initial, partners=partners, changes=bool(now))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.set_cost, review, by=request.user, **form.given)
    ):
        messages.success(request, "The cost is set. Every partner that shares it is asked to agree.")
        return to_commissioning(review)
    return render(request, "reviews/set_cost.html", {"case": review.case, "form": form, "now": now})


@requires(Can.SIGN_OFF_REVIEWS)
def agree_cost(request, pk):
    """A statutory partner's signatory agrees to its own share. They see the sum, and nothing of the case."""
    share = get_object_or_404(
        CostShare.objects.to_agree_by(request.user).select_related("cost__review__case", "organisation"),
        pk=pk,
    )
    form = forms.AgreeCostForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.agree_cost, share, by=request.user)
    ):
        messages.success(
            request, "Your organisation’s agreement is recorded. We ask you again only if the cost changes."
        )
        return redirect("reviews:agree_cost", share.pk)
    share = CostShare.objects.select_related("cost__review__case", "organisation").get(pk=share.pk)
    return render(request, "reviews/agree_cost.html", {"share": share, "form": form})


@requires(Can.RUN_CASES)
def record_agreement(request, pk):
    """Record that a partner agreed elsewhere."""
    share = get_object_or_404(
        CostShare.objects.filter(cost__review__in=commissioned_before(request.user)).select_related(
            "cost__review__case", "organisation"
        ),
        pk=pk,
    )
    case = share.cost.review.case
    check_standing(request, case, *UNTIL_SIGNED)
    if request.method == "GET" and share.agreed_on:
        raise Refused(f"{share.organisation} has agreed already. Open the commissioning page to see when.")
    form = forms.RecordAgreementForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.record_agreement, share, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The agreement is recorded, with your name beside it.")
        return to_commissioning(share.cost.review)
    return render(request, "reviews/record_agreement.html", {"share": share, "case": case, "form": form})


# Approval -------------------------------------------------------------------------------------------------


@require_POST
@requires(Can.RUN_CASES)
def ask_for_approval(request, pk):
    """Tell the decider that a candidate waits for approval."""
    review = find_commissioned(request, pk, *SETUP)
    operations.ask_for_approval(review, by=request.user)
    messages.success(request, "Whoever decides has been told.")
    return to_commissioning(review)


@requires(Can.DECIDE_REVIEWS)
def approve_appointment(request, pk):
    """The decider approves the candidate, on these terms and at this cost, or does not."""
    review = get_object_or_404(
        Review.objects.select_related("case__edition"),
        case__in=Case.objects.for_decision_by(request.user),
        case=pk,
    )
    if not operations.is_open(review.case, review, SETUP):
        check_standing(request, review.case, *SETUP, when_sent=True)
    seen = operations.mark_of(review)
    form = forms.ApproveAppointmentForm(request.POST or None, initial={"seen": seen})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.approve_appointment, review, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "Your answer is recorded, and the business unit is told.")
        return redirect("reviews:commissioning", pk)
    form.look_again(seen)
    note_reading(request, review.case)
    cost = review.cost
    return render(
        request,
        "reviews/approve_appointment.html",
        {
            "case": review.case,
            "review": review,
            "form": form,
            "missing": operations.missing(review),
            "candidate": operations.chosen_for(review),
            "cost": cost,
            "shares": cost.shares.select_related("organisation") if cost else [],
        },
    )
