"""What the named office decides after a rapid review, and what the partners and the Advisor said before."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.access import Role
from partnership.models import Edition, Organisation, Person
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
    number = models.PositiveSmallIntegerField(default=1, help_text="The first decision of the case is 1.")
    criteria = models.JSONField(default=list, blank=True, help_text="Which criteria weighed, by letter.")
    panels_view = models.TextField(blank=True, help_text="Criterion (d): what the Panel said of the case.")
    advice_sought = models.TextField(blank=True, help_text="From whom, by office, and what they advised.")
    advice_response = models.TextField(blank=True)
    superseded_because = models.TextField(
        blank=True, help_text="Why this decision takes the place of the one before."
    )
    documents = models.JSONField(
        default=list, blank=True, help_text="What it relied on: title, version and SHA-256 of each."
    )
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
            models.CheckConstraint(
                condition=Q(advice_sought="") | ~Q(advice_response=""), name="decision_answers_advice"
            ),
            models.UniqueConstraint(fields=["case", "number"], name="decision_number_once"),
        ]

    def __str__(self):
        return f"Decision on {self.case}"

    @property
    def decided_on(self):
        return timezone.localdate(self.decided_at)


class PartnerPosition(models.Model):
    """What one statutory partner says to the group's recommendation. Frozen: a later one takes its place.

    Stated by the partner's own signatory, or recorded for it by staff and marked so. `number` is that of the
    decision that it is about.
    """

    class Position(models.TextChoices):
        AGREES = "agrees", "Agrees"
        DOES_NOT = "does_not", "Does not agree"
        NOT_OBTAINED = "not_obtained", "Not obtained"

    case = models.ForeignKey(Case, models.PROTECT, related_name="positions")
    number = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    position = models.CharField(max_length=15, choices=Position)
    favours = models.CharField(max_length=10, choices=Outcome, blank=True, help_text="What should follow.")
    words = models.TextField(blank=True)
    office = models.CharField(max_length=200, blank=True)
    given_on = models.DateField()
    stated_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    read = models.CharField(max_length=64, help_text="SHA-256 of the rapid review as it stood.")

    class Meta:
        ordering = ["organisation__name", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stated_by__isnull=False, recorded_by=None)
                | Q(stated_by=None, recorded_by__isnull=False),
                name="position_stated_or_recorded",
            ),
            models.CheckConstraint(
                condition=Q(position="not_obtained", favours="")
                | ~Q(position="not_obtained") & ~Q(favours=""),
                name="position_favours_something",
            ),
            models.CheckConstraint(
                condition=~Q(position="does_not") | ~Q(words=""), name="position_against_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.organisation} on {self.case}"


class Advice(models.Model):
    """What the Independent Advisor says to the partners, where the arrangements let the partners decide. Frozen."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="advice")
    number = models.PositiveSmallIntegerField(help_text="That of the decision that it is about.")
    words = models.TextField()
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["given_at"]
        verbose_name_plural = "advice"
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="advice_has_words")]

    def __str__(self):
        return f"Advice on {self.case}"


class Conflict(models.Model):
    """Somebody who would decide declared a conflict of interest in this case: they no longer may. Frozen."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="conflicts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.TextField()
    declared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["declared_at"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="conflict_declared_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="conflict_says_what"),
        ]

    def __str__(self):
        return f"Conflict of interest in {self.case}"
