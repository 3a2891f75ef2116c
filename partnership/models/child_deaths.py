"""What passes between the partnership and the Child Death Overview Panel. Never anything of a child."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.deadlines import Deadline
from partnership.models.documents import Document
from partnership.models.groups import Group
from partnership.models.meetings import Meeting
from partnership.models.people import Person


class ChildDeathReportQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever asks for them sees all; the panel its own; everybody else what was shared with their groups."""
        if may(person, Can.RUN_BOARDS):
            return self
        groups = person.groups()
        shared = ChildDeathShare.objects.filter(group__in=groups).values("report")
        return self.filter(Q(panel__in=groups) | Q(pk__in=shared))


class ChildDeathReport(models.Model):
    """A report that the panel owes the partnership: on its activity in a time, or for the year.

    Asked, received, shared, considered and published through operations.child_deaths. Its counts are shown as they are
    to the business unit only; everybody else sees them as rules.suppression lets them.
    """

    class Kind(models.TextChoices):
        ACTIVITY = "activity", "Report on activity"
        YEARLY = "yearly", "Yearly report"

    COUNTS = ("notified", "reviewed", "modifiable")

    panel = models.ForeignKey(Group, models.PROTECT, related_name="child_death_reports")
    kind = models.CharField(max_length=10, choices=Kind)
    covers_from = models.DateField()
    covers_until = models.DateField()
    asked_on = models.DateField()
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="child_death_report")
    received_on = models.DateField(null=True, blank=True)
    summary = models.TextField(blank=True)
    notified = models.PositiveIntegerField("deaths notified", null=True, blank=True)
    reviewed = models.PositiveIntegerField("reviews completed", null=True, blank=True)
    modifiable = models.PositiveIntegerField("reviews that found modifiable factors", null=True, blank=True)
    given_also_to = models.CharField(
        max_length=200, blank=True, help_text="Other partnerships that had the same report."
    )
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    considered_at = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    considered_as = models.TextField(blank=True, help_text="What the meeting said to it.")
    published_on = models.DateField(null=True, blank=True)
    address = models.URLField(max_length=400, blank=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    objects = ChildDeathReportQuerySet.as_manager()

    class Meta:
        ordering = ["-covers_until", "kind", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "kind", "covers_from", "covers_until"], name="child_death_report_once"
            ),
            models.CheckConstraint(
                condition=Q(covers_until__gt=models.F("covers_from")), name="child_death_report_covers_a_time"
            ),
            models.CheckConstraint(
                condition=Q(received_on=None, summary="") | Q(received_on__isnull=False) & ~Q(summary=""),
                name="child_death_report_received_says_something",
            ),
            models.CheckConstraint(
                condition=Q(published_on=None, address="")
                | Q(published_on__isnull=False, kind="yearly") & ~Q(address=""),
                name="child_death_report_published_when_and_where",
            ),
            models.CheckConstraint(
                condition=Q(considered_at=None, considered_as="")
                | Q(considered_at__isnull=False, received_on__isnull=False) & ~Q(considered_as=""),
                name="child_death_report_considered_where_and_how",
            ),
        ]

    def __str__(self):
        return f"Child death report {self.pk}"

    def get_absolute_url(self):
        return reverse("child_death_report", args=[self.pk])

    @property
    def reference(self):
        return f"CDOP report {self.pk}"


class ChildDeathShare(models.Model):
    """A report was shared with a group, and when."""

    report = models.ForeignKey(ChildDeathReport, models.CASCADE, related_name="shares")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    shared_on = models.DateField()
    shared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["shared_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "group"], name="child_death_report_shared_once")
        ]

    def __str__(self):
        return f"Share {self.pk} of {self.report}"


class ChildDeathConcernQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Only staff who may read cases: that there is a concern already says something."""
        return self if may(person, Can.RUN_BOARDS) and may(person, Can.READ_CASES) else self.none()


class ChildDeathConcern(models.Model):
    """That a safeguarding concern was passed on, in either direction: references, offices and dates, and no words.

    What it is about was said another way. Passed and acknowledged through operations.child_deaths.
    """

    class Direction(models.TextChoices):
        TO_PANEL = "to_panel", "To the panel"
        FROM_PANEL = "from_panel", "From the panel"

    class Outcome(models.TextChoices):
        REFERRED = "referred", "Taken up as a referral"
        KNOWN = "known", "Known already"
        REVIEW = "review", "Part of a child death review"
        NOTHING = "nothing", "Nothing more to do"

    reference = models.CharField(max_length=20, unique=True)
    direction = models.CharField(max_length=10, choices=Direction)
    panel = models.ForeignKey(Group, models.PROTECT, related_name="+")
    their_reference = models.CharField(max_length=40, blank=True)
    passed_on = models.DateField()
    office = models.CharField(max_length=200, help_text="Which office passed it on, never a name.")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="child_death_concern")
    acknowledged_on = models.DateField(null=True, blank=True)
    acknowledged_by = models.CharField(max_length=200, blank=True, help_text="By which office, never a name.")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    objects = ChildDeathConcernQuerySet.as_manager()

    class Meta:
        ordering = ["-passed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reference__regex=r"^CDC-[0-9]{4}-[0-9]{3,}$"),
                name="child_death_concern_reference_opaque",
            ),
            models.CheckConstraint(
                condition=Q(their_reference="") | Q(their_reference__regex=r"^[A-Z0-9][A-Z0-9/-]*[0-9]$"),
                name="child_death_concern_their_reference_opaque",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_on=None, acknowledged_by="", outcome="")
                | Q(acknowledged_on__isnull=False) & ~Q(acknowledged_by="") & ~Q(outcome=""),
                name="child_death_concern_acknowledged_when_by_whom",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("acknowledge_concern", args=[self.pk])
