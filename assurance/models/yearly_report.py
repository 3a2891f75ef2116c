"""The yearly report: its text, the figures it rests on, who scrutinised and endorsed it, and its copies."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Deadline, Document, Organisation, Person
from partnership.models.attempts import Attempt
from partnership.rules.years import year_words

DRAFT_READERS = (Can.READ_YEARLY_DRAFTS, Can.RUN_YEARLY_REPORT, Can.SCRUTINISE, Can.ENDORSE_REPORT)


class YearlyReportQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=YearlyReport.State.PUBLISHED)

    def newest(self):
        """The published version of each year that nothing published has replaced."""
        return self.published().exclude(corrected_by__state=YearlyReport.State.PUBLISHED)

    def visible_to(self, person):
        """Drafts for those who work on them; what is published for everybody."""
        if any(may(person, can) for can in DRAFT_READERS):
            return self
        return self.published()


class YearlyReport(models.Model):
    """One version of the report of one year. Published, it never changes: a correction is the next version.

    `state` changes only through operations.yearly_report.state.move, by the table in rules.
    """

    class State(models.TextChoices):
        DRAFTING = "drafting", "Being written"
        WITH_SCRUTINY = "with_scrutiny", "With the Independent Advisor"
        ENDORSING = "endorsing", "With the statutory partners"
        RENDERING = "rendering", "PDF being made"
        RENDERED = "rendered", "Ready to publish"
        PUBLISHED = "published", "Published"

    period_from = models.DateField()
    period_until = models.DateField()
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=40, unique=True)
    version = models.PositiveSmallIntegerField(default=1)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    correction_note = models.TextField(blank=True, help_text="What is corrected, for readers.")
    state = models.CharField(max_length=20, choices=State, default=State.DRAFTING)
    gather = models.ForeignKey(
        "Gather", models.PROTECT, null=True, blank=True, related_name="reports", help_text="Figures used."
    )
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    authors = models.ManyToManyField(Person, related_name="+", help_text="Everybody who wrote some of it.")
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    rendering = models.ForeignKey(
        "Rendering", models.PROTECT, null=True, blank=True, related_name="+", help_text="What is published."
    )
    next_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="follows_report"
    )

    objects = YearlyReportQuerySet.as_manager()

    class Meta:
        ordering = ["-period_from", "-version"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    period_from__month=4,
                    period_from__day=1,
                    period_until__month=3,
                    period_until__day=31,
                    period_until__year=F("period_from__year") + 1,
                ),
                name="report_year_is_april_to_march",
            ),
            models.UniqueConstraint(fields=["period_from", "version"], name="report_version_once"),
            models.UniqueConstraint(
                fields=["period_from"], condition=~Q(state="published"), name="report_one_draft_a_year"
            ),
            models.CheckConstraint(
                condition=Q(version=1, supersedes=None)
                | Q(version__gt=1, supersedes__isnull=False) & ~Q(correction_note=""),
                name="report_correction_says_what",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="published",
                    published_by__isnull=False,
                    published_at__isnull=False,
                    rendering__isnull=False,
                )
                | ~Q(state="published") & Q(published_by=None, published_at=None, rendering=None),
                name="report_published_by_at_and_what_together",
            ),
            models.CheckConstraint(
                condition=Q(state="drafting") | Q(gather__isnull=False), name="report_goes_on_with_figures"
            ),
        ]

    def __str__(self):
        return f"Yearly report {self.reference}"

    def get_absolute_url(self):
        return reverse("assurance:report", args=[self.pk])

    @property
    def status(self):
        return self.State(self.state)

    @property
    def year(self):
        return year_words(self.period_from.year)

    @property
    def reference(self):
        return f"YR-{self.period_from.year}" + (f"-{self.version}" if self.version > 1 else "")

    @property
    def published_on(self):
        return self.published_at and timezone.localdate(self.published_at)


class Gather(models.Model):
    """The year's figures as they stood on one day. Never changed: gathering again makes another.

    `data` maps figures, tables and charts to what stands under each name: label, whole value, what of it may
    be shown, denominator and source in words.
    """

    period_from = models.DateField()
    period_until = models.DateField()
    data_on = models.DateField(help_text="The day on which the figures stood so.")
    data = models.JSONField()
    checksum = models.CharField(max_length=64, help_text="SHA-256 of the figures.")
    gathered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    gathered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-gathered_at"]

    def __str__(self):
        return f"Figures of {year_words(self.period_from.year)} as at {self.data_on:%-d %B %Y}"

    @property
    def names(self):
        """Which names may be placed in the text, by kind."""
        return {
            "figure": set(self.data["figures"]),
            "table": set(self.data["tables"]),
            "chart": set(self.data["charts"]),
        }


class ReportSection(models.Model):
    """One chapter, in Markdown. A priority also says what difference was made. Writable only while drafting.

    `revision` counts saves, so that two colleagues in one section are told of each other.
    """

    class Kind(models.TextChoices):
        INTRODUCTION = "introduction", "Introduction"
        ARRANGEMENTS = "arrangements", "Arrangements"
        PRIORITY = "priority", "Priority"
        NO_PROGRESS = "no_progress", "Little or no progress"
        VOICE = "voice", "Voice of children and families"
        DECISIONS = "decisions", "Decisions and actions"
        REVIEWS = "reviews", "Case reviews"
        TRAINING = "training", "Training"
        ASSURANCE = "assurance", "Assurance"
        CHANGES = "changes", "Changes to the arrangements"
        MONEY = "money", "Money"
        OTHER = "other", "Another chapter"

    ONCE = [k for k in Kind.values if k not in ("priority", "other")]

    report = models.ForeignKey(YearlyReport, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    difference = models.TextField(blank=True, help_text="What difference did it make to children?")
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["report", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "kind"],
                condition=~Q(kind__in=["priority", "other"]),
                name="report_section_kind_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="priority") | Q(difference=""), name="report_difference_of_a_priority"
            ),
        ]

    def __str__(self):
        return f"{self.report}, section {self.pk}"

    def get_absolute_url(self):
        return reverse("assurance:write_section", args=[self.pk])


class Standing(models.QuerySet):
    def standing(self):
        """Those that a return to drafting has not set aside."""
        return self.filter(void_at=None)


class Asked(models.Model):
    """Something asked of somebody about one text of a report; set aside when the text changes."""

    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    office = models.CharField(max_length=200, blank=True, help_text="The signer's office on the day.")
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    content = models.CharField(max_length=64, blank=True, help_text="SHA-256 of what was signed.")
    void_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.TextField(blank=True)

    objects = Standing.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_by=None, signed_at=None, content="")
                | Q(signed_by__isnull=False, signed_at__isnull=False) & ~Q(content="") & ~Q(office=""),
                name="%(class)s_signed_whole",
            ),
            models.CheckConstraint(
                condition=Q(void_at=None, void_reason="") | Q(void_at__isnull=False) & ~Q(void_reason=""),
                name="%(class)s_void_says_why",
            ),
        ]

    @property
    def signed_on(self):
        return self.signed_at and timezone.localdate(self.signed_at)


class ScrutinyStatement(Asked):
    """What the Independent Advisor says of the report, in their own words. Signed through `scrutinise`."""

    report = models.ForeignKey(YearlyReport, models.CASCADE, related_name="statements")
    text = models.TextField(blank=True)

    class Meta(Asked.Meta):
        ordering = ["-asked_at"]
        constraints = [
            *Asked.Meta.constraints,
            models.UniqueConstraint(fields=["report"], condition=Q(void_at=None), name="one_statement"),
            models.CheckConstraint(
                condition=Q(signed_at=None) | ~Q(text=""), name="signed_statement_says_something"
            ),
        ]

    def __str__(self):
        return f"Scrutiny of {self.report}"


class ReportEndorsement(Asked):
    """One statutory partner's endorsement, by a signatory, with office and date. Given through `endorse`."""

    report = models.ForeignKey(YearlyReport, models.CASCADE, related_name="endorsements")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta(Asked.Meta):
        ordering = ["organisation__name"]
        constraints = [
            *Asked.Meta.constraints,
            models.UniqueConstraint(
                fields=["report", "organisation"],
                condition=Q(void_at=None),
                name="endorsement_asked_once_a_partner",
            ),
        ]

    def __str__(self):
        return f"Endorsement of {self.report} by {self.organisation}"


