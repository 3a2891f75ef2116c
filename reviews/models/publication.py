"""The review itself, and each artefact that is published of it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.addresses import address_of
from partnership.models import Deadline, Document, Organisation, Person, Theme
from partnership.models.organisations import Dated, DatedQuerySet
from reviews.models.case import OVER, Case


class ReviewQuerySet(models.QuerySet):
    def of_reviewer(self, person):
        """The reviews to which somebody is appointed today. With its case a review is over, whatever day was agreed."""
        if not may(person, Can.WORK_ON_OWN_REVIEW):
            return self.none()
        mine = ReviewerAppointment.objects.on(timezone.localdate()).filter(person=person)
        return self.filter(pk__in=mine.values("review")).exclude(case__stage__in=OVER)

    def newest_first(self):
        """Those of which something is live now, with `newest`, the instant at which the last of it went live."""
        return self.filter(entry__isnull=False).annotate(newest=F("entry__newest")).order_by("-newest", "pk")

    def with_first(self):
        """With `first`, the instant at which the first of what is live went live."""
        first = models.Min("artefacts__live_at", filter=Q(artefacts__state=Artefact.State.LIVE))
        return self.annotate(first=first)

    def archived(self):
        """Those of which nothing is live any more and something was archived, newest first.

        With `published`, the instant at which the last of what was archived had gone live.
        """
        archived = Q(artefacts__state=Artefact.State.ARCHIVED)
        live = models.Count("artefacts", filter=Q(artefacts__state=Artefact.State.LIVE))
        last = models.Max("artefacts__archived_at")
        return (
            self.annotate(
                live_now=live, last=last, published=models.Max("artefacts__live_at", filter=archived)
            )
            .filter(live_now=0, last__isnull=False)
            .order_by("-last", "pk")
        )


class Review(models.Model):
    """A local child safeguarding practice review. Its public name is chosen, and says nothing of the case.

    What the public may choose by (`public_kind`, `themes`, `age_stage`) is chosen with the name, never computed.
    """

    class Kind(models.TextChoices):
        PRACTICE_REVIEW = "practice_review", "Local child safeguarding practice review"
        LEARNING_REVIEW = "learning_review", "Local learning review"
        THEMATIC = "thematic", "Thematic review"
        SERIOUS_CASE_REVIEW = "serious_case_review", "Serious case review of the former board"

    Theme = Theme

    class AgeStage(models.TextChoices):
        BABY = "baby", "Babies"
        EARLY = "early", "Early years"
        SCHOOL = "school", "Primary school age"
        TEENS = "teens", "Teenagers"
        SEVERAL = "several", "Several ages, or not said"

    case = models.OneToOneField(Case, models.PROTECT, related_name="review")
    begun_on = models.DateField(help_text="The date of the decision: six months run from here.")
    public_title = models.CharField(max_length=150, blank=True)
    slug = models.SlugField(max_length=80, unique=True, null=True, blank=True)
    abstract = models.TextField(blank=True)
    public_kind = models.CharField(max_length=20, choices=Kind, default=Kind.PRACTICE_REVIEW)
    themes = ArrayField(models.CharField(max_length=20, choices=Theme), default=list, blank=True)
    age_stage = models.CharField(max_length=10, choices=AgeStage, default=AgeStage.SEVERAL)
    repository_link = models.URLField(
        blank=True, help_text="Its page in the national repository of case reviews."
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(slug=None) | ~Q(public_title=""), name="review_slug_has_a_public_title"
            )
        ]

    def __str__(self):
        return f"Review of {self.case}"

    def get_absolute_url(self):
        return reverse("public:review", args=[self.slug])

    @property
    def terms(self):
        """The terms of reference in force, or None: the newest version."""
        return max(self.terms_versions.all(), key=lambda terms: terms.version, default=None)

    @property
    def cost(self):
        """What it costs as agreed last, or None."""
        return max(self.costs.all(), key=lambda cost: cost.version, default=None)

    @property
    def theme_names(self):
        return [self.Theme(theme).label for theme in self.themes]


class ReviewerAppointmentQuerySet(DatedQuerySet):
    def on(self, day):
        """In force that day. Whoever was removed is out from that moment, though it is their last day."""
        return super().on(day).exclude(removed_on__lte=day)


class ReviewerAppointment(Dated):
    """An external reviewer works on this one review, from a day until another.

    Begun by operations.review.begin_review; ended before its day only by operations.review.remove_reviewer.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="reviewers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    candidate = models.ForeignKey(
        "reviews.Candidate", models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    basis = models.TextField(help_text="Experience, previous work, recommendations and interview.")
    no_conflict = models.BooleanField(
        default=False, help_text="No conflict of interest stands in the way: none, or one that is dealt with."
    )
    panel_told_on = models.DateField(null=True, blank=True, help_text="When the Panel was told who reviews.")
    panel_told_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    removed_on = models.DateField(null=True, blank=True)
    removed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    removed_reason = models.TextField(blank=True)

    objects = ReviewerAppointmentQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["review", "starts_on"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(no_conflict=True), name="reviewer_without_conflict"),
            models.CheckConstraint(
                condition=Q(panel_told_on=None, panel_told_by=None)
                | Q(panel_told_on__isnull=False, panel_told_by__isnull=False),
                name="reviewer_panel_told_on_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(removed_on=None, removed_by=None)
                | Q(removed_on__isnull=False, removed_by__isnull=False, ends_on__lte=models.F("removed_on"))
                & ~Q(removed_reason=""),
                name="reviewer_removed_by_on_and_why_together",
            ),
        ]

    def __str__(self):
        return f"Reviewer of {self.review}"


