"""What was recorded as sent on a wrong day: what stood there, what is right, and why."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnership.models import Person
from reviews.models.panel import PanelMessage
from reviews.models.publication import AdvanceCopy


class SentCorrection(models.Model):
    """The day of one copy or message was wrong. Frozen by a trigger, without which that day cannot change either."""

    copy = models.ForeignKey(AdvanceCopy, models.PROTECT, null=True, blank=True, related_name="corrections")
    message = models.ForeignKey(
        PanelMessage, models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    before = models.DateField()
    sent_on = models.DateField()
    reason = models.TextField()
    corrected_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["corrected_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(copy=None, message__isnull=False) | Q(copy__isnull=False, message=None),
                name="sent_correction_is_of_exactly_one",
            ),
            models.CheckConstraint(
                condition=~Q(before=F("sent_on")) & ~Q(reason=""), name="sent_correction_changes_and_says_why"
            ),
        ]

    def __str__(self):
        return f"Correction {self.pk} of what was sent"
