"""What a yearly report said before: earlier texts of its sections, whole drafts as they went on, and their papers."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from assurance.models.companions import Companion
from assurance.models.yearly_report import Gather, ReportSection, YearlyReport
from partnership.models import Document, Person
from partnership.models.attempts import Attempt


class SectionText(models.Model):
    """What a section said after one person's sitting, or what they could not save because a colleague had.

    Kept by operations.yearly_report.texts. `origin` is the section's number, also once the section is taken out.
    """

    report = models.ForeignKey(YearlyReport, models.CASCADE, related_name="texts")
    section = models.ForeignKey(
        ReportSection,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="texts",
        help_text="Status.",
    )
    origin = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20, choices=ReportSection.Kind)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    difference = models.TextField(blank=True)
    revision = models.PositiveIntegerField(help_text="The section's revision when this was written.")
    set_aside = models.BooleanField(
        default=False, help_text="A colleague had saved before: it stands nowhere."
    )
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    began_at = models.DateTimeField(default=timezone.now)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["report", "origin", "-written_at", "-pk"]
        indexes = [models.Index(fields=["report", "origin", "-written_at"], name="section_text_latest")]

    def __str__(self):
        return f"{self.report}, a text of section {self.origin}"


class ReportSnapshot(models.Model):
    """A whole draft as it stood when it went on. Never changed: a trigger refuses it. Taken by `take_snapshot`."""

    class Reason(models.TextChoices):
        COMMENTS = "comments", "Shown to members for comments"
        COMMITTEE = "committee", "Sent to a committee"
        SCRUTINY = "scrutiny", "Sent to the Independent Advisor"
        ENDORSEMENT = "endorsement", "Sent to the statutory partners"
        KEPT = "kept", "Kept by hand"

    report = models.ForeignKey(YearlyReport, models.CASCADE, related_name="snapshots")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=12, choices=Reason)
    note = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200)
    sections = models.JSONField(help_text="Each section's key, kind, title, text and difference, in order.")
    gather = models.ForeignKey(Gather, models.PROTECT, null=True, blank=True, related_name="+")
    checksum = models.CharField(max_length=64, help_text="SHA-256 of its words and figures.")
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["report", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="snapshot_number_once"),
        ]

    def __str__(self):
        return f"Draft {self.number} of {self.report.reference}"

    def get_absolute_url(self):
        return reverse("assurance:report_version", args=[self.pk])


class ReportPaper(Attempt):
    """One attempt at the PDF of a kept draft or of a companion. A done one is whole, or it is not done.

    Asked for, worked and finished by operations.yearly_report.papers.
    """

    snapshot = models.ForeignKey(ReportSnapshot, models.CASCADE, null=True, blank=True, related_name="papers")
    companion = models.ForeignKey(Companion, models.CASCADE, null=True, blank=True, related_name="papers")
    content = models.CharField(max_length=64, help_text="SHA-256 of what is printed.")
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    html = models.TextField(blank=True, help_text="The HTML edition, as it is shown.")
    pages = models.PositiveSmallIntegerField(null=True, blank=True)

    belongs = ("snapshot__report", "companion__report")

    class Meta(Attempt.Meta):
        constraints = [
            *Attempt.Meta.constraints,
            models.CheckConstraint(
                condition=Q(snapshot__isnull=False, companion=None)
                | Q(snapshot=None, companion__isnull=False),
                name="report_paper_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["snapshot"],
                condition=Q(state__in=["waiting", "running"]),
                name="report_paper_one_a_draft_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["companion"],
                condition=Q(state__in=["waiting", "running"]),
                name="report_paper_one_a_companion_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="done", document__isnull=False, finished_at__isnull=False) & ~Q(html="")
                | ~Q(state="done") & Q(document=None, html=""),
                name="report_paper_done_is_whole",
            ),
        ]

    def __str__(self):
        return f"Paper {self.pk} of {self.snapshot or self.companion}"

    @property
    def what(self):
        return (
            f"PDF of draft {self.snapshot.number} of {self.snapshot.report.title}"
            if self.snapshot
            else f"PDF of {self.companion.title}"
        )

    def get_absolute_url(self):
        return (self.snapshot or self.companion).get_absolute_url()


class RequirementAnswer(models.Model):
    """Where staff say that a requirement of the guidance is answered, or why it does not apply."""

    report = models.ForeignKey(YearlyReport, models.CASCADE, related_name="requirement_answers")
    requirement = models.SlugField(max_length=40)
    section = models.ForeignKey(ReportSection, models.CASCADE, null=True, blank=True, related_name="answers")
    why_not = models.TextField(blank=True, help_text="Why it does not apply this year.")
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "requirement"], name="requirement_answered_once"),
            models.CheckConstraint(
                condition=Q(section__isnull=False, why_not="") | Q(section=None) & ~Q(why_not=""),
                name="requirement_answered_or_why_not",
            ),
        ]

    def __str__(self):
        return f"{self.report}: {self.requirement}"