class ArtefactQuerySet(models.QuerySet):
    def live(self):
        return self.filter(state=Artefact.State.LIVE)

    def due_to_go_live(self, at):
        return self.filter(state=Artefact.State.SCHEDULED, publish_at__lte=at)

    def visible_to(self, person):
        """Whoever reads the case; signatories once it is before them; the reviewer of that review."""
        seen = Q(review__case__in=Case.objects.visible_to(person))
        if may(person, Can.SIGN_OFF_REVIEWS):
            seen |= ~Q(state__in=[Artefact.State.DRAFT, Artefact.State.CHECKING])
        return self.filter(seen | Q(review__in=Review.objects.of_reviewer(person)))


class ArtefactManager(models.Manager.from_queryset(ArtefactQuerySet)):
    """What the public's search looks through is long, and read by nobody."""

    def get_queryset(self):
        return super().get_queryset().defer("words")


class Artefact(models.Model):
    """One thing published of a review: the report, a summary, improvements, a briefing. Each has its own dates.

    `state` changes only through operations.publication.
    """

    class Kind(models.TextChoices):
        REPORT = "report", "Full report"
        SUMMARY = "summary", "Summary"
        IMPROVEMENTS = "improvements", "Improvements made"
        BRIEFING = "briefing", "Seven-minute briefing"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        CHECKING = "checking", "Anonymity being checked"
        SIGNING = "signing", "For sign-off"
        READY = "ready", "Ready to be scheduled"
        SCHEDULED = "scheduled", "Scheduled"
        LIVE = "live", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"
        ARCHIVED = "archived", "Archived"

    review = models.ForeignKey(Review, models.PROTECT, related_name="artefacts")
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=150)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    planned_on = models.DateField(null=True, blank=True, help_text="The day on which it is meant to go live.")
    copies_deadline = models.OneToOneField(
        Deadline,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="copies_of",
        help_text="Of the planned day.",
    )
    publish_at = models.DateTimeField(null=True, blank=True)
    scheduled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    late_reason = models.TextField(blank=True, help_text="Why publication comes after its time limit.")
    held_back_because = models.TextField(blank=True, help_text="Why it did not go live at its hour.")
    live_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.TextField(blank=True)
    keep_until = models.DateField(
        null=True, blank=True, help_text="Before this day it is not archived; stored when it went live."
    )
    archived_at = models.DateTimeField(null=True, blank=True)
    archived_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    archived_reason = models.TextField(blank=True)
    words = SearchVectorField(
        null=True, editable=False, help_text="For the public's search: only while live."
    )

    objects = ArtefactManager()

    MARK = 12  # characters of the checksum in a public address

    class Meta:
        ordering = ["review", "kind", "-added_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["scheduled", "live"]) | Q(publish_at__isnull=False),
                name="artefact_scheduled_has_its_hour",
            ),
            models.CheckConstraint(
                condition=~Q(state="live") | Q(live_at__isnull=False), name="artefact_live_since"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["live", "archived"]) | Q(keep_until__isnull=False),
                name="artefact_live_until_at_least",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
                name="artefact_withdrawn_by_at_and_why_together",
            ),
            models.CheckConstraint(
                condition=Q(archived_at=None, archived_by=None)
                | Q(archived_at__isnull=False, archived_by__isnull=False) & ~Q(archived_reason=""),
                name="artefact_archived_by_at_and_why_together",
            ),
            models.CheckConstraint(
                condition=Q(state="live") | Q(words=None), name="artefact_is_searched_only_while_live"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.pk}"

    def get_absolute_url(self):
        return address_of("reviews:artefact", self.pk)

    @property
    def live_on(self):
        return timezone.localdate(self.live_at)

    def public_address(self):
        """Where the public finds it: by kind and checksum, so that no number of ours shows how many there are."""
        mark = self.document.checksum[: self.MARK]
        return reverse("public:artefact", args=[self.review.slug, f"{self.kind}-{mark}"])


