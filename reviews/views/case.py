"""The page of one case: its steps, what can be done now, and what has happened."""

from django.db.models import CharField, Prefetch
from django.db.models.functions import Cast
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.models import Event
from partnership.models.whole import Whole
from partnership.models.written import Written
from partnership.views.deed import note_reading
from reviews.models import Case, CaseDeadline, InformationRequest, Stage
from reviews.rules.clocks import EDITIONS
from reviews.views.board import COLOURS, left_until
from reviews.views.deed import find_case
from reviews.views.steps import DEEDS_AT, STEPS
from reviews.views.times import case_drawn


def deeds_open_to(person, case, *, seldom=False):
    """What this person may do with the case as it stands, as rows of a task list: the usual, or the seldom."""
    at_this_stage = DEEDS_AT[case.stage]
    return [deed.row(case) for deed in at_this_stage if deed.seldom == seldom and deed.open_to(person, case)]


def running(deadline, today):
    """A deadline as its card draws it: late is what is stored once it is done, and what today says before."""
    overdue = deadline.outstanding and deadline.due_on < today
    return {
        "label": deadline.label,
        "due_on": deadline.due_on,
        "done_on": deadline.done_on,
        "late": deadline.late or overdue,
        "starts_on": deadline.starts_on,
        "rule": deadline.rule,
        "source": deadline.source,
        "working_days_left": left_until(deadline.due_on, today) if deadline.outstanding else None,
        "deadline": deadline,
    }


def corrected_since(deadline, case):
    """The right day of a start that was corrected only once the deadline was done; its verdict stands."""
    limits = {limit.duty: limit.starts for limit in EDITIONS[case.guidance].values()}
    notification = getattr(case, "notification", None)
    now = {"aware_on": case.aware_on, "notified_on": notification and notification.sent_on}
    day = now.get(limits.get(deadline.duty))
    counted = deadline.done_on and deadline.calendar and day
    return day if counted and day != deadline.starts_on else None


def steps_of(case, person, today):
    """The steps that the case has come to, each with its clocks and what it shows."""
    deadlines = sorted((link.deadline for link in case.clocks.all()), key=lambda d: (d.due_on, d.pk))
    found = []
    for step in STEPS:
        beside = [
            d for d in deadlines if d.duty in step.duties and (d.outstanding or d.duty not in step.repeated)
        ]
        if step.there(case) or beside:
            found.append(
                {
                    "key": step.key,
                    "title": step.title,
                    "part": step.part,
                    "shows": step.shows(case, person, today),
                    "clocks": [
                        running(d, today) | {"corrected": corrected_since(d, case)}
                        for d in beside
                        if not d.ended_on
                    ],
                    "ended": [d for d in beside if d.ended_on],
                }
            )
    return found


VERBS = {
    "referred": "Referred",
    "asked more agencies": "More agencies were asked",
    "asked by the Panel": "The Panel asked",
    "answered the Panel": "The Panel was answered",
    "corrected": "A date was corrected",
    "corrected when it was sent to the Panel": "When it was sent to the Panel was corrected",
    "corrected when the meeting was held": "The date of the rapid review meeting was corrected",
    "corrected the account": "What is said of the incident was corrected",
    "corrected recommendation": "A recommendation was corrected",
    "corrected the authority": "The authority was corrected",
    "heard a partner": "A partner’s view was recorded",
    "described": "Other facts about the incident were recorded",
    "described a child": "What is known of a child was recorded",
    "added a child": "A child was added",
    "took out a child": "A child entered by mistake was taken out",
    "took out family member": "A member of the family entered by mistake was taken out",
    "logged from its notification": "Logged from its notification",
    "registered": "Registered: another partnership leads it",
    "inherited": "Taken over from the former board",
    "found not to meet the criteria": "The authority found that the criteria were not met",
    "did not confirm": "It was not confirmed that the criteria were not met",
    "noted progress": "Progress of the local review was noted",
    "asked to open it again": "The manager asked to open it again",
    "did not agree to open it again": "It was not agreed to open it again",
}

# What is told of an agency that was asked. How it wrote its answer is its own affair.
OF_AN_AGENCY = {
    "said whether involved": "said whether it was involved",
    "chased": "was chased",
    "ended": "is no longer asked",
}
UNTOLD = ("read", "added rows", "dropped a change")


def told(event):
    """One entry of the record, as the timeline tells it."""
    if event.verb == "moved":
        title = Stage(event.facts["new"]).label
    elif event.noun == InformationRequest._meta.label_lower:
        title = f"{event.label.partition(': ')[2]} {OF_AN_AGENCY.get(event.verb, event.verb)}"
    else:
        title = VERBS.get(event.verb, event.verb.capitalize())
    return {"title": title, "by": event.actor, "at": event.at, "text": event.why}


def tellable(case, number):
    """Entries of the record about a case and what its agencies were asked. `number` is that of the case as text."""
    requests = InformationRequest.objects.filter(case=case).order_by()
    numbers = requests.values_list(Cast("pk", CharField()), flat=True)
    entries = Event.objects.exclude(verb__in=UNTOLD).order_by()
    about = entries.filter(noun=Case._meta.label_lower, noun_id=number)
    of_requests = entries.filter(noun=InformationRequest._meta.label_lower, noun_id__in=numbers)
    return about.union(of_requests, all=True).order_by("-position")


NEWEST = 25  # entries on the page of a case; all of them stand on a page of their own
STAND_INS = (-1, "the-number-of-the-case")
ALL_TOLD = Written(tellable, *STAND_INS)
NEWEST_TOLD = Written(lambda case, number: tellable(case, number)[: NEWEST + 1], *STAND_INS)


def happened_to(case, entries):
    """What happened to the case, newest first. Who read it stands in the record, not here."""
    return [told(event) for event in entries(case.pk, str(case.pk))]


def with_its_steps():
    """Cases with everything that their page shows."""
    select = [name for step in STEPS for name in step.select]
    prefetch = [lookup for step in STEPS for lookup in step.prefetch]
    clocks = Prefetch("clocks", CaseDeadline.objects.select_related("deadline"))
    return Case.objects.select_related(*select).prefetch_related(clocks, *prefetch)


CASE = Whole(with_its_steps)


@requires(Can.READ_CASES)
@require_safe
def case(request, pk):
    """One case, step by step: what is known, what is due, what comes next. Reading it is recorded."""
    found = CASE.among(Case.objects.visible_to(request.user), pk)
    if found is None:
        raise Http404
    today = timezone.localdate()
    happened = happened_to(found, NEWEST_TOLD)
    context = {
        "case": found,
        "stage_colour": COLOURS.get(found.stage, "grey"),
        "deeds": deeds_open_to(request.user, found),
        "seldom": deeds_open_to(request.user, found, seldom=True),
        "steps": steps_of(found, request.user, today),
        "happened": happened[:NEWEST],
        "more_happened": len(happened) > NEWEST,
        "drawings": case_drawn(found, today),
        "today": today,
    }
    note_reading(request, found)
    return render(request, "reviews/case.html", context)


@requires(Can.READ_CASES)
@require_safe
def happened(request, pk):
    """All that has happened to one case. Reading it is recorded."""
    found = find_case(request, pk)
    context = {"case": found, "happened": happened_to(found, ALL_TOLD)}
    note_reading(request, found)
    return render(request, "reviews/happened.html", context)
