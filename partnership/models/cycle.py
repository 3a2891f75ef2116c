"""The year's cycle of meetings: each group's habits, days on which nobody meets, and proposals."""

from datetime import time

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnership.models.groups import Group
from partnership.models.meetings import Meeting
from partnership.models.people import Person
from partnership.rules.cycle import DAYS, Habit


class MeetingHabit(models.Model):
    """When and where a group likes to meet, and how long before a meeting its papers are due and sent out.

    Changes through operations.cycle.set_habit. A group without one meets as rules.cycle.Habit says.
    """

    group = models.OneToOneField(Group, models.CASCADE, related_name="habit")
    weekday = models.PositiveSmallIntegerField(choices=list(enumerate(DAYS)), default=Habit.weekday)
    starts = models.TimeField("begins at", default=time(Habit.hour))
    lasts = models.PositiveSmallIntegerField(default=Habit.lasts, help_text="Minutes.")
    place = models.CharField(max_length=200, blank=True)
    joining = models.URLField(blank=True, help_text="The address of an online meeting.")
    papers_due_days = models.PositiveSmallIntegerField(
        default=Habit.papers_due_days, help_text="Working days before a meeting by which its papers are in."
    )
    sent_out_days = models.PositiveSmallIntegerField(
        default=Habit.sent_out_days, help_text="Working days before a meeting by which agenda and papers go."
    )

    class Meta:
        ordering = ["group"]
        constraints = [
            models.CheckConstraint(
                condition=Q(papers_due_days__gte=F("sent_out_days")),
                name="habit_papers_are_in_before_they_go",
            ),
            models.CheckConstraint(condition=Q(weekday__lt=5, lasts__gt=0), name="habit_on_a_weekday"),
        ]

    def __str__(self):
        return f"{self.group}: {self.get_weekday_display()}"


class ClosedDays(models.Model):
    """Days on which no meeting is proposed, such as school holidays. Bank holidays are known anyway."""

    name = models.CharField(max_length=100)
    starts_on = models.DateField()
    ends_on = models.DateField()
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["starts_on", "ends_on", "pk"]
        verbose_name_plural = "closed days"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="closed_days_end_after_they_start"
            ),
        ]

    def __str__(self):
        return self.name


class Cycle(models.Model):
    """A proposal for a year's meetings: put together by rule, adjusted by people, accepted once or dropped.

    Changes through operations.cycle.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        ACCEPTED = "accepted", "Accepted: its meetings are planned"
        DROPPED = "dropped", "Dropped"

    starts_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["starts_on"], condition=Q(state="proposed"), name="cycle_one_proposal_for_a_year"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", settled_by=None, settled_at=None)
                | ~Q(state="proposed") & Q(settled_by__isnull=False, settled_at__isnull=False),
                name="cycle_settled_by_and_at_together",
            ),
        ]

    def __str__(self):
        return f"Meetings of the year from {self.starts_on:%-d %B %Y}"


class CycleRow(models.Model):
    """One meeting as it is proposed, and the meeting that came of it."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="rows")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    quarter = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    remark = models.CharField(max_length=300, blank=True, help_text="Why it is not as the group likes it.")
    left_out = models.BooleanField(default=False)
    led_by_young_people = models.BooleanField(default=False)
    adjusted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    meeting = models.OneToOneField(Meeting, models.PROTECT, null=True, blank=True, related_name="proposed_as")

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "group", "quarter"], name="cycle_row_once_a_quarter"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="cycle_row_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(left_out=False) | Q(meeting=None), name="cycle_row_left_out_has_no_meeting"
            ),
        ]

    def __str__(self):
        return f"{self.group}, {timezone.localdate(self.starts_at):%-d %B %Y}"

    @property
    def held_on(self):
        return timezone.localdate(self.starts_at)


class YoungPeoplesYear(models.Model):
    """That the Young People's Advisory Group leads one session of the partnership in a year, April to March.

    Opened, met and ended through operations.young_people.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="+", help_text="Whose session they lead.")
    starts_on = models.DateField(help_text="The 1st of April.")
    deadline = models.OneToOneField("partnership.Deadline", models.PROTECT, related_name="young_peoples_year")

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["group", "starts_on"], name="young_peoples_year_once"),
        ]

    def __str__(self):
        return f"{self.group}, {self.starts_on:%Y}"
