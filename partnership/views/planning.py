"""Planning a meeting, calling it, moving it and calling it off."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from partnership.access import Can, requires
from partnership.forms.meetings import (
    CallMeetingForm,
    CancelMeetingForm,
    ExplainForm,
    MoveMeetingForm,
    PlanMeetingForm,
)
from partnership.models import YoungPeoplesYear
from partnership.operations import planning as operations
from partnership.operations.invitations import seated
from partnership.operations.young_people import explain_no_session as explain
from partnership.views.deed import attempt, carried_out
from partnership.views.meetings import find_meeting


@requires(Can.RUN_MEETINGS)
def plan_meeting(request):
    """Plan one meeting by hand."""
    form = PlanMeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        group = given.pop("group")
        planned = attempt(form, operations.plan_meeting, group, by=request.user, **given)
        if planned:
            messages.success(
                request, "The meeting is planned, with the group’s standing items on its agenda."
            )
            return redirect(planned)
    return render(request, "partnership/plan_meeting.html", {"form": form})


@requires(Can.RUN_MEETINGS)
def call_meeting(request, pk):
    """Write to everybody who holds a seat."""
    meeting = find_meeting(request, pk)
    form = CallMeetingForm(
        request.POST if request.method == "POST" else None, deadline=meeting.papers_deadline
    )
    if carried_out(request, form, operations.call_meeting, meeting):
        messages.success(
            request, "The meeting is called. We have written to everyone, and the packs are being made."
        )
        return redirect(meeting)
    people = list(seated(meeting))
    return render(
        request,
        "partnership/call_meeting.html",
        {"meeting": meeting, "form": form, "number": len({held.person_id for held in people})},
    )


@requires(Can.RUN_MEETINGS)
@require_POST
def invite_newcomers(request, pk):
    """Write to those who were given a seat since."""
    meeting = find_meeting(request, pk)
    number = operations.invite_newcomers(meeting, by=request.user)
    messages.success(request, f"{number} more {'person is' if number == 1 else 'people are'} written to.")
    return redirect(meeting)


@requires(Can.RUN_MEETINGS)
def move_meeting(request, pk):
    """Another time or place."""
    meeting = find_meeting(request, pk)
    form = MoveMeetingForm(request.POST or None, meeting=meeting)
    if carried_out(request, form, operations.move_meeting, meeting):
        messages.success(request, "The meeting is moved. We have written to everyone who was invited.")
        return redirect(meeting)
    return render(request, "partnership/move_meeting.html", {"meeting": meeting, "form": form})


@requires(Can.RUN_MEETINGS)
def cancel_meeting(request, pk):
    """It does not take place."""
    meeting = find_meeting(request, pk)
    form = CancelMeetingForm(request.POST or None)
    if carried_out(request, form, operations.cancel_meeting, meeting):
        messages.success(request, "The meeting is cancelled. We have written to everyone who was invited.")
        return redirect(meeting)
    return render(request, "partnership/cancel_meeting.html", {"meeting": meeting, "form": form})


@requires(Can.RUN_MEETINGS)
@require_POST
def lead_by_young_people(request, pk):
    """Whether the Young People's Advisory Group leads it."""
    meeting = find_meeting(request, pk)
    led = request.POST.get("led") == "yes"
    operations.lead_by_young_people(meeting, by=request.user, led=led)
    messages.success(
        request,
        "The Young People’s Advisory Group leads this session." if led else "They do not lead this session.",
    )
    return redirect(meeting)


@requires(Can.RUN_PARTNERSHIP)
def explain_no_session(request, pk):
    """Say why young people led no session in a year that has passed."""
    year = get_object_or_404(YoungPeoplesYear.objects.select_related("group", "deadline"), pk=pk)
    form = ExplainForm(request.POST or None)
    if carried_out(request, form, explain, year):
        messages.success(request, "The reason they led no session that year is recorded.")
        return redirect("meetings")
    return render(request, "partnership/explain_no_session.html", {"year": year, "form": form})
