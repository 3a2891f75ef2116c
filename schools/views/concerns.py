"""What concerned inspectors, and what the authority did about it."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.views.deed import carried_out
from partnership.views.listings import Column, Listing
from schools.forms.inspections import CloseConcernForm, ConcernsFilterForm, RecordWhatWasDoneForm
from schools.models import Concern, Inspection, School
from schools.operations import inspections as operations
from schools.rules.inspections import SOURCE, check_open

KEEPERS = (Can.RUN_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS)
READERS = (Can.READ_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS)
CONCERNS = Listing(
    "schools:inspection_concerns",
    "Concerns from inspections",
    "concern",
    [
        Column("School", lambda one: one.inspection.school.name, by="inspection__school__name"),
        Column(
            "Inspected",
            lambda one: one.inspection.starts_on,
            by="inspection__starts_on",
            kind="day",
            under="School",
        ),
        Column(
            "Authority",
            lambda one: one.inspection.school.authority.called,
            by="inspection__school__authority__name",
            under="School",
        ),
        Column("Why", lambda one: " ".join(one.reasons)),
        Column("Steps taken", lambda one: one.times, by="times", kind="number", numeric=True),
        Column(
            "Next review",
            lambda one: one.deadline.due_on if not one.closed_on else None,
            by="deadline__due_on",
            kind="day",
        ),
        Column("Closed", lambda one: one.closed_on, by="closed_on", kind="day", under="Next review"),
        Column("Because", lambda one: one.closed_because, under="Next review"),
    ],
    form=ConcernsFilterForm,
    always=("show",),
)


@requires(*READERS)
@require_safe
def inspection_concerns(request):
    """Open concerns, those to be looked at soonest first; or the closed ones."""
    seen = Concern.objects.visible_to(request.user)
    form = ConcernsFilterForm(request.GET or None)
    found = form.narrow(seen.select_related("inspection__school__authority", "deadline"))
    shown = CONCERNS.shown(request, found.annotate(times=Count("entries")), of=seen, form=form)
    if shown.file:
        return shown.file
    return render(
        request,
        "schools/inspection_concerns.html",
        {"shown": shown, "page": shown.page, "today": timezone.localdate(), "source": SOURCE},
    )


def find(request, pk):
    return get_object_or_404(
        Concern.objects.visible_to(request.user).select_related(
            "inspection__school__authority", "deadline", "closed_by"
        ),
        pk=pk,
    )


def find_kept(request, pk):
    """A concern about a school that this person looks after."""
    found = find(request, pk)
    get_object_or_404(School.objects.kept_by(request.user), pk=found.inspection.school_id)
    return found


@requires(*READERS)
@require_safe
def inspection_concern(request, pk):
    """One concern: why it is one, what was done, and when it is looked at next."""
    concern = find(request, pk)
    inspection = concern.inspection
    later = (
        Inspection.objects.current()
        .filter(school__organisation=inspection.school.organisation_id, starts_on__gt=inspection.starts_on)
        .exclude(framework=Inspection.Framework.UNGRADED)
        .select_related("school")
        .order_by("starts_on")
    )
    return render(
        request,
        "schools/inspection_concern.html",
        {
            "concern": concern,
            "inspection": inspection,
            "entries": concern.entries.select_related("written_by", "action"),
            "later": later,
            "keeps": School.objects.kept_by(request.user).filter(pk=inspection.school_id).exists(),
            "late": bool(concern.deadline and concern.deadline.outstanding)
            and concern.deadline.due_on < timezone.localdate(),
            "source": SOURCE,
        },
    )


@requires(*KEEPERS)
def record_what_was_done(request, pk):
    """What the authority did, what came of it, and when it is looked at again."""
    concern = find_kept(request, pk)
    check_open(concern.closed_on is not None)
    due_on = concern.deadline.due_on if concern.deadline and concern.deadline.outstanding else None
    form = RecordWhatWasDoneForm(request.POST or None, due_on=due_on)
    if carried_out(request, form, lambda **given: operations.record_what_was_done(concern, **given)):
        concern.refresh_from_db(fields=["deadline"])
        messages.success(
            request,
            f"Recorded. You will review the concern on {concern.deadline.due_on:%-d %B %Y}. The date is in "
            f"the diary and we will remind you.",
        )
        return redirect(concern)
    return render(request, "schools/record_what_was_done.html", {"form": form, "concern": concern})


@requires(*KEEPERS)
def close_concern(request, pk):
    """Nothing more needs to be done about it, and why."""
    concern = find_kept(request, pk)
    check_open(concern.closed_on is not None)
    form = CloseConcernForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.close_concern(concern, **given)):
        messages.success(request, "Concern closed. There will be no more reminders.")
        return redirect(concern)
    return render(request, "schools/close_concern.html", {"form": form, "concern": concern})
