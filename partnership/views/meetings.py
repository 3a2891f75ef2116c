"""Meetings: all that one may see, and the page of each."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.models import Meeting
from partnership.views.meeting_parts import PARTS, Look

A_PAGE = 50
COLOURS = {"planned": "grey", "called": "blue", "held": "yellow", "confirmed": "green", "cancelled": "red"}


@requires(Can.READ_MEETINGS)
@require_safe
def meetings(request):
    """Every meeting that the person may know of, the next first."""
    now = timezone.now()
    seen = Meeting.objects.visible_to(request.user).select_related("group").to_come(now)
    return render(
        request,
        "partnership/meetings.html",
        {"page": Paginator(seen, A_PAGE).get_page(request.GET.get("page")), "colours": COLOURS},
    )


def find_meeting(request, pk):
    return get_object_or_404(
        Meeting.objects.visible_to(request.user).select_related("group", "papers_deadline"), pk=pk
    )


@requires(Can.READ_MEETINGS)
@require_safe
def meeting(request, pk):
    """One meeting: when and where, and each part of it as far as it is for this person."""
    found = find_meeting(request, pk)
    look = Look(found, request.user, found.audiences(request.user), timezone.localdate())
    parts = [(part, part.shows(look)) for part in PARTS]
    return render(
        request,
        "partnership/meeting.html",
        {
            "meeting": found,
            "look": look,
            "colour": COLOURS[found.state],
            "deeds": [deed for part in PARTS for deed in part.deeds(look)],
            "parts": [{"part": part, "shows": shows} for part, shows in parts if shows is not None],
        },
    )
