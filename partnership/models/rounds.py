"""Around a round: rounds being prepared, and what was done about a return that did not come."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.actions import Action
from partnership.models.challenges import Challenge
from partnership.models.organisations import Organisation
from partnership.models.people import Person
from partnership.models.questionnaires import Questionnaire, Round
from partnership.models.returns import Return
from partnership.rules.chasing import STEPS


class PlannedRoundQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Only those who run rounds see what is being prepared."""
        return self if may(person, Can.RUN_ASSURANCE) else self.none()

    def being_prepared(self):
        """Neither opened nor discarded."""
        return self.filter(round=None, discarded_at=None)

    def due(self, day):
        """Those that are to open by themselves on that day, or should have before it."""
        return self.being_prepared().filter(opens_by_itself=True, opens_on__lte=day)


class PlannedRound(models.Model):
    """A round that is being prepared: asked of nobody yet. Opened, once, by operations.questionnaires.open_planned.

    `revision` counts saves, so that two colleagues who prepare one round are told of each other.
    """

    title = models.CharField(max_length=200)
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, null=True, blank=True, related_name="+")
    about_from = models.DateField("period from", null=True, blank=True)
    about_until = models.DateField("period until", null=True, blank=True)
    opens_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    reopens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    message = models.TextField(blank=True)
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="+")
    shared_with = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    opens_by_itself = models.BooleanField(
        default=False, help_text="On the day from which it can be answered."
    )
    could_not = models.TextField(blank=True, help_text="Why it did not open by itself when it should have.")
    revision = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    round = models.OneToOneField(Round, models.PROTECT, null=True, blank=True, related_name="planned")
    discarded_at = models.DateTimeField(null=True, blank=True)

    objects = PlannedRoundQuerySet.as_manager()

    class Meta:
        ordering = ["opens_on", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(round=None) | Q(discarded_at=None), name="planned_round_opened_or_discarded"
            ),
            models.CheckConstraint(
                condition=Q(opens_by_itself=False) | Q(opens_on__isnull=False),
                name="planned_round_opens_itself_on_a_day",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("assurance:planned_round", args=[self.pk])


class Chase(models.Model):
    """A letter about a late return, one step up each time. Written once a step by operations.questionnaires.chase."""

    assurance_return = models.ForeignKey(Return, models.PROTECT, related_name="chases")
    step = models.CharField(max_length=20, choices=[(step.name, step.label) for step in STEPS])
    office = models.CharField(
        max_length=200, blank=True, help_text="Of whoever was written to, never a name."
    )
    address = models.EmailField(blank=True, help_text="A shared mailbox, where they have no account.")
    sent_on = models.DateField()
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["assurance_return", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assurance_return", "step"], name="chase_once_a_step"),
        ]

    def __str__(self):
        return f"Chase {self.pk}"


class ReturnEscalation(models.Model):
    """A late return taken further, in one way once. By operations.questionnaires.escalate."""

    class Way(models.TextChoices):
        CHAIR = "chair", "The chair of the group takes it up"
        ACTION = "action", "An action for the agency"
        CHALLENGE = "challenge", "A challenge in the challenge log"

    assurance_return = models.ForeignKey(Return, models.PROTECT, related_name="escalations")
    way = models.CharField(max_length=10, choices=Way)
    why = models.TextField()
    action = models.OneToOneField(Action, models.PROTECT, null=True, blank=True, related_name="+")
    challenge = models.OneToOneField(Challenge, models.PROTECT, null=True, blank=True, related_name="+")
    escalated_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    escalated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["assurance_return", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assurance_return", "way"], name="return_escalated_once_a_way"),
            models.CheckConstraint(
                condition=Q(way="challenge", challenge__isnull=False, action=None)
                | ~Q(way="challenge") & Q(action__isnull=False, challenge=None),
                name="return_escalation_leads_somewhere",
            ),
        ]

    def __str__(self):
        return f"Escalation {self.pk} of a return"