class SignOff(models.Model):
    """One statutory partner signed an artefact off."""

    artefact = models.ForeignKey(Artefact, models.CASCADE, related_name="sign_offs")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    office = models.CharField(max_length=200)
    signed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["artefact", "document", "organisation"], name="sign_off_once_a_partner"
            )
        ]

    def __str__(self):
        return f"{self.organisation} signed {self.artefact}"


class Hold(models.Model):
    """Somebody outside, such as a court, asked that nothing be published for now. It stops no clock."""

    class AskedBy(models.TextChoices):
        COURT = "court", "A court"
        POLICE = "police", "The police"
        CORONER = "coroner", "A coroner"
        OTHER = "other", "Somebody else"

    artefact = models.ForeignKey(Artefact, models.CASCADE, related_name="holds")
    asked_by = models.CharField(max_length=10, choices=AskedBy, default=AskedBy.OTHER)
    asked_by_office = models.CharField(max_length=200)
    reason = models.TextField()
    review_on = models.DateField()
    deadline = models.OneToOneField(
        Deadline,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hold",
        help_text="To ask again by then.",
    )
    placed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-placed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_by=None, lifted_at=None)
                | Q(lifted_by__isnull=False, lifted_at__isnull=False),
                name="hold_lifted_by_and_at_together",
            )
        ]

    def __str__(self):
        return f"Hold on {self.artefact}"


class AdvanceCopy(models.Model):
    """A copy went to the Panel or the Secretary of State before publication."""

    class Recipient(models.TextChoices):
        PANEL = "panel", "Child Safeguarding Practice Review Panel"
        SECRETARY_OF_STATE = "secretary_of_state", "Secretary of State"

    artefact = models.ForeignKey(Artefact, models.CASCADE, related_name="advance_copies")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    recipient = models.CharField(max_length=20, choices=Recipient)
    sent_on = models.DateField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["sent_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["artefact", "document", "recipient"], name="advance_copy_once_a_recipient"
            )
        ]

    def __str__(self):
        return f"Copy to {self.get_recipient_display()}"
