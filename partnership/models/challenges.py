"""The challenge log: who challenged whom about what, what was answered and what came of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.deadlines import Deadline
from partnership.models.learning import LearningPoint
from partnership.models.organisations import Organisation
from partnership.models.people import Person


class ChallengeQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_on=None, deadline__ended_on=None)

    def late(self, day):
        """Answered after their day, or not yet answered though the day has passed."""
        return self.filter(
            Q(deadline__late=True)
            | Q(deadline__done_on=None, deadline__ended_on=None, deadline__due_on__lt=day)
        )

    def raised_between(self, start, end):
        """Both days included; what was withdrawn is not counted."""
        return self.filter(raised_on__gte=start, raised_on__lte=end, deadline__ended_on=None)

    def visible_to(self, person):
        """Staff and whoever advises on disputes see the log; an agency what it raised or was asked."""
        if may(person, Can.RUN_DISPUTES) or may(person, Can.ADVISE_ON_DISPUTES):
            return self
        if not may(person, Can.RAISE_DISPUTES):
            return self.none()
        own = person.answers_for
        return self.filter(Q(raised_for__in=own) | Q(raised_with__in=own))


class Challenge(models.Model):
    """Somebody challenged an agency's safeguarding work. Logged, answered and closed through operations.challenges,
    or withdrawn before it is answered, which ends its date."""

    class Outcome(models.TextChoices):
        CHANGED = "changed", "Practice or policy changed"
        ASSURED = "assured", "The answer gave assurance"
        GUIDANCE = "guidance", "Guidance is needed"
        ESCALATED = "escalated", "Taken further"
        NOT_ACCEPTED = "not_accepted", "Not accepted"

    reference = models.CharField(max_length=40, unique=True)
    raised_for = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", help_text="Whose challenge."
    )
    raised_by_office = models.CharField(max_length=200, help_text="Who challenged, by office or group.")
    raised_with = models.ForeignKey(Organisation, models.PROTECT, related_name="challenges")
    subject = models.CharField(max_length=200)
    about = models.TextField()
    raised_on = models.DateField()
    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="+", help_text="For the answer.")
    response = models.TextField(blank=True)
    responded_on = models.DateField(null=True, blank=True)
    response_written_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=14, choices=Outcome, blank=True)
    outcome_text = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    learning_points = models.ManyToManyField(LearningPoint, related_name="challenges", blank=True)
    logged_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    logged_at = models.DateTimeField(default=timezone.now)

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(about=""), name="challenge_says_about_what"),
            models.CheckConstraint(
                condition=Q(response="", responded_on=None, response_written_by=None)
                | Q(responded_on__isnull=False, response_written_by__isnull=False) & ~Q(response=""),
                name="challenge_answered_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_text="", closed_on=None, closed_by=None)
                | Q(closed_on__isnull=False, closed_by__isnull=False) & ~Q(outcome="") & ~Q(outcome_text=""),
                name="challenge_closed_when_by_whom_and_how",
            ),
        ]

    def __str__(self):
        return f"Challenge {self.reference}"

    def get_absolute_url(self):
        return reverse("challenge", args=[self.pk])

    @property
    def withdrawn_because(self):
        return self.deadline.ended_reason
