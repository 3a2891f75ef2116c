"""Each authority's yearly Safeguarding through Education report for the partnership."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Deadline, Document, Organisation, Person
from partnership.rules.years import AcademicYear
from schools.rules.education import HEADINGS


class EducationReportQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever runs schools sees all; an education lead all of their own; every reader what was accepted."""
        if may(person, Can.RUN_SCHOOLS):
            return self
        seen = Q(pk__in=[])
        if may(person, Can.READ_EDUCATION_REPORTS):
            seen |= Q(state=EducationReport.State.ACCEPTED)
        if may(person, Can.RUN_AUTHORITY_SCHOOLS):
            seen |= Q(authority__in=person.educates_for)
        return self.filter(seen)

    def written_by(self, person):
        """Those of the authority for which this person leads on education: they alone write and submit."""
        if may(person, Can.RUN_AUTHORITY_SCHOOLS):
            return self.filter(authority__in=person.educates_for)
        return self.none()


class EducationReport(models.Model):
    """One authority's report on one academic year: drafted from data, written by its education lead, submitted.

    `state` changes only through operations.education.move. What was submitted is frozen with its figures: a trigger
    refuses to change it, until the partnership sends it back.
    """

    class State(models.TextChoices):
        DRAFTING = "drafting", "Being written"
        SUBMITTED = "submitted", "Submitted to the partnership"
        ACCEPTED = "accepted", "Accepted"

    reference = models.CharField(max_length=40, unique=True, help_text="Such as STE-2025-RUTLAND.")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="education_reports")
    begins = models.PositiveSmallIntegerField(help_text="The year in which the academic year begins.")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFTING)
    revision = models.PositiveIntegerField(default=1, help_text="Counts every change of words and figures.")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(null=True, blank=True, help_text="When its figures were computed.")
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    returned_because = models.TextField(blank=True)

    objects = EducationReportQuerySet.as_manager()

    class Meta:
        ordering = ["-begins", "authority__name"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "begins"], name="education_report_once_a_year"),
            models.CheckConstraint(
                condition=Q(state="drafting", submitted_by=None, submitted_at=None, document=None)
                | Q(
                    state__in=["submitted", "accepted"],
                    submitted_by__isnull=False,
                    submitted_at__isnull=False,
                    document__isnull=False,
                ),
                name="education_report_submitted_by_at_and_what",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", accepted_by__isnull=False, accepted_at__isnull=False)
                | ~Q(state="accepted") & Q(accepted_by=None, accepted_at=None),
                name="education_report_accepted_by_and_at",
            ),
        ]

    def __str__(self):
        return f"Safeguarding through Education report {self.reference}"

    def get_absolute_url(self):
        return reverse("schools:education_report", args=[self.pk])

    @property
    def year(self):
        return AcademicYear(self.begins)

    @property
    def status(self):
        return self.State(self.state)


class EducationSection(models.Model):
    """One of the six headings: what the data say, as it was drafted, and what the education lead wrote.

    Drafting again changes `draft` and `tables` alone. Where nobody wrote anything, the draft is the text.
    """

    report = models.ForeignKey(EducationReport, models.CASCADE, related_name="sections")
    code = models.CharField(max_length=12, choices=[(code, heading[:60]) for code, heading in HEADINGS])
    position = models.PositiveSmallIntegerField()
    draft = models.TextField(blank=True, help_text="What the data say, in sentences.")
    tables = models.JSONField(default=list, help_text="Of caption, columns, rows and source.")
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint(fields=["report", "code"], name="education_section_once"),
        ]

    def __str__(self):
        return f"{self.report.reference}, {self.code}"

    @property
    def heading(self):
        return dict(HEADINGS)[self.code]

    @property
    def words(self):
        """What stands in the report under this heading."""
        return self.text or self.draft

    @property
    def is_older(self):
        """Whether somebody wrote it before the figures were computed that stand beside it."""
        return bool(self.text and self.report.drafted_at and self.written_at < self.report.drafted_at)

    @property
    def draft_differs(self):
        """Whether somebody wrote other words than the data's own."""
        return bool(self.text) and self.text.strip() != self.draft.strip()


class EducationText(models.Model):
    """One saving of a heading's text. `aside` says that somebody else had saved meanwhile: kept, and not taken."""

    section = models.ForeignKey(EducationSection, models.CASCADE, related_name="texts")
    revision = models.PositiveIntegerField(
        help_text="That it made, or that it was written over if set aside."
    )
    text = models.TextField(blank=True)
    aside = models.BooleanField(default=False)
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-saved_at", "-pk"]

    def __str__(self):
        return f"{self.section}, revision {self.revision}"
