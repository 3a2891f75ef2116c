"""What a final draft goes through before partners sign: each agency's check of the facts, and the legal check."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Deadline, Organisation, Person
from reviews.models.case import Case
from reviews.models.publication import Review
from reviews.models.under_way import ReviewDraft


class AccuracyCheckQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Your own agency's, or those of the cases that you may read."""
        own = Q(organisation__in=person.answers_for) if may(person, Can.ANSWER_INFORMATION) else Q(pk=None)
        return self.filter(own | Q(review__case__in=Case.objects.visible_to(person).values("pk")))

    def to_answer_by(self, person):
        if not may(person, Can.ANSWER_INFORMATION):
            return self.none()
        return self.filter(organisation__in=person.answers_for)


class AccuracyCheck(models.Model):
    """One agency says whether the facts about its own work are right in a draft. No agency sees another's words."""

    class Answer(models.TextChoices):
        RIGHT = "right", "The facts about our work are right"
        WRONG = "wrong", "Something about our work is wrong"

    review = models.ForeignKey(Review, models.PROTECT, related_name="accuracy_checks")
    draft = models.ForeignKey(ReviewDraft, models.PROTECT, related_name="accuracy_checks")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="accuracy_check")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    corrections = models.TextField(blank=True)
    signed_off_office = models.CharField(max_length=200, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    response = models.TextField(blank=True, help_text="What was changed, or why it was not.")
    responded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    responded_at = models.DateTimeField(null=True, blank=True)

    objects = AccuracyCheckQuerySet.as_manager()

    class Meta:
        ordering = ["review", "-draft__version", "organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "organisation"], name="accuracy_check_once_a_draft"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False)
                & ~Q(answer="")
                & ~Q(signed_off_office="")
                & (~Q(answer="wrong") | ~Q(corrections="")),
                name="accuracy_check_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(responded_at=None, responded_by=None, response="")
                | Q(responded_at__isnull=False, responded_by__isnull=False, answered_at__isnull=False)
                & ~Q(response=""),
                name="accuracy_check_responded_whole",
            ),
        ]

    def __str__(self):
        return f"Check of the facts {self.pk} of {self.review}"

    def get_absolute_url(self):
        return reverse("reviews:check_accuracy", args=[self.pk])

    @property
    def stopped(self):
        """Whether the agency was not heard and is asked no longer."""
        return self.deadline.ended_on is not None

    @property
    def settled(self):
        """Right as it was, or wrong and answered to."""
        return self.answer == self.Answer.RIGHT or bool(self.responded_at)


class LegalCheck(models.Model):
    """A lawyer looked at a draft: what may be said, of whom, and beside which proceedings. Added, never changed."""

    class Finding(models.TextChoices):
        NOTHING = "nothing", "Nothing stands against signing it off"
        CHANGES = "changes", "Changes are needed first"
        WAIT = "wait", "It cannot be signed off yet, because of other proceedings"

    review = models.ForeignKey(Review, models.PROTECT, related_name="legal_checks")
    draft = models.ForeignKey(ReviewDraft, models.PROTECT, related_name="legal_checks")
    checked_on = models.DateField()
    by_office = models.CharField(max_length=200)
    finding = models.CharField(max_length=10, choices=Finding)
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-checked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finding="nothing") | ~Q(note=""), name="legal_check_says_what_stands_against_it"
            )
        ]

    def __str__(self):
        return f"Legal check {self.pk} of {self.review}"


class GoneOnWithout(models.Model):
    """Partners may sign although one of the three has not been done: the manager said why. Added, never changed."""

    class Part(models.TextChoices):
        ACCURACY = "accuracy", "The agencies’ check of the facts"
        LEGAL = "legal", "The legal check"
        FAMILY = "family", "The family’s sight of the report"

    review = models.ForeignKey(Review, models.PROTECT, related_name="gone_on_without")
    part = models.CharField(max_length=10, choices=Part)
    reason = models.TextField()
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["part"]
        constraints = [
            models.UniqueConstraint(fields=["review", "part"], name="gone_on_without_once_a_part"),
            models.CheckConstraint(condition=~Q(reason=""), name="gone_on_without_says_why"),
        ]

    def __str__(self):
        return f"Without {self.get_part_display()}: {self.review}"
