"""Recording who attended, ruling without a quorum, and attendance over a year."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, may, requires
from partnership.forms.attendance import (
    BLANK_ROWS,
    MOST_APART,
    ApartForm,
    RecordAttendanceForm,
    Rows,
    RuleOnQuorumForm,
    SeatForm,
    organisations_on,
)
from partnership.models import Group, Meeting, Sitting
from partnership.operations.attendance import record_attendance as record_deed
from partnership.operations.attendance import seats_of
from partnership.operations.attendance_year import attendance_of_year
from partnership.operations.quorum import rule_on_quorum as rule_deed
from partnership.rules.attendance import DRAWN, NOT_ASKED
from partnership.rules.years import last_day, year_began, year_words
from partnership.views.deed import attempt
from partnership.views.meeting_parts.part import chairs
from partnership.views.meetings import find_meeting
from partnership.views.tables import table_file

JOINT = (Meeting.Kind.JOINT, Meeting.Kind.LEADERSHIP)


def apart_forms(request, meeting, recorded):
    """Rows for those without a seat: the recorded ones, or as many as were sent, and some empty ones."""
    blank = BLANK_ROWS * (3 if meeting.kind in JOINT else 1)
    if request.method == "POST":
        try:
            count = min(max(int(request.POST.get("apart", 0)), 0), MOST_APART)
        except ValueError:
            count = 0
        return [ApartForm(request.POST, prefix=f"apart-{number}") for number in range(count)]
    names = ("capacity", "office", "organisation_name", "presence", "note")
    known = [{name: getattr(one, name) for name in names} for one in recorded]
    return [
        ApartForm(prefix=f"apart-{number}", initial=row) for number, row in enumerate(known + [None] * blank)
    ]


def chair_of(rows):
    """The office that usually chairs: that of the chair's seat."""
    return next((row["office"] for row in rows if row["capacity"] == "chair"), "")


@requires(Can.RUN_MEETINGS)
def record_attendance(request, pk):
    """Who was there, seat by seat as it was on the day. The quorum follows from it."""
    meeting = find_meeting(request, pk)
    if meeting.state in (Meeting.State.CONFIRMED, Meeting.State.CANCELLED):
        raise Refused(
            "Who attended is not recorded now: the meeting was cancelled, or its minutes are confirmed."
        )
    sitting = Sitting.objects.filter(meeting=meeting).first()
    rows = seats_of(meeting)
    organisations = organisations_on(meeting.held_on)
    data = request.POST or None
    seats = [SeatForm(data, row=row, organisations=organisations) for row in rows]
    apart = apart_forms(request, meeting, sitting.attendees.filter(seat=None) if sitting else [])
    form = RecordAttendanceForm(
        data,
        uncalled=meeting.state == Meeting.State.PLANNED,
        joint=sitting is None and meeting.kind in JOINT,
        initial={
            "seen": sitting.revision if sitting else 0,
            "chaired_by": sitting.chaired_by if sitting else chair_of(rows),
        },
    )
    if request.method == "POST" and all(one.is_valid() for one in (form, *seats, *apart)):
        saved = attempt(
            form, record_deed, meeting, by=request.user, given={one.row["seat"].pk: one.said for one in seats},
            apart=[one.said for one in apart if one.said], **form.cleaned_data,
        )  # fmt: skip
        if saved:
            messages.success(
                request, f"Who attended is recorded. {saved.quorum}. The minutes can be written now."
            )
            if "more" in request.POST:
                return redirect("record_attendance", pk)
            return redirect("rule_on_quorum", pk) if saved.needs_ruling else redirect("write_minutes", pk)
    if sitting and form.is_bound and form.non_field_errors():
        form.data = form.data.copy()
        form.data["seen"] = sitting.revision
    return render(
        request,
        "partnership/record_attendance.html",
        {
            "meeting": meeting,
            "form": form,
            "seats": seats,
            "apart": apart,
            "rows": Rows([*seats, *apart]),
            "sitting": sitting,
        },
    )


