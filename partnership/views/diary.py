"""The diary: everything that is due, whoever has to do it."""

from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.forms.diary import DiaryFilterForm, choices_held
from partnership.models import Deadline
from partnership.models.readers import WrittenForEach
from partnership.models.written import counted
from partnership.parts import work
from partnership.parts.drawings import clock_bar
from partnership.parts.marks import tag
from partnership.rules import sayings
from partnership.views.listings import A_PAGE, Column, FirstPage, Listing, in_order
from partnership.views.sections import diary_section
from partnership.views.tables import table_file

# what everybody asks, by the filter as the address holds it
QUICK = [
    ("Everything outstanding", "show="),
    ("Late", "show=late"),
    ("Next 7 days", "show=7"),
    ("Mine", "whose=mine"),
    ("Statutory duties", "force=statutory"),
]


def state_of(deadline, today=None):
    """In words, as the diary's page shows it."""
    if deadline.done_on:
        return "Done late" if deadline.late else "Done on time"
    if deadline.ended_on:
        return "No longer due"
    return "Late" if deadline.due_on < (today or timezone.localdate()) else "Outstanding"


def time_left(deadline):
    """Its state and what is left of its time, as the page says it."""
    if deadline.done_on or deadline.ended_on:
        return state_of(deadline)
    left = work.time_left(deadline) or "Not counted yet"
    return f"Late {left}" if state_of(deadline) == "Late" else left


DIARY = Listing(
    "diary",
    "Dates",
    "date",
    [
        Column("Due", lambda one: one.due_on, by="due_on", kind="day"),
        Column("What", lambda one: one.label, by="label"),
        Column("Reference", lambda one: one.reference, by="reference", under="What"),
        Column("Rule", lambda one: one.rule, under="What"),
        Column(
            "Asked of",
            lambda one: str(one.asked_of),
            by=Coalesce("organisation__name", "group__name", "owner__name", "role"),
        ),
        Column("Time left", time_left),
        Column("Ended on", lambda one: one.done_on or one.ended_on, kind="day", under="Time left"),
        Column(
            "How binding",
            lambda one: one.get_force_display(),
            by=in_order("force", Deadline.Force),
            kind="step",
        ),
    ],
    form=DiaryFilterForm,
    order="the earliest first",
    first="due",
    clear="show=",
    always=("show",),
    quick=QUICK,
    detail="diary_export",
    opens=True,
)


# what a row of the page and of its file says
OF_A_ROW = (
    "due_on", "label", "path", "reference", "rule", "confirmed", "starts_on", "done_on", "late", "ended_on", "force",
    "role", "organisation__name", "group__name", "owner__name",
)  # fmt: skip
ONE_DAY = date(1, 1, 1)  # stands for today in what is written once


def rows_of(deadlines):
    return deadlines.select_related("organisation", "group", "owner").only(*OF_A_ROW)


def numbers_of(person, today):
    """One row: how many dates there are, how many of them are outstanding, and how many of these late."""
    outstanding = Q(done_on=None, ended_on=None)
    return counted(
        Deadline.objects.visible_to(person),
        number=Count("pk"),
        outstanding=Count("pk", filter=outstanding),
        overdue=Count("pk", filter=outstanding & Q(due_on__lt=today)),
    )


written_numbers = WrittenForEach(numbers_of, ONE_DAY)
written_choices = WrittenForEach(lambda person: choices_held(Deadline.objects.visible_to(person)))
written_first = WrittenForEach(
    lambda person: rows_of(Deadline.objects.visible_to(person).outstanding())[:A_PAGE]
)


def filter_of(request):
    """The filter as it stands in the address."""
    return DiaryFilterForm(request.GET or None, held=written_choices.rows(request.user))


def left_by(form, person, today):
    """What the filter leaves of what this person may see."""
    return form.narrow(Deadline.objects.visible_to(person), today=today, person=person)


@requires(Can.READ_DIARY)
@require_safe
def diary(request):
    """Every deadline, the earliest first. Asked for nothing, it opens with the view that the person chose."""
    today, person = timezone.localdate(), request.user
    views = DIARY.views_of(person)
    if not request.GET:
        first = next((view for view in views if view.opens_first), None)
        if first:
            return redirect(f"{reverse('diary')}?{first.query or 'show='}")
    form = filter_of(request)
    number, outstanding, late = next(iter(written_numbers.rows(person, today)), (0, 0, 0))
    # The first page of all that is outstanding, which most ask for, is found without it.
    found = SimpleLazyObject(lambda: rows_of(left_by(form, person, today)))
    plain = None
    if not any(request.GET.get(name) for name in DIARY.kept_names):
        plain = FirstPage(found, number=outstanding, first=lambda: written_first(person))
    shown = DIARY.shown(request, found, of=number, form=form, plain=plain)
    shown.own = views
    if shown.file:
        return shown.file
    return render(
        request,
        "partnership/diary.html",
        {
            "shown": shown,
            "page": shown.page,
            "rows": [cells_of(one, today) for one in shown.page],
            "late": late,
            "section": diary_section(request),
        },
    )


def cells_of(deadline, today):
    """A row of the page, cell by cell."""
    return (
        sayings.day_short(deadline.due_on),
        what_is_due(deadline),
        deadline.asked_of,
        how_it_stands(deadline, today),
        deadline.get_force_display(),
    )


def what_is_due(deadline):
    label = deadline.label
    if deadline.path:
        label = format_html('<a href="{}">{}</a>', deadline.path, label)
    confirmed = "" if deadline.confirmed else " (to be confirmed)"
    return format_html(
        "{}<small>{} · {}{}</small>",
        label, deadline.reference, deadline.rule, confirmed,
    )  # fmt: skip


def how_it_stands(deadline, today):
    state = state_of(deadline, today)
    if deadline.done_on or deadline.ended_on:
        tint = STATES[state]
        return format_html(
            "<span>{} {}</span>", tag(state, tint), sayings.day(deadline.done_on or deadline.ended_on)
        )
    left, bar = work.time_left(deadline), clock_bar(deadline)
    if state == "Late":
        return format_html("<span>{} {}{}</span>", tag("Late", "red"), left, bar)
    return format_html("<span>{}{}</span>", left or "Not counted yet", bar)


STATES = {"Done late": "orange", "Done on time": "green", "No longer due": "grey"}


@requires(Can.READ_DIARY)
@require_safe
def diary_export(request, kind):
    """The same dates in the same order with every detail, as a file."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    today = timezone.localdate()
    found = left_by(filter_of(request), request.user, today).select_related("organisation", "group", "owner")
    return table_file(
        kind,
        f"diary-{today:%Y-%m-%d}",
        [
            "Due",
            "What",
            "Reference",
            "Asked of",
            "How binding",
            "State",
            "Done on",
            "Why late",
            "Rule",
            "Source",
        ],
        (
            [
                deadline.due_on,
                deadline.label,
                deadline.reference,
                str(deadline.asked_of),
                deadline.get_force_display(),
                state_of(deadline, today),
                deadline.done_on,
                deadline.late_reason,
                deadline.rule,
                deadline.source,
            ]
            for deadline in DIARY.in_order(request, found)
        ),
    )
