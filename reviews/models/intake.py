"""What comes before and beside a case: referrals being written, what the authority decided, other processes."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.models import Organisation, Person
from partnership.models.sealed import SealedJSONField
from reviews.models.case import Case


class ReferralDraftQuerySet(models.QuerySet):
    def visible_to(self, person):
        """A referral that is not sent yet is its writer's alone, colleagues and staff included."""
        return self.filter(owner=person)


class ReferralDraft(models.Model):
    """A referral somebody has begun and not sent: its pages' answers as they were typed.

    Changed through reviews.operations.referral; removed when it is sent or discarded.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answers = SealedJSONField(default=dict, help_text="Page → field → what was typed.")
    begun_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = ReferralDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at"]

    def __str__(self):
        return f"Referral begun on {timezone.localdate(self.begun_at):%-d %B %Y}"


class AuthorityDecision(models.Model):
    """The local authority's own decision to notify the Panel or not; the newest of a case is in force.

    `views` keeps what each statutory partner thought when it was taken, as rows of partner, view, words, office
    and given_on. The database refuses every change.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="authority_decisions")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    notify = models.BooleanField()
    office = models.CharField(max_length=200, help_text="By whose office the authority decided.")
    reason = models.TextField()
    views = models.JSONField(default=list)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(office="") & ~Q(reason=""), name="authority_decision_has_office_and_reason"
            )
        ]

    def __str__(self):
        return f"{self.authority} on {self.case}"


class ParallelProceeding(models.Model):
    """Another process about the same incident. It may hold a publication up, and pauses no clock."""

    class Kind(models.TextChoices):
        POLICE = "police", "Police investigation or criminal court"
        CORONER = "coroner", "Coroner"
        CARE = "care", "Care proceedings in the family court"
        CHILD_DEATH = "child_death", "Child death review"
        DOMESTIC = "domestic", "Domestic homicide review"
        ADULT = "adult", "Safeguarding adult review"
        LADO = "lado", "Allegation against somebody who works with children (LADO)"
        OTHER = "other", "Another process"

    class Status(models.TextChoices):
        UNKNOWN = "unknown", "Not known how far"
        EXPECTED = "expected", "Expected"
        UNDER_WAY = "under_way", "Under way"
        ENDED = "ended", "Ended"

    case = models.ForeignKey(Case, models.CASCADE, related_name="proceedings")
    kind = models.CharField(max_length=20, choices=Kind)
    status = models.CharField(max_length=20, choices=Status, default=Status.UNKNOWN)
    note = models.TextField(blank=True, help_text="Without anybody's name.")

    class Meta:
        ordering = ["case", "kind"]
        constraints = [models.UniqueConstraint(fields=["case", "kind"], name="proceeding_once_a_kind")]

    def __str__(self):
        return f"{self.get_kind_display()} beside {self.case}"
