"""Decisions of groups, taken at a meeting or by correspondence: one log, one row of numbers a group and year."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.deadlines import Deadline
from partnership.models.groups import Group, Seat
from partnership.models.meetings import AgendaItem, Meeting, readable_by
from partnership.models.organisations import Organisation
from partnership.models.people import Person
from partnership.rules.attendance import Capacity
from partnership.rules.meetings import Audience
from partnership.rules.minutes import OPEN_TO_READERS, Position, Result


class CircularQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Of the groups in which they sit, for the audience that they belong to; staff see all groups'."""
        return self.filter(readable_by(person, "group"))


class Circular(models.Model):
    """A question put to a group between its meetings. Silence is not consent.

    Asked, answered and closed through operations.correspondence; frozen by the database once it is closed.
    """

    Result = Result

    group = models.ForeignKey(Group, models.PROTECT, related_name="circulars")
    reference = models.CharField(max_length=40, unique=True)
    question = models.TextField()
    background = models.TextField(blank=True)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.MEMBERS)
    replies_by = models.DateField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=12, choices=Result, blank=True)
    quorum = models.TextField(blank=True, help_text="How the replies were judged, in words.")
    judged_from = models.JSONField(default=dict, blank=True)
    ruling = models.TextField(blank=True)
    ruling_of = models.CharField(max_length=200, blank=True)
    reported_in = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="reported_circulars"
    )

    objects = CircularQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, result="")
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(result="") & ~Q(quorum=""),
                name="circular_closed_when_by_whom_and_how",
            ),
            models.CheckConstraint(condition=~Q(audience="everybody"), name="circular_is_for_members"),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("circular", args=[self.pk])


class CircularReply(models.Model):
    """One seat that was asked, as it was on the day of asking, and what was answered from it."""

    circular = models.ForeignKey(Circular, models.PROTECT, related_name="replies")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", help_text="Who held it."
    )
    capacity = models.CharField(max_length=12, choices=Capacity)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    organisation_name = models.CharField(max_length=200, blank=True)
    office = models.CharField(max_length=200)
    deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="circular_reply"
    )
    answer = models.CharField(max_length=10, choices=Position, blank=True)
    words = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Who gave it, or wrote down how it came.",
    )  # fmt: skip
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["circular", "pk"]
        verbose_name_plural = "circular replies"
        constraints = [
            models.UniqueConstraint(fields=["circular", "seat"], name="circular_reply_once_a_seat"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | ~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="circular_reply_answered_by_whom_and_when",
            ),
        ]

    def __str__(self):
        return f"Reply {self.pk} to {self.circular}"

    @property
    def who(self):
        return ", ".join(part for part in (self.office, self.organisation_name) if part)


class DecisionQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_because="")

    def to_ratify(self):
        """Taken without a quorum, and not yet ratified by a meeting that had one."""
        return self.standing().filter(inquorate=True, ratified_in=None)

    def visible_to(self, person):
        """For whoever reads the item or question that it was taken on, once that has been circulated or closed.

        Staff read it from the first, and the group's chair from when the minutes are with the chair.
        """
        seen = self.filter(
            Q(item__isnull=False) & readable_by(person, "group", "item__audience")
            | Q(circular__isnull=False) & readable_by(person, "group", "circular__audience")
        )
        if may(person, Can.RUN_MEETINGS):
            return seen
        chaired = person.chaired
        return seen.filter(
            Q(circular__isnull=False)
            | Q(item__meeting__minutes__state__in=OPEN_TO_READERS)
            | Q(group__in=chaired) & ~Q(item__meeting__minutes__state="draft")
        )


class Decision(models.Model):
    """What a group decided, under its number of the year. Recorded, amended and ratified by operations.decisions.

    Its words freeze with the minutes; ratifying and reviewing it come later.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="decisions")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=40, unique=True, help_text="Opaque, such as CRG-2026-D03.")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="decisions")
    circular = models.OneToOneField(Circular, models.PROTECT, null=True, blank=True, related_name="decision")
    decided_on = models.DateField()
    text = models.TextField()
    dissent = models.TextField(blank=True, help_text="Who saw it differently, in their words.")
    owner_office = models.CharField(max_length=200, blank=True, help_text="Whose it is to carry out.")
    inquorate = models.BooleanField(default=False)
    as_advice = models.BooleanField(default=False, help_text="Taken as advice, to be ratified.")
    ratified_in = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="ratified_decisions"
    )
    ratified_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ratified_at = models.DateTimeField(null=True, blank=True)
    review = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="decision_to_review"
    )
    review_said = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-year", "-number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "year", "number"], name="decision_number_once_a_group_and_year"
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=False, circular=None) | Q(item=None, circular__isnull=False),
                name="decision_at_a_meeting_or_by_correspondence",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="decision_says_something"),
            models.CheckConstraint(
                condition=Q(ratified_in=None, ratified_by=None, ratified_at=None)
                | Q(ratified_in__isnull=False, ratified_by__isnull=False, ratified_at__isnull=False)
                & Q(inquorate=True),
                name="decision_ratified_in_by_and_when",
            ),
            models.CheckConstraint(
                condition=Q(as_advice=False) | Q(inquorate=True), name="decision_advice_only_without_quorum"
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("decision", args=[self.pk])

    @property
    def to_ratify(self):
        return self.inquorate and self.ratified_in_id is None and not self.withdrawn_because


class Stance(models.Model):
    """How one partner stood to a decision, where that was recorded."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="stances")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    organisation_name = models.CharField(max_length=200, help_text="As it was called that day.")
    position = models.CharField(max_length=10, choices=Position)

    class Meta:
        ordering = ["decision", "organisation_name"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "organisation"], name="stance_once_a_partner")
        ]

    def __str__(self):
        return f"{self.organisation_name}: {self.get_position_display()}"
