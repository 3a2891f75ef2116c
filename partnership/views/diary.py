"""The diary: everything that is due, whoever has to do it, and the views of it that people keep."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from partnership.access import Can, requires
from partnership.forms.diary import DiaryFilterForm, SaveViewForm, ViewForm
from partnership.models import Deadline
from partnership.operations import workspace as operations
from partnership.views.deed import attempt, carried_out
from partnership.views.sections import diary_section
from partnership.views.tables import table_file

A_PAGE = 50
# what everybody asks, by the filter as the address holds it
QUICK = [
    ("Everything outstanding", "show="),
    ("Late", "show=late"),
    ("Next 7 days", "show=7"),
    ("Mine", "whose=mine"),
    ("Statutory duties", "force=statutory"),
]


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
    views = list(request.user.saved_views.all())
    first = next((view for view in views if view.opens_first), None)
    if first and not request.GET:
        return redirect(f"{reverse('diary')}?{first.query or 'show='}")
    form, found = asked_for(request)
    query = form.query
    return render(
        request,
        "partnership/diary.html",
        {
            "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
            "filter": form,
            "query": query,
            "today": today,
            "late": Deadline.objects.visible_to(request.user).overdue(today).count(),
            "section": diary_section(request),
            "views": [
                {"label": label, "address": f"?{asks}", "current": (query or "show=") == asks}
                for label, asks in [*QUICK, *((view.name, view.query or "show=") for view in views)]
            ],
            "keeps": bool(views),
            "save": SaveViewForm(initial={"query": query}) if query and form.is_valid() else None,
        },
    )


@requires(Can.READ_DIARY)
def diary_export(request, kind):
    """The same dates as a file, all pages in one."""
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
            for deadline in found
        ),
    )


def state_of(deadline, today):
    """In words, as the diary's page shows it."""
    if deadline.done_on:
        return "Done late" if deadline.late else "Done on time"
    if deadline.ended_on:
        return "No longer due"
    return "Late" if deadline.due_on < today else "Outstanding"


# Views of one's own -----------------------------------------------------------------------------------------


@requires(Can.READ_DIARY)
def saved_views(request):
    """The views that this person keeps."""
    return render(request, "partnership/saved_views.html", {"views": request.user.saved_views.all()})


@requires(Can.READ_DIARY)
@require_POST
def save_view(request):
    """Keep the filter of the page under a name."""
    form = SaveViewForm(request.POST)
    saved = form.is_valid() and attempt(form, operations.save_view, by=request.user, **form.cleaned_data)
    if saved:
        messages.success(request, f"Saved as ‘{saved.name}’.")
        return redirect(f"{reverse('diary')}?{saved.query or 'show='}")
    return render(request, "partnership/save_view.html", {"form": form})


def find_view(request, pk):
    """One of their own: nobody's are anybody else's."""
    return get_object_or_404(request.user.saved_views, pk=pk)


@requires(Can.READ_DIARY)
def change_view(request, pk):
    """Another name for a view, and whether the diary opens with it."""
    view = find_view(request, pk)
    form = ViewForm(
        request.POST if request.method == "POST" else None,
        initial={"name": view.name, "opens_first": view.opens_first},
    )
    if carried_out(request, form, operations.change_view, view):
        messages.success(request, "The view is saved. You find it above the diary.")
        return redirect("saved_views")
    return render(request, "partnership/change_view.html", {"form": form, "view": view})


@requires(Can.READ_DIARY)
@require_POST
def delete_view(request, pk):
    """A view that is no longer used."""
    operations.delete_view(find_view(request, pk), by=request.user)
    messages.success(request, "The view is deleted. Nothing else has changed.")
    return redirect("saved_views")
