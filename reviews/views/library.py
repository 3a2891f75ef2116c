"""The learning library as the public reads it: what the partnership let out, and briefings of published reviews."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.forms.library import ChooseFromLibraryForm
from partnership.models import LibraryItem
from partnership.views.feeds import PublicFeed, tag
from partnership.views.files import send_public
from reviews.models import Artefact
from reviews.views.public import asked_again_each_time

A_PAGE = 20
LATEST = 50
# What teaches of a review by itself; its report and its summary are found with the review.
TEACH = (Artefact.Kind.BRIEFING, Artefact.Kind.IMPROVEMENTS)
FOR_REVIEWS = LibraryItem.For.PRACTITIONERS


@dataclass(frozen=True)
class Shown:
    """One thing in the library, whichever table it comes from."""

    title: str
    address: str
    kind: str
    audiences: list
    themes: list
    summary: str
    since: datetime
    language: str = ""
    code: str = "en"
    of_review: bool = False


def items(chosen):
    """What was let out, narrowed by what the reader chose."""
    found = LibraryItem.objects.public()
    if "kind" in chosen:
        found = found.filter(kind=chosen["kind"])
    if "theme" in chosen:
        found = found.filter(themes__contains=[chosen["theme"]]) | found.filter(themes=[])
    if "audience" in chosen:
        found = found.filter(audiences__contains=[chosen["audience"]])
    return [
        Shown(
            title=one.title,
            address=one.public_address,
            kind=one.get_kind_display(),
            audiences=one.audience_names,
            themes=one.theme_names,
            summary=one.summary,
            since=one.let_out_at,
            language=one.get_language_display() if one.language != LibraryItem.Language.ENGLISH else "",
            code=one.language,
        )
        for one in found
    ]


def of_reviews(chosen):
    """Live briefings of reviews. They are never narrowed by theme: among so few that could point to one child."""
    if "theme" in chosen or chosen.get("audience", FOR_REVIEWS) != FOR_REVIEWS:
        return []
    live = Artefact.objects.live().filter(kind__in=TEACH).select_related("review")
    if chosen.get("kind", LibraryItem.Kind.SEVEN_MINUTE) != LibraryItem.Kind.SEVEN_MINUTE:
        return []
    if "kind" in chosen:
        live = live.filter(kind=Artefact.Kind.BRIEFING)
    return [
        Shown(
            title=f"{one.review.public_title}: {one.get_kind_display().lower()}",
            address=one.review.get_absolute_url(),
            kind=one.get_kind_display(),
            audiences=[FOR_REVIEWS.label],
            themes=[],
            summary=one.review.abstract,
            since=one.live_at,
            of_review=True,
        )
        for one in live
    ]


@require_safe
def library(request):
    """Everything that may be read, used and passed on, newest first; chosen by kind, theme and for whom it is."""
    form = ChooseFromLibraryForm(request.GET or None)
    chosen = form.chosen if form.is_bound else {}
    found = sorted([*items(chosen), *of_reviews(chosen)], key=lambda one: one.since, reverse=True)
    return asked_again_each_time(
        render(
            request,
            "public/library.html",
            {
                "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
                "choose": form,
                "chosen": chosen,
                "without_reviews": "theme" in chosen,
            },
        )
    )


def find(slug):
    found = get_object_or_404(LibraryItem.objects.select_related("document"), slug=slug)
    if not found.public and not found.gone:
        raise Http404
    return found


@require_safe
def library_item(request, slug):
    """One item: its text and its file. Gone, once it was taken back; unknown, if it was never let out."""
    found = find(slug)
    if found.gone:
        page = render(request, "public/library_gone.html", status=410)
    else:
        page = render(request, "public/library_item.html", {"item": found})
    return asked_again_each_time(page)


@require_safe
def library_file(request, slug):
    found = find(slug)
    if found.gone:
        return asked_again_each_time(render(request, "public/library_gone.html", status=410))
    if found.document is None:
        raise Http404
    return send_public(request, found.document, f"{found.slug}.pdf", since=found.let_out_at)


class LearningLibrary(PublicFeed):
    """One entry for each item that was let out; briefings of reviews are in the feed of reviews."""

    label = "Learning library"
    link = reverse_lazy("public:library")
    subtitle = "Briefings, bulletins, leaflets and posters about keeping children safe."

    def items(self):
        return LibraryItem.objects.public().order_by("-let_out_at", "pk")[:LATEST]

    def item_title(self, item):
        return f"{item.title}: {item.get_kind_display().lower()}"

    def item_description(self, item):
        return item.summary

    def item_link(self, item):
        return item.public_address

    def item_guid(self, item):
        return tag(timezone.localdate(item.first_out_at).isoformat(), item.public_address)

    def item_pubdate(self, item):
        return item.let_out_at


@require_safe
def feed(request):
    return asked_again_each_time(LearningLibrary()(request))
