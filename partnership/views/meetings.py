"""Meetings: all that one may see as a list, by month and as a forward plan; and the page of each."""

from calendar import Calendar
from datetime import date, timedelta

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Role, may, requires
from partnership.forms.meetings import MeetingsFilterForm
from partnership.models import AgendaItem, Event, Meeting, YoungPeoplesYear
from partnership.models.meetings import readable_by
from partnership.operations.invitations import entry
from partnership.operations.young_people import standing
from partnership.views.listings import Column, Listing, in_order
from partnership.views.meeting_parts import PARTS, Look
from partnership.views.sections import section
from partnership.working_days import add_months

COLOURS = {"planned": "grey", "called": "blue", "held": "yellow", "confirmed": "green", "cancelled": "red"}
AHEAD = timedelta(366)


def meetings_section(request):
    return section(
        request,
        ("Meetings", "meetings", Can.READ_MEETINGS),
        ("By month", "meetings_by_month", Can.READ_MEETINGS),
        ("Forward plan", "forward_plan", Can.READ_MEETINGS),
        ("The year’s cycle", "cycles", Can.RUN_MEETINGS),
    )


MEETINGS = Listing(
    "meetings",
    "Meetings",
    "meeting",
    [
        Column("When", lambda one: timezone.localdate(one.starts_at), by="starts_at", kind="day"),
        Column("Starts", lambda one: f"{timezone.localtime(one.starts_at):%H:%M}", under="When"),
        Column("Ends", lambda one: f"{timezone.localtime(one.ends_at):%H:%M}", under="When"),
        Column("What", lambda one: str(one.group), by="group__name"),
        Column("Reference", lambda one: one.reference, under="What"),
        Column("Kind", lambda one: "" if one.kind == "ordinary" else one.get_kind_display(), under="What"),
        Column("With whom", lambda one: one.with_whom, under="What"),
        Column("Place", lambda one: one.place, by="place", under="What"),
        Column(
            "Status",
            lambda one: one.get_state_display(),
            by=in_order("state", Meeting.State),
            kind="step",
        ),
        Column(
            "Led by young people",
            lambda one: "Led by young people" if one.led_by_young_people else "",
            under="Status",
        ),
    ],
    form=MeetingsFilterForm,
    always=("show",),
)


def seen_by(request):
    return Meeting.objects.visible_to(request.user).select_related("group")


@requires(Can.READ_MEETINGS)
@require_safe
def meetings(request):
    """Every meeting that the person may know of, the next first; and whether young people led a session this year."""
    seen = seen_by(request)
    form = MeetingsFilterForm(request.GET or None, seen=seen)
    shown = MEETINGS.shown(request, form.narrow(seen, timezone.now()), of=seen, form=form)
    if shown.file:
        return shown.file
    runs = may(request.user, Can.RUN_MEETINGS)
    told = runs or any(meeting.group.kind == "partnership" for meeting in shown.page)
    return render(
        request,
        "partnership/meetings.html",
        {
            "shown": shown,
            "page": shown.page,
            "colours": COLOURS,
            "section": meetings_section(request),
            "runs": runs,
            "young_people": standing() if told else [],
            "unexplained": unexplained() if Role.BOARD_MANAGER in request.user.roles else [],
        },
    )


def unexplained():
    """Years that passed without a session that young people led, and nobody has said why."""
    return list(
        YoungPeoplesYear.objects.filter(
            deadline__done_on=None, deadline__ended_on=None, deadline__due_on__lt=timezone.localdate()
        ).select_related("group", "deadline")
    )


def month_of(text):
    """The first day of the month that was asked for, such as 2026-11; this month where that says nothing."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        found = timezone.localdate().replace(day=1)
    return found if 2012 <= found.year <= 2100 else timezone.localdate().replace(day=1)


def cell(day, first, meetings):
    """One day of a month's page; days of the months around it stay empty."""
    return {
        "day": day,
        "meetings": meetings if day.month == first.month else [],
        "inside": day.month == first.month,
        "today": day == timezone.localdate(),
    }


@requires(Can.READ_MEETINGS)
@require_safe
def meetings_by_month(request):
    """One month as a calendar, with every meeting that the person may know of."""
    first = month_of(request.GET.get("month", ""))
    seen = seen_by(request).exclude(state=Meeting.State.CANCELLED)
    form = MeetingsFilterForm(request.GET or None, seen=seen)
    del form.fields["show"]
    of_month = form.of_group(seen).filter(starts_at__date__range=(first, add_months(first, 1) - timedelta(1)))
    by_day = {}
    for found in of_month:
        by_day.setdefault(found.held_on, []).append(found)
    group = form.asked.get("group", "")
    return render(
        request,
        "partnership/meetings_by_month.html",
        {
            "first": first,
            "weeks": [
                [cell(day, first, by_day.get(day, [])) for day in week]
                for week in Calendar().monthdatescalendar(first.year, first.month)
            ],
            "empty": not by_day,
            "before": f"?month={add_months(first, -1):%Y-%m}&group={group}",
            "after": f"?month={add_months(first, 1):%Y-%m}&group={group}",
            "filter": form,
            "month": f"{first:%Y-%m}",
            "section": meetings_section(request),
        },
    )  # fmt: skip


@requires(Can.READ_MEETINGS)
@require_safe
def forward_plan(request):
    """Which items come at which meeting in the year ahead, as far as they are for this person."""
    now = timezone.now()
    seen = seen_by(request)
    form = MeetingsFilterForm(request.GET or None, seen=seen)
    del form.fields["show"]
    items = AgendaItem.objects.filter(readable_by(request.user), standing="").order_by("position")
    ahead = form.of_group(seen.to_come(now).filter(starts_at__lt=now + AHEAD))
    return render(
        request,
        "partnership/forward_plan.html",
        {
            "meetings": list(ahead.prefetch_related(Prefetch("items", items, to_attr="planned_items"))),
            "filter": form,
            "colours": COLOURS,
            "runs": may(request.user, Can.RUN_MEETINGS),
            "section": meetings_section(request),
        },
    )


def find_meeting(request, pk):
    return get_object_or_404(
        Meeting.objects.visible_to(request.user).select_related("group", "papers_deadline"), pk=pk
    )


TOLD = {
    "planned": "Planned",
    "moved in time": "Moved",
    "invited more people": "More people were invited",
    "led by young people": "Young people are to lead it",
    "not led by young people": "Young people are no longer to lead it",
}


def happened(meeting):
    """What happened to the meeting itself, newest first. What was done to its agenda stands in the record."""
    states = dict(Meeting.State.choices)
    return [
        {
            "title": states.get(event.facts.get("new"), "") if event.verb == "moved" else TOLD[event.verb],
            "by": event.actor,
            "at": event.at,
            "text": event.why,
        }
        for event in Event.objects.about(meeting).filter(verb__in=["moved", *TOLD])
    ]


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
            "happened": happened(found),
            "calendar_address": reverse("meeting_calendar", args=[found.pk]),
        },
    )


@requires(Can.READ_MEETINGS)
@require_safe
def meeting_calendar(request, pk):
    """The meeting as a file for one's calendar."""
    found = find_meeting(request, pk)
    response = HttpResponse(entry(found), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.reference}.ics"'
    return response
