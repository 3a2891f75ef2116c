"""How a review is published, who said so, who did not agree, and who was told why."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnership.access import Role
from partnership.models import Document, Edition, Organisation, Person
from reviews.models.publication import AdvanceCopy, Artefact, Review


class ReportComment(models.Model):
    """What the Independent Advisor says of the report, before it is decided how to publish. Frozen."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="comments")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"Comment on {self.review}"


class SignOffRefusal(models.Model):
    """One statutory partner does not agree to this very file, for these reasons. Frozen; it opens a dispute."""

    artefact = models.ForeignKey(Artefact, models.CASCADE, related_name="refusals")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    refused_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    office = models.CharField(max_length=200)
    reasons = models.TextField()
    refused_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["refused_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["artefact", "document", "organisation"], name="sign_off_refused_once_a_partner"
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="sign_off_refused_with_reasons"),
        ]

    def __str__(self):
        return f"{self.organisation} did not agree to {self.artefact}"


class PublicationDecision(models.Model):
    """How a review is published, decided by the office of the case's edition. Never edited: superseded.

    Which kinds of artefact may go live follows from `mode`: rules.publication.MAY_GO_LIVE. Written only by
    operations.publication.decide_publication; a trigger refuses change and removal.
    """

    class Mode(models.TextChoices):
        FULL = "full", "The full report"
        SUMMARY = "summary", "A summary instead of the report"
        IMPROVEMENTS = "improvements", "The improvements made, and no report"
        REPOSITORY = "repository", "Anonymously, through the national repository"
        WITHHELD = "withheld", "Withheld"

    review = models.ForeignKey(Review, models.PROTECT, related_name="publication_decisions")
    mode = models.CharField(max_length=12, choices=Mode)
    reasons = models.TextField(blank=True)
    instead = models.TextField(blank=True, help_text="What is published instead.")
    none_fit_because = models.TextField(
        blank=True, help_text="Why nothing about improvements can be published."
    )
    discussed_on = models.DateField(
        null=True, blank=True, help_text="When the exception was discussed with the Panel."
    )
    discussed = models.TextField(blank=True, help_text="What the Panel said to it.")
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    office = models.CharField(max_length=30, choices=Role)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(mode="full")
                | ~Q(reasons="") & ~Q(instead="") & ~Q(discussed="") & Q(discussed_on__isnull=False),
                name="publication_not_in_full_has_its_reasons",
            ),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(supersedes=F("pk")), name="publication_supersedes_another"
            ),
        ]

    def __str__(self):
        return f"How {self.review} is published"

    @property
    def decided_on(self):
        return timezone.localdate(self.decided_at)


class Telling(models.Model):
    """The Panel or the Secretary of State was told why: a report is not published, or comes late. Frozen."""

    class About(models.TextChoices):
        NOT_IN_FULL = "not_in_full", "Why the report is not published in full"
        DELAY = "delay", "Why publication comes after its time limit"

    Recipient = AdvanceCopy.Recipient

    review = models.ForeignKey(Review, models.PROTECT, related_name="tellings")
    about = models.CharField(max_length=12, choices=About)
    decision = models.ForeignKey(
        PublicationDecision, models.PROTECT, null=True, blank=True, related_name="tellings"
    )
    recipient = models.CharField(max_length=20, choices=AdvanceCopy.Recipient)
    told_on = models.DateField()
    said = models.TextField(help_text="What they were told, without anybody's name.")
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["told_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(about="not_in_full", decision__isnull=False) | Q(about="delay", decision=None),
                name="telling_of_a_decision_names_it",
            ),
            models.UniqueConstraint(fields=["decision", "recipient"], name="told_of_a_decision_once"),
        ]

    def __str__(self):
        return f"{self.get_recipient_display()} was told about {self.review}"
