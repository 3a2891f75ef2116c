"""The diary: everything that is due, whoever has to do it."""

from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, requires
from partnership.forms.diary import DiaryFilterForm
from partnership.models import Deadline
from partnership.parts import work
from partnership.views.listings import Column, Listing, in_order
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


def asked_for(request):
    """The filter as it stands in the address, and what it leaves of what this person may see."""
    seen = Deadline.objects.visible_to(request.user)
    form = DiaryFilterForm(request.GET or None, deadlines=seen)
    found = form.narrow(seen, today=timezone.localdate(), person=request.user)
    return form, found.select_related("organisation", "group", "owner")


@requires(Can.READ_DIARY)
def diary(request):
    """Every deadline, the earliest first. Asked for nothing, it opens with the view that the person chose."""
    today = timezone.localdate()
    if not request.GET:
        first = request.user.saved_views.filter(listing="diary", opens_first=True).first()
        if first:
            return redirect(f"{reverse('diary')}?{first.query or 'show='}")
    form, found = asked_for(request)
    shown = DIARY.shown(request, found, of=Deadline.objects.visible_to(request.user), form=form)
    if shown.file:
        return shown.file
    return render(
        request,
        "partnership/diary.html",
        {
            "shown": shown,
            "page": shown.page,
            "today": today,
            "late": Deadline.objects.visible_to(request.user).overdue(today).count(),
            "section": diary_section(request),
        },
    )


@requires(Can.READ_DIARY)
def diary_export(request, kind):
    """The same dates in the same order with every detail, as a file."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    today = timezone.localdate()
    _, found = asked_for(request)
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
