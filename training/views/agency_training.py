"""Figures of training: for everybody who reads them, for one agency, and what agencies teach their own staff."""

from datetime import date

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires
from partnership.forms.dates import DateField
from partnership.models import Organisation
from partnership.rules.shares import percent
from partnership.rules.years import days_of_year, financial_year
from partnership.views.tables import table_file
from training.operations import single_agency
from training.operations.figures import figures_between
from training.rules.figures import withheld
from training.rules.single_agency import LEVELS

READERS = (Can.RUN_TRAINING, Can.READ_TRAINING)
COLUMNS = [
    "Booked", "Present", "Late", "In part", "Did not come", "Sent somebody else", "Came without booking",
    "Cancelled", "Attended", "No-show rate %",
]  # fmt: skip
NAMES = (
    "booked", "present", "late", "partly", "no_show", "substituted", "unbooked", "cancelled", "attended",
    "no_show_rate",
)  # fmt: skip


FIRST, LAST = date(2000, 4, 1), date(2100, 3, 31)  # of any period that somebody means


class PeriodForm(forms.Form):
    since = DateField(label="From", called="the first day", earliest=FIRST, latest=LAST)
    until = DateField(label="Until", called="the last day", earliest=FIRST, latest=LAST)

    def clean(self):
        given = super().clean()
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", "The last day must be after the first")
        return given


def period(request, whole=True):
    """The form, and the days that were chosen; this year's from April while none are.

    Whoever does not read small numbers reads whole years: of two periods that differ by a day, what happened on that
    day could be worked out.
    """
    since, until = days_of_year(financial_year(timezone.localdate()))
    if "since_year" not in request.GET:
        return PeriodForm(initial={"since": since, "until": until}), since, until
    form = PeriodForm(request.GET)
    if form.is_valid():
        since, until = form.cleaned_data["since"], form.cleaned_data["until"]
    if not whole:
        since, until = days_of_year(financial_year(since))
    return form, since, until


def shown(number):
    return "not shown" if number is None else number


def row(label, counts):
    return [label, *(shown(getattr(counts, name)) for name in NAMES[:-1]), rate(counts.no_show_rate)]


def rate(number):
    return "–" if number is None else number


def called(course, courses):
    """Its title; with its address where two courses have the same."""
    same = sum(one.title == course.title for one in courses) > 1
    return f"{course.title} ({course.slug})" if same else course.title


def tables(figures, whole):
    """label → rows of each table. Without leave to see all, small numbers are withheld and no agency is named."""
    by_sector = figures.by_sector if whole else withheld(figures.by_sector)
    by_course = {called(course, figures.by_course): counts for course, counts in figures.by_course.items()}
    by_month = {f"{month:%B %Y}": counts for month, counts in figures.by_month.items()}
    found = {
        "By sector": [row(label, counts) for label, counts in by_sector.items()],
        "By course": [
            row(label, counts) for label, counts in (by_course if whole else withheld(by_course)).items()
        ],
        "By month": [
            row(label, counts) for label, counts in (by_month if whole else withheld(by_month)).items()
        ],
    }
    if whole:
        found = {
            "By agency, as on the day": [
                row(str(agency or "Other organisations"), counts)
                for agency, counts in figures.by_agency.items()
            ]
        } | found
    return found


