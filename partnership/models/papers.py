"""Papers for agenda items, and the packs that are made of them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.attempts import Attempt
from partnership.models.deadlines import Deadline
from partnership.models.documents import Document
from partnership.models.meetings import AgendaItem, Meeting, opened_by, readable_by
from partnership.models.people import Person
from partnership.rules.meetings import Audience


def asked_of(person):
    """Which papers they are asked for, as a Q; of what a group is asked, only by a seat that takes part in its work."""
    taking_part = [
        a.seat.group_id
        for a in person.appointments_today
        if a.seat_id and Audience.MEMBERS in opened_by(a, person)
    ]
    asked = Deadline.objects.asked_of(person).filter(Q(group=None) | Q(group__in=taking_part))
    return Q(deadline__in=asked)


class PaperQuerySet(models.QuerySet):
    def to_hand_in_by(self, person):
        """Those that are asked of the person; all of them for staff."""
        if may(person, Can.RUN_MEETINGS):
            return self.filter(readable_by(person, "item__meeting__group"))
        return self.filter(asked_of(person))

    def visible_to(self, person):
        """Those that are asked of the person; and, once their meeting is called, those for their audiences.

        Until then the chair of the group reads them, and staff do.
        """
        if may(person, Can.RUN_MEETINGS):
            return self.to_hand_in_by(person)
        mine = asked_of(person)
        sent_out = ~Q(item__meeting__state=Meeting.State.PLANNED) | Q(item__meeting__group__in=person.chaired)
        return self.filter(mine | readable_by(person, "item__meeting__group") & sent_out)


class Paper(models.Model):
    """A paper for an agenda item: asked of somebody or brought by staff, handed in by a day, in versions.

    Asked for, handed in, allowed and withdrawn through operations.papers. Its audience is never wider than
    its item's.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="papers")
    title = models.CharField(max_length=200)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.EVERYBODY)
    due_on = models.DateField()
    deadline = models.OneToOneField(
        Deadline,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="paper",
        help_text="Of whom it is asked.",
    )
    position = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["item", "position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="paper_position_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
                name="paper_withdrawn_has_a_reason",
            ),
        ]

    def __str__(self):
        return f"Paper {self.pk}"

    def get_absolute_url(self):
        return reverse("paper", args=[self.pk])

    @property
    def latest(self):
        """The version handed in last, or None."""
        return next(iter(self.versions.all()), None)

    @property
    def in_pack(self):
        """The version that goes into packs: the last that was on time or that the chair allowed; or None."""
        if self.withdrawn_at:
            return None
        return next((one for one in self.versions.all() if not one.late or one.allowed_at), None)


class PaperVersion(models.Model):
    """What was handed in as a paper: a PDF, or text written in the portal. A later one replaces it; it stays."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="paper_version"
    )
    pages = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of the PDF.")
    text = models.TextField(blank=True, help_text="In Markdown.")
    late = models.BooleanField(help_text="Handed in after it was due.")
    late_reason = models.TextField(blank=True)
    handed_in_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(default=timezone.now)
    allowed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    allowed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["paper", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="paper_version_once"),
            models.CheckConstraint(
                condition=Q(document=None, pages=None) & ~Q(text="")
                | Q(document__isnull=False, pages__gt=0, text=""),
                name="paper_version_is_a_file_or_a_text",
            ),
            models.CheckConstraint(
                condition=Q(allowed_by=None, allowed_at=None)
                | Q(allowed_by__isnull=False, allowed_at__isnull=False, late=True),
                name="paper_version_allowed_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(late=False) | ~Q(late_reason=""), name="paper_version_late_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"Version {self.number} of paper {self.paper_id}"

    @property
    def waits_for_the_chair(self):
        return self.late and self.allowed_at is None


class Pack(Attempt):
    """One attempt at merging a meeting's agenda and papers for one audience into one PDF. Made ones are kept.

    Asked for and made through operations.packs, by the worker.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="packs")
    audience = models.CharField(max_length=12, choices=Audience)
    fingerprint = models.CharField(max_length=64, blank=True, help_text="SHA-256 of all that it is made of.")
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="pack")
    pages = models.PositiveIntegerField(null=True, blank=True)

    belongs = ("meeting__group",)

    class Meta(Attempt.Meta):
        ordering = ["meeting", "-asked_at", "-pk"]
        constraints = [
            *Attempt.Meta.constraints,
            models.UniqueConstraint(
                fields=["meeting", "audience"],
                condition=Q(state__in=["waiting", "running"]),
                name="pack_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="done", finished_at__isnull=False, document__isnull=False, pages__gt=0)
                & Q(fingerprint__regex=r"^[0-9a-f]{64}$")
                | ~Q(state="done") & Q(document=None, pages=None),
                name="pack_done_is_whole",
            ),
        ]

    def __str__(self):
        return f"Pack {self.pk}"

    @property
    def what(self):
        return f"Agenda and papers of {self.meeting.reference}, for {self.get_audience_display().lower()}"

    def get_absolute_url(self):
        return self.meeting.get_absolute_url()
