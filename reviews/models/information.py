"""What agencies are asked for, and what each answered. No agency sees another's words."""

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


class InformationRequest(models.Model):
    """One agency is asked what it knows of a case, by a date."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="requests")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="information_request")
    scope = models.TextField(help_text="Whom and what period to look for, by role and never by name.")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    objects = InformationRequestQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["case", "organisation"], name="information_request_once")
        ]

    def __str__(self):
        return f"{self.case.reference}: {self.organisation}"

    def get_absolute_url(self):
        return reverse("reviews:answer", args=[self.pk])

    @property
    def ended(self):
        """Whether it ended without an answer: nothing is asked any more."""
        return self.deadline.ended_on is not None

    @property
    def answer(self):
        """The newest submitted answer, or None: a missing answer is not a nil return."""
        return max((a for a in self.answers.all() if a.submitted_at), key=lambda a: a.version, default=None)


class InformationAnswer(models.Model):
    """One version of an agency's answer. Frozen once submitted; a change is a new version.

    "Not involved" is said, never inferred from silence.
    """

    class Involvement(models.TextChoices):
        INVOLVED = "involved", "Yes, we were involved"
        NOT_INVOLVED = "not_involved", "No, we were not involved"

    request = models.ForeignKey(InformationRequest, models.CASCADE, related_name="answers")
    version = models.PositiveSmallIntegerField(default=1)
    involvement = models.CharField(max_length=20, choices=Involvement, blank=True)
    summary = models.TextField(blank=True)
    key_episodes = models.TextField(blank=True)
    good_practice = models.TextField(blank=True)
    immediate_action = models.TextField(blank=True)
    identity = models.TextField(blank=True)
    signed_off_office = models.CharField(max_length=200, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["request", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["request", "version"], name="information_answer_version_once"),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(submitted_at=None),
                name="information_answer_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, submitted_by=None)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False)
                & ~Q(involvement="")
                & ~Q(signed_off_office=""),
                name="information_answer_submitted_whole",
            ),
        ]

    def __str__(self):
        return f"{self.request}, version {self.version}"
