"""What the named office decides after a rapid review."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.access import Role
from partnership.models import Edition, Person
from reviews.models.case import Case
from reviews.models.rapid_review import Outcome


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
