"""The rapid review as a PDF for the national Panel: put together, printed, and kept with its checksum.

It is made while whoever asked for it waits: a few pages take seconds, and the process that prints has limits of
its own. Nothing is locked meanwhile.
"""

from django.db import transaction
from django.utils.dateformat import format as format_date

from partnership.access import Refused
from partnership.operations.documents import keep
from partnership.operations.paper import drawn, style
from partnership.operations.record import record
from partnership.printing.pdf import CannotPrint, print_pdf
from reviews.models import Case, InformationAnswer, PanelReport, Stage
from reviews.operations.case import lock
from reviews.operations.rapid_review import fingerprint
from reviews.rules.publication import check_seen
from reviews.rules.rapid_review import CRITERIA

MADE_AT = (Stage.RR_DRAFTING, Stage.RR_DECISION, Stage.RR_DECIDED, Stage.AWAIT_PANEL)
DUTIES = ("notify", "inform_partners", "scope", "rapid_review_meeting", "decide", "rapid_review")
SECONDS = 25  # somebody waits


def make_panel_report(case, *, by, shows=PanelReport.Shows.ORGANISATIONS):
    """Print the rapid review as it stands now and keep the PDF. `shows` says whether people are named."""
    case = Case.objects.select_related(
        "edition", "rapid_review", "responsible_authority", "residence_authority"
    ).get(pk=case.pk)
    if case.stage not in MADE_AT or not hasattr(case, "rapid_review"):
        raise Refused(
            "The document is made from the writing of the rapid review until the Panel has replied."
        )
    seen, decision = fingerprint(case.rapid_review), case.decision
    try:
        content, pages = print_pdf(page_of(case, shows), called="The document", seconds=SECONDS)
    except CannotPrint as problem:
        raise Refused(str(problem)) from problem
    return keep_report(case, by=by, shows=shows, content=content, pages=pages, seen=seen, decision=decision)


@transaction.atomic
def keep_report(case, *, by, shows, content, pages, seen, decision):
    """Keep what was printed, unless the report or the decision has changed since."""
    case = lock(case)
    check_seen(seen=seen, now=fingerprint(case.rapid_review), what="The rapid review")
    if case.decision != decision:
        raise Refused("A decision was made while the document was being made. Make it again.")
    before = case.panel_reports.select_related("document").first()
    document = keep(
        content,
        by=by,
        title=f"Rapid review {case.reference} for the Panel",
        filename="rapid-review.pdf",
        download_name=f"{case.reference}-rapid-review",
        only=(".pdf",),
        replaces=before.document if before else None,
    )
    made = PanelReport.objects.create(
        case=case,
        document=document,
        shows=shows,
        fingerprint=seen,
        decision=decision,
        pages=pages,
        made_by=by,
    )
    record(
        "made the Panel’s document", made, by=by, checksum=document.checksum, shows=str(shows), pages=pages
    )
    return made


def page_of(case, shows):
    """The whole document as HTML, with its styles inside it."""
    report = case.rapid_review
    people = shows == PanelReport.Shows.PEOPLE
    decisions = list(case.decisions.select_related("decided_by"))
    sections = report.sections
    number = len(decisions) + (case.stage in (Stage.RR_DRAFTING, Stage.RR_DECISION))
    said = case.positions.filter(number=number).select_related("organisation", "recorded_by").order_by("pk")
    return drawn(
        "print/panel_report.html",
        {
            "case": case,
            "report": report,
            "people": people,
            "facts": facts_of(case),
            "dates": dates_of(case),
            "agencies": [agency(request) for request in asked(case)],
            "attendees": report.attendees.select_related("organisation"),
            "sections": [one for one in sections if one["name"] not in CRITERIA],
            "criteria": [one for one in sections if one["name"] in CRITERIA],
            "positions": list({one.organisation_id: one for one in said}.values()),
            "decisions": decisions,
            "decision": decisions[0] if decisions else None,
        },
        css=style("panel_report.css"),
    )


def facts_of(case):
    children = [
        f"{'Age not known' if child.age is None else f'Aged {child.age}'}, {child.get_outcome_display().lower()}"
        f"{', looked after' if child.looked_after else ''}"
        for child in case.children.all()
    ]
    notification = getattr(case, "notification", None)
    return [
        ("Children, as at the incident", "; ".join(children)),
        ("Incident", f"{format_date(case.incident_on, 'F Y')}"),
        ("Authority of the incident", case.responsible_authority or "Not recorded"),
        ("Authority of residence", case.residence_authority or "The same"),
        ("National reference", (notification and notification.national_reference) or "Not recorded"),
    ]


def dates_of(case):
    """The case's clocks up to the sending, but for those that ended or were superseded."""
    links = case.clocks.select_related("deadline").filter(deadline__duty__in=DUTIES, deadline__ended_on=None)
    return sorted((link.deadline for link in links), key=lambda one: (one.due_on, one.pk))


def asked(case):
    return case.requests.select_related("organisation", "deadline").prefetch_related("answers")


def agency(request):
    """One agency: returned, nil or missing, and whether in time. What it wrote is in the report, not here."""
    answer = request.answer
    words = "No answer: missing"
    if answer:
        nil = answer.involvement == InformationAnswer.Involvement.NOT_INVOLVED
        words = "Nil return: not involved" if nil else "Returned"
    deadline = request.deadline
    timely = "–"
    if deadline.done_on:
        timely = "Late" if deadline.late else "On time"
    return {
        "name": request.organisation.name,
        "answer": words,
        "done_on": deadline.done_on if answer else None,
        "timely": timely,
    }
