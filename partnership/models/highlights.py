"""Highlight reports: what each sub-group tells the Planning and Delivery Group before its meeting."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, Role, may
from partnership.models.deadlines import Deadline
from partnership.models.documents import Document
from partnership.models.groups import Group
from partnership.models.meetings import Meeting
from partnership.models.people import Person


class HighlightReportQuerySet(models.QuerySet):
    def unsent(self):
        return self.filter(state__in=[HighlightReport.State.ASKED, HighlightReport.State.SENT_BACK])

    def of_their_groups(self, person):
        """Those of groups in which they sit, other than to observe."""
        sits = {a.seat.group_id for a in person.appointments_today if a.seat_id and a.role != Role.OBSERVER}
        return self.filter(group__in=sits)

    def visible_to(self, person):
        """Whoever asks for them sees all; a group its own; once sent, also who it is for, and with whom it is shared.

        The Independent Advisor and everybody who prepares meetings read what was sent, observers nothing. What was sent
        back is written anew, and until it is sent again read by none of them but the chair who asked.
        """
        if may(person, Can.RUN_BOARDS):
            return self
        sits = {a.seat.group_id for a in person.appointments_today if a.seat_id and a.role != Role.OBSERVER}
        sent = Q(state__in=[HighlightReport.State.SENT, HighlightReport.State.RECEIVED])
        if may(person, Can.RUN_MEETINGS) or Role.INDEPENDENT_ADVISOR in person.roles:
            return self.filter(sent | Q(group__in=sits))
        shared = HighlightShare.objects.filter(group__in=sits).values("report")
        asked_back = Q(state=HighlightReport.State.SENT_BACK, meeting__group__in=person.chaired)
        return self.filter(
            Q(group__in=sits) | asked_back | sent & (Q(meeting__group__in=sits) | Q(pk__in=shared))
        )

    def to_write_by(self, person):
        """Those that they write: any for who asks for them, and for a chair their own group's."""
        if may(person, Can.RUN_BOARDS):
            return self
        return self.filter(group__in=person.chaired) if may(person, Can.WRITE_HIGHLIGHTS) else self.none()

    def to_receive_by(self, person):
        """Those that they receive or send back: any for staff, else those for the group that they chair."""
        if may(person, Can.RUN_BOARDS):
            return self
        return self.filter(meeting__group__in=person.chaired)


class HighlightReport(models.Model):
    """One group's report for one meeting of the group above it: asked, written, sent, and received or sent back.

    `state` changes only through operations.highlights.move. How the voice of children was considered is never empty
    in what was sent (published arrangements, section 13).
    """

    class State(models.TextChoices):
        ASKED = "asked", "Not sent yet"
        SENT = "sent", "Sent"
        SENT_BACK = "sent_back", "Sent back with a question"
        RECEIVED = "received", "Received"
        DROPPED = "dropped", "No longer asked for"

    TEXTS = ("done", "risks", "decisions", "learning", "voice")

    group = models.ForeignKey(Group, models.PROTECT, related_name="highlight_reports")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="highlight_reports", help_text="At which it is received."
    )
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="highlight_report")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    done = models.TextField("what was done", blank=True)
    risks = models.TextField("what is at risk", blank=True)
    decisions = models.TextField("decisions asked for", blank=True)
    learning = models.TextField("what was learnt", blank=True)
    voice = models.TextField("how the voice of children and young people was considered", blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    question = models.TextField(blank=True, help_text="With which it was sent back.")
    received_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    objects = HighlightReportQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting__starts_at", "group__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "meeting"], name="highlight_report_once_a_meeting"),
            models.CheckConstraint(
                condition=Q(sent_by=None, sent_at=None) | Q(sent_by__isnull=False, sent_at__isnull=False),
                name="highlight_report_sent_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(received_by=None, received_at=None)
                | Q(received_by__isnull=False, received_at__isnull=False),
                name="highlight_report_received_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "received"]) | ~Q(voice="") & ~Q(done=""),
                name="highlight_report_sent_answers_the_voice_question",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent_back") | ~Q(question=""), name="highlight_report_sent_back_with_why"
            ),
        ]

    def __str__(self):
        return f"Highlight report {self.pk}"

    def get_absolute_url(self):
        return reverse("highlight", args=[self.pk])

    @property
    def texts(self):
        return {name: getattr(self, name) for name in self.TEXTS}


class HighlightShare(models.Model):
    """A received report was shared with a further group, or with somebody outside, and when."""

    report = models.ForeignKey(HighlightReport, models.CASCADE, related_name="shares")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    outside = models.CharField(max_length=200, blank=True, help_text="An office or a body, never a name.")
    shared_on = models.DateField()
    shared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["shared_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=False, outside="") | Q(group=None) & ~Q(outside=""),
                name="highlight_shared_with_one",
            ),
            models.UniqueConstraint(
                fields=["report", "group", "outside"], nulls_distinct=False, name="highlight_shared_once"
            ),
        ]

    def __str__(self):
        return f"Share {self.pk} of {self.report}"

    @property
    def with_whom(self):
        return self.group or self.outside
