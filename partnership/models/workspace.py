"""What a person arranges for themselves: views of lists, and a calendar that other programs read."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.models.people import Person


class SavedView(models.Model):
    """A person's own way of looking at a list: its filter and order as the address holds them, under a name of theirs.

    It holds choices and dates, and no words that were searched for. Kept, changed and deleted through
    operations.workspace.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    listing = models.CharField(max_length=80, default="diary", help_text="The name of the list's address.")
    query = models.CharField(
        max_length=1000, blank=True, help_text="Filter and order, as the address holds them."
    )
    opens_first = models.BooleanField(default=False, help_text="What the list shows when nothing is asked.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["person", "listing", "name"], name="saved_view_name_once_a_list"),
            models.UniqueConstraint(
                fields=["person", "listing"],
                condition=Q(opens_first=True),
                name="saved_view_one_opens_first",
            ),
        ]

    def __str__(self):
        return f"Saved view {self.pk}"


class CalendarFeed(models.Model):
    """An address that opens one person's dates to their calendar program. Only the hash of its secret is kept.

    Made, renewed and withdrawn by its person, through operations.workspace. It opens nothing once they hold no role.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="calendar_feeds")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(withdrawn_at=None), name="calendar_feed_one_open_a_person"
            ),
        ]

    def __str__(self):
        return f"Calendar feed {self.pk}"
