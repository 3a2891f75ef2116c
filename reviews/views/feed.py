"""The Atom feed of published reviews: what is live, and nothing else."""

from django.urls import reverse_lazy
from django.views.decorators.http import require_safe

from partnership.views.feeds import PublicFeed, tag
from reviews.models import Artefact
from reviews.views.public import asked_again_each_time

LATEST = 50


class PublishedReviews(PublicFeed):
    """One entry for each file that is live. Its id is its address at its first hour, and never changes."""

    label = "Published reviews"
    link = reverse_lazy("public:reviews")
    subtitle = "What was learnt when a child was seriously harmed or died, and what has improved since."

    def items(self):
        return (
            Artefact.objects.live().select_related("review", "document").order_by("-live_at", "pk")[:LATEST]
        )

    def item_title(self, artefact):
        return f"{artefact.review.public_title}: {artefact.get_kind_display().lower()}"

    def item_description(self, artefact):
        return artefact.review.abstract

    def item_link(self, artefact):
        return artefact.review.get_absolute_url()

    def item_guid(self, artefact):
        return tag(artefact.live_on.isoformat(), artefact.public_address())

    def item_pubdate(self, artefact):
        return artefact.live_at


@require_safe
def feed(request):
    """What has been published, for readers and other sites."""
    return asked_again_each_time(PublishedReviews()(request))
