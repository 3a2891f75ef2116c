"""Building an agenda, and what stands on every agenda of a group."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, Refused, requires
from partnership.forms.agenda import (
    AddItemForm,
    AddStandingItemForm,
    CarryItemForm,
    ChangeItemForm,
    EndStandingItemForm,
)
from partnership.models import AgendaItem, Group, Meeting
from partnership.operations import agenda as operations
from partnership.operations.meanwhile import still_there
from partnership.operations.papers import TAKEN_OFF
from partnership.rules.agenda import YOUNG_PEOPLE
from partnership.views.deed import carried_out
from partnership.views.meeting_parts import Look
from partnership.views.meeting_parts.agenda import agenda as agenda_of
from partnership.views.meetings import find_meeting


def find_item(request, pk):
    """The item, if it is for the person as well as their work."""
    return get_object_or_404(
        AgendaItem.objects.visible_to(request.user).select_related("meeting__group"), pk=pk
    )


def built(meeting):
    return redirect("build_agenda", meeting.pk)


@requires(Can.RUN_MEETINGS)
@require_safe
def build_agenda(request, pk):
    """The agenda as it is being built: order, hours, and papers asked for."""
    meeting = find_meeting(request, pk)
    look = Look(meeting, request.user, meeting.audiences(request.user), timezone.localdate())
    return render(
        request,
        "partnership/build_agenda.html",
        {
            "meeting": meeting,
            "shows": agenda_of(look),
            "open": meeting.state in (Meeting.State.PLANNED, Meeting.State.CALLED),
        },
    )


@requires(Can.RUN_MEETINGS)
def add_item(request, pk):
    """A further item."""
    meeting = find_meeting(request, pk)
    form = AddItemForm(request.POST or None, meeting=meeting, audiences=meeting.audiences(request.user))
    if carried_out(request, form, operations.add_item, meeting):
        messages.success(request, "The item is on the agenda.")
        return built(meeting)
    return render(request, "partnership/add_item.html", {"meeting": meeting, "form": form})


@requires(Can.RUN_MEETINGS)
def change_item(request, pk):
    """What an item says."""
    item = find_item(request, pk)
    form = ChangeItemForm(request.POST or None, item=item)
    if carried_out(request, form, operations.change_item, item):
        messages.success(request, "The item is changed.")
        return built(item.meeting)
    form.look_again(operations.seen_of(still_there(AgendaItem.objects, item, sentence=TAKEN_OFF)))
    return render(
        request, "partnership/change_item.html", {"meeting": item.meeting, "item": item, "form": form}
    )


@requires(Can.RUN_MEETINGS)
@require_POST
def shift_item(request, pk):
    """One place up or down."""
    item = find_item(request, pk)
    sent = request.POST.get("seen", "")
    seen = int(sent) if sent.isdecimal() and len(sent) < 10 else None
    operations.shift_item(item, by=request.user, up=request.POST.get("to") == "up", seen=seen)
    return redirect(f"{built(item.meeting).url}#item-{item.pk}")


@requires(Can.RUN_MEETINGS)
@require_POST
def remove_item(request, pk):
    """Take it off the agenda."""
    item = find_item(request, pk)
    operations.remove_item(item, by=request.user)
    messages.success(request, "The item is off the agenda.")
    return built(item.meeting)


@requires(Can.RUN_MEETINGS)
def carry_item(request, pk):
    """To another meeting, with its papers."""
    item = find_item(request, pk)
    later = (
        Meeting.objects.filter(group=item.meeting.group_id, state__in=["planned", "called"])
        .to_come(timezone.now())
        .exclude(pk=item.meeting_id)
        .select_related("group")
    )
    form = CarryItemForm(request.POST or None, meetings=later)
    if carried_out(request, form, operations.carry_item, item):
        messages.success(request, "The item and its papers are on the other agenda.")
        return built(item.meeting)
    return render(
        request, "partnership/carry_item.html", {"meeting": item.meeting, "item": item, "form": form}
    )


@requires(Can.RUN_MEETINGS)
@require_POST
def bring_standing_items(request, pk):
    """Put the standing items on that are missing."""
    meeting = find_meeting(request, pk)
    added = operations.bring_standing_items(meeting, by=request.user)
    messages.success(
        request,
        f"{added} standing item{'' if added == 1 else 's'} added."
        if added
        else "All the standing items are already there.",
    )
    return built(meeting)


# What stands on every agenda ----------------------------------------------------------------------------------


def find_group(pk):
    return get_object_or_404(Group, pk=pk)


@requires(Can.RUN_MEETINGS)
@require_safe
def standing_items(request, pk):
    """What stands on every agenda of a group, today and from a day on."""
    group = find_group(pk)
    today = timezone.localdate()
    own = group.standing_items.exists()
    return render(
        request,
        "partnership/standing_items.html",
        {
            "group": group,
            "items": operations.standing_items(group, today),
            "coming": group.standing_items.filter(starts_on__gt=today),
            "own": own,
            "young_people": YOUNG_PEOPLE,
        },
    )


@requires(Can.RUN_MEETINGS)
def add_standing_item(request, pk):
    """From a day on it stands on every agenda."""
    group = find_group(pk)
    form = AddStandingItemForm(request.POST or None)
    if carried_out(request, form, operations.add_standing_item, group):
        messages.success(request, "It is on every agenda from that date.")
        return redirect("standing_items", pk)
    return render(request, "partnership/add_standing_item.html", {"group": group, "form": form})


@requires(Can.RUN_MEETINGS)
def end_standing_item(request, pk, code):
    """From a day on it stands on agendas no longer."""
    group = find_group(pk)
    found = {item.code: item for item in operations.standing_items(group, timezone.localdate())}
    if code not in found:
        raise Http404
    form = EndStandingItemForm(request.POST or None)
    if code == YOUNG_PEOPLE and group.kind != Group.Kind.ADVISORY:
        raise Refused("The Young People’s Advisory Group has a standing item on every agenda.")
    if carried_out(request, form, operations.end_standing_item, group, code):
        messages.success(request, "It is no longer on agendas from that date.")
        return redirect("standing_items", pk)
    return render(
        request, "partnership/end_standing_item.html", {"group": group, "item": found[code], "form": form}
    )
