"""Rounds for schools: which there are, opening one, who has answered, and what the answers say."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires
from partnership.models import Organisation, Questionnaire, Round
from partnership.models.readers import WrittenForEach
from partnership.operations.questionnaires import AlreadyOpened
from partnership.rules.shares import percent
from partnership.views.deed import attempt, carried_out
from partnership.views.listings import Column, Listing
from partnership.views.tables import table_file
from schools.forms.returns import ChangeSchoolsDatesForm, OpenSchoolsRoundForm, SchoolsFilterForm
from schools.models import Trust
from schools.operations import returns as operations
from schools.operations.response import KINDS, RUN_BY, response_by, response_of, standings, standings_in
from schools.operations.return_answers import round_before, told_by
from schools.rules.kinds import AUTHORITIES
from schools.rules.returns import State

READS = (Can.READ_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS)
RUNS = (Can.RUN_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS)
STATES = list(State)
RESPONSE = (
    "Asked#|Not started#|In progress#|Waiting for the head#|Received#|Late#|Excused or closed#|Of those asked#|"
    "Of those still asked#"
)
ASKED = Listing(
    "schools:round",
    "Schools asked",
    "school",
    [
        Column("School", lambda row: row.name, by=lambda row: row.name),
        Column("URN", lambda row: row.urn, by=lambda row: row.urn, under="School"),
        Column("Trust", lambda row: row.trust or "", by=lambda row: row.trust, under="School"),
        Column("Kind", lambda row: row.kind_said, by=lambda row: row.kind_said),
        Column("Run by", lambda row: row.run_said, under="Kind"),
        Column(
            "State",
            lambda row: row.standing.words,
            by=lambda row: (STATES.index(row.standing.state), row.standing.overdue),
            kind="step",
        ),
        Column("Why", lambda row: row.stopped_said, under="State"),
        Column("Due", lambda row: row.standing.due_on, by=lambda row: row.standing.due_on, kind="day"),
        Column(
            "Received",
            lambda row: row.standing.received_on,
            by=lambda row: row.standing.received_on,
            kind="day",
        ),
    ],
    form=SchoolsFilterForm,
    order="by name",
    first="school",
    filters="Filter schools",
    detail="schools:round_file",
    saves=False,
)


def rounds_of(person):
    return (
        Round.objects.of_schools_visible_to(person)
        .select_related("run_by", "questionnaire")
        .order_by("-about_until", "run_by__name", "-pk")
    )


ONE_ROUND = WrittenForEach(lambda person, pk: rounds_of(person).filter(pk=pk), -1)


def find_round(request, pk):
    found = ONE_ROUND(request.user, pk)
    if not found:
        raise Http404
    return found[0]


def runs(person, opened):
    """Whether this person carries the round out."""
    if may(person, Can.RUN_SCHOOLS):
        return True
    return may(person, Can.RUN_AUTHORITY_SCHOOLS) and opened.run_by_id in person.educates_for


@requires(*READS)
@require_safe
def rounds(request):
    """Every round among schools, with the response of each; the newest year side by side."""
    page = Paginator(rounds_of(request.user), 20).get_page(request.GET.get("page"))
    rows = rows_by_round(page)
    latest = [opened for opened in page if opened.about_until == page[0].about_until] if len(page) else []
    return render(
        request,
        "schools/rounds.html",
        {
            "page": page,
            "rows": [(opened, response_of(rows[opened.pk])) for opened in page],
            "latest": [
                (opened.run_by, KINDS[kind], RUN_BY[run], each)
                for opened in latest
                for (kind, run), each in response_by(rows[opened.pk], "kind", "run").items()
            ],
            "year": latest[0] if latest else None,
            "may_open": may(request.user, Can.RUN_SCHOOLS) or may(request.user, Can.RUN_AUTHORITY_SCHOOLS),
            "may_ask": may(request.user, Can.RUN_SCHOOLS),
        },
    )


def rows_by_round(found):
    """round id → the schools that it asked with their standing, in one query."""
    found = {opened.pk: [] for opened in found}
    for row in standings_in(found):
        found[row.round_id].append(row)
    return found


@requires(*READS)
@require_safe
def round_(request, pk):
    """One round: how many have answered, and every school that was asked, a page at a time."""
    opened = find_round(request, pk)
    rows = standings(opened)
    form = SchoolsFilterForm(request.GET or None)
    shown = ASKED.shown(request, form.narrow(rows), of=rows, form=form)
    if shown.file:
        return shown.file
    whole = response_of(rows)
    return render(
        request,
        "schools/round.html",
        {
            "round": opened,
            "whole": whole,
            "figures": figures(whole),
            "shown": shown,
            "page": shown.page,
            "today": timezone.localdate(),
            "may_run": runs(request.user, opened),
        },
    )


def figures(whole):
    """Numbers above the tables; each leads to the schools that it counts."""
    return [
        {"value": whole.asked, "label": "asked when it opened"},
        {"value": whole.received, "label": "received", "address": "?standing=received#schools"},
        {"value": whole.waiting, "label": "waiting for the head", "address": "?standing=waiting#schools"},
        {"value": whole.in_progress, "label": "in progress", "address": "?standing=in_progress#schools"},
        {"value": whole.not_started, "label": "not started", "address": "?standing=not_started#schools"},
        {"value": whole.overdue, "label": "late, not received", "address": "?standing=late#schools"},
        {"value": whole.stopped, "label": "excused or closed", "address": "?standing=stopped#schools"},
    ]


@requires(*RUNS)
def change_schools_dates(request, pk):
    """Another due date for every school of a round that is open, or another close."""
    opened = find_round(request, pk)
    if not runs(request.user, opened):
        raise Http404
    initial = {name: getattr(opened, name) for name in ("due_on", "closes_on")}
    form = ChangeSchoolsDatesForm(request.POST or None, initial=initial)
    if carried_out(request, form, operations.change_dates, opened):
        messages.success(request, "Dates changed. We have written to every school whose date has moved.")
        return redirect(opened)
    return render(request, "partnership/change_dates.html", {"form": form, "round": opened})


@requires(*READS)
@require_safe
def round_response(request, pk):
    """The response of one round by kind, by who runs schools, and by trust."""
    opened = find_round(request, pk)
    rows = standings(opened)
    return render(
        request,
        "schools/round_response.html",
        {
            "round": opened,
            "columns": RESPONSE,
            "kinds": kinds_of(rows),
            "phases": [
                [KINDS[kind], RUN_BY[run], *cells_of(each)]
                for (kind, run), each in response_by(rows, "kind", "run").items()
            ],
            "trusts": trusts_of(opened, rows),
        },
    )


def cells_of(each):
    """One Response, in the columns RESPONSE."""
    return (
        each.asked, each.not_started, each.in_progress, each.waiting, each.received, each.overdue, each.stopped,
        percent(each.of_asked), percent(each.of_open),
    )  # fmt: skip


def kinds_of(rows):
    """A row for each kind of school, and one for all where there are several kinds."""
    kinds = [[KINDS[kind], *cells_of(each)] for (kind,), each in response_by(rows, "kind").items()]
    return [*kinds, ["All", *cells_of(response_of(rows))]] if len(kinds) > 1 else kinds


def trusts_of(opened, rows):
    """A row for each trust with more than one school in the round, by name."""
    in_trusts = response_by([row for row in rows if row.trust_id], "trust", "trust_id")
    return [
        [
            format_html(
                '<a class="govuk-link" href="{}">{}</a>',
                reverse("schools:trust_returns", args=[opened.pk, pk]),
                name,
            ),
            *cells_of(each),
        ]
        for (name, pk), each in in_trusts.items()
        if each.asked > 1
    ]


@requires(*READS)
@require_safe
def round_file(request, pk, kind):
    """The same schools with what the register said of each on the day of asking. It holds no answers."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    opened = find_round(request, pk)
    rows = ASKED.in_order(request, SchoolsFilterForm(request.GET or None).narrow(standings(opened)))
    headings = [
        "School", "URN", "Kind", "Run by", "Type", "Phase", "Trust", "Law", "State", "Late", "Due", "Received",
        "Asked no longer since", "Why",
    ]  # fmt: skip
    return table_file(
        kind,
        f"{opened.reference}-schools".lower(),
        headings,
        [
            [
                row.name, row.urn, row.kind_said, row.run_said, row.type_code, row.phase_code, row.trust or "",
                row.duty, row.standing.state.label, "Yes" if row.standing.late else "No", row.standing.due_on,
                row.standing.received_on or "", row.stopped_on or "", row.stopped_said,
            ]
            for row in rows
        ],
    )  # fmt: skip


