"""What agencies are asked: first whether they were involved, then what they know. None sees another's words."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Deadline, Organisation, Person
from reviews.models.case import Case


class InformationRequestQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Your own agency's requests, or those of the cases that you may read."""
        own = Q(organisation__in=person.answers_for) if may(person, Can.ANSWER_INFORMATION) else Q(pk=None)
        return self.filter(own | Q(case__in=Case.objects.visible_to(person)))

    def to_answer_by(self, person):
        """Those of the person's own agency: reading every case gives nobody another's pen."""
        if not may(person, Can.ANSWER_INFORMATION):
            return self.none()
        return self.filter(organisation__in=person.answers_for)

    def standing(self):
        """Those that were not ended as asked in error."""
        return self.filter(ended_at=None)


class InformationRequest(models.Model):
    """One agency is asked what it knows of a case: at once whether it was involved, later for the rest."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="requests")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="information_request")
    involvement_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="involvement_request"
    )
    scope = models.TextField(help_text="Whom and what to look for, by role and never by name.")
    looks_from = models.DateField(null=True, blank=True)
    looks_to = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.TextField(blank=True)

    objects = InformationRequestQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation"], condition=Q(ended_at=None), name="information_request_once"
            ),
            models.CheckConstraint(
                condition=Q(looks_from=None) | Q(looks_to=None) | Q(looks_from__lte=models.F("looks_to")),
                name="information_request_period_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_reason="")
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_reason=""),
                name="information_request_ended_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.case.reference}: {self.organisation}"

    def get_absolute_url(self):
        return reverse("reviews:answer", args=[self.pk])

    @property
    def ended(self):
        """Whether nothing is asked of the agency any more. Whatever ends a request ends its date."""
        return self.deadline.ended_on is not None

    @property
    def answer(self):
        """The newest submitted answer, or None: a missing answer is not a nil return."""
        return next((one for one in self.answers.all() if one.submitted_at), None)

    @property
    def reply(self):
        """The newest reply to the first question, or None."""
        return next(reversed(self.replies.all()), None)


class InvolvementReply(models.Model):
    """What an agency's lead said at once to "were you involved?". It is no return: that is signed off and sent.

    The last in this order is the newest, in Python and in SQL alike.
    """

    class Said(models.TextChoices):
        YES = "yes", "Yes, we were involved"
        NO = "no", "No, we were not involved"
        LOOKING = "looking", "We are still looking"

    request = models.ForeignKey(InformationRequest, models.PROTECT, related_name="replies")
    said = models.CharField(max_length=10, choices=Said)
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["said_at", "pk"]
        verbose_name_plural = "involvement replies"
        constraints = [
            models.CheckConstraint(condition=Q(said__in=["yes", "no", "looking"]), name="involvement_said")
        ]

    def __str__(self):
        return f"Reply to {self.request}"


class Chaser(models.Model):
    """Once an agency was chased, on that day. No agency is written to twice on one day."""

    class How(models.TextChoices):
        LETTER = "letter", "By letter from the portal"
        SPOKEN = "spoken", "By telephone or in person, and by letter"

    request = models.ForeignKey(InformationRequest, models.PROTECT, related_name="chasers")
    chased_on = models.DateField()
    chased_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=How, default=How.LETTER)
    note = models.TextField(blank=True, help_text="What was said. The agency does not see it.")

    class Meta:
        ordering = ["-chased_on"]
        constraints = [
            models.UniqueConstraint(fields=["request", "chased_on"], name="chaser_once_a_day"),
        ]

    def __str__(self):
        return f"{self.request}, chased on {self.chased_on:%-d %B %Y}"
