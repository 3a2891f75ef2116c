"""The Atom feed of published reviews: what is live, and nothing else."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from reviews.models import Artefact
from reviews.views.public import asked_again_each_time

LATEST = 50


class PublishedReviews(Feed):
    """One entry for each file that is live. Its id is its address at its first hour, and never changes."""

    feed_type = Atom1Feed
    link = reverse_lazy("public:reviews")
    subtitle = "What was learnt when a child was seriously harmed or died, and what has improved since."

    def title(self):
        return f"Published reviews – {settings.PARTNERSHIP_NAME}"

    def feed_guid(self):
        return tag("2026", reverse("public:reviews"))

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

    def item_updateddate(self, artefact):
        return artefact.live_at


def tag(day, path):
    """An id that stays the same whatever the address of the site becomes: RFC 4151."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{day}:{path}"


@require_safe
def feed(request):
    """What has been published, for readers and other sites."""
    return asked_again_each_time(PublishedReviews()(request))
