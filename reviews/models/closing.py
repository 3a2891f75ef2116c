"""Closing a case, and opening it again."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.models import Person
from reviews.models.case import Case, Stage
from reviews.models.routes import TwoPersons


class Closure(models.Model):
    """A case was closed, with what its closing rests on. Never edited; reopening leaves it as it is."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="closures")
    impact = models.TextField(help_text="What a later audit or check showed.")
    nothing_captured_because = models.TextField(
        blank=True, help_text="Why neither an action nor a learning point was needed."
    )
    not_shared_because = models.TextField(blank=True, help_text="Why there was nothing to share.")
    panel_told_on = models.DateField(null=True, blank=True)
    panel_not_told_because = models.TextField(blank=True)
    family_told_on = models.DateField(null=True, blank=True)
    family_not_told_because = models.TextField(blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-closed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(impact=""), name="closure_says_what_changed"),
            models.CheckConstraint(
                condition=Q(panel_told_on__isnull=False) | ~Q(panel_not_told_because=""),
                name="closure_panel_told_or_why_not",
            ),
            models.CheckConstraint(
                condition=Q(family_told_on__isnull=False) | ~Q(family_not_told_because=""),
                name="closure_family_told_or_why_not",
            ),
        ]

    def __str__(self):
        return f"Closing of {self.case}"


class Reopening(TwoPersons):
    """Something new came to light: the manager asks for a closed case to be opened again, the decider agrees."""

    class Back(models.TextChoices):
        REFERRED = Stage.REFERRED.value, "To the referral, to be screened again"
        RR_DECISION = Stage.RR_DECISION.value, "To the decision, on the rapid review that there is"

    case = models.ForeignKey(Case, models.PROTECT, related_name="reopenings")
    to = models.CharField(max_length=20, choices=Back)
    new_information = models.TextField()

    class Meta(TwoPersons.Meta):
        pass

    def __str__(self):
        return f"Reopening of {self.case}"