@requires(*READERS)
@require_safe
def training_figures(request):
    """Places, attendance and no-shows of a period."""
    whole = may(request.user, Can.RUN_TRAINING)
    form, since, until = period(request, whole)
    figures = figures_between(since, until)
    total = figures.total
    by_course, by_month = (
        table if whole else withheld(table) for table in (figures.by_course, figures.by_month)
    )
    return render(
        request,
        "training/training_figures.html",
        {
            "form": form,
            "since": since,
            "until": until,
            "figures": figures,
            "total": total,
            "headline": [
                {"value": total.sessions, "label": "sessions held"},
                {"value": total.places, "label": "places"},
                {"value": total.attended, "label": "attended"},
                {"value": percent(total.fill_rate), "label": "of places filled"},
                {"value": percent(total.no_show_rate), "label": "did not come"},
                {"value": f"£{total.cost_each}" if total.cost_each else "–", "label": "for each attended place"},
            ],
            "months": [(f"{month:%b %Y}", counts.fill_rate) for month, counts in by_month.items()],
            "columns": "|".join(["What", *(f"{column}#" for column in COLUMNS)]),
            "tables": tables(figures, whole),
            "courses": [
                [str(course), counts.sessions, counts.places, percent(counts.fill_rate), pounds_of(counts.cost_each)]
                for course, counts in by_course.items()
            ],
            "needs": [
                [one.need.title, one.planned, one.counts.places, one.counts.attended if whole else "–"]
                for one in figures.by_need
            ],
            "query": request.GET.urlencode(),
            "whole": whole,
        },
    )  # fmt: skip


def pounds_of(number):
    return "–" if number is None else f"£{number}"


@requires(*READERS)
@require_safe
def training_figures_file(request, kind):
    if kind not in ("csv", "xlsx"):
        raise Http404
    whole = may(request.user, Can.RUN_TRAINING)
    _, since, until = period(request, whole)
    found = tables(figures_between(since, until), whole)
    return table_file(
        kind,
        f"training-{since}-to-{until}",
        ["Table", "What", *COLUMNS],
        [[name, *line] for name, lines in found.items() for line in lines],
    )


@requires(Can.READ_AGENCY_TRAINING)
@require_safe
def agency_figures(request):
    """What the agencies that this person answers for booked and used."""
    form, since, until = period(request)
    figures = figures_between(since, until)
    agencies = Organisation.objects.filter(pk__in=request.user.answers_for)
    return render(
        request,
        "training/agency_figures.html",
        {
            "form": form,
            "since": since,
            "until": until,
            "columns": "|".join(["Agency", *(f"{column}#" for column in COLUMNS)]),
            "rows": [row(str(agency), figures.of_agency(agency)) for agency in agencies],
        },
    )


# What agencies teach their own staff --------------------------------------------------------------------------


@requires(*READERS)
@require_safe
def single_agency_rounds(request):
    return render(
        request, "training/single_agency_rounds.html", {"rounds": single_agency.rounds().with_counts()}
    )


@requires(*READERS)
@require_safe
def single_agency_round(request, pk):
    """Coverage by agency and level, against the year before; who has not answered."""
    asked = get_object_or_404(single_agency.rounds(), pk=pk)
    found = single_agency.read(asked)
    return render(
        request,
        "training/single_agency_round.html",
        {
            "asked": asked,
            "found": found,
            "columns": "|".join(["Agency", *(f"Level {level}" for level in LEVELS)]),
            "lines": [
                (one.given, list(zip(LEVELS, one.levels, one.changes, strict=True))) for one in found.lines
            ],
            "totals": list(zip(LEVELS, found.totals, found.changes, strict=True)),
            "opens_returns": may(request.user, Can.READ_RETURNS),
            "today": timezone.localdate(),
        },
    )


@requires(*READERS)
@require_safe
def single_agency_file(request, pk, kind):
    if kind not in ("csv", "xlsx"):
        raise Http404
    asked = get_object_or_404(single_agency.rounds(), pk=pk)
    found = single_agency.read(asked)
    rows = [
        [one.given.organisation.name, level, part.in_scope, part.up_to_date, part.rate, moved]
        for one in found.lines
        for level, part, moved in zip(LEVELS, one.levels, one.changes, strict=True)
        if part.applies
    ]
    return table_file(
        kind,
        f"single-agency-training-{asked.reference}".lower(),
        ["Agency", "Level", "Need it", "Up to date", "Per cent", "Change on the year before"],
        rows,
    )
