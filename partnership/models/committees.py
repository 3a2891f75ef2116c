"""Committees of the councils and of health, and how one is consulted on what the partnership has written."""

from django.db import models
from django.db.models import Q

from partnership.models.deadlines import Deadline
from partnership.models.organisations import Dated, DatedQuerySet, Organisation


class Committee(Dated):
    """A body that is consulted, such as a Cabinet: data from the published papers, with its source."""

    class Kind(models.TextChoices):
        CABINET = "cabinet", "Cabinet"
        SCRUTINY = "scrutiny", "Overview and scrutiny committee"
        HEALTH = "health", "Health and Wellbeing Board"
        OTHER = "other", "Another body"

    code = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="committees"
    )
    note = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class CommitteeConsultation(models.Model):
    """One committee asked what it thinks of something, what it said, and what we answered. What it is about, each says.

    Changed through operations.committees, from the verbs of what it is about.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    sent_on = models.DateField()
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="+")
    considered_on = models.DateField(null=True, blank=True)
    comments = models.TextField(blank=True)
    no_comments = models.BooleanField(default=False, help_text="It considered it and had nothing to say.")
    answer_deadline = models.OneToOneField(Deadline, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


def consultation_constraints(prefix):
    """What must be true of any consultation of a committee; `prefix` makes the names its own."""
    return [
        models.CheckConstraint(
            condition=Q(considered_on=None, comments="", no_comments=False)
            | Q(considered_on__isnull=False, no_comments=True, comments="")
            | Q(considered_on__isnull=False, no_comments=False) & ~Q(comments=""),
            name=f"{prefix}_considered_and_said",
        ),
        models.CheckConstraint(
            condition=Q(answered_on=None, answer="")
            | Q(answered_on__isnull=False) & ~Q(answer="") & ~Q(comments=""),
            name=f"{prefix}_answers_comments",
        ),
    ]
