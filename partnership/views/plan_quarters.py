"""The quarters of a business plan: what its leads say of each, closing it, and letting the public read it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, may, requires
from partnership.forms.plan import CloseQuarterForm, WriteProgressForm
from partnership.forms.surveys import ReasonForm
from partnership.models import BusinessPlan, PlanQuarter, Progress
from partnership.operations import plan_progress as progress
from partnership.views.deed import attempt
from partnership.views.plan import READERS, find, meanwhile, within
from partnership.views.proof import asks_for_proof


@requires(*READERS)
@require_safe
def plan_progress(request, pk):
    """The year's progress for the groups that review it: each priority by quarter, and what is missing."""
    found = find(request, pk)
    today = timezone.localdate()
    quarters = list(found.quarters.filter(starts_on__lte=today))
    rows = progress.whole(found)
    for row in rows:
        row["cells"] = {one["quarter"].pk: one for one in row["entries"]}
        row["cells"] = [row["cells"].get(one.pk) for one in quarters]
    missing = (
        Progress.objects.missing()
        .filter(quarter__plan=found, quarter__ends_on__lte=today, quarter__closed_at=None)
        .select_related(
            "priority__lead_group", "priority__lead_organisation", "quarter", "deadline", "priority__plan"
        )
    )
    runs = may(request.user, Can.RUN_PLAN)
    return render(
        request,
        "partnership/plan_progress.html",
        {
            "plan": found,
            "standing": found.standing(today),
            "quarters": [
                {
                    "quarter": one,
                    "over": one.ends_on < today,
                    "lets_out": runs and one.waits_for_second and one.put_forward_by_id != request.user.pk,
                }
                for one in quarters
            ],
            "rows": rows,
            "missing": [{"entry": one, "late": one.deadline.due_on < today} for one in missing],
            "columns": ["Priority", *(str(one) for one in quarters)],
            "runs": runs,
        },
    )


@requires(*READERS)
def write_progress(request, pk):
    """What a lead says of one quarter; read by all who read the plan, written by staff and whoever leads it."""
    entry = get_object_or_404(
        Progress.objects.filter(
            quarter__plan__in=BusinessPlan.objects.visible_to(request.user)
        ).select_related("quarter__plan", "priority__plan", "deadline", "written_by"),
        pk=pk,
    )
    writes = progress.writes(entry, request.user) and not entry.quarter.closed_at
    form = WriteProgressForm(request.POST or None, entry=entry) if writes else None
    now = None
    if form and request.method == "POST":
        if form.is_valid() and attempt(
            form, progress.write_progress, entry, by=request.user, **form.cleaned_data
        ):
            messages.success(request, "It is saved. You can change it until the quarter is closed.")
            return redirect("plan_progress", entry.quarter.plan_id)
        now = meanwhile(form, Progress.objects.get(pk=entry.pk))
    elif request.method == "POST":
        progress.check_open_quarter(
            closed=entry.quarter.closed_at, ends_on=entry.quarter.ends_on, today=timezone.localdate()
        )
        return render(request, "403.html", status=403)
    return render(
        request,
        "partnership/write_progress.html",
        {
            "plan": entry.quarter.plan,
            "entry": entry,
            "one": progress.drawn(entry),
            "form": form,
            "meanwhile": now and progress.drawn(now),
        },
    )


@requires(Can.RUN_PLAN)
def close_quarter(request, pk):
    quarter = within(request, PlanQuarter, pk)
    missing = quarter.entries.missing().select_related("priority__plan")
    form = CloseQuarterForm(request.POST or None, missing=missing)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, progress.close_quarter, quarter, by=request.user, **form.cleaned_data)
    ):
        messages.success(
            request,
            "The quarter is closed, and its entries cannot be changed. It can now be put forward for publication.",
        )
        return redirect("plan_progress", quarter.plan_id)
    return render(
        request,
        "partnership/close_quarter.html",
        {"plan": quarter.plan, "quarter": quarter, "missing": missing, "form": form},
    )


@requires(Can.RUN_PLAN)
@require_POST
def put_quarter_forward(request, pk):
    quarter = progress.put_quarter_forward(within(request, PlanQuarter, pk), by=request.user)
    messages.success(request, "The quarter is waiting for someone else to check it before it is published.")
    return redirect("plan_progress", quarter.plan_id)


@requires(Can.RUN_PLAN)
@require_POST
@asks_for_proof
def let_quarter_out(request, pk):
    quarter = progress.let_quarter_out(within(request, PlanQuarter, pk), by=request.user)
    messages.success(request, "Progress on the priorities this quarter is published.")
    return redirect("plan_progress", quarter.plan_id)


@requires(Can.RUN_PLAN)
def take_quarter_back(request, pk):
    quarter = within(request, PlanQuarter, pk)
    form = ReasonForm(request.POST or None, label="Why should it not be published?")
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, progress.take_quarter_back, quarter, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "It is not published. You can put it forward again.")
        return redirect("plan_progress", quarter.plan_id)
    return render(
        request,
        "partnership/take_quarter_back.html",
        {"plan": quarter.plan, "quarter": quarter, "form": form},
    )
