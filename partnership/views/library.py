"""Keeping the learning library."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, Refused, requires
from partnership.forms.library import AddLibraryItemForm, ChangeLibraryItemForm, LibraryFilterForm
from partnership.forms.surveys import ReasonForm
from partnership.models import LibraryItem
from partnership.operations import library as operations
from partnership.rules.voice import check_not_public
from partnership.views.deed import carried_out
from partnership.views.files import send_file
from partnership.views.listings import Column, Listing, in_order
from partnership.views.proof import asks_for_proof

LIBRARY = Listing(
    "library",
    "Learning library",
    "item",
    [
        Column("Item", lambda one: one.title, by="title"),
        Column(
            "Kind",
            lambda one: one.get_kind_display(),
            by=in_order("kind", LibraryItem.Kind),
            kind="step",
            under="Item",
        ),
        Column("Language", lambda one: one.get_language_display(), by="language", under="Item"),
        Column("For", lambda one: ", ".join(one.audience_names)),
        Column("Status", lambda one: one.stands[0]),
        Column(
            "Public since",
            lambda one: one.let_out_at and timezone.localdate(one.let_out_at),
            by="let_out_at",
            kind="day",
            under="Status",
        ),
    ],
    form=LibraryFilterForm,
    order="the newest first",
)


def find(request, pk):
    return get_object_or_404(
        LibraryItem.objects.visible_to(request.user).select_related(
            "document", "added_by", "put_forward_by", "let_out_by"
        ),
        pk=pk,
    )


@requires(Can.WRITE_LEARNING)
@require_safe
def library(request):
    """Everything in it, what waits for a second person first."""
    items = LibraryItem.objects.visible_to(request.user)
    form = LibraryFilterForm(request.GET or None)
    shown = LIBRARY.shown(request, form.narrow(items), of=items, form=form)
    if shown.file:
        return shown.file
    return render(
        request,
        "partnership/library.html",
        {"shown": shown, "page": shown.page, "waiting": items.waiting()},
    )


@requires(Can.WRITE_LEARNING)
@require_safe
def library_item(request, pk):
    found = find(request, pk)
    return render(
        request,
        "partnership/library_item.html",
        {
            "item": found,
            "lets_out": found.waits_for_second and found.put_forward_by_id != request.user.pk,
        },
    )


@requires(Can.WRITE_LEARNING)
@require_safe
def library_item_file(request, pk):
    found = find(request, pk)
    if found.document is None:
        raise Http404
    return send_file(found.document, found.document.download_name)


@requires(Can.WRITE_LEARNING)
def add_library_item(request):
    form = AddLibraryItemForm(request.POST or None, request.FILES or None)
    if made := carried_out(request, form, operations.add_library_item):
        messages.success(
            request, "It is saved as a draft. Check how the public will see it, then put it forward."
        )
        return redirect(made)
    return render(request, "partnership/add_library_item.html", {"form": form})


@requires(Can.WRITE_LEARNING)
def change_library_item(request, pk):
    found = find(request, pk)
    check_not_public(found)
    names = ("title", "kind", "audiences", "themes", "language", "summary", "text")
    form = ChangeLibraryItemForm(
        request.POST or None,
        request.FILES or None,
        has_file=found.document_id is not None,
        initial={name: getattr(found, name) for name in names} | {"seen": found.revision},
    )
    if carried_out(request, form, operations.change_library_item, found):
        messages.success(request, "It is changed.")
        return redirect(found)
    now = find(request, pk)
    meanwhile = now if form.is_bound and form["seen"].value() != str(now.revision) else None
    form.look_again(now.revision)
    return render(
        request, "partnership/change_library_item.html", {"form": form, "item": now, "meanwhile": meanwhile}
    )


@requires(Can.WRITE_LEARNING)
@require_POST
def put_library_item_forward(request, pk):
    found = operations.put_library_item_forward(find(request, pk), by=request.user)
    messages.success(request, "It is waiting for someone else to check it before it is published.")
    return redirect(found)


@requires(Can.WRITE_LEARNING)
@require_POST
@asks_for_proof
def let_library_item_out(request, pk):
    found = operations.let_library_item_out(find(request, pk), by=request.user)
    messages.success(request, "It is now published.")
    return redirect(found)


@requires(Can.WRITE_LEARNING)
def take_library_item_back(request, pk):
    found = find(request, pk)
    if found.put_forward_at is None:
        raise Refused("It is not published.")
    form = ReasonForm(request.POST or None, label="Why should it not be published?")
    if carried_out(request, form, operations.take_library_item_back, found):
        messages.success(request, "It is no longer published. You can change it again.")
        return redirect(found)
    return render(request, "partnership/take_library_item_back.html", {"form": form, "item": found})
