"""What a case leads to: recommendations, actions, learning that is passed on, and what others have learnt."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Action, Deadline, Document, Group, LearningPoint, Organisation, Person
from reviews.models.case import Case
from reviews.models.publication import Artefact


class Recommendation(models.Model):
    """Something that ought to change, as a review put it, and whether the group accepts it.

    Added, answered and acted on through operations.learning and operations.action_plan.
    """

    class Source(models.TextChoices):
        RAPID_REVIEW = "rapid_review", "Rapid review"
        REVIEW = "review", "Local child safeguarding practice review"
        LOCAL_REVIEW = "local_review", "Local review"
        NATIONAL = "national", "National review"

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        NOT_ACCEPTED = "not_accepted", "Not accepted"

    case = models.ForeignKey(Case, models.PROTECT, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    source = models.CharField(max_length=20, choices=Source)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=20, choices=Answer, blank=True)
    answer_reason = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True, help_text="When the group answered.")
    answer_recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="recommendation_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="recommendation_says_something"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None, answer_recorded_by=None)
                | ~Q(answer="")
                & ~Q(answer_reason="")
                & Q(answered_on__isnull=False, answer_recorded_by__isnull=False),
                name="recommendation_answered_when_by_whom_and_why",
            ),
        ]

    def __str__(self):
        return f"Recommendation {self.number} of {self.case}"

    def get_absolute_url(self):
        return f"{reverse('reviews:action_plan', args=[self.case_id])}#recommendation-{self.number}"


class CaseAction(models.Model):
    """An action of a case's plan, and the recommendation that it answers, if it answers one."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="action_links")
    action = models.OneToOneField(Action, models.PROTECT, related_name="case_link")
    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, blank=True, related_name="action_links"
    )

    class Meta:
        ordering = ["case", "action__original_target_on", "action"]

    def __str__(self):
        return str(self.action)


class CaseLearning(models.Model):
    """A learning point of a case. One meant for the public is public only once a second person has looked at it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="learning_links")
    point = models.OneToOneField(LearningPoint, models.PROTECT, related_name="case_link")
    for_public = models.BooleanField(default=False)
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    kept_back_because = models.TextField(blank=True)

    class Meta:
        ordering = ["case", "point__noted_at", "point"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by=None, checked_at=None)
                | Q(checked_by__isnull=False, checked_at__isnull=False, for_public=True),
                name="case_learning_checked_by_and_at_together",
            ),
        ]

    def __str__(self):
        return str(self.point)

    @property
    def to_check(self):
        return self.for_public and self.checked_at is None


class DisseminationQuerySet(models.QuerySet):
    def open(self):
        """Neither done nor given up."""
        return self.filter(deadline__done_on=None, deadline__ended_on=None)

    def visible_to(self, person):
        """Those of cases that somebody may read, those of their own agency, and for whoever keeps learning, all."""
        if may(person, Can.WRITE_LEARNING):
            return self
        own = Q(organisation__in=person.answers_for, organisation__isnull=False)
        return self.filter(own | Q(case__in=Case.objects.visible_to(person)))

    def to_record_by(self, person):
        """Those whose doing they may record: whoever keeps learning, or who answers for the organisation."""
        if may(person, Can.WRITE_LEARNING):
            return self
        return self.filter(organisation__in=person.answers_for, organisation__isnull=False)


class Dissemination(models.Model):
    """One way in which a case's learning reaches the people who need it; due by a date, done when that is shown."""

    class Product(models.TextChoices):
        BRIEFING = "briefing", "Seven-minute briefing"
        BULLETIN = "bulletin", "Bulletin"
        TRAINING = "training", "Training"
        TEAM_MEETING = "team_meeting", "Team meeting"
        WEBINAR = "webinar", "Webinar"
        OTHER = "other", "Something else"

    case = models.ForeignKey(Case, models.PROTECT, related_name="disseminations")
    audience = models.CharField(max_length=200)
    product = models.CharField(max_length=20, choices=Product)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="whose task it is"
    )
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="dissemination")
    reached = models.PositiveIntegerField(null=True, blank=True, help_text="How many people it reached.")
    shown_by = models.TextField(blank=True, help_text="What shows that it was read or used.")
    planned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(default=timezone.now)

    objects = DisseminationQuerySet.as_manager()

    class Meta:
        ordering = ["case", "deadline__due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reached=None, shown_by="") | Q(reached__isnull=False) & ~Q(shown_by=""),
                name="dissemination_reach_and_what_shows_it_together",
            )
        ]

    def __str__(self):
        return f"{self.get_product_display()} on {self.case}"

    def get_absolute_url(self):
        return reverse("reviews:dissemination", args=[self.pk])

    @property
    def asked_of(self):
        return self.organisation or "The business unit"


class BriefingQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Agreed ones for everybody who signs in; drafts for those who write them and who read the case."""
        if may(person, Can.WRITE_LEARNING):
            return self
        agreed = Q(state=Briefing.State.AGREED) if may(person, Can.READ_LEARNING) else Q(pk=None)
        return self.filter(agreed | Q(case__in=Case.objects.visible_to(person)))


class Briefing(models.Model):
    """A seven-minute briefing: seven boxes that a team reads and talks about. It never names the case.

    Written, agreed and reopened through operations.briefing. An agreed one has its PDF.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        AGREED = "agreed", "Agreed"

    BOXES = (
        "what_happened",
        "why_it_matters",
        "what_we_learnt",
        "do_differently",
        "questions",
        "find_out_more",
        "background",
    )

    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="briefings")
    title = models.CharField(max_length=150)
    theme = models.CharField(max_length=100, blank=True)
    what_happened = models.TextField(blank=True)
    why_it_matters = models.TextField(blank=True)
    what_we_learnt = models.TextField(blank=True)
    do_differently = models.TextField(blank=True)
    questions = models.TextField(blank=True)
    find_out_more = models.TextField(blank=True)
    background = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    artefact = models.OneToOneField(Artefact, models.PROTECT, null=True, blank=True, related_name="briefing")

    objects = BriefingQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", agreed_by=None, agreed_at=None, document=None)
                | Q(
                    state="agreed",
                    agreed_by__isnull=False,
                    agreed_at__isnull=False,
                    document__isnull=False,
                ),
                name="briefing_agreed_by_at_and_as_what_together",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=models.F("written_by")),
                name="briefing_agreed_by_somebody_else",
            ),
        ]

    def __str__(self):
        return f"Briefing {self.pk}"

    def get_absolute_url(self):
        return reverse("reviews:briefing", args=[self.pk])

    @property
    def texts(self):
        return {name: getattr(self, name) for name in self.BOXES}


class OutsideReview(models.Model):
    """A review by the national Panel or by another area, and what we made of it.

    Registered and considered through operations.outside_reviews.
    """

    class Source(models.TextChoices):
        PANEL = "panel", "The national Panel"
        PARTNERSHIP = "partnership", "Another safeguarding partnership"
        OTHER = "other", "Somebody else"

    class Outcome(models.TextChoices):
        NOTHING = "nothing", "Nothing more to do here"
        ACTIONS = "actions", "Actions"
        LEARNING = "learning", "A learning point"
        SHARED = "shared", "Shared as it is"

    title = models.CharField(max_length=200)
    source = models.CharField(max_length=20, choices=Source)
    source_name = models.CharField(
        max_length=200, blank=True, help_text="Whose it is, where that needs saying."
    )
    published_on = models.DateField(null=True, blank=True)
    address = models.URLField(max_length=400, blank=True)
    summary = models.TextField()
    themes = models.CharField(max_length=200, blank=True)
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="outside_review")
    registered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(default=timezone.now)
    considered_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    reasons = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    actions = models.ManyToManyField(Action, related_name="outside_reviews", blank=True)
    learning_points = models.ManyToManyField(LearningPoint, related_name="outside_reviews", blank=True)

    class Meta:
        ordering = ["-registered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(considered_on=None, outcome="", reasons="", recorded_by=None)
                | Q(considered_on__isnull=False, recorded_by__isnull=False) & ~Q(outcome="") & ~Q(reasons=""),
                name="outside_review_considered_when_by_whom_and_why",
            ),
        ]

    def __str__(self):
        return f"Outside review {self.pk}"

    def get_absolute_url(self):
        return reverse("reviews:outside_review", args=[self.pk])

    @property
    def reference(self):
        return f"Outside review {self.pk}"
