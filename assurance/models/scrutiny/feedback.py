"""Feedback letters: what the partnership tells each agency after moderation, as a PDF that is kept."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Document, Person, Return, Round
from partnership.models.attempts import Attempt


class FeedbackLetterQuerySet(models.QuerySet):
    def visible_to(self, person):
        """All to those who read every return, but for their own agency's; an agency reads its own once it is sent."""
        own = Q(assurance_return__organisation__in=person.whole.answers_for)
        answered_for = Q(assurance_return__organisation__in=person.answers_for)
        sent = Q(state=FeedbackLetter.State.SENT)
        if may(person, Can.READ_RETURNS):
            return self.filter(~own | sent)
        return self.filter(answered_for & sent) if may(person, Can.ANSWER_RETURNS) else self.none()


class FeedbackLetter(models.Model):
    """What the partnership writes to one agency about one return. Sent, it never changes.

    Drafted, written, approved and sent by operations.scrutiny.feedback. `contents` holds the scores and actions as
    they were when it was approved; its document is made when it is sent.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        APPROVED = "approved", "Approved"
        SENT = "sent", "Sent"

    assurance_return = models.OneToOneField(Return, models.PROTECT, related_name="feedback_letter")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    opening = models.TextField(blank=True)
    strengths = models.TextField(blank=True)
    areas = models.TextField("areas to work on", blank=True)
    closing = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    contents = models.JSONField(default=dict, blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledgement = models.TextField(blank=True)

    objects = FeedbackLetterQuerySet.as_manager()

    class Meta:
        ordering = ["assurance_return__organisation__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", approved_by=None, approved_at=None)
                | ~Q(state="draft") & Q(approved_by__isnull=False, approved_at__isnull=False),
                name="feedback_letter_approved_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="sent", sent_by__isnull=False, sent_at__isnull=False, document__isnull=False
                )
                | ~Q(state="sent") & Q(sent_by=None, sent_at=None, document=None, acknowledged_at=None),
                name="feedback_letter_sent_by_at_and_as_what_together",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_by=None, acknowledged_at=None)
                | Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False),
                name="feedback_letter_acknowledged_by_and_at_together",
            ),
        ]

    def __str__(self):
        return f"Feedback letter {self.pk} ({self.assurance_return.round.reference})"

    def get_absolute_url(self):
        return reverse("assurance:feedback_letter", args=[self.pk])


class LetterBatch(Attempt):
    """An attempt at making the PDFs of a round's approved letters and sending them: all of them, or one."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="letter_batches")
    letter = models.ForeignKey(FeedbackLetter, models.PROTECT, null=True, blank=True, related_name="batches")

    belongs = ("round",)

    class Meta(Attempt.Meta):
        constraints = [
            *Attempt.Meta.constraints,
            models.UniqueConstraint(
                fields=["round"], condition=Q(state__in=["waiting", "running"]),
                name="letter_batch_one_at_a_time",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Letters of {self.round.reference}, attempt {self.attempt}"

    @property
    def what(self):
        return f"Feedback letters of {self.round.reference}"

    def get_absolute_url(self):
        return reverse("assurance:feedback_letters", args=[self.round_id])
