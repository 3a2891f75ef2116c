"""What a file says, and who looked whether it identifies anybody."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from partnership.models import Document, Person
from reviews.models.publication import Artefact


class Wording(models.Model):
    """The text of one version of a file, and what it says beside its pages, for those who check it.

    Private as the file is. `read` tells whether text could be found at all: a scanned picture has none.
    """

    document = models.OneToOneField(Document, models.PROTECT, related_name="wording")
    text = models.TextField(blank=True)
    beside = models.JSONField(default=list, help_text="Alternative texts, bookmarks and links.")
    read = models.BooleanField(default=False)

    def __str__(self):
        return f"Wording of {self.document}"


class AnonymityCheck(models.Model):
    """One person looked whether this file identifies anybody. Two different people must, at the same file.

    `looked_for` holds what of rules.publication.CHECKLIST they looked for and found nothing of: to pass, all.
    """

    artefact = models.ForeignKey(Artefact, models.CASCADE, related_name="anonymity_checks")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    checked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(default=timezone.now)
    passed = models.BooleanField()
    looked_for = ArrayField(models.CharField(max_length=20), default=list)
    warned_of = models.PositiveSmallIntegerField(
        default=0, help_text="How many warnings they had before them."
    )
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["checked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["artefact", "document", "checked_by"], name="anonymity_check_once_a_person"
            )
        ]

    def __str__(self):
        return f"Check of {self.artefact}"