@requires(Can.CHAIR_MEETINGS, Can.RUN_MEETINGS)
def rule_on_quorum(request, pk):
    """The chair rules on a meeting without a quorum; staff write the chair's words down."""
    meeting = find_meeting(request, pk)
    own = chairs(request.user, meeting)
    if not (own or may(request.user, Can.RUN_MEETINGS)):
        raise Http404
    sitting = get_object_or_404(Sitting, meeting=meeting)
    if sitting.quorate:
        raise Refused("The meeting was quorate: there is nothing to rule on.")
    audiences = meeting.audiences(request.user)
    items = [one for one in meeting.items.select_related("minuted") if one.audience in audiences]
    initial = {
        "seen": sitting.quorum,
        "ruling": sitting.ruling,
        "office": sitting.ruling_of or sitting.chaired_by,
    }
    for item in items:
        if hasattr(item, "minuted"):
            initial |= {f"item_{item.pk}": item.minuted.ruling, f"words_{item.pk}": item.minuted.ruling_words}
    form = RuleOnQuorumForm(request.POST or None, items=items, chairs=own, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("ruling", "seen")}
        office = form.cleaned_data.get("office", "")
        if attempt(form, rule_deed, meeting, by=request.user, office=office, items=form.ruled, **given):
            messages.success(request, "The ruling is recorded.")
            return (
                redirect("write_minutes", pk)
                if may(request.user, Can.RUN_MEETINGS)
                else redirect("meeting", pk)
            )
    form.look_again(sitting.quorum)
    return render(
        request,
        "partnership/rule_on_quorum.html",
        {
            "meeting": meeting,
            "sitting": sitting,
            "form": form,
            "chairs": own,
            "hidden": meeting.items.count() - len(items),
        },
    )


def groups_seen(person):
    """The groups whose attendance somebody may read: all for who reads every meeting, their own for members."""
    seen = Meeting.objects.visible_to(person)
    return Group.objects.filter(pk__in=seen.values("group"))


def year_asked(request, today):
    """The first of April with which the year begins that was asked for, or this year's."""
    this = year_began(today)
    asked = request.GET.get("year", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) == 4 and 2000 <= int(asked) <= this.year):
        return this
    return this.replace(year=int(asked))


def drawn(year):
    """Organisations by meetings as letters on shades: the same attendances that the tables beneath count."""
    cells = {None: {"letter": NOT_ASKED[0], "shade": NOT_ASKED[1], "words": NOT_ASKED[2]}}
    for presence, (letter, shade) in DRAWN.items():
        cells[presence] = {"letter": letter, "shade": shade, "words": presence.label}
    rows = [
        {
            "head": row["organisation"],
            "cells": [cells[presence] for presence in row["presences"]],
            "total": f"{row['tally'].present + row['tally'].substitute} of {row['tally'].expected}",
        }
        for row in year["organisations"]
    ]
    stand = {presence for row in year["organisations"] for presence in row["presences"]}
    return {
        "corner": "Organisation",
        "columns": [
            {
                "text": f"{timezone.localtime(one.starts_at):%-d %b %Y}",
                "address": one.get_absolute_url(),
            }
            for one in year["held"]
        ],
        "rows": rows,
        "total": "Attended",
        "letters": [cell for presence, cell in cells.items() if presence in stand],
    }


def year_of(request, code):
    group = get_object_or_404(groups_seen(request.user), code=code)
    today = timezone.localdate()
    start = year_asked(request, today)
    return group, start, attendance_of_year(group, start, last_day(start.year))


@requires(Can.READ_MEETINGS)
@require_safe
def attendance(request):
    """The groups whose attendance by seat can be read, with where to read it."""
    return render(request, "partnership/attendance.html", {"groups": groups_seen(request.user)})


@requires(Can.READ_MEETINGS)
@require_safe
def attendance_by_seat(request, code):
    """Attendance of one group by seat and organisation, from April to March."""
    group, start, year = year_of(request, code)
    this = year_began(timezone.localdate())
    return render(
        request,
        "partnership/attendance_by_seat.html",
        {
            "group": group,
            "year": year,
            "drawn": drawn(year),
            "start": start,
            "years": [(one, year_words(one)) for one in range(this.year, this.year - 4, -1)],
        },
    )


HEADS = (
    "Office", "Organisation", "As", "Present", "Substitute", "Substitute without authority", "Apologies", "Absent",
    "Expected", "Attended %",
)  # fmt: skip


@requires(Can.READ_MEETINGS)
@require_safe
def attendance_file(request, code, kind):
    """The same as a file for a spreadsheet."""
    group, start, year = year_of(request, code)
    rows = []
    for row in year["seats"]:
        one = row["tally"]
        counts = [
            one.present,
            one.substitute,
            one.stand_in,
            one.apologies,
            one.absent,
            one.expected,
            one.percentage,
        ]
        rows.append([row["office"], row["organisation"], row["capacity"], *counts])
    return table_file(kind, f"attendance-{group.code}-{start.year}", HEADS, rows)
