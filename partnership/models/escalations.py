"""Practitioners' escalations: two agencies disagree about a child. Never a dispute between partners."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.deadlines import Deadline
from partnership.models.disputes import DisputePolicy, DisputeStage
from partnership.models.learning import LearningPoint
from partnership.models.organisations import Organisation
from partnership.models.people import Person


class EscalationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(resolved_on=None)

    def visible_to(self, person):
        """Whoever keeps escalations, and who answers for one of the two agencies; nobody else, whatever they chair."""
        if may(person, Can.RUN_ESCALATIONS):
            return self
        if not may(person, Can.RAISE_ESCALATIONS):
            return self.none()
        own = person.answers_for
        return self.filter(Q(raised_for__in=own) | Q(raised_with__in=own))


class Escalation(models.Model):
    """Professionals of two agencies disagree about a child, who is known here by an opaque reference alone.

    Changes through operations.escalations. What is resolved is frozen by a trigger.
    """

    class Priority(models.TextChoices):
        URGENT = "urgent", "Urgent: a child may not be safe until it is settled"
        STANDARD = "standard", "Standard"

    reference = models.CharField(max_length=40, unique=True)
    policy = models.ForeignKey(DisputePolicy, models.PROTECT, related_name="escalations")
    stage = models.ForeignKey(DisputeStage, models.PROTECT, related_name="+")
    priority = models.CharField(max_length=10, choices=Priority)
    deadline = models.ForeignKey(
        Deadline, models.PROTECT, null=True, blank=True, related_name="+", help_text="Of the stage it is in."
    )
    child_reference = models.CharField(max_length=40, help_text="The raising agency's own, opaque reference.")
    about = models.TextField()
    raised_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    raised_with = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    raised_on = models.DateField()
    outcome = models.TextField(blank=True)
    resolved_on = models.DateField(null=True, blank=True)
    resolved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    learning_points = models.ManyToManyField(LearningPoint, related_name="escalations", blank=True)

    objects = EscalationQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(raised_for=F("raised_with")), name="escalation_is_between_two_agencies"
            ),
            models.CheckConstraint(condition=~Q(about=""), name="escalation_says_about_what"),
            models.CheckConstraint(
                condition=Q(resolved_on=None, resolved_by=None, outcome="")
                | Q(resolved_on__isnull=False, resolved_by__isnull=False) & ~Q(outcome=""),
                name="escalation_resolved_when_by_whom_and_how",
            ),
        ]

    def __str__(self):
        return f"Escalation {self.reference}"

    def get_absolute_url(self):
        return reverse("escalation", args=[self.pk])

    @property
    def days_taken(self):
        """Calendar days from raised to resolved; None while it is open."""
        return (self.resolved_on - self.raised_on).days if self.resolved_on else None


class EscalationStep(models.Model):
    """One step of an escalation, as it was taken. Only added: a trigger refuses change."""

    class Kind(models.TextChoices):
        RAISED = "raised", "Raised"
        TOLD = "told", "Answer or step"
        MOVED = "moved", "Taken to the next stage"
        RESOLVED = "resolved", "Resolved"

    escalation = models.ForeignKey(Escalation, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    stage = models.ForeignKey(DisputeStage, models.PROTECT, related_name="+")
    text = models.TextField()
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"Step {self.pk} of {self.escalation}"
