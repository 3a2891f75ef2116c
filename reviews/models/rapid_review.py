"""The rapid review as it is written, and what the group recommends."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.models import Person
from reviews.models.case import Case
from reviews.rules.rapid_review import SECTION_NAMES


class Outcome(models.TextChoices):
    """What may follow a rapid review."""

    LCSPR = "lcspr", "A local child safeguarding practice review"
    LOCAL = "local", "Another local review or piece of learning"
    NONE = "none", "No further review; the rapid review has the learning"
    NATIONAL = "national", "Suggest a national review"


class RapidReview(models.Model):
    """The rapid review's report as it is being written. Changes through operations.rapid_review."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="rapid_review")
    meeting_on = models.DateField(null=True, blank=True)
    attendance = models.TextField(blank=True, help_text="Who attended, by organisation and office.")
    facts = models.TextField(blank=True)
    practice = models.TextField(blank=True)
    immediate_safety = models.TextField(blank=True)
    identity = models.TextField(blank=True)
    improvement = models.TextField(blank=True)
    criterion_a = models.TextField(blank=True)
    criterion_b = models.TextField(blank=True)
    criterion_c = models.TextField(blank=True)
    criterion_d = models.TextField(blank=True)
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)
    recommendation = models.CharField(max_length=10, choices=Outcome, blank=True)
    recommendation_reasons = models.TextField(blank=True)
    recommended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    recommended_at = models.DateTimeField(null=True, blank=True)

    SECTIONS = (
        "facts",
        "practice",
        "immediate_safety",
        "identity",
        "improvement",
        "criterion_a",
        "criterion_b",
        "criterion_c",
        "criterion_d",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(recommended_by=None, recommended_at=None)
                | Q(recommended_by__isnull=False, recommended_at__isnull=False) & ~Q(recommendation=""),
                name="rapid_review_recommended_by_and_at_together",
            )
        ]

    def __str__(self):
        return f"Rapid review of {self.case}"

    @property
    def sections(self):
        """The report as it reads: each section's name, label and text."""
        return [
            {"name": name, "label": label, "text": getattr(self, name)}
            for name, label in SECTION_NAMES.items()
        ]
