"""Disputes between statutory partners about a case. Never a practitioner's escalation about a child."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Organisation, Person
from reviews.models.case import Case, Stage


class DisputeQuerySet(models.QuerySet):
    def open(self):
        return self.filter(ended_at=None)

    def visible_to(self, person):
        """Whoever reads the case, and the signatories of every statutory partner: the dispute is theirs."""
        if may(person, Can.SIGN_OFF_REVIEWS):
            return self
        return self.filter(case__in=Case.objects.visible_to(person))


class Dispute(models.Model):
    """Statutory partners cannot agree on a case. It ends only once what was advised has been answered.

    Changes through operations.dispute. The case goes back to `stage_left`; what ended is frozen by a trigger.
    """

    FROM = (Stage.RR_DECISION, Stage.LCSPR_SIGNOFF, Stage.PUB_DECISION)

    case = models.ForeignKey(Case, models.PROTECT, related_name="disputes")
    stage_left = models.CharField(max_length=20, choices=Stage)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    about = models.TextField(
        help_text="What the partners cannot agree on, and what this partner wants instead."
    )
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)
    advice = models.TextField(blank=True)
    advice_office = models.CharField(max_length=200, blank=True, help_text="Who advised, by office.")
    advised_on = models.DateField(null=True, blank=True)
    advice_recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    response = models.TextField(blank=True, help_text="How the partners answered the advice.")
    outcome = models.TextField(blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="dispute_one_open_a_case"
            ),
            models.CheckConstraint(condition=~Q(about=""), name="dispute_says_about_what"),
            models.CheckConstraint(
                condition=Q(stage_left__in=["rr_decision", "lcspr_signoff", "pub_decision"]),
                name="dispute_left_a_stage_of_agreement",
            ),
            models.CheckConstraint(
                condition=Q(advice="", advice_office="", advised_on=None, advice_recorded_by=None)
                | Q(advised_on__isnull=False, advice_recorded_by__isnull=False)
                & ~Q(advice="")
                & ~Q(advice_office=""),
                name="dispute_advice_whole",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False)
                & ~Q(advice="")
                & ~Q(response="")
                & ~Q(outcome=""),
                name="dispute_ends_once_advice_is_answered",
            ),
        ]

    def __str__(self):
        return f"Dispute on {self.case}"

    def get_absolute_url(self):
        return reverse("reviews:dispute", args=[self.pk])
