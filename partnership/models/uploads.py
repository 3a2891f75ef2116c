"""Rows of a spreadsheet that wait to be looked at before they are applied."""

from django.db import models
from django.utils import timezone

from partnership.models.people import Person


class Upload(models.Model):
    """Rows that one person read in and has not confirmed. Nobody else sees them; the file itself is not kept."""

    purpose = models.CharField(max_length=40, help_text="What they are for, such as spending:12.")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    rows = models.JSONField(default=list, help_text="[number, cells] in the order of the columns.")
    notes = models.JSONField(default=list, help_text="What was left out, in sentences.")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at"]
        constraints = [models.UniqueConstraint(fields=["purpose", "by"], name="upload_one_each")]

    def __str__(self):
        return f"Rows to confirm for {self.purpose}"
