"""The rapid review, what the group recommends, and what the named office decides."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.access import Role
from partnership.models import Document, Edition, Person
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


class Decision(models.Model):
    """What follows a rapid review, decided by the office that the edition names. Never edited: superseded.

    Written only by operations.decision.decide; a trigger refuses change and removal.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome)
    grounds = models.TextField()
    recommendation = models.CharField(max_length=10, choices=Outcome)
    differs_because = models.TextField(blank=True)
    no_conflict = models.BooleanField(
        help_text="The decider declared that they have no conflict of interest."
    )
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    office = models.CharField(max_length=30, choices=Role)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    relied_on = models.CharField(max_length=64, help_text="SHA-256 of the rapid review as it was decided on.")
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    class Meta:
        ordering = ["-decided_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(grounds=""), name="decision_has_grounds"),
            models.CheckConstraint(
                condition=Q(outcome=models.F("recommendation")) | ~Q(differs_because=""),
                name="decision_that_differs_says_why",
            ),
            models.CheckConstraint(condition=Q(no_conflict=True), name="decision_without_conflict"),
        ]

    def __str__(self):
        return f"Decision on {self.case}"

    @property
    def decided_on(self):
        return timezone.localdate(self.decided_at)


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
