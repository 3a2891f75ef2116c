"""Watching rounds: which there are, who has answered how much, who is late."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.forms.round_deeds import ProgressFilterForm, RoundsFilterForm
from assurance.models import Verification
from assurance.operations.round_progress import by_section, progress, progress_table, shares_in_order
from assurance.rules.rounds import DRAWN, stage, state_drawn
from partnership.access import Can, may, requires
from partnership.models import Event, PlannedRound, Return, Round
from partnership.rules.sayings import moment
from partnership.views.listings import Column, Listing
from partnership.views.tables import table_file

A_PAGE = 50
MOST_DRAWN = 8  # rounds beside one another in the picture of who answered
TOLD = {
    "opened": "Opened",
    "asked too": "One more organisation was asked",
    "amended the message": "The message was changed",
    "changed the dates": "The dates were changed",
    "reminded": "Reminders were sent",
    "chased": "Chasing letters were sent",
}


ROUNDS = Listing(
    "assurance:rounds",
    "Rounds",
    "round",
    [
        Column("Round", lambda one: one.title, by="title"),
        Column("Reference", lambda one: one.reference, under="Round"),
        Column("About", lambda one: one.about_from, by="about_from", kind="day"),
        Column("Until", lambda one: one.about_until, under="About"),
        Column("Due", lambda one: one.due_on, by="due_on", kind="day"),
        Column(
            "Submitted",
            lambda one: f"{one.came_back} of {one.asked}",
            by="came_back",
            kind="number",
            numeric=True,
        ),
        Column("State", lambda one: stage_of(one, timezone.localdate())[0]),
    ],
    form=RoundsFilterForm,
    first="-due",
    filters="Which rounds",
)
ROUND = Listing(
    "assurance:round",
    "Organisations asked",
    "organisation",
    [
        Column("Organisation", lambda row: row["name"], by=lambda row: row["name"]),
        Column("State", lambda row: row["words"], by=lambda row: row["words"]),
        Column(
            "Answered",
            lambda row: f"{row['whole'].answered} of {row['whole'].of}",
            by=lambda row: row["whole"].answered,
            kind="number",
            numeric=True,
        ),
        Column(
            "Last saved",
            lambda row: moment(row["last_saved_at"]) or "Never",
            by=lambda row: row["last_saved_at"],
            kind="day",
        ),
        Column(
            "Due",
            lambda row: row["return"].deadline.due_on,
            by=lambda row: row["return"].deadline.due_on,
            kind="day",
        ),
        Column("Extended", lambda row: "Extended" if row["return"].extended else "", under="Due"),
        Column("Next step"),
    ],
    form=ProgressFilterForm,
    first="organisation",
    filters="Which organisations",
    saves=False,
)


@requires(Can.RUN_ASSURANCE, Can.READ_RETURNS)
@require_safe
def rounds(request):
    """Every round by the year in which it is due, how much of each has come back, and what is being prepared."""
    today = timezone.localdate()
    seen = Round.objects.visible_to(request.user)
    form = RoundsFilterForm(
        request.GET or None, years=[day.year for day in seen.dates("due_on", "year", "DESC")]
    )
    found = form.narrow(seen, today).with_counts().select_related("questionnaire").order_by("-due_on", "-pk")
    shown = ROUNDS.shown(request, found, of=seen, form=form)
    if shown.file:
        return shown.file
    page = shown.page
    prepared = PlannedRound.objects.visible_to(request.user).being_prepared().select_related("questionnaire")
    return render(
        request,
        "assurance/rounds.html",
        {
            "shown": shown,
            "page": page,
            "rows": [(asked, *stage_of(asked, today)) for asked in page],
            "prepared": prepared,
            "drawn": answers_drawn(list(page)[:MOST_DRAWN], today),
            "may_open": may_run(request),
        },
    )


def answers_drawn(rounds, today):
    """Organisations by rounds, the newest round last, as letters on shades. One query; the page has the rounds."""
    rounds = sorted(rounds, key=lambda one: (one.due_on, one.pk))
    found = {}
    returns = Return.objects.expected().filter(round__in=rounds).select_related("organisation", "deadline")
    for one in returns.order_by("organisation__name", "organisation"):
        found.setdefault(one.organisation, {})[one.round_id] = one
    stands = {
        name: {asked.pk: state_drawn(given.get(asked.pk), today) for asked in rounds}
        for name, given in found.items()
    }
    came = {"time", "late", "open"}
    return {
        "corner": "Organisation",
        "columns": [
            {"text": one.title, "hint": f"due {one.due_on:%-d %b %Y}", "address": one.get_absolute_url()}
            for one in rounds
        ],
        "rows": [
            {
                "head": organisation,
                "cells": [DRAWN[state] for state in row.values()],
                "total": f"{sum(state in came for state in row.values())} of "
                f"{sum(state != 'unasked' for state in row.values())}",
            }
            for organisation, row in stands.items()
        ],
        "total": "Submitted",
        "letters": [
            told
            for state, told in DRAWN.items()
            if any(state in row.values() for row in stands.values())
        ],
    }  # fmt: skip


def find_round(request, pk):
    rounds = Round.objects.visible_to(request.user).select_related("questionnaire", "shared_with")
    return get_object_or_404(rounds, pk=pk)


@requires(Can.RUN_ASSURANCE, Can.READ_RETURNS)
@require_safe
def round_(request, pk):
    """Watch one round: who has answered how much, who is late, what has come back, and what was done about it."""
    today = timezone.localdate()
    asked = find_round(request, pk)
    rows = progress(asked, today)
    words, colour = stage_of(asked, today)
    form = ProgressFilterForm(request.GET or None, rows=rows)
    shown = ROUND.shown(request, form.narrow(rows), of=rows, form=form)
    if shown.file:
        return shown.file
    came_back = sum("submitted" in row["marks"] for row in rows)
    open_now = asked.opens_on <= today <= asked.closes_on
    runs = may_run(request)
    return render(
        request,
        "assurance/round.html",
        {
            "round": asked,
            "shown": shown,
            "page": shown.page,
            "rows": shown.page.object_list,
            "stage": words,
            "stage_colour": colour,
            "figures": figures(rows, came_back),
            "serve_both": [row["name"] for row in rows if row["return"].serves_too],
            "to_chase": sum(row["step"] is not None and bool(row["step"].roles) for row in rows),
            "may_run": runs,
            "may_remind": runs and open_now and came_back < len(rows),
            "may_extend": runs and today <= asked.closes_on,
            "may_change": runs and today <= asked.closes_on,
            "may_read": may(request.user, Can.READ_RETURNS),
            "history": history(asked),
            "verifications": verifications_of(asked, request.user),
        },
    )


def verifications_of(asked, person):
    """What the Independent Advisor said of the round and of its returns, for whoever reads returns."""
    if not may(person, Can.READ_RETURNS):
        return []
    return Verification.objects.given().filter(round=asked).select_related("assurance_return__organisation")


def figures(rows, came_back):
    """Numbers above the table; each leads to the rows that it counts."""

    def counted(mark):
        return sum(mark in row["marks"] for row in rows)

    begun = sum("in_progress" in row["marks"] and not row["overdue"] for row in rows)
    waiting = sum("not_begun" in row["marks"] and not row["overdue"] for row in rows)
    return [
        {"value": len(rows), "label": "asked"},
        {"value": came_back, "label": "submitted", "address": "?standing=submitted"},
        {"value": begun, "label": "in progress", "address": "?standing=in_progress"},
        {"value": waiting, "label": "not started", "address": "?standing=not_begun"},
        {"value": counted("late"), "label": "late, not submitted", "address": "?standing=late"},
        {"value": counted("nobody"), "label": "with nobody to answer", "address": "?standing=nobody"},
    ]


def history(asked):
    """What happened to the round itself, the newest first."""
    events = Event.objects.about(asked).filter(verb__in=TOLD).order_by("-at")[:20]
    return [
        {"title": TOLD[event.verb], "by": event.actor, "at": event.at, "text": event.why} for event in events
    ]


@requires(Can.RUN_ASSURANCE, Can.READ_RETURNS)
@require_safe
def round_sections(request, pk):
    """How far each organisation is in each section."""
    asked = find_round(request, pk)
    sections = list(asked.questionnaire.sections.all())
    everybody = progress(asked, timezone.localdate())
    form = ProgressFilterForm(request.GET or None, rows=everybody)
    rows = form.narrow(everybody)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "assurance/round_sections.html",
        {
            "round": asked,
            "filter": form,
            "page": page,
            "sections": sections,
            "rows": [(row, shares_in_order(row, sections)) for row in page],
            "told": by_section(rows, sections),
            "number": len(rows),
        },
    )


@requires(Can.RUN_ASSURANCE)
@require_safe
def round_csv(request, pk):
    """The progress of one round as CSV. It holds no answers."""
    return progress_file(request, pk, "csv")


@requires(Can.RUN_ASSURANCE)
@require_safe
def round_xlsx(request, pk):
    """The progress of one round for Excel. It holds no answers."""
    return progress_file(request, pk, "xlsx")


def progress_file(request, pk, kind):
    asked = find_round(request, pk)
    table = progress_table(asked, timezone.localdate(), list(asked.questionnaire.sections.all()))
    return table_file(kind, f"{asked.reference}-progress", *table)


def stage_of(asked, today):
    return stage(opens_on=asked.opens_on, due_on=asked.due_on, closes_on=asked.closes_on, today=today)


def may_run(request):
    return may(request.user, Can.RUN_ASSURANCE)