@requires(*READS)
@require_safe
def round_answers(request, pk):
    """What the received returns say, question by question, beside last year’s; the priority questions apart."""
    opened = find_round(request, pk)
    told = told_by(opened, whole=runs(request.user, opened))
    return render(
        request,
        "schools/round_answers.html",
        {
            "round": opened,
            "before": round_before(opened),
            "priorities": [one for one in told if one.priority],
            "choices": [one for one in told if one.counts and not one.priority],
            "numbers": [one for one in told if one.question.kind == "number" and not one.priority],
            "below": sorted((one for one in told if one.below), key=lambda one: -len(one.below)),
            "gaps": [one for one in told if one.gaps],
            "received": response_of(standings(opened)).received,
        },
    )


@requires(*READS)
@require_safe
def trust_returns(request, pk, trust_pk):
    """How the schools of one trust have answered in one round. Each has a return of its own."""
    opened = find_round(request, pk)
    trust = get_object_or_404(Trust.objects.filter(asked__round=opened).distinct(), pk=trust_pk)
    rows = [row for row in standings(opened) if row.trust_id == trust.pk]
    return render(
        request,
        "schools/trust_returns.html",
        {"round": opened, "trust": trust, "rows": rows, "whole": response_of(rows)},
    )


@requires(*RUNS)
def open_round(request):
    """Choose the authority, the version and the dates; see whom it asks; then open it."""
    authorities = Organisation.objects.filter(
        code__in=[one.organisation for one in AUTHORITIES.values() if one.ours]
    )
    if not may(request.user, Can.RUN_SCHOOLS):
        authorities = authorities.filter(pk__in=request.user.educates_for)
    questionnaires = (
        Questionnaire.objects.offered().filter(code=operations.QUESTIONNAIRE).order_by("-version")[:3]
    )
    form = OpenSchoolsRoundForm(
        request.POST or None, authorities=authorities.order_by("name"),
        questionnaires=Questionnaire.objects.filter(pk__in=[one.pk for one in questionnaires]).order_by("-version"),
    )  # fmt: skip
    whom = None
    if request.method == "POST" and form.is_valid():
        if request.POST.get("deed") == "open":
            opened = attempt(form, open_or_find, by=request.user, **form.cleaned_data)
            if opened:
                return redirect("schools:round", opened.pk)
        whom = whom_of(form.cleaned_data["authority"])
    return render(request, "schools/open_round.html", {"form": form, "whom": whom})


def open_or_find(**given):
    """The round; where the button was pressed twice, the one that the first press opened."""
    try:
        return operations.open_round(given.pop("questionnaire"), **given)
    except AlreadyOpened as before:
        return before.asked


def whom_of(authority):
    """How many schools of which kind would be asked, and by whom they are run."""
    found = operations.asked_of(authority)
    return {
        "authority": authority,
        "number": len(found),
        "kinds": [
            (KINDS[kind], *(sum(one.kind == kind and one.run == run for one in found) for run in RUN_BY),
             sum(one.kind == kind for one in found))
            for kind in KINDS
            if any(one.kind == kind for one in found)
        ],
        "trusts": len({one.trust_id for one in found if one.trust_id}),
    }  # fmt: skip
