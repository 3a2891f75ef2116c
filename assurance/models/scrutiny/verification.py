"""The Independent Advisor's own look at a return or a round: which evidence was opened, and what it showed."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Answer, Person, Return, Round


class VerificationQuerySet(models.QuerySet):
    def given(self):
        return self.filter(given_at__isnull=False)

    def visible_to(self, person):
        """A draft to its writer; once given, to those who read every return, and a return's own to its agency."""
        drafts = Q(given_at=None, verified_by=person)
        given = Q(given_at__isnull=False)
        if may(person, Can.READ_RETURNS) or may(person, Can.VERIFY_RETURNS):
            return self.filter(drafts | given)
        if may(person, Can.ANSWER_RETURNS):
            return self.filter(given, assurance_return__organisation__in=person.answers_for)
        return self.none()


class Verification(models.Model):
    """The Independent Advisor's statement on a return, or on a round as a whole. Given, it never changes.

    Begun, sampled and given by operations.scrutiny.verification; a later one stands beside it.
    """

    class View(models.TextChoices):
        VERIFIED = "verified", "Verified"
        IN_PART = "in_part", "Verified in part"
        NOT = "not", "Not verified"

    round = models.ForeignKey(Round, models.PROTECT, related_name="verifications")
    assurance_return = models.ForeignKey(
        Return, models.PROTECT, null=True, blank=True, related_name="verifications",
        help_text="None where it is about the round as a whole.",
    )  # fmt: skip
    verified_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    view = models.CharField(max_length=10, choices=View, blank=True)
    statement = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True, blank=True)

    objects = VerificationQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(given_at=None, view="")
                | Q(given_at__isnull=False) & ~Q(view="") & ~Q(statement=""),
                name="verification_given_whole",
            ),
            models.UniqueConstraint(
                fields=["round", "assurance_return", "verified_by"],
                condition=Q(given_at=None),
                nulls_distinct=False,
                name="verification_one_draft",
            ),
        ]

    def __str__(self):
        return f"Verification {self.pk} of {self.assurance_return or self.round.reference}"

    def get_absolute_url(self):
        return reverse("assurance:verification", args=[self.pk])


class VerificationSample(models.Model):
    """One answer whose evidence was looked at, and what was found."""

    class Found(models.TextChoices):
        SHOWS = "shows", "The evidence shows what the answer says"
        PARTLY = "partly", "The evidence shows some of it"
        DOES_NOT = "does_not", "The evidence does not show it"
        NONE = "none", "There was no evidence to look at"

    verification = models.ForeignKey(Verification, models.CASCADE, related_name="samples")
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="+")
    looked_into = models.TextField(blank=True, help_text="Which files, records or people.")
    found = models.CharField(max_length=10, choices=Found, blank=True)
    note = models.TextField(blank=True)
    drawn = models.BooleanField(default=False, help_text="Drawn at random rather than chosen.")
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["verification", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["verification", "answer"], name="verification_sample_once"),
            models.CheckConstraint(
                condition=Q(looked_at=None, found="") | Q(looked_at__isnull=False) & ~Q(found=""),
                name="verification_sample_looked_at_and_found_together",
            ),
        ]

    def __str__(self):
        return f"Sample {self.pk}"
