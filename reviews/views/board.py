"""The board of cases, and the page of one case."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires
from partnership.models import Event
from partnership.working_days import BeyondCalendar, working_days_between
from reviews.models import Artefact, Case, CaseDeadline, InformationRequest, ReviewerAppointment, Stage
from reviews.models.case import chairs_reviews
from reviews.views.deed import note_reading

A_PAGE = 30

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
    ("Learning", (Stage.PUBLISHED, Stage.LOCAL_REVIEW, Stage.NATIONAL, Stage.LEARNING)),
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
}


def left_until(due_on, today):
    """Working days until that day; None where the calendar does not reach, or a weekend hides the lateness."""
    try:
        left = working_days_between(today, due_on)
    except BeyondCalendar:
        return None
    return None if due_on < today and left == 0 else left


# The board ------------------------------------------------------------------------------------------------


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


@requires(Can.READ_CASES)
@require_safe
def list_(request):
    """Every case that this person may know of: the open ones by where they stand, or those that are closed."""
    today = timezone.localdate()
    visible = Case.objects.visible_to(request.user)
    closed = request.GET.get("show") == "closed"
    board = reverse("reviews:list")
    context = {
        "closed": closed,
        "views": [
            {"label": "Under way", "address": board, "current": not closed},
            {"label": "Closed", "address": f"{board}?show=closed", "current": closed},
        ],
    }
    if closed:
        done = with_next_deadline(visible.closed())
        page = Paginator(done, A_PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "rows": rows(page, today)}
    else:
        found = rows(with_next_deadline(visible.open()).order_by("next_due", "referred_at"), today)
        context |= {
            "phases": [
                {"label": label, "rows": [row for row in found if row["case"].stage in stages]}
                for label, stages in PHASES
            ],
            "any": bool(found),
            "figures": [
                {"value": len(found), "label": "open"},
                {"value": sum(row["overdue"] for row in found), "label": "with something overdue"},
            ],
        }
    context["may_refer"] = may(request.user, Can.REFER_CASES)
    return render(request, "reviews/list.html", context)


# One case -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Deed:
    """Something that may be done with a case at these stages, by people with this capability."""

    name: str
    title: str
    can: Can
    stages: tuple
    hint: str = ""


DEEDS = (
    Deed("screen", "Screen the referral", Can.RUN_CASES, (Stage.REFERRED,),
         "Since when has which authority been aware? The five working days run from then."),
    Deed("notify", "Record the notification", Can.RUN_CASES, (Stage.REFERRED, Stage.SCREENING, Stage.SIN_DUE),
         "The authority sends it through the national system. The portal records that it was sent."),
    Deed("do_not_notify", "Record that the authority does not notify", Can.RUN_CASES, (Stage.SCREENING,)),
    Deed("ask_agencies", "Ask agencies for information", Can.RUN_CASES, (Stage.NOTIFIED, Stage.RR_GATHERING)),
    Deed("hold_meeting", "Record the rapid review meeting", Can.RUN_CASES, (Stage.RR_GATHERING,)),
    Deed("draft", "Write the rapid review", Can.RUN_CASES, (Stage.RR_DRAFTING,)),
    Deed("recommend", "Recommend what should follow", Can.RECOMMEND_REVIEWS, (Stage.RR_DRAFTING,)),
    Deed("decide", "Decide what follows", Can.DECIDE_REVIEWS, (Stage.RR_DECISION,)),
    Deed("send_back", "Return the rapid review for work", Can.DECIDE_REVIEWS, (Stage.RR_DECISION,)),
    Deed("send_to_panel", "Record that it was sent to the Panel", Can.RUN_CASES, (Stage.RR_DECIDED,)),
    Deed("hear_from_panel", "Record the Panel’s reply", Can.RUN_CASES, (Stage.AWAIT_PANEL,)),
    Deed("answer_panel", "Record an answer to the Panel", Can.RUN_CASES, (Stage.AWAIT_PANEL,), "If it asked."),
    Deed("begin_review", "Begin the review", Can.RUN_CASES, (Stage.LCSPR_SETUP,)),
    Deed("name_review", "Choose the review’s public name and summary", Can.RUN_CASES,
         (Stage.LCSPR_SETUP, Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF, Stage.PUB_DECISION)),
    Deed("add_artefact", "Add a file to be checked and published", Can.RUN_CASES,
         (Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF, Stage.PUB_DECISION, Stage.PUBLISHED)),
)  # fmt: skip


def deeds_open_to(person, case):
    """What this person may do with the case as it stands, as rows of a task list."""
    offered = []
    for deed in DEEDS:
        if case.stage not in deed.stages or not may(person, deed.can):
            continue
        if deed.can == Can.DECIDE_REVIEWS and case.edition.decides_reviews not in person.roles:
            continue
        if deed.can == Can.RECOMMEND_REVIEWS and not chairs_reviews(person):
            continue
        address = reverse(f"reviews:{deed.name}", args=[case.pk])
        offered.append({"title": deed.title, "address": address, "hint": deed.hint, "status": "To do"})
    return offered


def running(deadline, today):
    """A deadline as its card draws it: late is what is stored once it is done, and what today says before."""
    overdue = deadline.outstanding and deadline.due_on < today
    return {
        "label": deadline.label,
        "due_on": deadline.due_on,
        "done_on": deadline.done_on,
        "late": deadline.late or overdue,
        "rule": deadline.rule,
        "source": deadline.source,
        "working_days_left": left_until(deadline.due_on, today) if deadline.outstanding else None,
        "deadline": deadline,
    }


# step → its title, the part that draws it, the duties whose clocks stand beside it
STEPS = (
    ("notification", "Referral and notification", ("notify", "inform_partners")),
    ("information", "Information from agencies", ("scope",)),
    ("rapid_review", "Rapid review", ("rapid_review_meeting",)),
    ("decision", "Decision", ("decide",)),
    ("panel", "The national Panel", ("rapid_review",)),
    ("review", "Review and publication", ("publish", "advance_copies")),
)


def reached(case):
    """The steps of which there is something to show, clocks apart."""
    return {
        "notification": True,
        "information": bool(case.requests.all()) or case.stage == Stage.NOTIFIED,
        "rapid_review": hasattr(case, "rapid_review"),
        "decision": bool(case.decisions.all()),
        "panel": bool(case.panel_messages.all()),
        "review": hasattr(case, "review"),
    }


def steps_of(case, today):
    """The steps that the case has come to, each with its clocks."""
    deadlines = sorted((link.deadline for link in case.clocks.all()), key=lambda d: (d.due_on, d.pk))
    there = reached(case)
    steps = []
    for key, title, duties in STEPS:
        beside = [deadline for deadline in deadlines if deadline.duty in duties]
        if there[key] or beside:
            steps.append(
                {
                    "key": key,
                    "title": title,
                    "part": f"reviews/parts/{key}.html",
                    "clocks": [running(d, today) for d in beside if not d.ended_on],
                    "ended": [d for d in beside if d.ended_on],
                }
            )
    return steps


def asked(case, today):
    """A row for each agency that was asked: answered, not involved, or no answer yet."""
    return [
        {
            "request": request,
            "answer": request.answer,
            "overdue": request.deadline.outstanding and request.deadline.due_on < today,
            "versions": sorted(
                (answer for answer in request.answers.all() if answer.submitted_at),
                key=lambda answer: -answer.version,
            ),
        }
        for request in case.requests.all()
    ]


VERBS = {
    "referred": "Referred",
    "asked more agencies": "More agencies were asked",
    "asked by the Panel": "The Panel asked",
    "answered the Panel": "The Panel was answered",
    "corrected": "The day of awareness was corrected",
}


def told(event):
    """One entry of the record, as the timeline tells it."""
    if event.verb == "moved":
        title = Stage(event.facts["new"]).label
    elif event.noun == InformationRequest._meta.label_lower:
        title = f"{event.label.partition(': ')[2]} answered"
    else:
        title = VERBS.get(event.verb, event.verb.capitalize())
    return {"title": title, "by": event.actor, "at": event.at, "text": event.why}


def happened(case):
    """What happened to the case, newest first. Who read it stands in the record, not here."""
    of_requests = Q(
        noun=InformationRequest._meta.label_lower, noun_id__in=[str(r.pk) for r in case.requests.all()]
    )
    about = Q(noun=Case._meta.label_lower, noun_id=str(case.pk))
    return [told(event) for event in Event.objects.filter(about | of_requests).exclude(verb="read")]


def whole(cases):
    """Cases with everything that their page shows, in a fixed number of queries."""
    return cases.select_related(
        "edition", "responsible_authority", "residence_authority", "referred_for", "referred_by",
        "notification__recorded_by", "rapid_review__drafted_by", "rapid_review__recommended_by", "review",
    ).prefetch_related(
        "children",
        "partner_views__organisation",
        "clocks__deadline",
        "decisions__decided_by",
        "panel_messages",
        Prefetch("requests", InformationRequest.objects.select_related("organisation", "deadline")),
        "requests__answers__submitted_by",
        Prefetch("review__artefacts", Artefact.objects.select_related("document")),
        Prefetch("review__reviewers", ReviewerAppointment.objects.select_related("person")),
    )  # fmt: skip


@requires(Can.READ_CASES)
@require_safe
def case(request, pk):
    """One case, step by step: what is known, what is due, what comes next. Reading it is recorded."""
    found = get_object_or_404(whole(Case.objects.visible_to(request.user)), pk=pk)
    today = timezone.localdate()
    context = {
        "case": found,
        "stage_colour": COLOURS.get(found.stage, "grey"),
        "deeds": deeds_open_to(request.user, found),
        "steps": steps_of(found, today),
        "asked": asked(found, today),
        "happened": happened(found),
        "today": today,
    }
    note_reading(request, found)
    return render(request, "reviews/case.html", context)