class Rendering(Attempt):
    """One attempt at making the PDF and the HTML edition. A done one is whole, or it is not done.

    Asked for by `render_report`; claimed, worked and finished by operations.yearly_report.rendering.
    """

    report = models.ForeignKey(YearlyReport, models.CASCADE, related_name="renderings")
    content = models.CharField(max_length=64, help_text="SHA-256 of what is rendered.")
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    html = models.TextField(blank=True, help_text="The HTML edition, as it will be shown.")
    pages = models.PositiveSmallIntegerField(null=True, blank=True)

    belongs = ("report",)

    class Meta(Attempt.Meta):
        constraints = [
            *Attempt.Meta.constraints,
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(state__in=["waiting", "running"]),
                name="rendering_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="done", document__isnull=False, finished_at__isnull=False) & ~Q(html="")
                | ~Q(state="done") & Q(document=None, html=""),
                name="rendering_done_is_whole",
            ),
        ]

    def __str__(self):
        return f"Rendering {self.pk} of {self.report}"

    @property
    def what(self):
        return f"PDF of {self.report.title}"

    def get_absolute_url(self):
        return reverse("assurance:rendering", args=[self.report_id])


class ReportCopy(models.Model):
    """A copy of a published report that is due to one recipient, named as of that day."""

    report = models.ForeignKey(YearlyReport, models.PROTECT, related_name="copies")
    recipient = models.CharField(max_length=200)
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="report_copy")
    sent_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=200, blank=True)
    proof = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", help_text="Such as the receipt."
    )
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["recipient"]
        constraints = [
            models.UniqueConstraint(fields=["report", "recipient"], name="report_copy_once_a_recipient"),
            models.CheckConstraint(
                condition=Q(sent_on=None, recorded_by=None, recorded_at=None)
                | Q(sent_on__isnull=False, recorded_by__isnull=False, recorded_at__isnull=False),
                name="report_copy_sent_and_recorded_together",
            ),
        ]

    def __str__(self):
        return f"Copy of {self.report} to {self.recipient}"
