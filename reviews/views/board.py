"""The board of cases: where each stands."""

from datetime import date

from django.db.models import Case as Chosen
from django.db.models import Count, Min, OuterRef, Q, Subquery, When
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires
from partnership.models import Organisation
from partnership.models.readers import WrittenForEach
from partnership.models.written import counted
from partnership.parts.marks import tag
from partnership.rules import sayings
from partnership.views.listings import A_PAGE, Column, FirstPage, Listing, in_order
from partnership.working_days import BeyondCalendar, working_days_between
from reviews.forms.board import BoardFilterForm
from reviews.models import Case, CaseDeadline, Stage
from reviews.models.case import OVER

PHASES = (
    (
        "Referral and notification",
        (Stage.REFERRED, Stage.SCREENING, Stage.SIN_DUE, Stage.NOT_NOTIFIED, Stage.NOTIFIED),
    ),
    ("Rapid review", (Stage.RR_GATHERING, Stage.RR_DRAFTING)),
    (
        "Decision and the Panel",
        (Stage.RR_DECISION, Stage.RR_DECIDED, Stage.AWAIT_PANEL, Stage.CRITERIA_NOT_MET),
    ),
    (
        "Review and publication",
        (Stage.LCSPR_SETUP, Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF, Stage.PUB_DECISION, Stage.DISPUTE),
    ),
    ("Learning", (Stage.PUBLISHED, Stage.LOCAL_REVIEW, Stage.NATIONAL, Stage.ELSEWHERE, Stage.LEARNING)),
)
COLOURS = {
    Stage.REFERRED: "blue",
    Stage.SCREENING: "blue",
    Stage.SIN_DUE: "orange",
    Stage.NOTIFIED: "purple",
    Stage.RR_GATHERING: "purple",
    Stage.RR_DRAFTING: "purple",
    Stage.RR_DECISION: "magenta",
    Stage.RR_DECIDED: "teal",
    Stage.AWAIT_PANEL: "yellow",
    Stage.DISPUTE: "red",
    Stage.PUBLISHED: "green",
    Stage.LOCAL_REVIEW: "teal",
    Stage.NATIONAL: "yellow",
    Stage.LEARNING: "green",
}


def left_until(due_on, today):
    """Working days until that day; None where the calendar does not reach, or a weekend hides the lateness."""
    try:
        left = working_days_between(today, due_on)
    except BeyondCalendar:
        return None
    return None if due_on < today and left == 0 else left


def with_next_deadline(cases):
    """Each case with `next_due` and `next_label`: the earliest of its deadlines that is outstanding."""
    running = CaseDeadline.objects.filter(
        case=OuterRef("pk"), deadline__done_on=None, deadline__ended_on=None
    ).order_by("deadline__due_on", "deadline")
    return cases.annotate(
        next_due=Subquery(running.values("deadline__due_on")[:1]),
        next_label=Subquery(running.values("deadline__label")[:1]),
    )


def rows(cases, today):
    return [
        {
            "case": case,
            "label": case.next_label,
            "due_on": case.next_due,
            "left": left_until(case.next_due, today) if case.next_due else None,
            "overdue": bool(case.next_due and case.next_due < today),
        }
        for case in cases
    ]


def cells(listed):
    """The rows of the board, cell by cell."""
    return [cells_of(row["case"], left=row["left"], overdue=row["overdue"]) for row in listed]


def cells_of(case, *, left, overdue):
    left = sayings.working_days(left)
    return (
        format_html(REFERENCE, case.get_absolute_url(), case.reference),
        tag(case.get_stage_display(), COLOURS.get(case.stage, "grey")),
        case.next_label or "Nothing is due",
        sayings.day(case.next_due),
        format_html("{} {}", tag("Overdue", "red"), left) if overdue else left,
        sayings.day(case.referred_at),
    )


REFERENCE = '<a class="govuk-link portal-one-line" href="{}">{}</a>'


# Asked of every board, and so written once for each kind of person ------------------------------------------

ONE_DAY = date(1, 1, 1)  # stands for today
OF_A_ROW = ("reference", "stage", "referred_at")


def board_of(cases):
    """Cases under way as the board stands: by phase, then by what is due next."""
    phase = Chosen(*(When(stage__in=stages, then=number) for number, (_, stages) in enumerate(PHASES)))
    return with_next_deadline(cases).order_by(phase, "next_due", "referred_at", "pk").only(*OF_A_ROW)


