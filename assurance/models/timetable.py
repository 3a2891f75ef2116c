"""The three-year timetable of quality assurance: what is planned, moved, done and missing."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from assurance.models.audits import Audit
from assurance.rules.timetable import Kind
from partnership.access import Can, may
from partnership.models import BusinessPlan, Deadline, Group, Meeting, Person, Priority, Round, Survey


class TimetableQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self if may(person, Can.RUN_AUDITS) or may(person, Can.READ_AUDITS) else self.none()

    def within(self, starts_on, ends_on):
        return self.filter(planned_on__gte=starts_on, planned_on__lte=ends_on)

    def with_links(self):
        """With everything that says how far each is, in one question."""
        return self.select_related("group", "priority", "audit", "round", "meeting", "survey", "deadline")


class TimetableEntry(models.Model):
    """One piece of quality assurance by a day. How far it is, the real thing says where one is linked.

    Planned, moved, linked, done and dropped through operations.timetable.
    """

    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=200)
    planned_on = models.DateField(help_text="The day, or the last day of the quarter in which it is planned.")
    whole_quarter = models.BooleanField(default=False, help_text="Some time in that quarter.")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+", help_text="That leads it.")
    priority = models.ForeignKey(Priority, models.PROTECT, null=True, blank=True, related_name="+")
    audit = models.ForeignKey(Audit, models.PROTECT, null=True, blank=True, related_name="timetable_entries")
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    survey = models.ForeignKey(Survey, models.PROTECT, null=True, blank=True, related_name="+")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="+")
    done_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True, help_text="Outcome, in a sentence or two.")
    dropped_because = models.TextField(blank=True)
    planned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(default=timezone.now)

    objects = TimetableQuerySet.as_manager()

    class Meta:
        ordering = ["planned_on", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(dropped_because=""), name="timetable_done_or_dropped_not_both"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("assurance:timetable_entry", args=[self.pk])

    @property
    def reference(self):
        return f"QA-{self.pk}"

    @property
    def linked(self):
        """The real thing, if it is linked."""
        return self.audit or self.round or self.meeting or self.survey


class TimetableMove(models.Model):
    """An entry was moved to another day: from when, to when and why. Only added."""

    entry = models.ForeignKey(TimetableEntry, models.CASCADE, related_name="moves")
    old = models.DateField()
    new = models.DateField()
    reason = models.TextField()
    moved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["entry", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="timetable_move_says_why")]

    def __str__(self):
        return f"Move {self.pk}"


class TimetableRefresh(models.Model):
    """The yearly refresh: the three years from a first of April, with the business plan that it belongs to."""

    starts_on = models.DateField(unique=True, help_text="The first of April of its first year.")
    plan = models.ForeignKey(BusinessPlan, models.PROTECT, null=True, blank=True, related_name="+")
    added = models.PositiveSmallIntegerField(help_text="How many entries it put on the timetable.")
    refreshed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    refreshed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-starts_on"]

    def __str__(self):
        return f"Timetable from {self.starts_on:%-d %B %Y}"
