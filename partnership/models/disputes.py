"""Disputes between partners about the arrangements, the policy that gives their stages, and what was advised."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.deadlines import Deadline
from partnership.models.learning import LearningPoint
from partnership.models.organisations import Organisation
from partnership.models.people import Person


class DisputePolicyQuerySet(models.QuerySet):
    def in_force(self, kind, day):
        """The version of that kind that stood that day, or None."""
        return self.filter(kind=kind, in_force_on__lte=day).order_by("-in_force_on", "-version").first()


class DisputePolicy(models.Model):
    """One version of how disagreements are resolved: its stages and time limits are data. Nothing of it ever changes.

    Added by operations.dispute_policies.add_policy. What has begun under a version stays under it.
    """

    class Kind(models.TextChoices):
        PARTNERS = "partners", "Disputes between partners"
        PRACTITIONERS = "practitioners", "Practitioners' escalations"

    kind = models.CharField(max_length=14, choices=Kind)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    in_force_on = models.DateField()
    principles = models.TextField(blank=True)
    source = models.CharField(max_length=300)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = DisputePolicyQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-in_force_on", "-version"]
        verbose_name_plural = "dispute policies"
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="dispute_policy_version_once"),
        ]

    def __str__(self):
        return f"{self.title}, version {self.version}"

    def get_absolute_url(self):
        return reverse("dispute_policy", args=[self.pk])


class DisputeStage(models.Model):
    """One stage of one version: who acts, within how long, and what happens when that runs out.

    A limit is a number of working days; empty means that the arrangements fix none.
    """

    class Asked(models.TextChoices):
        RAISER = "raiser", "Who raised it"
        OTHER = "other", "The other organisation"
        UNIT = "unit", "The business unit"
        ADVISOR = "advisor", "The Independent Advisor"

    policy = models.ForeignKey(DisputePolicy, models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    acts = models.CharField(max_length=200, help_text="Who acts, by office.")
    asked = models.CharField(max_length=10, choices=Asked, help_text="In whose diary its date stands.")
    limit = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Working days.")
    urgent_limit = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Working days.")
    runs_out = models.CharField(max_length=400, blank=True, help_text="What happens when it runs out.")
    partnership_acts = models.BooleanField(
        default=False, help_text="The partnership itself steps in at this stage."
    )
    final = models.BooleanField(default=False, help_text="All statutory partners decide at this stage.")
    source = models.CharField(max_length=300)
    confirmed = models.BooleanField(default=False, help_text="Whether the source of the limit was seen.")

    class Meta:
        ordering = ["policy", "position"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "position"], name="dispute_stage_position_once"),
            models.CheckConstraint(
                condition=(Q(limit=None) | Q(limit__gt=0)) & (Q(urgent_limit=None) | Q(urgent_limit__gt=0)),
                name="dispute_stage_limits_are_days",
            ),
        ]

    def __str__(self):
        return f"Stage {self.position}: {self.name}"


class PartnerDisputeQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)

    def visible_to(self, person):
        """Staff and whoever advises on disputes; otherwise only the agencies that are party to it."""
        if may(person, Can.RUN_DISPUTES) or may(person, Can.ADVISE_ON_DISPUTES):
            return self
        if not may(person, Can.RAISE_DISPUTES):
            return self.none()
        return self.filter(
            pk__in=PartnerDispute.parties.through.objects.filter(organisation__in=person.answers_for).values(
                "partnerdispute"
            )
        )


class PartnerDispute(models.Model):
    """Partners do not agree about the arrangements or their work together. A case has a dispute of its own kind.

    Changes through operations.disputes. Advice, decision and what has closed are frozen by a trigger.
    """

    class Follows(models.TextChoices):
        YES = "yes", "It follows the advice"
        IN_PART = "in_part", "It follows the advice in part"
        NO = "no", "It goes against the advice"

    reference = models.CharField(max_length=40, unique=True)
    policy = models.ForeignKey(DisputePolicy, models.PROTECT, related_name="disputes")
    stage = models.ForeignKey(DisputeStage, models.PROTECT, related_name="+")
    deadline = models.ForeignKey(
        Deadline, models.PROTECT, null=True, blank=True, related_name="+", help_text="Of the stage it is in."
    )
    subject = models.CharField(max_length=200)
    about = models.TextField()
    case_reference = models.CharField(max_length=40, blank=True)
    raised_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    parties = models.ManyToManyField(Organisation, related_name="disputes")
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    raised_on = models.DateField()
    advice = models.TextField(blank=True)
    advice_office = models.CharField(max_length=200, blank=True, help_text="Who advised, by office.")
    advised_on = models.DateField(null=True, blank=True)
    advice_recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.TextField(blank=True)
    response = models.TextField(blank=True, help_text="The answer to the advice.")
    follows = models.CharField(max_length=8, choices=Follows, blank=True)
    against_because = models.TextField(blank=True, help_text="Why the advice was not followed.")
    unanimous = models.BooleanField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision_recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.TextField(blank=True, help_text="Outcome.")
    learning_points = models.ManyToManyField(LearningPoint, related_name="disputes", blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = PartnerDisputeQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(about=""), name="partner_dispute_says_about_what"),
            models.CheckConstraint(
                condition=Q(advice="", advice_office="", advised_on=None, advice_recorded_by=None)
                | Q(advised_on__isnull=False, advice_recorded_by__isnull=False)
                & ~Q(advice="")
                & ~Q(advice_office=""),
                name="partner_dispute_advice_whole",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None, decision_recorded_by=None, unanimous=None)
                & Q(response="", follows="", against_because="")
                | Q(decided_on__isnull=False, decision_recorded_by__isnull=False, unanimous__isnull=False)
                & ~Q(decision=""),
                name="partner_dispute_decision_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(advice="") | ~Q(response="") & ~Q(follows=""),
                name="partner_dispute_advice_is_answered",
            ),
            models.CheckConstraint(
                condition=Q(follows__in=["", "yes"]) | ~Q(against_because=""),
                name="partner_dispute_against_advice_says_why",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(decision="") & ~Q(outcome=""),
                name="partner_dispute_closed_once_decided",
            ),
        ]

    def __str__(self):
        return f"Dispute {self.reference}"

    def get_absolute_url(self):
        return reverse("partner_dispute", args=[self.pk])


class DisputeStep(models.Model):
    """One step of a dispute, as it was taken. Only added: a trigger refuses change."""

    class Kind(models.TextChoices):
        RAISED = "raised", "Raised"
        TOLD = "told", "Step"
        MOVED = "moved", "Taken to the next stage"
        ADVISED = "advised", "Advice given"
        DECIDED = "decided", "Decided"
        CLOSED = "closed", "Closed"

    dispute = models.ForeignKey(PartnerDispute, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    stage = models.ForeignKey(DisputeStage, models.PROTECT, related_name="+")
    text = models.TextField()
    taken_on = models.DateField()
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"Step {self.pk} of {self.dispute}"


class DisputePosition(models.Model):
    """Where one statutory partner stands, as it said on a day. A later one stands beside it. Frozen by a trigger."""

    class Legal(models.TextChoices):
        TAKEN = "taken", "Own legal advice taken"
        NOT_TAKEN = "not_taken", "No legal advice taken"
        NOT_SAID = "not_said", "Not said"

    dispute = models.ForeignKey(PartnerDispute, models.PROTECT, related_name="positions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    agrees = models.BooleanField(help_text="With what is proposed to settle it.")
    position = models.TextField()
    legal_advice = models.CharField(
        max_length=10, choices=Legal, default=Legal.NOT_SAID, help_text="Whether, and never what it says."
    )
    own_words = models.BooleanField(help_text="Given by somebody who signs for that partner.")
    given_on = models.DateField()
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(position=""), name="dispute_position_says_something")
        ]

    def __str__(self):
        return f"Position {self.pk} in {self.dispute}"
