"""The three-year timetable: the picture, each entry, and what is done about it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.forms.audits.planning import WhyForm
from assurance.forms.timetable import (
    FinishEntryForm,
    LinkEntryForm,
    MoveEntryForm,
    PlanEntryForm,
    RefreshForm,
)
from assurance.models import TimetableEntry
from assurance.operations import timetable as operations
from assurance.rules.timetable import COLOURS, HABITS, SHAPES, WORDS, Kind, check_open, quarters_of
from assurance.views.audits.deed import deed
from partnership.access import Can, may, requires
from partnership.operations.paper import print_paper
from partnership.rules.years import first_day
from partnership.views.files import handed_over
from partnership.views.tables import table_file

READERS = (Can.RUN_AUDITS, Can.READ_AUDITS)
SECONDS = 45
FIRST_YEAR = 2019  # of the published arrangements


def picture(found):
    """The picture’s rows: each kind with its marks by quarter, and the same in words."""
    quarters = quarters_of(found.starts_on)
    rows = []
    for kind, habit in HABITS.items():
        cells = []
        for first, last in quarters:
            marks = [
                one.status
                for one in found.entries
                if one.entry.kind == kind
                and one.status != "dropped"
                and first <= one.entry.planned_on <= last
            ]
            marks += ["missing" for gap, _, until in found.missing if gap == kind and first <= until <= last]
            cells.append(
                {
                    "first": first,
                    "marks": [{"shape": SHAPES[m], "words": WORDS[m], "name": m} for m in marks],
                }
            )
        rows.append({"kind": kind, "habit": habit, "cells": cells})
    return rows


def by_year(found):
    """Each year with its entries and its gaps, for reading in order."""
    return [
        {
            "starts_on": first,
            "entries": [
                one for one in found.entries if first <= one.entry.planned_on and one.entry.planned_on <= last
            ],
            "missing": [
                {"label": HABITS[kind].label, "habit": HABITS[kind], "first": start, "last": until, "kind": kind}
                for kind, start, until in found.missing
                if first <= until <= last
            ],
        }
        for first, last in ((year, quarters_of(year, 1)[-1][1]) for year in operations.years(found))
    ]  # fmt: skip


def context_of(found):
    return {
        "timetable": found,
        "picture": picture(found),
        "years": by_year(found),
        "year_heads": operations.years(found),
        "habits": HABITS.values(),
        "colours": COLOURS,
        "words": WORDS,
        "shapes": [(SHAPES[name], WORDS[name]) for name in SHAPES],
        "today": timezone.localdate(),
    }


@requires(*READERS)
@require_safe
def timetable(request):
    """Three years on one page: what is done, planned, overdue and missing."""
    found = operations.timetable()
    return render(
        request,
        "assurance/timetable.html",
        context_of(found)
        | {
            "runs": may(request.user, Can.RUN_AUDITS),
            "refresh": operations.last_refresh(),
            "figures": [
                {"value": found.count("done"), "label": "done"},
                {"value": found.count("planned") + found.count("under_way"), "label": "planned or under way"},
                {"value": found.count("overdue"), "label": "overdue"},
                {"value": len(found.missing), "label": "missing"},
            ],
        },
    )


@requires(*READERS)
@require_safe
def timetable_file(request, kind):
    """The same as a table: CSV or Excel."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    found = operations.timetable()
    rows = [
        [
            one.entry.get_kind_display(), one.entry.title, one.entry.planned_on, one.entry.group.name,
            WORDS[one.status], one.done_on, str(one.entry.linked or ""), one.entry.outcome or one.entry.dropped_because,
        ]
        for one in found.entries
    ]  # fmt: skip
    rows += [
        [
            HABITS[name].label,
            f"Missing: {HABITS[name].how_often.lower()}",
            last,
            "",
            WORDS["missing"],
            None,
            "",
            "",
        ]
        for name, _, last in found.missing
    ]
    return table_file(
        kind,
        f"quality-assurance-timetable-{found.starts_on.year}",
        ["Kind", "What", "Planned by", "Led by", "Status", "Done on", "Shown by", "Outcome"],
        rows,
    )


@requires(*READERS)
@require_safe
def timetable_pdf(request, year):
    """The three years from that April on paper, as a tagged PDF."""
    today = timezone.localdate()
    if not FIRST_YEAR <= year <= today.year + 1:
        raise Http404
    pdf, _ = print_paper(
        "print/timetable.html",
        context_of(operations.timetable(starts_on=first_day(year))),
        called="The timetable",
        seconds=SECONDS,
    )
    return handed_over(pdf, "quality-assurance-timetable.pdf", "application/pdf")


