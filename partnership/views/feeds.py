"""What every feed of the public site has in common."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed

from partnership.rules.plain import plain

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


class StillFeed(Atom1Feed):
    """A feed that says the same until something changes: an empty one is not of this very second."""

    def add_item(self, title, link, description, **more):
        """An entry, whatever characters its words hold: one that XML cannot hold would be the end of the feed."""
        super().add_item(plain(title), link, plain(description), **more)

    def latest_post_date(self):
        return super().latest_post_date() if self.items else FIRST


class PublicFeed(Feed):
    """An Atom feed of what is public now. Its id and those of its entries stay, whatever becomes of the site's address.

    `label` is what the feed is called, `link` the page that it belongs to.
    """

    feed_type = StillFeed
    label = ""

    def title(self):
        return f"{self.label} – {settings.PARTNERSHIP_NAME}"

    def feed_guid(self):
        return tag("2026", str(self.link))

    def item_updateddate(self, item):
        return self.item_pubdate(item)


def tag(day, path):
    """An id that stays the same whatever the address of the site becomes: RFC 4151."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{day}:{path}"
