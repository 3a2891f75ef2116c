"""Which schools a round asked, as they stood on the day that it opened."""

from django.db import models

from partnership.models import Return, Round
from schools.models.register import School, Trust


class AskedSchool(models.Model):
    """One school of a round, with what it was when the round opened: the denominator, which nothing later changes.

    Made by operations.returns.open_round. `stopped_on` says from when nobody asks it any more, and why: it stays in
    the denominator of those asked.
    """

    class Stopped(models.TextChoices):
        CLOSED = "closed", "Closed while the round was open"
        CONVERTED = "converted", "Converted: its successor is another school"
        EXCUSED = "excused", "Excused, for a reason"

    round = models.ForeignKey(Round, models.PROTECT, related_name="asked_schools")
    school = models.ForeignKey(School, models.PROTECT, related_name="asked")
    school_return = models.OneToOneField(Return, models.PROTECT, related_name="asked_school")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=School.Kind)
    run = models.CharField(max_length=12, choices=School.Run)
    type_code = models.CharField(max_length=4)
    phase_code = models.CharField(max_length=4, blank=True)
    trust = models.ForeignKey(Trust, models.PROTECT, null=True, blank=True, related_name="asked")
    duty = models.CharField(
        max_length=200, help_text="Which law asks it to keep children safe, as the data say."
    )
    stopped_on = models.DateField(null=True, blank=True)
    stopped_because = models.CharField(max_length=10, choices=Stopped, blank=True)
    stopped_note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "school"], name="asked_school_once_a_round"),
            models.CheckConstraint(
                condition=models.Q(stopped_on=None, stopped_because="")
                | models.Q(stopped_on__isnull=False) & ~models.Q(stopped_because=""),
                name="asked_school_stopped_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.round.reference}: {self.name}"