def find(request, pk):
    return get_object_or_404(
        TimetableEntry.objects.visible_to(request.user)
        .with_links()
        .select_related("planned_by", "priority__plan"),
        pk=pk,
    )


@requires(*READERS)
@require_safe
def timetable_entry(request, pk):
    """One entry: when, who leads it, what shows how far it is, and when it was moved and why."""
    entry = find(request, pk)
    now = operations.standing(entry, timezone.localdate())
    return render(
        request,
        "assurance/timetable_entry.html",
        {
            "entry": entry,
            "now": now,
            "words": WORDS[now.status],
            "colour": COLOURS[now.status],
            "habit": HABITS[entry.kind],
            "moves": entry.moves.select_related("moved_by"),
            "runs": may(request.user, Can.RUN_AUDITS) and not entry.done_on and not entry.dropped_because,
            "linked": linked_address(request, entry),
        },
    )


def linked_address(request, entry):
    """The linked thing in words, and its page where this person may open it."""
    thing = entry.linked
    if thing is None:
        return None
    opens = {
        "audit": True,
        "round": may(request.user, Can.RUN_ASSURANCE) or may(request.user, Can.READ_RETURNS),
        "meeting": bool(entry.meeting_id)
        and type(thing).objects.visible_to(request.user).filter(pk=thing.pk).exists(),
        "survey": may(request.user, Can.RUN_VOICE),
    }
    name = next(name for name in opens if getattr(entry, f"{name}_id"))
    words = f"{thing.reference}: {thing.theme}" if name == "audit" else str(thing)
    return {"words": words, "address": thing.get_absolute_url() if opens[name] else ""}


def check_now(request, entry):
    if request.method == "GET":
        check_open(done_on=entry.done_on, dropped=bool(entry.dropped_because))


@requires(Can.RUN_AUDITS)
def plan_entry(request):
    kind = request.GET.get("kind", "")
    return deed(
        request,
        PlanEntryForm(request.POST or None, person=request.user, kind=kind if kind in Kind.values else ""),
        operations.plan_entry,
        template="assurance/plan_entry.html",
        goes_to=lambda entry: entry.get_absolute_url(),
        says="Added to the timetable and the diary.",
    )


@requires(Can.RUN_AUDITS)
def move_entry(request, pk):
    entry = find(request, pk)
    check_now(request, entry)
    return deed(
        request,
        MoveEntryForm(request.POST or None),
        operations.move_entry,
        entry,
        template="assurance/move_entry.html",
        goes_to=entry.get_absolute_url(),
        says="Moved. The earlier date is kept with your reason.",
        context={"entry": entry},
    )


@requires(Can.RUN_AUDITS)
def link_entry(request, pk):
    entry = find(request, pk)
    check_now(request, entry)
    return deed(
        request,
        LinkEntryForm(request.POST or None, entry=entry, person=request.user),
        operations.link_entry,
        entry,
        template="assurance/link_entry.html",
        goes_to=entry.get_absolute_url(),
        says="Linked. Its progress will be shown automatically.",
        context={"entry": entry},
    )


@requires(Can.RUN_AUDITS)
def finish_entry(request, pk):
    entry = find(request, pk)
    check_now(request, entry)
    done_on = operations.standing(entry, timezone.localdate()).done_on
    due_on = entry.deadline.due_on if entry.deadline.outstanding else None
    return deed(
        request,
        FinishEntryForm(request.POST or None, due_on=due_on, done_on=done_on),
        operations.finish_entry,
        entry,
        template="assurance/finish_entry.html",
        goes_to=entry.get_absolute_url(),
        says="Marked as done.",
        context={"entry": entry},
    )


@requires(Can.RUN_AUDITS)
def drop_entry(request, pk):
    entry = find(request, pk)
    check_now(request, entry)
    return deed(
        request,
        WhyForm(request.POST or None, label="Why are you removing it from the timetable?"),
        operations.drop_entry,
        entry,
        template="assurance/drop_entry.html",
        goes_to=reverse("assurance:timetable"),
        says="Removed from the timetable.",
        context={"entry": entry},
    )


@requires(Can.RUN_AUDITS)
def refresh_timetable(request):
    return deed(
        request,
        RefreshForm(request.POST or None, person=request.user),
        operations.refresh_timetable,
        template="assurance/refresh_timetable.html",
        goes_to=reverse("assurance:timetable"),
        says=lambda refresh: (
            "Timetable rolled forward: "
            f"{refresh.added} entr{'y was' if refresh.added == 1 else 'ies were'} added."
        ),
        context={"habits": HABITS.values(), "last": operations.last_refresh()},
    )
