"""Short texts beside a published review: what has improved since, and a summary put right."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnership.models import Person
from reviews.models.case import Case
from reviews.models.publication import Review


class OfACaseQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever may read the case."""
        return self.filter(review__case__in=Case.objects.visible_to(person))


class ImprovementQuerySet(OfACaseQuerySet):
    def public(self):
        """Checked by a second person, and not taken down."""
        return self.filter(checked_at__isnull=False, passed=True, taken_down_at=None)


class Improvement(models.Model):
    """One thing that has got better since a review was published, in a few sentences, checked by somebody else."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="improvements")
    text = models.TextField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    passed = models.BooleanField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="Why it did not pass.")
    taken_down_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    taken_down_at = models.DateTimeField(null=True, blank=True)
    taken_down_reason = models.TextField(blank=True)

    objects = ImprovementQuerySet.as_manager()

    class Meta:
        ordering = ["-checked_at", "-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by=None, checked_at=None, passed=None)
                | Q(checked_by__isnull=False, checked_at__isnull=False, passed__isnull=False),
                name="improvement_checked_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("proposed_by")),
                name="improvement_checked_by_another",
            ),
            models.CheckConstraint(
                condition=Q(taken_down_by=None, taken_down_at=None)
                | Q(taken_down_by__isnull=False, taken_down_at__isnull=False) & ~Q(taken_down_reason=""),
                name="improvement_taken_down_by_at_and_why",
            ),
        ]

    def __str__(self):
        return f"Improvement {self.pk}"


class CorrectionQuerySet(OfACaseQuerySet):
    def open(self):
        return self.filter(applied_at=None, turned_down_at=None)


class Correction(models.Model):
    """Another public summary for a review that is live: proposed by one, checked by two others, then replaced.

    The old summary stays here for good.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="corrections")
    old = models.TextField()
    new = models.TextField()
    reason = models.TextField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True, blank=True)
    turned_down_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["review"],
                condition=Q(applied_at=None, turned_down_at=None),
                name="one_open_correction_a_review",
            ),
            models.CheckConstraint(
                condition=Q(applied_at=None) | Q(turned_down_at=None),
                name="correction_applied_or_turned_down",
            ),
        ]

    def __str__(self):
        return f"Correction {self.pk}"


class CorrectionCheck(models.Model):
    """One person's look at a corrected summary. Frozen."""

    correction = models.ForeignKey(Correction, models.CASCADE, related_name="checks")
    checked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(default=timezone.now)
    passed = models.BooleanField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["checked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["correction", "checked_by"], name="correction_checked_once_a_person"
            )
        ]

    def __str__(self):
        return f"Check of {self.correction}"
