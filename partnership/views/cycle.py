"""The year's cycle: proposals, what groups like, and days on which nobody meets."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, requires
from partnership.forms.cycle import (
    AcceptCycleForm,
    AdjustRowForm,
    CloseDaysForm,
    ProposeCycleForm,
    SetHabitForm,
)
from partnership.models import ClosedDays, Cycle, CycleRow, Group, MeetingHabit
from partnership.operations import cycle as operations
from partnership.operations.planning import habit_of
from partnership.views.deed import carried_out
from partnership.views.meetings import meetings_section

COLOURS = {"proposed": "blue", "accepted": "green", "dropped": "grey"}


@requires(Can.RUN_MEETINGS)
@require_safe
def cycles(request):
    """Proposals, each group's habit and the closed days: what a year is made of."""
    today = timezone.localdate()
    groups = Group.objects.on(today).select_related("habit").order_by("position", "name")
    return render(
        request,
        "partnership/cycles.html",
        {
            "cycles": Cycle.objects.select_related("proposed_by", "settled_by"),
            "habits": [
                {"group": group, "habit": getattr(group, "habit", None) or MeetingHabit(group=group)}
                for group in groups
            ],
            "closed": ClosedDays.objects.filter(ends_on__gte=today),
            "colours": COLOURS,
            "section": meetings_section(request),
        },
    )


@requires(Can.RUN_MEETINGS)
def propose_cycle(request):
    """Have a year's meetings proposed."""
    form = ProposeCycleForm(
        request.POST or None, initial={"starts_on": operations.next_year(timezone.localdate())}
    )
    proposed = carried_out(request, form, operations.propose_cycle)
    if proposed:
        messages.success(
            request, "The year is proposed. Meetings are only planned once the proposal is accepted."
        )
        return redirect("cycle", proposed.pk)
    return render(
        request,
        "partnership/propose_cycle.html",
        {"form": form, "groups": operations.groups_that_meet(timezone.localdate())},
    )


def find(pk):
    return get_object_or_404(Cycle.objects.select_related("proposed_by", "settled_by"), pk=pk)


def show(request, cycle, form=None):
    rows = operations.look_over(cycle) if cycle.state == Cycle.State.PROPOSED else []
    if not rows:
        rows = [(row, []) for row in cycle.rows.select_related("group", "meeting", "adjusted_by")]
    wrong = sum(bool(said) for _, said in rows)
    return render(
        request,
        "partnership/cycle.html",
        {
            "cycle": cycle,
            "rows": [{"row": row, "said": said} for row, said in rows],
            "wrong": wrong,
            "number": sum(not row.left_out for row, _ in rows),
            "form": form or AcceptCycleForm(problems=wrong),
            "colours": COLOURS,
        },
    )


@requires(Can.RUN_MEETINGS)
@require_safe
def cycle(request, pk):
    """One proposal, meeting by meeting, with everything that speaks against one."""
    return show(request, find(pk))


@requires(Can.RUN_MEETINGS)
@require_POST
def accept_cycle(request, pk):
    """Plan all of it."""
    found = find(pk)
    form = AcceptCycleForm(request.POST, problems=True)
    number = carried_out(request, form, operations.accept_cycle, found)
    if number is None:
        return show(request, find(pk), form)
    messages.success(request, f"{number} meetings are planned, each with its agenda and the day it goes out.")
    return redirect("cycle", pk)


@requires(Can.RUN_MEETINGS)
@require_POST
def drop_cycle(request, pk):
    """Nobody wants it."""
    operations.drop_cycle(find(pk), by=request.user)
    messages.success(request, "The proposal is dropped. Nothing was planned.")
    return redirect("cycles")


@requires(Can.RUN_MEETINGS)
def adjust_row(request, pk):
    """Another time for one meeting of a proposal."""
    row = get_object_or_404(CycleRow.objects.select_related("cycle", "group"), pk=pk)
    form = AdjustRowForm(request.POST or None, row=row)
    if carried_out(request, form, operations.adjust_row, row):
        messages.success(request, f"The meeting of the {row.group} is adjusted.")
        return redirect("cycle", row.cycle_id)
    return render(request, "partnership/adjust_row.html", {"row": row, "form": form})


@requires(Can.RUN_MEETINGS)
def set_habit(request, pk):
    """How a group likes to meet."""
    group = get_object_or_404(Group, pk=pk)
    form = SetHabitForm(request.POST or None, habit=habit_of(group))
    if carried_out(request, form, operations.set_habit, group):
        messages.success(request, "It is saved, for meetings proposed or planned from now on.")
        return redirect("cycles")
    return render(request, "partnership/set_habit.html", {"group": group, "form": form})


@requires(Can.RUN_MEETINGS)
def close_days(request):
    """Days on which no meeting is proposed."""
    form = CloseDaysForm(request.POST or None)
    if carried_out(request, form, operations.close_days):
        messages.success(request, "No meeting is proposed on these days.")
        return redirect("cycles")
    return render(request, "partnership/close_days.html", {"form": form})


@requires(Can.RUN_MEETINGS)
@require_POST
def reopen_days(request, pk):
    """Meetings may be proposed on these days again."""
    operations.reopen_days(get_object_or_404(ClosedDays, pk=pk), by=request.user)
    messages.success(request, "Meetings may be proposed on these days again.")
    return redirect("cycles")
