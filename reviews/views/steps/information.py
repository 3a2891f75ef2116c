"""Information from agencies."""

from itertools import groupby

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, When
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from partnership.access import Can, may
from partnership.addresses import address_of
from partnership.parts.marks import tag
from partnership.rules import sayings
from reviews.models import (
    Chaser,
    ChronologyRow,
    InformationAnswer,
    InformationRequest,
    InvolvementReply,
    Stage,
)
from reviews.views.steps.step import Deed, Step

SAID = dict(InvolvementReply.Said.choices)


def told():
    """What the page tells of each agency that was asked, in a row without its organisation, dates and answers.

    `involvement` is that of its newest answer, and None where it sent none; `reply_due_on` is the day by which it
    has still to say whether it was involved.
    """
    replies = InvolvementReply.objects.filter(request=OuterRef("pk")).reverse()
    answers = InformationAnswer.objects.submitted().filter(request=OuterRef("pk"))
    rows = ChronologyRow.objects.filter(answer=OuterRef("pk"))
    awaited = Q(involvement_deadline__done_on=None, involvement_deadline__ended_on=None)
    return InformationRequest.objects.only("case", "scope").annotate(
        agency=F("organisation__name"),
        due_on=F("deadline__due_on"),
        done_on=F("deadline__done_on"),
        answered_late=F("deadline__late"),
        ended_on=F("deadline__ended_on"),
        ended_because=F("deadline__ended_reason"),
        chased=Exists(Chaser.objects.filter(request=OuterRef("pk"))),
        reply_due_on=Case(When(awaited, then=F("involvement_deadline__due_on"))),
        said=Subquery(replies.values("said")[:1]),
        involvement=Subquery(answers.values("involvement")[:1]),
        chronology=Subquery(answers.annotate(told=Exists(rows)).values("told")[:1]),
    )  # fmt: skip


def answered(request):
    return request.involvement is not None


def overdue(request, today):
    return request.done_on is None and request.ended_on is None and request.due_on < today


def involved(request):
    """What an agency says of its involvement, in words."""
    if request.said:
        return SAID[request.said]
    return "Given with the answer" if answered(request) else "Not said yet"


def standing(request, today):
    """How far an agency's answer is, as a tag."""
    if request.involvement == InformationAnswer.Involvement.INVOLVED:
        return tag("Answered", "green")
    if answered(request):
        return tag("Not involved", "grey")
    return tag("No answer yet: late", "red") if overdue(request, today) else tag("No answer yet", "yellow")


def row_of(request, chasers, runs, today):
    """An agency that is asked, cell by cell: what it said at once, by when, and answered, not involved, or neither."""
    return (
        request.agency,
        at_once(request, today),
        sayings.day(request.due_on),
        answer(request, chasers, runs, today),
    )


def at_once(request, today):
    late = request.reply_due_on and request.reply_due_on < today
    return format_html("{} {}", involved(request), tag("Late", "red")) if late else involved(request)


def answer(request, chasers, runs, today):
    """Its standing, when it was chased, and where to read or chase it."""
    late = " " + tag("Answered late", "orange") if request.answered_late else ""
    chased = (
        format_html(
            '<p class="govuk-body-s govuk-!-margin-bottom-1">Chased {} {}, last on {}</p>',
            len(chasers), "time" if len(chasers) == 1 else "times", sayings.day(chasers[0].chased_on),
        ) if chasers else ""
    )  # fmt: skip
    if answered(request):
        ways = format_html(READ, address_of("reviews:read_answer", request.pk), request.agency)
    elif runs:
        chase, end = (address_of(f"reviews:{deed}", request.pk) for deed in ("chase", "end_request"))
        ways = format_html(CHASE, chase, request.agency, end, request.agency)
    else:
        ways = ""
    return mark_safe(f"<div>{standing(request, today)}{late}{chased}{ways}</div>")  # noqa: S308 -- each was escaped


READ = (
    '<p class="govuk-body-s govuk-!-margin-bottom-0"><a class="govuk-link" href="{}">Read the answer'
    '<span class="govuk-visually-hidden"> of {}</span></a></p>'
)
CHASE = (
    '<p class="govuk-body-s govuk-!-margin-bottom-0"><a class="govuk-link" href="{}">Chase'
    '<span class="govuk-visually-hidden"> {}</span></a> · <a class="govuk-link" href="{}">Stop asking'
    '<span class="govuk-visually-hidden">: {}</span></a></p>'
)


def shows(case, person, today):
    requests = list(case.requests.all())
    runs = may(person, Can.RUN_CASES)
    asked = [
        (one, list(one.chasers.all()) if one.chased else ())
        for one in requests
        if answered(one) or not one.ended_on
    ]
    return {
        "asked": [row_of(request, chasers, runs, today) for request, chasers in asked],
        "scopes": [scope for scope, _ in groupby(request.scope for request, _ in asked)],
        "chased": [(request.agency, chaser) for request, chasers in asked for chaser in chasers],
        "ended": [request for request in requests if request.ended_on and not answered(request)],
        "answered": sum(answered(request) for request, _ in asked),
        "late": sum(overdue(request, today) for request, _ in asked),
        "chronology": any(request.chronology for request, _ in asked),
        "runs": runs,
    }


INFORMATION = Step(
    key="information",
    title="Information from agencies",
    there=lambda case: bool(case.requests.all()) or case.stage in (Stage.NOTIFIED, Stage.ELSEWHERE),
    duties=("scope",),
    prefetch=(
        Prefetch("requests", told()),
        Prefetch("requests__chasers", Chaser.objects.select_related("chased_by")),
    ),
    deeds=(
        Deed("ask_agencies", "Ask agencies for information", Can.RUN_CASES,
             (Stage.NOTIFIED, Stage.RR_GATHERING, Stage.ELSEWHERE)),
    ),
    shows=shows,
)  # fmt: skip
