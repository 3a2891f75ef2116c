"""Each quarter of a plan: what leads write, closing it for good, and what the public reads of plan and progress."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import BusinessPlan, Driver, PlanAction, PlanQuarter, Priority, Progress
from partnership.operations import let_out as public
from partnership.operations.deadlines import end, meet
from partnership.operations.documents import keep
from partnership.operations.paper import print_paper
from partnership.operations.plan import lock
from partnership.operations.record import record
from partnership.rules.plan import (
    ARROWS,
    LOOKS,
    check_close_quarter,
    check_entry,
    check_open_quarter,
    check_revision,
)
from partnership.rules.voice import check_apart, check_let_out

SECONDS = 45  # a plan takes two


def writes(entry, person):
    """Whether they write this entry: staff, and who leads the priority, for a group its chair."""
    if may(person, Can.RUN_PLAN):
        return True
    priority = entry.priority
    return priority.lead_organisation_id in person.answers_for or priority.lead_group_id in person.chaired


@transaction.atomic
def write_progress(entry, *, by, revision, rag, direction, narrative, next_steps="", late_reason=""):
    """Say how a priority stands this quarter. It may be written again until the quarter is closed."""
    plan = lock(entry.quarter.plan)
    entry = (
        Progress.objects.select_for_update(of=("self",), no_key=True)
        .select_related("quarter", "priority", "deadline")
        .get(pk=entry.pk)
    )
    today = timezone.localdate()
    check_open_quarter(closed=entry.quarter.closed_at, ends_on=entry.quarter.ends_on, today=today)
    check_revision(seen=revision, now=entry.revision)
    check_entry(rag=rag, direction=direction, narrative=narrative, next_steps=next_steps)
    check_apart(narrative, next_steps)
    if entry.deadline.outstanding:
        meet(entry.deadline, by=by, late_reason=late_reason)
    entry.rag, entry.direction = rag, direction
    entry.narrative, entry.next_steps = narrative.strip(), next_steps.strip()
    entry.written_by, entry.written_at = by, timezone.now()
    entry.revision += 1
    entry.save(
        update_fields=[
            "rag", "direction", "narrative", "next_steps", "written_by", "written_at", "revision",
        ]
    )  # fmt: skip
    record(
        "wrote progress", plan, by=by, label=str(entry), rag=rag, direction=direction, revision=entry.revision
    )
    return entry


def lock_quarter(quarter):
    lock(quarter.plan)
    return (
        PlanQuarter.objects.select_for_update(of=("self",), no_key=True)
        .select_related("plan")
        .get(pk=quarter.pk)
    )


@transaction.atomic
def close_quarter(quarter, *, by, reason=""):
    """The group has reviewed it: what was written stays as it is. What was not written says why."""
    quarter = lock_quarter(quarter)
    missing = list(quarter.entries.missing().select_related("deadline"))
    check_close_quarter(
        closed=quarter.closed_at, ends_on=quarter.ends_on, today=timezone.localdate(), missing=len(missing),
        reason=reason,
    )  # fmt: skip
    for entry in missing:
        if entry.deadline.outstanding:
            end(entry.deadline, by=by, reason=f"The quarter was closed without it: {reason.strip()}")
    quarter.closed_at, quarter.closed_by = timezone.now(), by
    quarter.missing_because = reason.strip() if missing else ""
    quarter.save(update_fields=["closed_at", "closed_by", "missing_because"])
    record(
        "closed a quarter",
        quarter.plan,
        by=by,
        why=reason.strip(),
        label=f"{quarter.plan.reference}, {quarter}",
    )
    return quarter


# The public -----------------------------------------------------------------------------------------------


def label_of(quarter):
    return f"{quarter.plan.reference}, {quarter}"


@transaction.atomic
def put_quarter_forward(quarter, *, by):
    quarter = lock_quarter(quarter)
    return public.put_forward(
        quarter, by=by, ready=quarter.closed_at, sentence="Close the quarter first.", label=label_of(quarter)
    )


@transaction.atomic
def let_quarter_out(quarter, *, by):
    quarter = lock_quarter(quarter)
    return public.let_out(quarter, by=by, label=label_of(quarter))


@transaction.atomic
def take_quarter_back(quarter, *, by, reason):
    quarter = lock_quarter(quarter)
    return public.take_back(quarter, by=by, reason=reason, label=label_of(quarter))


@transaction.atomic
def put_plan_forward(plan, *, by):
    plan = lock(plan)
    approved = plan.state in (BusinessPlan.State.APPROVED, BusinessPlan.State.CLOSED)
    return public.put_forward(
        plan, by=by, ready=approved, sentence="The partnership has to approve it first.", label=plan.reference
    )


def let_plan_out(plan, *, by, revision):
    """Somebody else has read it: its PDF is made, and the public reads both.

    The PDF is made before anything is locked; what was written meanwhile is noticed by the revision.
    """
    plan = BusinessPlan.objects.get(pk=plan.pk)
    check_let_out(plan, by=by)
    check_revision(seen=revision, now=plan.revision)
    pdf, pages = print_plan(plan, for_public=True)
    return keep_public(plan, pdf, pages, by=by, revision=revision)


@transaction.atomic
def keep_public(plan, pdf, pages, *, by, revision):
    plan = lock(plan)
    check_revision(seen=revision, now=plan.revision)
    document = keep(
        pdf, by=by, title=plan.title, filename="plan.pdf", download_name=f"business-plan-{plan.starts_on.year}",
        only=(".pdf",), replaces=plan.document,
    )  # fmt: skip
    return public.let_out(plan, by=by, label=plan.reference, document=document, pages=pages)


@transaction.atomic
def take_plan_back(plan, *, by, reason):
    plan = lock(plan)
    return public.take_back(plan, by=by, reason=reason, label=plan.reference)


# Reading --------------------------------------------------------------------------------------------------


def whole(plan, *, for_public=False):
    """Everything that a page or a paper of the plan says, in a fixed number of queries: its priorities in order, each

    a dict of `priority`, `drivers`, `actions`, `entries` (oldest first) and `latest`, the newest entry that is
    written. With `for_public` only quarters that two people let out, and drivers as words alone.
    """
    priorities = list(plan.priorities.select_related("lead_group", "lead_organisation"))
    found = {
        one.pk: {"priority": one, "drivers": [], "actions": [], "entries": [], "latest": None}
        for one in priorities
    }
    for driver in Driver.objects.filter(priority__plan=plan).select_related("learning_point", "said"):
        found[driver.priority_id]["drivers"].append(driver)
    for link in PlanAction.objects.filter(priority__plan=plan).select_related(
        "action__organisation", "action__owner"
    ):
        found[link.priority_id]["actions"].append(link.action)
    entries = (
        Progress.objects.filter(priority__plan=plan)
        .select_related("quarter", "deadline")
        .order_by("quarter__starts_on")
    )
    if for_public:
        entries = entries.exclude(quarter__let_out_at=None)
    for entry in entries:
        row = found[entry.priority_id]
        row["entries"].append(drawn(entry))
        if entry.written:
            row["latest"] = drawn(entry)
    rows = list(found.values())
    return [row for row in rows if not (for_public and row["priority"].dropped_on)]


def drawn(entry):
    """An entry as pages draw it: words, a shape and an arrow, and the colour only beside them."""
    shape, colour = LOOKS.get(entry.rag, ("", "grey"))
    return {
        "entry": entry,
        "quarter": entry.quarter,
        "rag": entry.get_rag_display(),
        "shape": shape,
        "colour": colour,
        "direction": entry.get_direction_display(),
        "arrow": ARROWS.get(entry.direction, ""),
        "narrative": entry.narrative,
        "next_steps": entry.next_steps,
    }


def progress_of_year(starts_on, ends_on):
    """For the yearly report: each priority of the plans approved for that year, with how it last stood within it.

    A list of dicts in the order of the plans: plan (reference), number, title, young_peoples, outcome, measure,
    dropped_on, quarter (in words), rag, direction, narrative, next_steps. What nobody wrote in a closed quarter of the
    year is empty. Only closed quarters count: what is open may still change.
    """
    priorities = (
        Priority.objects.filter(
            plan__state__in=[BusinessPlan.State.APPROVED, BusinessPlan.State.CLOSED],
            plan__starts_on__lte=ends_on,
            plan__ends_on__gte=starts_on,
        )
        .select_related("plan")
        .order_by("plan__starts_on", "number")
    )
    latest = {}
    for entry in (
        Progress.objects.filter(
            priority__in=priorities.order_by().values("pk"),
            quarter__closed_at__isnull=False,
            quarter__starts_on__gte=starts_on,
            quarter__ends_on__lte=ends_on,
        )
        .exclude(rag="")
        .select_related("quarter")
        .order_by("quarter__starts_on")
    ):
        latest[entry.priority_id] = entry
    nothing = Progress()
    return [
        {
            "plan": one.plan.reference,
            "number": one.number,
            "title": one.title,
            "young_peoples": one.young_peoples,
            "outcome": one.outcome,
            "measure": one.measure,
            "dropped_on": one.dropped_on,
            "quarter": str(entry.quarter) if entry.rag else "",
            "rag": entry.get_rag_display(),
            "direction": entry.get_direction_display(),
            "narrative": entry.narrative,
            "next_steps": entry.next_steps,
        }
        for one in priorities
        for entry in [latest.get(one.pk, nothing)]
    ]


def print_plan(plan, *, summary=False, for_public=False):
    """The whole plan, or its one page, as a tagged PDF, and how many pages it has."""
    return print_paper(
        "print/plan_summary.html" if summary else "print/plan.html",
        {
            "plan": plan,
            "rows": whole(plan, for_public=for_public),
            "standing": plan.standing(timezone.localdate()),
            "consultations": plan.consultations.select_related("committee"),
            "variations": plan.variations.all(),
            "for_public": for_public,
        },
        called="The plan",
        seconds=SECONDS,
    )
