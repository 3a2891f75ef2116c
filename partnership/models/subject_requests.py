"""Requests for what is held under a reference: subject access and freedom of information."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.deadlines import Deadline
from partnership.models.people import Person


class SubjectRequestQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever keeps the records; what is asked about a case, only if they read cases as well."""
        if not may(person, Can.RUN_RECORDS):
            return self.none()
        if may(person, Can.READ_CASES):
            return self
        return self.exclude(subject_kind=SubjectRequest.Subject.CASE)


class SubjectRequest(models.Model):
    """Somebody asked for what is held. It knows an opaque reference; who asked is kept outside the portal.

    Moves by operations.subject_requests: received → decided → checked → released, or closed with nothing given. Until
    it is answered it can be dropped, as a request that was withdrawn is, or one that was registered by mistake.
    """

    class Kind(models.TextChoices):
        SUBJECT_ACCESS = "subject_access", "Subject access: somebody's own data"
        FOI = "foi", "Freedom of information"

    class Subject(models.TextChoices):
        CASE = "case", "A case"
        RECORD = "record", "A record of the register"
        PERSON = "person", "A person who signs in to the portal"

    class State(models.TextChoices):
        RECEIVED = "received", "Being answered"
        DECIDED = "decided", "Decided, to be checked"
        CHECKED = "checked", "Checked, to be released"
        RELEASED = "released", "Answered"
        CLOSED = "closed", "Answered: nothing released"

    class Outcome(models.TextChoices):
        RELEASED = "released", "Everything is released"
        PART = "part", "A part is released"
        WITHHELD = "withheld", "Everything is withheld"
        NOT_HELD = "not_held", "Nothing is held"

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=16, choices=Kind)
    subject_kind = models.CharField(max_length=10, choices=Subject)
    subject = models.CharField(max_length=40, help_text="An opaque reference, or the number of a person.")
    asked_for = models.TextField(blank=True)
    received_on = models.DateField()
    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="+")
    extended_because = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    exemption = models.CharField(max_length=40, blank=True)
    reasons = models.TextField(blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    things = models.JSONField(
        default=list,
        blank=True,
        help_text="Keys of what was held when it was decided: nothing else goes out.",
    )
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    sent_back_because = models.TextField(blank=True)
    registered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(default=timezone.now)

    objects = SubjectRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=models.F("decided_by")),
                name="subject_request_checked_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["checked", "released", "closed"])
                | Q(checked_by__isnull=False, decided_by__isnull=False),
                name="subject_request_answered_only_when_checked",
            ),
        ]

    def __str__(self):
        return f"Request {self.reference}"

    def get_absolute_url(self):
        return reverse("subject_request", args=[self.pk])

    @property
    def dropped_because(self):
        """Why nobody answers it any more, or nothing: its date has ended without an answer."""
        return self.deadline.ended_reason


class Withheld(models.Model):
    """One thing that is held and kept back from whoever asked, with its ground."""

    request = models.ForeignKey(SubjectRequest, models.CASCADE, related_name="withheld")
    item = models.CharField(max_length=80, help_text="The thing's own key, such as letter-12.")
    exemption = models.CharField(max_length=40)
    reason = models.TextField()
    marked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["request", "item"]
        verbose_name_plural = "withheld"
        constraints = [models.UniqueConstraint(fields=["request", "item"], name="withheld_once")]

    def __str__(self):
        return f"{self.item} of {self.request}"
