"""What the public sees of reviews: only what is live now, under its public name."""

from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.db.models.functions import ExtractYear
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from partnership.models import LearningPoint
from partnership.models.written import Written
from partnership.rules.sayings import day
from partnership.views.files import send_public
from reviews.forms.public import FACETS, ChooseReviewsForm
from reviews.models import Artefact, Improvement, PublicationDecision, PublicEntry, Review
from reviews.rules.disclosure import matching, offered

A_PAGE = 20
LONGEST_SEARCH = 200
MANY = 1_000  # hits: nobody leafs through more, and whoever gets as many is asked for another word


def live_first(reviews):
    """With what is live of each, newest first; of the rest nothing is loaded at all."""
    live = Artefact.objects.live().select_related("document", "review").order_by("-live_at", "pk")
    return reviews.prefetch_related(Prefetch("artefacts", live, to_attr="live"))


def with_archived(reviews):
    """With what was archived of each, newest first."""
    archived = Artefact.objects.filter(state=Artefact.State.ARCHIVED).order_by("-live_at", "pk")
    return reviews.prefetch_related(Prefetch("artefacts", archived, to_attr="archived"))


def asked_again_each_time(response):
    """Any cache on the way asks us every time, so that what is withdrawn is gone at once."""
    patch_cache_control(response, no_cache=True)
    return response


@require_safe
def published(request):
    """All published reviews, newest first; a search of the words that are public; filters that identify nobody."""
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    form, chosen, too_many = None, {}, False
    if words:  # a search looks through all of them, so that the two never narrow together
        found, too_many = having(words)
    else:
        live = facts_of_live()
        form = ChooseReviewsForm(
            request.GET, offered=may_be_chosen(tuple(live.values()), settings.PUBLIC_FILTER_MINIMUM)
        )
        chosen = form.chosen
        found = [pk for pk, facts in live.items() if facts.have(chosen)]
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    page.object_list = in_order(page.object_list)
    archived = [] if words or chosen else ARCHIVED()
    return asked_again_each_time(
        render(
            request,
            "public/reviews.html",
            {
                "page": page,
                "words": words,
                "too_many": f"{MANY:,}" if too_many else "",
                "choose": form if form and form.fields else None,
                "chosen": chosen,
                "archived": archived,
            },
        )
    )


FACTS = Written(
    lambda: (
        Review.objects.newest_first()
        .with_first()
        .annotate(year=ExtractYear("first"))
        .values_list("pk", "public_kind", "themes", "age_stage", "year")
    )
)
ARCHIVED = Written(Review.objects.archived)
LIVE_OF_A_PAGE = Written(
    lambda *reviews: (
        Artefact.objects.live()
        .filter(review__in=reviews)
        .order_by("-live_at", "pk")
        .values_list(
            "review", "review__slug", "review__public_title", "review__public_kind", "review__abstract", "kind",
            "live_at",
        )
    ),
    *range(-A_PAGE, 0),
)  # fmt: skip
KINDS, FILES = dict(Review.Kind.choices), dict(Artefact.Kind.choices)


class Listed(NamedTuple):
    """One review in a list: what is said of it there, and each of its live files, the newest first."""

    pk: int
    slug: str
    public_title: str
    public_kind: str
    abstract: str
    files: list

    @property
    def address(self):
        return reverse("public:review", args=[self.slug])

    @property
    def about(self):
        """What kind of review it is, and which files of it went live on which day."""
        return (
            f"{KINDS[self.public_kind]}. {' · '.join(f'{FILES[kind]}, {day(at)}' for kind, at in self.files)}"
        )


class Facts(NamedTuple):
    """What one live review can be chosen by."""

    kind: str
    themes: tuple
    age: str
    year: str

    @property
    def facets(self):
        return {"kind": {self.kind}, "theme": set(self.themes), "age": {self.age}, "year": {self.year}}

    def have(self, chosen):
        return not chosen or bool(matching([self.facets], chosen))


