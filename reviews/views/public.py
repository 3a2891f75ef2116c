"""What the public sees of reviews: only what is live now, under its public name."""

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from reviews.models import Artefact, Review

A_PAGE = 20
LONGEST_SEARCH = 200


def live_first(reviews):
    """With what is live of each, newest first; of the rest nothing is loaded at all."""
    live = Artefact.objects.live().select_related("document", "review").order_by("-live_at", "pk")
    return reviews.prefetch_related(Prefetch("artefacts", live, to_attr="live"))


def asked_again_each_time(response):
    """Any cache on the way asks us every time, so that what is withdrawn is gone at once."""
    patch_cache_control(response, no_cache=True)
    return response


@require_safe
def published(request):
    """All published reviews, newest first, and a search of the words that are public."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    reviews = Review.objects.all()
    if words:
        reviews = matching(words)
    page = Paginator(live_first(reviews.newest_first()), A_PAGE).get_page(request.GET.get("page"))
    return asked_again_each_time(render(request, "public/reviews.html", {"page": page, "words": words}))


def matching(words):
    """Reviews whose public name or summary, or the title of something live of them, has these words."""
    asked = SearchQuery(words, config="english", search_type="websearch")
    by_title = (
        Artefact.objects.live()
        .annotate(found=SearchVector("title", config="english"))
        .filter(Q(found=asked) | Q(title__icontains=words))
    )
    return Review.objects.annotate(found=SearchVector("public_title", "abstract", config="english")).filter(
        Q(found=asked) | Q(public_title__icontains=words) | Q(pk__in=by_title.values("review"))
    )


@require_safe
def review(request, slug):
    """One published review and everything that is live of it."""
    found = get_object_or_404(live_first(Review.objects.all()), slug=slug)
    if not found.live:
        return gone_or_unknown(request, Artefact.objects.filter(review=found))
    return asked_again_each_time(render(request, "public/review.html", {"review": found}))


@require_safe
def artefact(request, slug, file):
    """The PDF of a live artefact. Its address tells its kind and its checksum, and no number of ours."""
    kind, _, checksum = file.rpartition("-")
    named = Artefact.objects.filter(review__slug=slug, kind=kind, document__checksum__startswith=checksum)
    found = named.live().select_related("document").first() if len(checksum) == Artefact.MARK else None
    if found is None:
        return gone_or_unknown(request, named if len(checksum) == Artefact.MARK else Artefact.objects.none())
    etag, changed = quote_etag(found.document.checksum), int(found.live_at.timestamp())
    response = get_conditional_response(request, etag=etag, last_modified=changed)
    if response is None:
        response = FileResponse(
            found.document.file.open("rb"),
            as_attachment=True,
            filename=f"{slug}-{found.kind}.pdf",
            content_type=found.document.content_type,
        )
    response["ETag"], response["Last-Modified"] = etag, http_date(changed)
    return asked_again_each_time(response)


def gone_or_unknown(request, artefacts):
    """Gone, for what the public has seen; unknown, for all that it has not."""
    if not artefacts.filter(state=Artefact.State.WITHDRAWN).exists():
        raise Http404
    return asked_again_each_time(render(request, "public/withdrawn.html", status=410))