def numbers_of(person):
    """How many cases they may know of, how many of these are over, and when the first was referred."""
    over = Count("pk", filter=Q(stage__in=OVER))
    return counted(Case.objects.visible_to(person), number=Count("pk"), over=over, oldest=Min("referred_at"))


def overdue_of(person, today):
    """How many cases under way have something overdue."""
    late = with_next_deadline(Case.objects.visible_to(person).open()).filter(next_due__lt=today)
    return counted(late, number=Count("pk"))


def authorities_of(person):
    cases = Case.objects.visible_to(person)
    return Organisation.objects.filter(pk__in=cases.values("responsible_authority")).values_list("pk", "name")


written_numbers = WrittenForEach(numbers_of)
written_overdue = WrittenForEach(overdue_of, ONE_DAY)
written_authorities = WrittenForEach(authorities_of)
written_first = WrittenForEach(lambda person: board_of(Case.objects.visible_to(person).open())[:A_PAGE])


def board_section(here):
    """The pages that show many cases at once."""
    board = reverse("reviews:list")
    return [
        {"label": label, "address": address, "current": key == here}
        for key, label, address in (
            ("open", "Under way", board),
            ("closed", "Closed", f"{board}?show=closed"),
            ("overview", "Overview", reverse("reviews:overview")),
        )
    ]


CASES = Listing(
    "reviews:list",
    "Cases",
    "case",
    [
        Column("Case", lambda one: one.reference, by="reference"),
        Column("Status", lambda one: one.get_stage_display(), by=in_order("stage", Stage), kind="step"),
        Column("Next", lambda one: one.next_label or "", by="next_label"),
        Column("Due", lambda one: one.next_due, by="next_due", kind="day"),
        Column("Left"),
        Column("Referred", lambda one: timezone.localdate(one.referred_at), by="referred_at", kind="day"),
    ],
    form=BoardFilterForm,
    keep=("show",),
)


def overdue(found, person, today, narrowed):
    """How many of what the board shows have something overdue."""
    if narrowed:
        return found.filter(next_due__lt=today).count()
    return next((number for (number,) in written_overdue.rows(person, today)), 0)


@requires(Can.READ_CASES)
@require_safe
def list_(request):
    """Every case that this person may know of: the open ones by where they stand, or those that are closed."""
    today, person = timezone.localdate(), request.user
    visible = Case.objects.visible_to(person)
    closed = request.GET.get("show") == "closed"
    number, over, oldest = next(iter(written_numbers.rows(person)), (0, 0, None))
    authorities = written_authorities.rows(person)
    form = BoardFilterForm(
        request.GET or None, authorities=authorities, oldest=oldest, phases=PHASES, closed=closed
    )
    narrowed = any(request.GET.get(name) for name in form.fields if name != "show")
    seen = visible.closed() if closed else visible.open()
    found = form.narrow(with_next_deadline(seen) if closed else board_of(seen), today)
    plain = None
    if not closed and not narrowed:
        plain = FirstPage(found, number=number - over, first=lambda: written_first(person))
    shown = CASES.shown(request, found, of=over if closed else number - over, form=form, plain=plain)
    if shown.file:
        return shown.file
    listed = rows(shown.page, today)
    context = {
        "closed": closed,
        "views": board_section("closed" if closed else "open"),
        "shown": shown,
        "page": shown.page,
        "rows": listed,
        "cells": cells(listed) if closed else [],
        "narrowed": narrowed,
        "nothing": "No closed cases match." if narrowed else "No case has been closed yet.",
        "any": bool(shown.number),
    }
    if not closed:
        by_phase = [
            {"label": label, "rows": [row for row in listed if row["case"].stage in stages]}
            for label, stages in PHASES
        ]
        phases = [{"label": shown.caption, "rows": listed}] if shown.sorting else by_phase
        context |= {
            "phases": [phase | {"cells": cells(phase["rows"])} for phase in phases],
            "figures": [
                {"value": shown.number, "label": "open"},
                {"value": overdue(found, person, today, narrowed), "label": "with something overdue"},
            ],
        }
    context["may_refer"] = may(request.user, Can.REFER_CASES)
    context["may_log"] = may(request.user, Can.RUN_CASES)
    return render(request, "reviews/list.html", context)
