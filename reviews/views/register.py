"""The register of reviewers: who is on it, and one reviewer's entry."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.views.deed import attempt
from partnership.views.listings import Column, Listing
from reviews.forms.register import ChangeReviewerForm, ReviewerForm, ReviewersFilterForm, TakeOffRegisterForm
from reviews.models import Reviewer
from reviews.operations import register as operations

REVIEWERS = Listing(
    "reviews:register",
    "Register of reviewers",
    "reviewer",
    [
        Column("Name", lambda one: one.name, by="name"),
        Column("Office", lambda one: one.office, by="office"),
        Column("On the register since", lambda one: one.since_on, by="since_on", kind="day"),
        Column("Left on", lambda one: one.off_on, by="off_on", kind="day", under="On the register since"),
        Column("Account", lambda one: "Yes" if one.person_id else "None yet"),
        Column("Appointed", lambda one: one.appointed, by="appointed", kind="number", numeric=True),
    ],
    form=ReviewersFilterForm,
    order="by name",
    first="name",
    always=("show",),
)


@requires(Can.RUN_CASES)
@require_safe
def register(request):
    """Everybody on the register of reviewers, or those who left it."""
    seen = Reviewer.objects.visible_to(request.user)
    form = ReviewersFilterForm(request.GET or None)
    found = (
        form.narrow(seen)
        .annotate(
            appointed=Count("candidacies__appointments", filter=Q(candidacies__appointments__isnull=False))
        )
        .order_by("name", "pk")
    )
    shown = REVIEWERS.shown(request, found, of=seen, form=form)
    if shown.file:
        return shown.file
    return render(request, "reviews/register.html", {"shown": shown, "page": shown.page})


def find_reviewer(request, pk):
    return get_object_or_404(
        Reviewer.objects.visible_to(request.user).select_related("person", "added_by", "off_by"), pk=pk
    )


@requires(Can.RUN_CASES)
@require_safe
def reviewer(request, pk):
    """One reviewer: what the register says, and the reviews for which they were considered."""
    found = find_reviewer(request, pk)
    return render(
        request,
        "reviews/reviewer.html",
        {
            "found": found,
            "candidacies": found.candidacies.select_related("review__case").prefetch_related("appointments"),
        },
    )


@requires(Can.RUN_CASES)
def add_reviewer(request):
    """Put somebody on the register."""
    accounts = operations.possible_accounts(timezone.localdate())
    form = ReviewerForm(request.POST or None, accounts=accounts)
    if request.method == "POST" and form.is_valid():
        added = attempt(form, operations.add_reviewer, by=request.user, **form.cleaned_data)
        if added:
            messages.success(request, f"{added.name} is on the register.")
            return redirect("reviews:reviewer", added.pk)
    return render(request, "reviews/add_reviewer.html", {"form": form})


@requires(Can.RUN_CASES)
def change_reviewer(request, pk):
    """Change what the register says of somebody."""
    found = find_reviewer(request, pk)
    initial = {name: getattr(found, name) for name in operations.FIELDS} | {"seen": found.revision}
    form = ChangeReviewerForm(
        request.POST or None, initial=initial, accounts=operations.possible_accounts(timezone.localdate())
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.change_reviewer, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The register is changed.")
        return redirect("reviews:reviewer", found.pk)
    return render(request, "reviews/change_reviewer.html", {"form": form, "found": found})


@requires(Can.RUN_CASES)
def take_off_register(request, pk):
    """Take somebody off the register, with the reason."""
    found = find_reviewer(request, pk)
    form = TakeOffRegisterForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.take_off_register, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, f"{found.name} is no longer on the register.")
        return redirect("reviews:reviewer", found.pk)
    return render(request, "reviews/take_off_register.html", {"form": form, "found": found})
