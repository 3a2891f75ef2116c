"""A meeting as it was held: who was there, as what, and whether that was enough."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.models.groups import Seat, TermsOfReference
from partnership.models.meetings import Meeting
from partnership.models.organisations import Organisation
from partnership.models.people import Person
from partnership.rules.attendance import APART, INSTEAD, Capacity, Presence


class Sitting(models.Model):
    """How one meeting was held: its quorum as it was judged, with all that it was judged from.

    Recorded through operations.attendance; ruled on through operations.quorum; frozen once minutes are confirmed.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="sitting")
    chaired_by = models.CharField(max_length=200, help_text="Who chaired, by office.")
    uncalled_because = models.TextField(
        blank=True, help_text="Why it was held although no agenda had been sent."
    )
    terms = models.ForeignKey(
        TermsOfReference, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The version in force that day.",
    )  # fmt: skip
    quorate = models.BooleanField(null=True, help_text="Nothing where it lies with the chair.")
    quorum = models.TextField(help_text="How it was judged, in words.")
    judged_from = models.JSONField(help_text="The rule, whom it names, and each row that was counted.")
    judged_at = models.DateTimeField(default=timezone.now)
    ruling = models.TextField(blank=True, help_text="What the chair ruled where there was no quorum.")
    ruling_of = models.CharField(max_length=200, blank=True, help_text="Who ruled, by office.")
    ruled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The chair, or who wrote the chair's words down.",
    )  # fmt: skip
    ruled_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["meeting"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ruling="", ruling_of="", ruled_by=None, ruled_at=None)
                | ~Q(ruling="") & ~Q(ruling_of="") & Q(ruled_by__isnull=False, ruled_at__isnull=False),
                name="sitting_ruled_what_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(quorate=True, ruling="") | Q(quorate=False) | Q(quorate=None),
                name="sitting_with_a_quorum_needs_no_ruling",
            ),
        ]

    def __str__(self):
        return f"{self.meeting.reference} as held"

    @property
    def needs_ruling(self):
        return not self.quorate and not self.ruling

    @property
    def counted(self):
        """The organisations whose presence was asked for, as they were called that day: id → name."""
        return {int(pk): name for pk, name in self.judged_from["names"].items()}

    @property
    def represented(self):
        """Of those the ones for whom somebody was there who counts: id → name."""
        there = {row["organisation"] for row in self.judged_from["rows"] if row["counts"]}
        return {pk: name for pk, name in self.counted.items() if pk in there}


class Attendee(models.Model):
    """One place at the table as it was on that day, and who sat there: a seat of the group, or somebody apart."""

    Presence = Presence
    Capacity = Capacity

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="attendees")
    position = models.PositiveSmallIntegerField()
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="attendances")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Who held the seat that day, where the portal knows.",
    )  # fmt: skip
    capacity = models.CharField(max_length=12, choices=Capacity)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="For whom they count.",
    )
    organisation_name = models.CharField(max_length=200, blank=True, help_text="As it was called that day.")
    office = models.CharField(max_length=200, blank=True)
    presence = models.CharField(max_length=12, choices=Presence)
    instead = models.CharField(max_length=200, blank=True, help_text="Who came instead (office, not name).")
    note = models.CharField(max_length=200, blank=True, help_text="Such as for which part of the meeting.")

    class Meta:
        ordering = ["sitting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "position"], name="attendee_position_once"),
            models.UniqueConstraint(
                fields=["sitting", "seat"], condition=Q(seat__isnull=False), name="attendee_seat_once"
            ),
            models.CheckConstraint(
                condition=~Q(organisation_name="") | ~Q(office=""), name="attendee_says_who"
            ),
            models.CheckConstraint(
                condition=~Q(presence__in=list(INSTEAD)) | ~Q(instead=""),
                name="attendee_says_who_came_instead",
            ),
            models.CheckConstraint(
                condition=Q(seat__isnull=False) & ~Q(capacity__in=APART) | Q(seat=None, capacity__in=APART),
                name="attendee_without_a_seat_is_listed_apart",
            ),
        ]

    def __str__(self):
        return f"Place {self.position} at {self.sitting}"

    @property
    def who(self):
        """Their office and organisation, as on the day."""
        return ", ".join(part for part in (self.office, self.organisation_name) if part)
