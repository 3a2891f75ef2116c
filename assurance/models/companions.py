"""What goes out beside a yearly report: the business plan on one page, and a summary for children."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from assurance.models.yearly_report import YearlyReport
from partnership.models import Person
from partnership.models.voice import PutForward


class CompanionQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(report__in=YearlyReport.objects.visible_to(person))

    def published(self):
        """Let out by a second person, with or after their report; a later version takes an earlier one's place."""
        return self.filter(report__state=YearlyReport.State.PUBLISHED).exclude(let_out_at=None)

    def newest(self):
        return self.published().exclude(corrected_by__let_out_at__isnull=False)


class Companion(PutForward):
    """One sibling of a report, in Markdown, with its own PDF and HTML edition.

    Written until it is put forward, let out by somebody else, and frozen once the public may read it.
    """

    class Kind(models.TextChoices):
        PLAN = "plan-on-a-page", "Business plan on one page"
        CHILDREN = "for-children", "Summary for children and young people"

    report = models.ForeignKey(YearlyReport, models.PROTECT, related_name="companions")
    kind = models.CharField(max_length=20, choices=Kind)
    version = models.PositiveSmallIntegerField(default=1)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    correction_note = models.TextField(blank=True, help_text="What is corrected, for readers.")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    heard_on = models.DateField(null=True, blank=True, help_text="When young people were asked about it.")
    heard_from = models.CharField(max_length=200, blank=True, help_text="Which group, never who.")
    heard_said = models.TextField(blank=True)
    heard_changed = models.TextField(blank=True, help_text="What was changed because of it.")
    paper = models.ForeignKey(
        "ReportPaper", models.PROTECT, null=True, blank=True, related_name="+", help_text="What is let out."
    )

    objects = CompanionQuerySet.as_manager()

    class Meta(PutForward.Meta):
        ordering = ["report", "kind", "-version"]
        constraints = [
            *PutForward.Meta.constraints,
            models.UniqueConstraint(fields=["report", "kind", "version"], name="companion_version_once"),
            models.UniqueConstraint(
                fields=["report", "kind"], condition=Q(let_out_at=None), name="companion_one_draft_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(version=1, supersedes=None)
                | Q(version__gt=1, supersedes__isnull=False) & ~Q(correction_note=""),
                name="companion_correction_says_what",
            ),
            models.CheckConstraint(
                condition=Q(let_out_at=None) | Q(paper__isnull=False), name="companion_public_with_its_file"
            ),
            models.CheckConstraint(
                condition=Q(heard_on=None, heard_from="", heard_said="", heard_changed="")
                | Q(heard_on__isnull=False) & ~Q(heard_from="") & ~Q(heard_said=""),
                name="companion_heard_whole",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.report.year}"

    def get_absolute_url(self):
        return reverse("assurance:companion", args=[self.pk])

    @property
    def reference(self):
        return f"{self.report.reference}-{'P' if self.kind == self.Kind.PLAN else 'C'}{self.version}"

    @property
    def published_on(self):
        """The day from which everybody could read it: let out, and its report published."""
        if not (self.let_out_at and self.report.published_at):
            return None
        return max(timezone.localdate(self.let_out_at), self.report.published_on)
