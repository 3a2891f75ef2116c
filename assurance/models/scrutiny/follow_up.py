"""What follows from scrutiny: actions that close gaps, and whether they stuck by the next round."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Action, Person, Question, Return


class ScrutinyActionQuerySet(models.QuerySet):
    def visible_to(self, person):
        """All to those who read every return, its own to an agency."""
        own = Q(assurance_return__organisation__in=person.answers_for)
        if may(person, Can.READ_RETURNS):
            return self
        return self.filter(own) if may(person, Can.ANSWER_RETURNS) else self.none()


class ScrutinyAction(models.Model):
    """An action of an agency, and the gap in its return that it closes."""

    assurance_return = models.ForeignKey(Return, models.PROTECT, related_name="scrutiny_actions")
    question = models.ForeignKey(Question, models.PROTECT, null=True, blank=True, related_name="+")
    gap = models.TextField()
    action = models.OneToOneField(Action, models.PROTECT, related_name="scrutiny_link")

    objects = ScrutinyActionQuerySet.as_manager()

    class Meta:
        ordering = ["assurance_return", "action__original_target_on", "action"]
        constraints = [
            models.CheckConstraint(condition=~Q(gap=""), name="scrutiny_action_says_which_gap"),
        ]

    def __str__(self):
        return str(self.action)

    def get_absolute_url(self):
        return reverse("assurance:scrutiny_return", args=[self.assurance_return_id])


class LookBack(models.Model):
    """Whether an action of an earlier round has lasted, as seen with the agency's later return."""

    class Finding(models.TextChoices):
        STUCK = "stuck", "It has lasted"
        PARTLY = "partly", "In part"
        NOT = "not", "It has not"

    link = models.ForeignKey(ScrutinyAction, models.PROTECT, related_name="look_backs")
    assurance_return = models.ForeignKey(Return, models.PROTECT, related_name="look_backs")
    finding = models.CharField(max_length=10, choices=Finding)
    shown_by = models.TextField(help_text="What in the later return, or elsewhere, shows it.")
    looked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    looked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["assurance_return", "link"]
        constraints = [
            models.UniqueConstraint(fields=["link", "assurance_return"], name="look_back_once"),
            models.CheckConstraint(condition=~Q(shown_by=""), name="look_back_says_what_shows_it"),
        ]

    def __str__(self):
        return f"Look back {self.pk}"
