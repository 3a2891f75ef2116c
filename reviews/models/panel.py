"""What passes between the partnership and the national Panel."""

from django.db import models
from django.utils import timezone

from partnership.models import Document, Person
from reviews.models.case import Case


class PanelMessage(models.Model):
    """What was sent to the national Panel, or came from it, and when."""

    class Kind(models.TextChoices):
        SENT_RAPID_REVIEW = "sent_rapid_review", "Rapid review and decision sent"
        SENT_ANSWER = "sent_answer", "Answer sent"
        AGREES = "agrees", "The Panel agrees"
        DISAGREES = "disagrees", "The Panel does not agree"
        ASKS = "asks", "The Panel asks"

    SENT = (Kind.SENT_RAPID_REVIEW, Kind.SENT_ANSWER)
    RECEIVED = (Kind.AGREES, Kind.DISAGREES, Kind.ASKS)

    case = models.ForeignKey(Case, models.PROTECT, related_name="panel_messages")
    kind = models.CharField(max_length=20, choices=Kind)
    happened_on = models.DateField()
    summary = models.TextField(blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["happened_on", "recorded_at"]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.case}"
