"""What the public finds reviews by. The database keeps it (migration 0012); no operation writes it."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.db.models import F

from partnership.models.written import as_typed
from reviews.models.publication import Review

HAVING = "(words @@ {read}('english', %(typed)s) OR names LIKE %(in_a_name)s)"

# The words of a review lie beside the table, and looking into them costs a hundred times what PostgreSQL takes it for:
# left to choose by how few are wanted, it looks into tens of thousands. Materialized, hits are planned as if all were
# wanted, which means by the index, and still read only until there are enough.
HITS = "WITH hits AS MATERIALIZED (SELECT newest, review_id FROM reviews_publicentry WHERE {having})"
FEW = """
    {hits} SELECT review_id FROM (SELECT * FROM hits LIMIT %(most)s + 1) few ORDER BY newest DESC, review_id
"""
# What more than a third have is found soonest by looking into the latest; what fewer have, by all hits put in order.
LATEST = """
    SELECT review_id
    FROM (SELECT * FROM reviews_publicentry ORDER BY newest DESC, review_id LIMIT 3 * %(most)s) latest
    WHERE {having} ORDER BY newest DESC, review_id LIMIT %(most)s
"""
NEWEST = "{hits} SELECT review_id FROM hits ORDER BY newest DESC, review_id LIMIT %(most)s"


class PublicEntryManager(models.Manager):
    def having(self, typed, most, *, plain=False):
        """Numbers of the newest reviews, up to `most`, that have what was typed; and whether there are more.

        They have every word of it somewhere in what the public can read, or have it in a name as typed. `plain` takes
        all of it for words, so that a quotation mark, a minus or an “or” means nothing.
        """
        having = HAVING.format(read="plainto_tsquery" if plain else "websearch_to_tsquery")
        hits = HITS.format(having=having)
        *_, in_a_name = as_typed(typed.lower())
        values = {"typed": typed, "in_a_name": in_a_name, "most": most}

        def found(statement):
            cursor.execute(statement.format(hits=hits, having=having), values)
            return [pk for (pk,) in cursor.fetchall()]

        with connection.cursor() as cursor:
            few = found(FEW)
            if len(few) <= most:
                return few, False
            latest = found(LATEST)
            return (latest if len(latest) == most else found(NEWEST)), True


class PublicEntry(models.Model):
    """A review of which something is live, and all words by which it is found: those that the public can read.

    They are of its name and summary, its live files and their titles, what was learnt and what has improved.
    Triggers make it anew in the statement that changes any of these, and remove it with the last live file.
    """

    review = models.OneToOneField(Review, models.DO_NOTHING, primary_key=True, related_name="entry")
    newest = models.DateTimeField(help_text="When the last of what is live went live.")
    names = models.TextField(help_text="Its name and the titles of its live files, in small letters.")
    words = SearchVectorField()

    objects = PublicEntryManager()

    class Meta:
        ordering = [
            "-newest",
            "review_id",
        ]  # as the index and the statements above; "review" would be Review's order
        indexes = [
            models.Index(F("newest").desc(), "review", name="public_entry_newest"),
            GinIndex(fields=["words"], name="public_entry_words"),
            GinIndex(fields=["names"], opclasses=["gin_trgm_ops"], name="public_entry_names"),
        ]

    def __str__(self):
        return f"What finds review {self.review_id}"
