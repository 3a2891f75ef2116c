"""Where the assurance cycle stands today, from what is on record."""

from django.db.models import Count, Q

from assurance.models import DoingReport, YearlyReport
from assurance.operations.doing import quarters_to_report
from assurance.operations.timetable import timetable
from assurance.rules.cycle import DUTIES, STEPS, Step, is_time_for_next_plan, mark_now
from assurance.rules.timetable import Kind
from partnership.access import Can
from partnership.models import (
    BusinessPlan,
    Deadline,
    HighlightReport,
    Priority,
    Progress,
    Return,
    Said,
    VoiceSession,
)
from partnership.rules.actions import CHECKED, SETTLED
from partnership.rules.years import days_of_year, financial_year

FIGURES = (Can.RUN_INDICATORS, Can.READ_INDICATORS)
TIMETABLE = (Can.RUN_AUDITS, Can.READ_AUDITS)
RUN, PLAN, WRITE = (Can.RUN_ASSURANCE, Can.READ_RETURNS), (Can.RUN_PLAN, Can.READ_PLAN), (Can.RUN_DOING,)


def some(number, one, many=""):
    """3 returns; 1 return."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def are(number, one, many=""):
    return f"{some(number, one, many)} {'is' if number == 1 else 'are'}"


def where_we_are(today):
    """The six steps of the cycle, each with what is there, what is missing and what is next."""
    steps = {code: Step(code, title, text) for code, title, text in STEPS}
    plan = (
        BusinessPlan.objects.approved()
        .filter(starts_on__lte=today, ends_on__gte=today)
        .order_by("-starts_on")
        .first()
    )
    gather(steps["gather"], today)
    if plan:
        priorities(steps["focus"], steps["outcomes"], plan)
        implement(steps["implement"], plan, today)
    the_plan(steps["plan"], plan, today)
    assess(steps["assess"], today)
    for deadline in (
        Deadline.objects.outstanding().filter(duty__in=DUTIES, restricted=False).order_by("due_on", "pk")
    ):
        step = steps[DUTIES[deadline.duty]]
        if step.next is None and deadline.due_on >= today:
            step.next = {"label": deadline.label, "due_on": deadline.due_on}
    return mark_now(list(steps.values()), today)


def gather(step, today):
    """What came in this financial year, and what is late."""
    first, last = days_of_year(financial_year(today))
    asked = (
        Return.objects.expected()
        .filter(round__purpose="assurance", round__opens_on__lte=today, deadline__due_on__range=(first, last))
        .aggregate(
            every=Count("pk"),
            came=Count("pk", filter=~Q(state=Return.State.DRAFT)),
            late=Count("pk", filter=Q(state=Return.State.DRAFT) & Q(deadline__due_on__lt=today)),
        )
    )
    if asked["every"]:
        step.there.append(f"{asked['came']} of {some(asked['every'], 'return')} received this year.")
    else:
        step.missing.append(("There is no round for agencies this year.", "assurance:rounds", RUN))
    if asked["late"]:
        step.missing.append((f"{are(asked['late'], 'return')} late.", "assurance:rounds", RUN))
    unsent = HighlightReport.objects.unsent().filter(deadline__due_on__lt=today).count()
    if unsent:
        step.missing.append((f"{are(unsent, 'highlight report')} late.", "highlights", (Can.READ_MEETINGS,)))
    heard = VoiceSession.objects.filter(held_on__range=(first, today)).count()
    if heard:
        step.there.append(f"{some(heard, 'session')} held with children, families or practitioners.")
    else:
        step.missing.append(
            ("Nobody has been heard in a session this year.", "voice", (Can.RUN_VOICE, Can.READ_VOICE))
        )
    silent = Deadline.objects.overdue(today).filter(duty="figures").count()
    if silent:
        step.missing.append(
            (
                f"{some(silent, 'set')} of indicator figures not given on time.",
                "assurance:indicators",
                FIGURES,
            )
        )
    planned = timetable(today)
    if planned.count("overdue"):
        late = are(planned.count("overdue"), "thing")
        step.missing.append(
            (f"{late} overdue on the quality assurance timetable.", "assurance:timetable", TIMETABLE)
        )
    lacking = [Kind(kind).label for kind, first, last in planned.missing if first <= today <= last]
    if lacking:
        step.missing.append(
            (
                f"Neither done nor planned for these months: {', '.join(lacking)}.",
                "assurance:timetable",
                TIMETABLE,
            )
        )
    unanswered = Said.objects.unanswered().count()
    if unanswered:
        step.missing.append(
            (
                f"{some(unanswered, 'thing')} that people said {'has' if unanswered == 1 else 'have'} no answer yet.",
                "voice",
                (Can.RUN_VOICE, Can.READ_VOICE),
            )
        )


def priorities(focus, outcomes, plan):
    """The focus areas of the plan in force, and what each of them says."""
    standing = Priority.objects.filter(plan=plan).standing().annotate(reasons=Count("drivers"))
    rows = list(standing)
    focus.there.append(f"{some(len(rows), 'priority', 'priorities')} in {plan.title}.")
    without = [one.number for one in rows if not one.reasons]
    if without:
        focus.missing.append((f"{which(without)} without a stated reason.", "plans", PLAN))
    said = [one for one in rows if one.outcome.strip() and one.measure.strip()]
    outcomes.there.append(f"{len(said)} of {len(rows)} say what good looks like and how we will know.")
    silent = [one.number for one in rows if one not in said]
    if silent:
        outcomes.missing.append(
            (f"{which(silent)} without an outcome statement or a measure.", "plans", PLAN)
        )


def which(numbers):
    return (
        f"Priority {numbers[0]} is" if len(numbers) == 1 else f"Priorities {', '.join(map(str, numbers))} are"
    )


def the_plan(step, plan, today):
    if plan is None:
        step.missing.append(("No business plan is in force.", "plans", PLAN))
        return
    step.there.append(f"{plan.title} is in force until {plan.ends_on:%-d %B %Y}.")
    if plan.let_out_at is None:
        step.missing.append(("The public cannot read the plan yet.", "plans", PLAN))
    there = BusinessPlan.objects.filter(starts_on__gt=plan.ends_on).exists()
    if is_time_for_next_plan(ends_on=plan.ends_on, today=today, there=there):
        step.missing.append(("The next plan has not been started.", "plans", PLAN))


def implement(step, plan, today):
    actions = plan.priorities.aggregate(
        every=Count("action_links", filter=~Q(action_links__action__state="withdrawn")),
        done=Count("action_links", filter=Q(action_links__action__state__in=CHECKED)),
        late=Count(
            "action_links",
            filter=~Q(action_links__action__state__in=SETTLED) & Q(action_links__action__target_on__lt=today),
        ),
    )
    step.there.append(f"{actions['done']} of {some(actions['every'], 'action')} of the plan verified.")
    if actions["late"]:
        step.missing.append((f"{are(actions['late'], 'action')} overdue.", "plans", PLAN))
    silent = Progress.objects.missing().filter(quarter__plan=plan, deadline__due_on__lt=today).count()
    if silent:
        step.missing.append(
            (f"{some(silent, 'entry', 'entries')} of progress not written on time.", "plans", PLAN)
        )


def assess(step, today):
    last = DoingReport.objects.filter(state=DoingReport.State.SENT).select_related("quarter").first()
    if last:
        step.there.append(f"“How are we doing?” of {last.quarter} was sent to the Partnership.")
    for quarter in quarters_to_report(today):
        if quarter.ends_on < today:
            step.missing.append(
                (f"No “How are we doing?” report has been started for {quarter}.", "assurance:doing", WRITE)
            )
    report = YearlyReport.objects.newest().order_by("-period_from").first()
    if report:
        step.there.append(
            f"The yearly report of {report.year} was published on {report.published_on:%-d %B %Y}."
        )
    else:
        step.missing.append(
            ("No yearly report has been published.", "assurance:reports", (Can.READ_YEARLY_DRAFTS,))
        )
    late = Deadline.objects.overdue(today).filter(duty__in=["how_are_we_doing", "yearly_report"])
    for deadline in late.order_by("due_on"):
        step.missing.append(
            (f"{deadline.label} was due on {deadline.due_on:%-d %B %Y}.", "assurance:doing"
             if deadline.duty == "how_are_we_doing" else "assurance:reports",
             WRITE if deadline.duty == "how_are_we_doing" else (Can.READ_YEARLY_DRAFTS,))
        )  # fmt: skip
