"""The views of lists that people keep: their own, and nobody else's."""

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from partnership.forms.listings import SaveViewForm, ViewForm
from partnership.operations import workspace as operations
from partnership.views.deed import attempt, carried_out
from partnership.views.listings import LISTINGS


def address_of(view):
    """Where a view is looked at: its list, as it was kept."""
    listing = LISTINGS[view.listing]
    query = view.query or listing.clear
    return f"{reverse(listing.name)}?{query}" if query else reverse(listing.name)


@require_safe
def saved_views(request):
    """The views that this person keeps, list by list."""
    views = [
        view for view in request.user.saved_views.order_by("listing", "name") if view.listing in LISTINGS
    ]
    rows = [{"view": one, "listing": LISTINGS[one.listing], "address": address_of(one)} for one in views]
    return render(request, "partnership/saved_views.html", {"rows": rows})


@require_POST
def save_view(request):
    """Keep the filter and order of a list under a name: what its choices hold, and no words that were typed."""
    listing = LISTINGS.get(request.POST.get("listing", "diary"))
    if listing is None or not listing.saves:
        raise Http404
    form = SaveViewForm(request.POST, listing=listing.name, may_open_first=listing.opens, quick=listing.quick)
    if form.is_valid():
        given = form.cleaned_data | {"listing": listing.name}
        given["query"] = listing.kept(QueryDict(given["query"]))
        saved = attempt(form, operations.save_view, by=request.user, **given)
        if saved:
            messages.success(request, f"Saved as ‘{saved.name}’.")
            return redirect(address_of(saved))
    return render(
        request,
        "partnership/save_view.html",
        {"form": form, "listing": listing, "back": reverse(listing.name)},
    )


def find_view(request, pk):
    """One of their own: nobody's are anybody else's."""
    return get_object_or_404(request.user.saved_views.filter(listing__in=LISTINGS), pk=pk)


def change_view(request, pk):
    """Another name for a view, and for some lists whether they open with it."""
    view = find_view(request, pk)
    listing = LISTINGS[view.listing]
    form = ViewForm(
        request.POST if request.method == "POST" else None,
        may_open_first=listing.opens,
        quick=listing.quick,
        initial={"name": view.name, "opens_first": view.opens_first},
    )
    if carried_out(request, form, operations.change_view, view):
        messages.success(request, "The view is saved. You find it above its list.")
        return redirect("saved_views")
    return render(
        request,
        "partnership/change_view.html",
        {"form": form, "view": view, "listing": listing},
    )


@require_POST
def delete_view(request, pk):
    """A view that is no longer used."""
    operations.delete_view(find_view(request, pk), by=request.user)
    messages.success(request, "The view is deleted. Nothing else has changed.")
    return redirect("saved_views")
