"""The register of reviewers: who is on it, and one reviewer's entry."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.views.deed import attempt
from reviews.forms.register import ChangeReviewerForm, ReviewerForm, TakeOffRegisterForm
from reviews.models import Reviewer
from reviews.operations import register as operations

A_PAGE = 50


@requires(Can.RUN_CASES)
@require_safe
def register(request):
    """Everybody on the register of reviewers, or those who left it."""
    left = request.GET.get("show") == "left"
    seen = Reviewer.objects.visible_to(request.user)
    reviewers = seen.filter(off_on__isnull=False) if left else seen.on_register()
    reviewers = reviewers.select_related("person").annotate(
        appointed=Count("candidacies__appointments", filter=Q(candidacies__appointments__isnull=False))
    )
    page = Paginator(reviewers.order_by("name", "pk"), A_PAGE).get_page(request.GET.get("page"))
    views = [
        {"label": "On the register", "address": request.path, "current": not left},
        {"label": "Left it", "address": f"{request.path}?show=left", "current": left},
    ]
    return render(request, "reviews/register.html", {"page": page, "left": left, "views": views})


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
