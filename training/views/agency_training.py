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
from partnership.rules.suppression import in_words
from partnership.rules.years import days_of_year
from partnership.views.tables import table_file
from training.operations import single_agency
from training.operations.figures import UNKNOWN, figures_between
from training.rules.figures import withheld
from training.rules.single_agency import LEVELS
from training.views.years import year_asked, years_to_choose

READERS = (Can.RUN_TRAINING, Can.READ_TRAINING)
COLUMNS = [
    "Had a place", "Present", "Late", "In part", "Did not come", "Sent someone else", "Came without booking",
    "Cancelled", "Attended", "No-show rate %",
]  # fmt: skip
NAMES = (
    "booked", "present", "late", "partly", "no_show", "substituted", "unbooked", "cancelled", "attended",
    "no_show_rate",
)  # fmt: skip


FIRST, LAST = date(2000, 4, 1), date(2100, 3, 31)  # of any period that somebody means
# what is told to readers who do not run training
TOLD = ["Had a place", "Came", "Did not come", "No-show rate %"]


class PeriodForm(forms.Form):
    since = DateField(label="From", called="the first day", earliest=FIRST, latest=LAST)
    until = DateField(label="Until", called="the last day", earliest=FIRST, latest=LAST)

    def clean(self):
        given = super().clean()
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", "The last day must be after the first")
        return given


def period(request):
    """The form, and the days that were chosen; those of the year of the address, or of this one, while none are."""
    since, until = days_of_year(year_asked(request))
    if "since_year" not in request.GET:
        return PeriodForm(initial={"since": since, "until": until}), since, until
    form = PeriodForm(request.GET)
    if form.is_valid():
        since, until = form.cleaned_data["since"], form.cleaned_data["until"]
    return form, since, until


def row(label, counts):
    return [label, *(getattr(counts, name) for name in NAMES[:-1]), rate(counts.no_show_rate)]


def told_row(label, counts):
    """A row as it is told: what would tell of somebody is not shown."""
    numbers = [in_words(number) for number in (counts.booked, counts.came, counts.no_show)]
    return [label, *numbers, in_words(None) if counts.no_show is None else rate(counts.no_show_rate)]


def rate(number):
    return "–" if number is None else number


def called(course, courses):
    """Its title; with its address where two courses have the same."""
    same = sum(one.title == course.title for one in courses) > 1
    return f"{course.title} ({course.slug})" if same else course.title


def tables(figures, whole):
    """The columns, and what each table is by → its rows. Without leave to see all, no agency is named."""
    by_course = {called(course, figures.by_course): counts for course, counts in figures.by_course.items()}
    by_month = {f"{month:%B %Y}": counts for month, counts in figures.by_month.items()}
    found = {"Sector": figures.by_sector, "Course": by_course, "Month": by_month}
    if not whole:
        return TOLD, {
            name: [told_row(label, counts) for label, counts in withheld(table).items()]
            for name, table in found.items()
        }
    by_agency = {str(agency or UNKNOWN): counts for agency, counts in figures.by_agency.items()}
    return COLUMNS, {
        name: [row(label, counts) for label, counts in table.items()]
        for name, table in ({"Agency": by_agency} | found).items()
    }


def period_of(request, whole):
    """The form and the days of the page. Who may not see all reads whole years, or could take one period from another
    and be left with a single session."""
    if whole:
        return period(request)
    return None, *days_of_year(year_asked(request))


@requires(*READERS)
@require_safe
def training_figures(request):
    """Places, attendance and no-shows of a period."""
    whole = may(request.user, Can.RUN_TRAINING)
    form, since, until = period_of(request, whole)
    figures = figures_between(since, until)
    total = figures.total
    told = total if whole else figures.told
    columns, found = tables(figures, whole)
    courses = figures.by_course if whole else withheld(figures.by_course)
    months = figures.by_month if whole else withheld(figures.by_month)
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
                {"value": in_words(told.came), "label": "people came"},
                *([{"value": total.attended, "label": "count as attended"}] if whole else []),
                {"value": said(percent, told, total, "fill_rate"), "label": "of places filled"},
                {"value": said(percent, told, total, "no_show_rate"), "label": "did not come"},
                {"value": said(pounds_of, told, total, "cost_each"), "label": "cost per attended place"},
            ],
            "months": [(f"{month:%b %Y}", counts.fill_rate) for month, counts in months.items()],
            "tables": [
                (name, "|".join([name, *(f"{column}#" for column in columns)]), lines)
                for name, lines in found.items()
            ],
            "courses": [
                [
                    str(course), counts.sessions, counts.places, said(percent, courses[course], counts, "fill_rate"),
                    said(pounds_of, courses[course], counts, "cost_each"),
                ]
                for course, counts in figures.by_course.items()
            ],
            "years": years_to_choose(since.year if (since.month, since.day) == (4, 1) else None),
            "needs": [
                [one.need.title, one.planned, one.counts.places, *([one.counts.attended] if whole else [])]
                for one in figures.by_need
            ],
            "need_columns": "Need|Places planned#|Places held#" + ("|Attended#" if whole else ""),
            "query": request.GET.urlencode(),
            "whole": whole,
        },
    )  # fmt: skip


def said(words, told, counts, name):
    """A rate in words; whether there is none, or it is not told."""
    if getattr(counts, name) is None:
        return "–"
    number = getattr(told, name)
    return in_words(None) if number is None else words(number)


def pounds_of(number):
    return f"£{number}"


@requires(*READERS)
@require_safe
def training_figures_file(request, kind):
    if kind not in ("csv", "xlsx"):
        raise Http404
    whole = may(request.user, Can.RUN_TRAINING)
    _, since, until = period_of(request, whole)
    columns, found = tables(figures_between(since, until), whole)
    return table_file(
        kind,
        f"training-{since}-to-{until}",
        ["Table", "What", *columns],
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
        ["Agency", "Level", "Need it", "Up to date", "Percentage", "Change from the year before"],
        rows,
    )
