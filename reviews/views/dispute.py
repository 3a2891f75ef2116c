"""Raising a dispute between partners, advising on it, ending it, and reading it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, Role, may, requires
from partnership.models import Organisation
from partnership.views.deed import attempt, note_reading
from reviews.forms.dispute import AdviseDisputeForm, EndDisputeForm, RaiseDisputeForm
from reviews.models import Case, Dispute, Stage
from reviews.operations import dispute as operations
from reviews.views.deed import check_standing, find_case


def partners_of(person):
    """The statutory partners that somebody signs for today."""
    partners = Organisation.objects.statutory_partners(timezone.localdate())
    return list(partners.filter(pk__in=person.organisations(Role.SIGNATORY)))


@requires(Can.SIGN_OFF_REVIEWS)
def raise_dispute(request, pk):
    """A signatory says that their partner does not agree, and about what."""
    case = get_object_or_404(Case.objects.to_agree_on_by(request.user), pk=pk)
    check_standing(request, case, *Dispute.FROM)
    partners = partners_of(request.user)
    if not partners:
        raise Refused("You sign for no statutory partner today, so you cannot raise a dispute.")
    form = RaiseDisputeForm(request.POST or None, organisations=partners)
    if request.method == "POST" and form.is_valid():
        given = {"organisation": partners[0]} | form.cleaned_data
        raised = attempt(form, operations.raise_dispute, case, by=request.user, **given)
        if raised:
            messages.success(request, "The dispute is raised. The Independent Advisor is asked for advice.")
            return redirect(raised)
    return render(request, "reviews/raise_dispute.html", {"case": case, "form": form, "partners": partners})


def open_dispute(case):
    dispute = case.disputes.open().select_related("case", "organisation", "raised_by").first()
    if dispute is None:
        raise Refused("No dispute is open on this case. Open the case to see its status.")
    return dispute


@requires(Can.ADVISE_ON_DISPUTES)
def advise_dispute(request, pk):
    """The Independent Advisor advises, or staff write down what another independent person advised."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.DISPUTE)
    dispute = open_dispute(case)
    if dispute.advice and request.method != "POST":
        raise Refused("There is advice on this dispute already. It stays as it was given.")
    own = Role.INDEPENDENT_ADVISOR in request.user.roles
    form = AdviseDisputeForm(request.POST or None, own=own)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.advise_dispute, dispute, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The advice is recorded, and every signatory is told.")
        return redirect(dispute)
    note_reading(request, case)
    return render(
        request, "reviews/advise_dispute.html", {"case": case, "dispute": dispute, "form": form, "own": own}
    )


@requires(Can.RUN_CASES)
def end_dispute(request, pk):
    """Record how the partners answered the advice and what they settled."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.DISPUTE)
    dispute = open_dispute(case)
    if not dispute.advice and request.method != "POST":
        raise Refused("No independent person has advised yet. Record the advice first.")
    form = EndDisputeForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.end_dispute, dispute, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The dispute has ended. The case is back where it was.")
        return redirect(case)
    note_reading(request, case)
    return render(request, "reviews/end_dispute.html", {"case": case, "dispute": dispute, "form": form})


@requires(Can.READ_CASES, Can.SIGN_OFF_REVIEWS)
@require_safe
def dispute(request, pk):
    """One dispute: what it is about, the advice, the answer to it and how it ended."""
    found = get_object_or_404(
        Dispute.objects.visible_to(request.user).select_related("case", "organisation", "raised_by"), pk=pk
    )
    note_reading(request, found.case)
    return render(
        request,
        "reviews/dispute.html",
        {"dispute": found, "case": found.case, "reads": may(request.user, Can.READ_CASES)},
    )
