"""Minutes: what is written beside each item, from the first draft to the confirmed text and its additions."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.actions import Action
from partnership.models.documents import Document
from partnership.models.meetings import AgendaItem, Meeting
from partnership.models.people import Person
from partnership.rules.meetings import Audience
from partnership.rules.minutes import OPEN_TO_READERS, ItemRuling, MinutesState


class MinutesQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Staff's from the first word, the chair's once they are with the chair, the group's once circulated."""
        seen = self.filter(meeting__in=Meeting.objects.visible_to(person))
        if may(person, Can.RUN_MEETINGS):
            return seen
        chaired = person.chaired
        return seen.filter(
            Q(state__in=OPEN_TO_READERS) | Q(meeting__group__in=chaired) & ~Q(state=MinutesState.DRAFT)
        )


class Minutes(models.Model):
    """The minutes of one meeting. `state` changes only through operations.minutes: draft → with the chair →
    agreed → circulated → confirmed; confirmed ones are frozen by the database."""

    State = MinutesState

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=12, choices=MinutesState, default=MinutesState.DRAFT)
    kept_by = models.CharField(
        max_length=200, blank=True, help_text="Of a joint meeting: which partnership wrote them."
    )
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    sent_to_chair_at = models.DateTimeField(null=True, blank=True)
    as_sent = models.JSONField(default=dict, blank=True, help_text="What the chair was sent, by item.")
    chair_said = models.TextField(blank=True)
    answered_of = models.CharField(
        max_length=200, blank=True, help_text="Which office answered for the chair."
    )
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    circulated_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    circulated_at = models.DateTimeField(null=True, blank=True)
    confirmed_in = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="confirmed_minutes"
    )
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    amendments = models.TextField(blank=True, help_text="What the next meeting put right.")

    objects = MinutesQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting__starts_at"]
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_in__isnull=False, confirmed_by__isnull=False)
                & Q(confirmed_at__isnull=False)
                | ~Q(state="confirmed") & Q(confirmed_in=None, confirmed_by=None, confirmed_at=None),
                name="minutes_confirmed_in_by_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["circulated", "confirmed"], circulated_at__isnull=False)
                | ~Q(state__in=["circulated", "confirmed"]) & Q(circulated_at=None),
                name="minutes_circulated_when",
            ),
        ]

    def __str__(self):
        return f"Minutes of {self.meeting.reference}"

    def get_absolute_url(self):
        return reverse("minutes", args=[self.meeting_id])

    @property
    def open_to_readers(self):
        return self.state in OPEN_TO_READERS


class ItemMinutes(models.Model):
    """What is recorded of one item. Written through operations.minutes.write_item; the item says for whom it is."""

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="minuted")
    text = models.TextField(blank=True)
    interests = models.TextField(blank=True, help_text="Interests declared, by office, and what followed.")
    deferred = models.BooleanField(default=False)
    carried_to = models.OneToOneField(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="carried_from"
    )
    ruling = models.CharField(max_length=10, choices=ItemRuling, blank=True)
    ruling_words = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["item__meeting", "item__position"]
        verbose_name_plural = "minutes of items"
        constraints = [
            models.CheckConstraint(
                condition=Q(revision=0, written_by=None, saved_at=None)
                | Q(revision__gt=0, written_by__isnull=False, saved_at__isnull=False),
                name="item_minutes_saved_by_whom_and_when",
            ),
        ]

    def __str__(self):
        return f"Minutes of item {self.item_id}"


class ItemAction(models.Model):
    """An action that was agreed under an item."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="action_links")
    action = models.OneToOneField(Action, models.PROTECT, related_name="meeting_link")

    class Meta:
        ordering = ["item", "action"]

    def __str__(self):
        return str(self.action)


class MinutesAddition(models.Model):
    """What was found after the minutes had been confirmed, with its day. Only added, never changed."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="additions")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="additions",
        help_text="Whose readers read it; none: about who attended.",
    )  # fmt: skip
    text = models.TextField()
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="minutes_addition_says_something")]

    def __str__(self):
        return f"Addition to {self.minutes}"


class MinutesCopy(models.Model):
    """That somebody was sent the minutes, and when they said that they had read them. Once for each kind."""

    class Kind(models.TextChoices):
        DRAFT = "draft", "As a draft"
        CONFIRMED = "confirmed", "As confirmed"

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="copies")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=20, help_text="The kind of their seat that day.")
    kind = models.CharField(max_length=10, choices=Kind)
    sent_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["minutes", "kind", "person__name"]
        verbose_name_plural = "copies of minutes"
        constraints = [
            models.UniqueConstraint(fields=["minutes", "person", "kind"], name="minutes_copy_once_a_kind"),
        ]

    def __str__(self):
        return f"Copy {self.pk} of {self.minutes}"


class MinutesPaper(models.Model):
    """The PDF of the minutes for one audience, as they read when it was made."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="papers")
    audience = models.CharField(max_length=12, choices=Audience)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of what it holds.")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    pages = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["minutes", "audience", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "audience", "fingerprint"], name="minutes_paper_once_as_it_reads"
            ),
        ]

    def __str__(self):
        return f"Paper of {self.minutes}"
