"""What the public finds reviews by. The database keeps it (migration 0012); no operation writes it."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import F, Q

from reviews.models.publication import Review


class PublicEntryQuerySet(models.QuerySet):
    def having(self, typed, search_type="websearch"):
        """Those that have every word of it somewhere in what the public can read, or have it in a name as typed."""
        asked = SearchQuery(typed, config="english", search_type=search_type)
        return self.filter(Q(words=asked) | Q(names__contains=typed.lower()))


class PublicEntry(models.Model):
    """A review of which something is live, and all words by which it is found: those that the public can read.

    They are of its name and summary, its live files and their titles, what was learnt and what has improved.
    Triggers make it anew in the statement that changes any of these, and remove it with the last live file.
    """

    review = models.OneToOneField(Review, models.DO_NOTHING, primary_key=True, related_name="entry")
    newest = models.DateTimeField(help_text="When the last of what is live went live.")
    names = models.TextField(help_text="Its name and the titles of its live files, in small letters.")
    words = SearchVectorField()

    objects = PublicEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-newest", "review"]
        indexes = [
            models.Index(F("newest").desc(), "review", name="public_entry_newest"),
            GinIndex(fields=["words"], name="public_entry_words"),
            GinIndex(fields=["names"], opclasses=["gin_trgm_ops"], name="public_entry_names"),
        ]

    def __str__(self):
        return f"What finds review {self.review_id}"
