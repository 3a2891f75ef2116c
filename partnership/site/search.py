"""Searching everything that one may see. It lies here because it draws on every app."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.forms.search import SearchForm
from partnership.views import search as partnership
from reviews.views import found as reviews

KINDS = (*reviews.KINDS, *partnership.KINDS)


@requires(Can.SEARCH)
@require_safe
def search(request):
    """What was typed, in every kind of thing that this person may know of; a kind without any is left out."""
    form = SearchForm(request.GET or None)
    typed = form.cleaned_data["q"] if form.is_valid() else ""
    results = []
    for kind in KINDS if typed else ():
        found, more = kind.find(request.user, typed)
        if found:
            results.append({"label": kind.label, "found": found, "more": more})
    return render(
        request,
        "partnership/search.html",
        {"form": form, "typed": typed, "results": results, "number": sum(len(r["found"]) for r in results)},
    )
