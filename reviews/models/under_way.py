"""The review under way: checks of its progress, what its reviewer is asked, events, drafts and papers."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.models import Deadline, Document, Person
from reviews.models.answer import InformationAnswer
from reviews.models.case import Case
from reviews.models.publication import Review, ReviewerAppointment


class OfReviewQuerySet(models.QuerySet):
    """Things of a review, for whoever reads its case and for whoever reviews it today."""

    def visible_to(self, person):
        return self.for_readers(person) | self.for_reviewer(person)

    def for_readers(self, person):
        return self.filter(review__case__in=Case.objects.visible_to(person).values("pk"))

    def for_reviewer(self, person):
        """Those of the reviews to which somebody is appointed today, and of no other."""
        return self.filter(review__in=Review.objects.of_reviewer(person).values("pk"))


class ProgressCheck(models.Model):
    """The partners looked at how long the review takes and how good it is, as regulation 14 has them do."""

    class Time(models.TextChoices):
        ON_TIME = "on_time", "On time"
        AT_RISK = "at_risk", "At risk of being late"
        LATE = "late", "Late"

    class Quality(models.TextChoices):
        GOOD = "good", "Good"
        CONCERNS = "concerns", "Some concerns"
        POOR = "poor", "Not good enough"

    review = models.ForeignKey(Review, models.CASCADE, related_name="progress_checks")
    deadline = models.OneToOneField(Deadline, models.PROTECT, null=True, related_name="progress_check")
    checked_on = models.DateField()
    time = models.CharField("time taken", max_length=10, choices=Time)
    quality = models.CharField(max_length=10, choices=Quality)
    note = models.TextField(help_text="What this rests on, and what is to be done.")
    checked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["review", "-checked_on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(note=""), name="progress_check_says_why")]

    def __str__(self):
        return f"Progress check {self.pk} of {self.review}"


class WrittenRequestQuerySet(OfReviewQuerySet):
    def for_reviewer(self, person):
        """Those asked of themselves: what was asked of a reviewer before them is not theirs to answer."""
        return super().for_reviewer(person).filter(appointment__person=person)


class WrittenRequest(models.Model):
    """What the partners asked of the reviewer in writing, by a date, and what came back."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="written_requests")
    appointment = models.ForeignKey(ReviewerAppointment, models.PROTECT, related_name="written_requests")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="written_request")
    text = models.TextField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = WrittenRequestQuerySet.as_manager()

    class Meta:
        ordering = ["review", "-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False)
                & (~Q(answer="") | Q(document__isnull=False)),
                name="written_request_answered_with_something",
            )
        ]

    def __str__(self):
        return f"Written request {self.pk} of {self.review}"

    def get_absolute_url(self):
        return reverse("reviews:answer_request", args=[self.pk])

    @property
    def ended(self):
        """Whether it is no longer due: it was withdrawn, or the review was over."""
        return self.deadline.ended_on is not None


class ReviewMeeting(models.Model):
    """A meeting of the review's own panel, which is not the national Panel."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="meetings")
    held_on = models.DateField()
    attendance = models.TextField(help_text="By organisation and office.")
    decisions = models.TextField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["review", "-held_on", "-pk"]

    def __str__(self):
        return f"Meeting {self.pk} of {self.review}"


class PractitionerEvent(models.Model):
    """Practitioners said what they saw. How many they were is kept, and never who."""

    class Kind(models.TextChoices):
        WORKSHOP = "workshop", "Learning event or workshop"
        CONVERSATION = "conversation", "Conversations one by one"
        GROUP = "group", "Group discussion"
        WRITTEN = "written", "Questions answered in writing"

    review = models.ForeignKey(Review, models.CASCADE, related_name="practitioner_events")
    held_on = models.DateField()
    kind = models.CharField(max_length=15, choices=Kind)
    number = models.PositiveSmallIntegerField(help_text="How many practitioners took part.")
    heard = models.TextField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["review", "-held_on", "-pk"]

    def __str__(self):
        return f"Practitioner event {self.pk} of {self.review}"


class ReviewDraft(models.Model):
    """One version of the reviewer's report. Written by operations.under_way.send_draft, and never changed.

    `final` moves the case on to sign-off.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="drafts")
    version = models.PositiveSmallIntegerField()
    document = models.OneToOneField(Document, models.PROTECT, related_name="review_draft")
    final = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    objects = OfReviewQuerySet.as_manager()

    class Meta:
        ordering = ["review", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["review", "version"], name="review_draft_version_once")
        ]

    def __str__(self):
        return f"Draft {self.version} of {self.review}"

    def get_absolute_url(self):
        return reverse("reviews:draft_file", args=[self.pk])


class SharedPaperQuerySet(OfReviewQuerySet):
    def for_reviewer(self, person):
        """What is shared with them now: what was taken back is not theirs any more."""
        return super().for_reviewer(person).filter(unshared_at=None)


class SharedPaper(models.Model):
    """One paper of the case that staff chose to show to the reviewer. Each reading is recorded."""

    class Kind(models.TextChoices):
        RAPID_REVIEW = "rapid_review", "The rapid review report"
        CHRONOLOGY = "chronology", "The merged chronology"
        ANSWER = "answer", "One agency’s answer"
        DOCUMENT = "document", "A document"

    review = models.ForeignKey(Review, models.CASCADE, related_name="shared_papers")
    kind = models.CharField(max_length=15, choices=Kind)
    answer = models.ForeignKey(InformationAnswer, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=150, blank=True)
    shared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(default=timezone.now)
    unshared_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    unshared_at = models.DateTimeField(null=True, blank=True)

    objects = SharedPaperQuerySet.as_manager()

    class Meta:
        ordering = ["review", "shared_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="answer", answer__isnull=False, document=None)
                | Q(kind="document", answer=None, document__isnull=False) & ~Q(title="")
                | Q(kind__in=["rapid_review", "chronology"], answer=None, document=None),
                name="shared_paper_is_what_it_says",
            ),
            models.CheckConstraint(
                condition=Q(unshared_at=None, unshared_by=None)
                | Q(unshared_at__isnull=False, unshared_by__isnull=False),
                name="shared_paper_unshared_by_and_at_together",
            ),
            models.UniqueConstraint(
                fields=["review", "kind"],
                condition=Q(kind__in=["rapid_review", "chronology"], unshared_at=None),
                name="shared_paper_once",
            ),
            models.UniqueConstraint(
                fields=["review", "answer"],
                condition=Q(kind="answer", unshared_at=None),
                name="shared_answer_once",
            ),
        ]

    def __str__(self):
        return f"Paper {self.pk} shared in {self.review}"

    def get_absolute_url(self):
        return reverse("reviews:shared_paper", args=[self.pk])

    @property
    def called(self):
        """Its name on a page: an agency's answer says of which agency it is."""
        if self.kind == self.Kind.ANSWER:
            return f"What {self.answer.request.organisation} answered"
        return self.title or self.get_kind_display()


class ReviewerNotes(models.Model):
    """A reviewer's own notes. Nobody else reads them."""

    appointment = models.OneToOneField(ReviewerAppointment, models.CASCADE, related_name="notes")
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "reviewer notes"

    def __str__(self):
        return f"Notes of {self.appointment}"