def facts_of_live():
    """Number → facts of each live review, newest first."""
    return {pk: Facts(kind, tuple(themes), age, str(year)) for pk, kind, themes, age, year in FACTS.rows()}


@lru_cache(maxsize=4)
def may_be_chosen(facts, minimum):
    """What is offered where these are live: found by trying every choice, so remembered until one comes or goes."""
    return offered([one.facets for one in facts], FACETS, minimum)


def in_order(pks):
    """These reviews, a page of them at most, in this order, as Listed."""
    found = {}
    for *review, kind, live_at in LIVE_OF_A_PAGE.rows(*pks, *[0] * (A_PAGE - len(pks))):
        found.setdefault(review[0], Listed(*review, [])).files.append((kind, live_at))
    return [found[pk] for pk in pks if pk in found]


def having(words, **how):
    """Numbers of the reviews that have these words in what the public can read; whether more than MANY do."""
    return PublicEntry.objects.having(words, MANY, **how)


BY_SLUG = Written(lambda slug: Review.objects.select_related("case").filter(slug=slug), "of-this-slug")
SHOWN_OF = Written(
    lambda review: (
        Artefact.objects.filter(review=review, state__in=[Artefact.State.LIVE, Artefact.State.ARCHIVED])
        .select_related("document", "review")
        .order_by("-live_at", "pk")
    ),
    -1,
)
LEARNT = Written(
    lambda reference: LearningPoint.objects.filter(
        origin=LearningPoint.Origin.REVIEW, reference=reference, public=True
    ).order_by("noted_at"),
    "of-this-reference",
)
IMPROVED = Written(lambda review: Improvement.objects.public().filter(review=review), -1)


@require_safe
def review(request, slug):
    """One published review: its files by date, what was learnt, and what has improved since."""
    found = next(iter(BY_SLUG(slug)), None)
    if found is None:
        raise Http404
    shown = SHOWN_OF(found.pk)
    found.live = [one for one in shown if one.state == Artefact.State.LIVE]
    found.archived = [one for one in shown if one.state == Artefact.State.ARCHIVED]
    if not found.live:
        return stub(request, found) if found.archived else gone_or_unknown(request, found.artefacts.all())
    return asked_again_each_time(
        render(
            request,
            "public/review.html",
            {
                "review": found,
                "points": LEARNT(found.case.reference),
                "improvements": IMPROVED(found.pk),
                "repository_link": link_shown(found),
            },
        )
    )


def link_shown(review):
    """The repository's link, unless the review was given there anonymously: the link would say whose it is."""
    decision = review.publication_decisions.first() if review.repository_link else None
    anonymous = decision and decision.mode == PublicationDecision.Mode.REPOSITORY
    return "" if anonymous else review.repository_link


def stub(request, review):
    """What stays once the files have been up for long enough: the name, what it was, and where to ask."""
    return asked_again_each_time(
        render(
            request, "public/review_archived.html", {"review": review, "repository_link": link_shown(review)}
        )
    )


@require_safe
def artefact(request, slug, file):
    """The PDF of a live artefact. Its address tells its kind and its checksum, and no number of ours."""
    kind, _, checksum = file.rpartition("-")
    if len(checksum) != Artefact.MARK:
        raise Http404
    named = Artefact.objects.filter(review__slug=slug, kind=kind, document__checksum__startswith=checksum)
    found = named.live().select_related("document").first()
    if found is None and named.filter(state=Artefact.State.ARCHIVED).exists():
        return stub(request, with_archived(live_first(Review.objects.all())).get(slug=slug))
    if found is None:
        return gone_or_unknown(request, named)
    return send_public(request, found.document, f"{slug}-{found.kind}.pdf", since=found.live_at)


def gone_or_unknown(request, artefacts):
    """Gone, for what the public has seen; unknown, for all that it has not."""
    if not artefacts.filter(state=Artefact.State.WITHDRAWN).exists():
        raise Http404
    return asked_again_each_time(render(request, "public/withdrawn.html", status=410))
