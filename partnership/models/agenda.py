"""What always stands on a group's agenda, and who is invited to a meeting."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.models.groups import Group, Seat
from partnership.models.meetings import AgendaItem, Meeting
from partnership.models.organisations import Dated, DatedQuerySet
from partnership.models.people import Person
from partnership.rules.meetings import Audience


class StandingItem(Dated):
    """What stands on every agenda of a group whose meeting falls between its dates.

    Added and ended through operations.agenda. A group without any has those of rules.agenda.STANDING.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="standing_items")
    code = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=10, choices=AgendaItem.Purpose, default=AgendaItem.Purpose.DISCUSS)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.EVERYBODY)
    presenter = models.CharField(max_length=200, blank=True, help_text="By office, never a name.")
    minutes_allotted = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["group", "position", "pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["group", "code"], condition=Q(ends_on=None), name="standing_item_once"
            ),
        ]

    def __str__(self):
        return f"{self.group}: {self.title}"


class Invitee(models.Model):
    """Somebody who was invited to a meeting, and in which capacity they were that day.

    Written by operations.meetings.call_meeting and invite_newcomers.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitees")
    person = models.ForeignKey(Person, models.PROTECT, related_name="invited_to")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=20, choices=Seat.Kind)
    substitute = models.BooleanField(default=False)
    invited_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["meeting", "seat", "substitute", "person"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="invitee_once"),
        ]

    def __str__(self):
        return f"{self.person} at {self.meeting.reference}"
