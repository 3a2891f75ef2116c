"""Documents: private files, each version kept with its checksum, served only by a page that has checked."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.models.people import Person


def stored_name(document, filename):
    """Where the file lies: nothing of what it was called, or of what it is about, is in its path."""
    return f"documents/{uuid.uuid4().hex}"


class Document(models.Model):
    """One version of a private file. Kept by operations.documents.keep, which looks inside first.

    A document says nothing of who may read it: the thing that holds it does, and its page serves it.
    """

    class Scan(models.TextChoices):
        CLEAN = "clean", "Scanned, clean"
        INFECTED = "infected", "Infected"
        UNSCANNED = "unscanned", "Not scanned"

    title = models.CharField(max_length=200)
    file = models.FileField(upload_to=stored_name)
    download_name = models.CharField(max_length=120, help_text="Neutral; made by the portal.")
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    checksum = models.CharField(max_length=64, help_text="SHA-256, hexadecimal.")
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.UNSCANNED)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    kept_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-kept_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checksum__regex=r"^[0-9a-f]{64}$"), name="document_checksum_is_sha256"
            )
        ]

    def __str__(self):
        return f"Document {self.pk}"
