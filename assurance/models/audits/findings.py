"""What an audit leads to: recommendations that the partnership owns, actions, learning, and who was told."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from assurance.models.audits.audit import Audit, AuditLine
from partnership.models import Action, LearningPoint, Paper, Person


class AuditRecommendation(models.Model):
    """Something that ought to change. The partnership owns it; its actions are agencies'."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    line = models.ForeignKey(AuditLine, models.PROTECT, null=True, blank=True, related_name="recommendations")
    text = models.TextField()
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["audit", "number"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "number"], name="audit_recommendation_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="audit_recommendation_says_something"),
        ]

    def __str__(self):
        return f"Recommendation {self.number} of {self.audit.reference}"


class AuditAction(models.Model):
    """An action that an audit led to: one of the actions that everybody has."""

    recommendation = models.ForeignKey(AuditRecommendation, models.PROTECT, related_name="action_links")
    action = models.OneToOneField(Action, models.PROTECT, related_name="audit_link")

    class Meta:
        ordering = ["recommendation", "action__original_target_on", "action"]

    def __str__(self):
        return str(self.action)


class AuditLearning(models.Model):
    """A learning point that an audit taught."""

    audit = models.ForeignKey(Audit, models.PROTECT, related_name="learning_links")
    point = models.OneToOneField(LearningPoint, models.PROTECT, related_name="audit_link")

    class Meta:
        ordering = ["audit", "point__noted_at", "point"]

    def __str__(self):
        return str(self.point)


class AuditPresentation(models.Model):
    """The report as a paper of one meeting."""

    audit = models.ForeignKey(Audit, models.PROTECT, related_name="presentations")
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="presents_audit")
    presented_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    presented_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["audit", "presented_at", "pk"]

    def __str__(self):
        return f"{self.audit.reference} in {self.paper}"
