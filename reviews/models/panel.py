"""What passes between the partnership and the national Panel."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.models import Deadline, Document, Person
from reviews.models.case import Case
from reviews.models.decision import Decision


class PanelReport(models.Model):
    """The rapid review as a PDF for the Panel, as it stood when it was made. Frozen by a trigger."""

    class Shows(models.TextChoices):
        ORGANISATIONS = "organisations", "Only organisations"
        PEOPLE = "people", "Organisations, offices and names"

    case = models.ForeignKey(Case, models.PROTECT, related_name="panel_reports")
    document = models.OneToOneField(Document, models.PROTECT, related_name="panel_report")
    shows = models.CharField(max_length=15, choices=Shows)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the rapid review in it.")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="+")
    pages = models.PositiveSmallIntegerField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self):
        return f"Rapid review of {self.case} for the Panel"


class PanelMessage(models.Model):
    """What was sent to the national Panel, or came from it, and when. Frozen by a trigger.

    `deadline` is the date that it met, or that it asks for; `answers` the question that it answers.
    """

    class Kind(models.TextChoices):
        SENT_RAPID_REVIEW = "sent_rapid_review", "Rapid review and decision sent"
        SENT_ANSWER = "sent_answer", "Answer sent"
        SENT_CHASER = "sent_chaser", "Asked when the reply will come"
        SENT_REVIEWER = "sent_reviewer", "Told who the reviewer is"
        SENT_DELAY = "sent_delay", "Explained a delay"
        SENT_NOT_MET = "sent_not_met", "Told that the criteria were not met"
        SENT_NOT_PUBLISHING = "sent_not_publishing", "Explained why nothing is published"
        AGREES = "agrees", "The Panel agrees"
        DISAGREES = "disagrees", "The Panel does not agree"
        ASKS = "asks", "The Panel asks"
        FEEDBACK = "feedback", "The Panel comments on the quality"
        ACKNOWLEDGES = "acknowledges", "The Panel acknowledges"
        CONSIDERS_NATIONAL = "considers_national", "The Panel considers a national review"
        TAKES_NATIONAL = "takes_national", "The Panel takes a national review"

    SENT = (
        Kind.SENT_RAPID_REVIEW,
        Kind.SENT_ANSWER,
        Kind.SENT_CHASER,
        Kind.SENT_REVIEWER,
        Kind.SENT_DELAY,
        Kind.SENT_NOT_MET,
        Kind.SENT_NOT_PUBLISHING,
    )
    TOLD = SENT[2:]  # those that need no question and no report
    RECEIVED = (
        Kind.AGREES,
        Kind.DISAGREES,
        Kind.ASKS,
        Kind.FEEDBACK,
        Kind.ACKNOWLEDGES,
        Kind.CONSIDERS_NATIONAL,
        Kind.TAKES_NATIONAL,
    )

    case = models.ForeignKey(Case, models.PROTECT, related_name="panel_messages")
    kind = models.CharField(max_length=20, choices=Kind)
    happened_on = models.DateField()
    summary = models.TextField(blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    report = models.ForeignKey(PanelReport, models.PROTECT, null=True, blank=True, related_name="sent")
    deadline = models.ForeignKey(Deadline, models.PROTECT, null=True, blank=True, related_name="+")
    answers = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="answered_by")
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["happened_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answers=None) | Q(kind="sent_answer"), name="panel_message_answers_a_question"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.case}"

    @property
    def received(self):
        return self.kind in self.RECEIVED
