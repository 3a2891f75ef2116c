"""The board of cases: where each stands."""

from django.db.models import Case as Chosen
from django.db.models import OuterRef, Subquery, When
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires
from partnership.views.listings import Column, Listing, in_order
from partnership.working_days import BeyondCalendar, working_days_between
from reviews.forms.board import BoardFilterForm
from reviews.models import Case, CaseDeadline, Stage

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
    ).select_related("responsible_authority")


def rows(cases, today):
    return [
        {
            "case": case,
            "colour": COLOURS.get(case.stage, "grey"),
            "due_on": case.next_due,
            "label": case.next_label,
            "left": left_until(case.next_due, today) if case.next_due else None,
            "overdue": bool(case.next_due and case.next_due < today),
        }
        for case in cases
    ]


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


@requires(Can.READ_CASES)
@require_safe
def list_(request):
    """Every case that this person may know of: the open ones by where they stand, or those that are closed."""
    today = timezone.localdate()
    visible = Case.objects.visible_to(request.user)
    closed = request.GET.get("show") == "closed"
    form = BoardFilterForm(request.GET or None, cases=visible, phases=PHASES, closed=closed)
    narrowed = any(request.GET.get(name) for name in form.fields if name != "show")
    seen = visible.closed() if closed else visible.open()
    found = form.narrow(with_next_deadline(seen), today)
    if not closed:
        phase = Chosen(*(When(stage__in=stages, then=number) for number, (_, stages) in enumerate(PHASES)))
        found = found.order_by(phase, "next_due", "referred_at", "pk")
    shown = CASES.shown(request, found, of=seen, form=form)
    if shown.file:
        return shown.file
    listed = rows(shown.page, today)
    context = {
        "closed": closed,
        "views": board_section("closed" if closed else "open"),
        "shown": shown,
        "page": shown.page,
        "rows": listed,
        "narrowed": narrowed,
        "nothing": "No closed cases match." if narrowed else "No case has been closed yet.",
        "any": bool(shown.number),
    }
    if not closed:
        by_phase = [
            {"label": label, "rows": [row for row in listed if row["case"].stage in stages]}
            for label, stages in PHASES
        ]
        in_one = [{"label": shown.caption, "rows": listed}]
        context |= {
            "phases": in_one if shown.sorting else by_phase,
            "figures": [
                {"value": shown.number, "label": "open"},
                {"value": found.filter(next_due__lt=today).count(), "label": "with something overdue"},
            ],
        }
    context["may_refer"] = may(request.user, Can.REFER_CASES)
    context["may_log"] = may(request.user, Can.RUN_CASES)
    return render(request, "reviews/list.html", context)
