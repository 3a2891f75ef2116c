"""What was learnt, once, wherever it came from."""

from django.db import models
from django.utils import timezone

from partnership.models.people import Person


class Theme(models.TextChoices):
    """What learning is about, as the public chooses by it: of reviews and of the learning library alike."""

    NEGLECT = "neglect", "Neglect"
    PHYSICAL = "physical", "Physical harm"
    BABIES = "babies", "Injuries to babies"
    SEXUAL = "sexual", "Sexual abuse"
    EXPLOITATION = "exploitation", "Exploitation outside the home"
    DOMESTIC = "domestic", "Domestic abuse"
    MENTAL_HEALTH = "mental_health", "Mental health and self-harm"
    SUBSTANCES = "substances", "Alcohol and drugs in the family"
    VIOLENCE = "violence", "Serious youth violence"
    LOOKED_AFTER = "looked_after", "Children in care and care leavers"
    DISABILITY = "disability", "Disabled children"
    SLEEP = "sleep", "Safer sleep"


class LearningPoint(models.Model):
    """Something learnt, from a review, an audit, a return, a dispute or elsewhere. Cited, never copied.

    Noted by operations.learning.note.
    """

    class Origin(models.TextChoices):
        REVIEW = "review", "Case review"
        AUDIT = "audit", "Audit"
        RETURN = "return", "Assurance return"
        DISPUTE = "dispute", "Dispute"
        NATIONAL = "national", "National or another area's review"
        OTHER = "other", "Elsewhere"

    text = models.TextField()
    theme = models.CharField(max_length=100, blank=True)
    origin = models.CharField(max_length=10, choices=Origin)
    reference = models.CharField(max_length=40, help_text="An opaque reference of what taught it.")
    public = models.BooleanField(default=False)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-noted_at"]

    def __str__(self):
        return f"Learning point {self.pk} ({self.reference})"
