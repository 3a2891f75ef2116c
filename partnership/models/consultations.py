"""Consultations: a version is shown to agencies and groups, what they said of it, and how it was answered."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.deadlines import Deadline
from partnership.models.documents import Document
from partnership.models.groups import Group
from partnership.models.organisations import Organisation
from partnership.models.people import Person
from partnership.models.policies import PolicyVersion, groups_at_work


class ConsultationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Staff, the owner group, and those whose agency or group is asked."""
        if may(person, Can.RUN_POLICIES):
            return self
        mine = ConsultationAsked.objects.for_person(person).values("consultation")
        return self.filter(Q(version__policy__group__in=groups_at_work(person)) | Q(pk__in=mine))


class Consultation(models.Model):
    """A version is shown to agencies and groups, who comment until the end of a day. It closes by itself.

    It keeps the text as it was shown. Opened, extended and settled through operations.consultations.
    """

    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="consultations")
    asks = models.TextField(help_text="What those who are asked should look at.")
    text = models.TextField(blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    original_closes_on = models.DateField()
    closes_on = models.DateField(help_text="The last day on which comments are taken.")
    settled_at = models.DateTimeField(null=True, blank=True, help_text="When revising began.")
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=Q(settled_at=None), name="consultation_one_open_a_version"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="consultation_settled_by_and_at_together",
            ),
        ]

    def __str__(self):
        return f"Consultation on {self.version}"

    def get_absolute_url(self):
        return reverse("consultation", args=[self.pk])

    def is_open(self, day):
        return self.settled_at is None and day <= self.closes_on


class ConsultationExtension(models.Model):
    """Comments were taken for longer, by whom and why. The first date stays on the consultation."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="extensions")
    old = models.DateField()
    new = models.DateField()
    reason = models.TextField()
    extended_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    extended_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["extended_at"]

    def __str__(self):
        return f"{self.old:%-d %B %Y} to {self.new:%-d %B %Y}"


class ConsultationAskedQuerySet(models.QuerySet):
    def for_person(self, person):
        """What their agency, or a group in whose work they take part, is asked."""
        return self.filter(
            Q(organisation__in=person.answers_for, organisation__isnull=False)
            | Q(group__in=groups_at_work(person), group__isnull=False)
        )


class ConsultationAsked(models.Model):
    """An agency or a group is asked for comments by a date."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="asked")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="+", help_text="The one that runs.")
    nothing_to_say = models.BooleanField(default=False, help_text="They looked, and have no comments.")

    objects = ConsultationAskedQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "group__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, group=None)
                | Q(organisation=None, group__isnull=False),
                name="consultation_asks_an_agency_or_a_group",
            ),
            models.UniqueConstraint(
                fields=["consultation", "organisation", "group"],
                nulls_distinct=False,
                name="consultation_asks_once",
            ),
        ]

    def __str__(self):
        return str(self.organisation or self.group)


class CommentQuerySet(models.QuerySet):
    def visible_to(self, person, day):
        """Staff see every comment; those consulted their own, and all of them once the consultation has closed."""
        if may(person, Can.RUN_POLICIES):
            return self
        closed = Q(asked__consultation__settled_at__isnull=False) | Q(asked__consultation__closes_on__lt=day)
        seen = Consultation.objects.visible_to(person).values("pk")
        return self.filter(Q(asked__consultation__in=seen), Q(said_by=person) | closed)


class Comment(models.Model):
    """What somebody said of a part of the text, and how it was answered. What was said is never changed."""

    class Answer(models.TextChoices):
        TAKEN_UP = "taken_up", "Taken up"
        IN_PART = "in_part", "Taken up in part"
        NOT_TAKEN_UP = "not_taken_up", "Not taken up"
        NOTED = "noted", "Noted"

    asked = models.ForeignKey(ConsultationAsked, models.PROTECT, related_name="comments")
    section = models.CharField(max_length=200, blank=True, help_text="Which part; empty for the whole.")
    text = models.TextField()
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=12, choices=Answer, blank=True)
    answer_text = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["asked__consultation", "said_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="policy_comment_says_something"),
            models.CheckConstraint(
                condition=Q(answer="", answer_text="", answered_by=None, answered_at=None)
                | ~Q(answer="")
                & ~Q(answer_text="")
                & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="policy_comment_answered_when_by_whom_and_why",
            ),
        ]

    def __str__(self):
        return f"Comment {self.pk}"
