"""The yearly needs analysis: what people must be able to do, what shows it, and what was taken up or not, and why."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, Role, may
from partnership.models import Deadline, Person
from partnership.rules.years import year_words
from training.models.programme import Course
from training.rules.needs import GROUP


def sits_in_learning(person):
    """Whether they have a seat in the Learning and Development Group today, other than to observe."""
    return any(
        a.seat.group.code == GROUP for a in person.appointments_today if a.seat_id and a.role != Role.OBSERVER
    )


def chairs_learning(person):
    """Whether they chair the Learning and Development Group today."""
    return any(
        a.seat.group.code == GROUP
        for a in person.appointments_today
        if a.seat_id and a.role == Role.GROUP_CHAIR
    )


class NeedsAnalysisQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Agreed ones for who reads of training; from the scoring on for the group and the Advisor; all for staff."""
        if may(person, Can.RUN_TRAINING):
            return self
        if not may(person, Can.READ_TRAINING):
            return self.none()
        if sits_in_learning(person) or Role.INDEPENDENT_ADVISOR in person.roles:
            return self.exclude(state=NeedsAnalysis.State.GATHERING)
        return self.filter(state=NeedsAnalysis.State.AGREED)

    def to_agree_by(self, person):
        """Those that wait for this person, who chairs the Learning and Development Group."""
        if may(person, Can.AGREE_NEEDS) and chairs_learning(person):
            return self.filter(state=NeedsAnalysis.State.WITH_GROUP)
        return self.none()

    def to_score_by(self, person):
        """Those on which this person may put a score: staff, and whoever sits in the group."""
        if may(person, Can.RUN_TRAINING) or (may(person, Can.READ_TRAINING) and sits_in_learning(person)):
            return self.filter(state=NeedsAnalysis.State.SCORING)
        return self.none()


def agreed_together(name):
    """The constraint that what is agreed says by whom, when and how, and what is not says none of them."""
    return models.CheckConstraint(
        condition=~Q(state="agreed") & Q(agreed_by=None, agreed_at=None, agreed_how="")
        | Q(state="agreed", agreed_by__isnull=False, agreed_at__isnull=False) & ~Q(agreed_how=""),
        name=name,
    )


class NeedsAnalysis(models.Model):
    """What multi-agency training a year needs. Called LNA and TNA: the name on screen is in data/needs.toml.

    `state` changes only through operations.needs.move. What was agreed is frozen: a trigger refuses to change it.
    """

    class State(models.TextChoices):
        GATHERING = "gathering", "Being gathered"
        SCORING = "scoring", "Being scored"
        WITH_GROUP = "with_group", "With the group"
        AGREED = "agreed", "Agreed"

    year = models.PositiveSmallIntegerField(unique=True, help_text="The year in whose April it begins.")
    reference = models.CharField(max_length=20, unique=True, help_text="Such as LNA-2026.")
    called = models.CharField(max_length=100, help_text="What it was called when it began.")
    criteria = models.JSONField(help_text="By which needs were scored, as they stood when it began.")
    scale = models.JSONField(help_text="The points of a score and their words, as they stood then.")
    introduction = models.TextField(blank=True, help_text="What was asked, of whom, and when.")
    state = models.CharField(max_length=12, choices=State, default=State.GATHERING)
    revision = models.PositiveIntegerField(default=1, help_text="Counts every change of its words or needs.")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="+")
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    returned_because = models.TextField(blank=True)
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_how = models.CharField(max_length=200, blank=True, help_text="At which meeting, and its decision.")

    objects = NeedsAnalysisQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        verbose_name_plural = "needs analyses"
        constraints = [
            agreed_together("needs_agreed_by_at_and_how_together"),
        ]

    def __str__(self):
        return f"{self.called} {year_words(self.year)}"

    def get_absolute_url(self):
        return reverse("training:needs_analysis", args=[self.pk])

    @property
    def status(self):
        return self.State(self.state)

    @property
    def year_words(self):
        return year_words(self.year)


class NeedEvidence(models.Model):
    """One thing that speaks for a need in a year: proposed by the portal or added by hand, and picked by a person.

    It belongs to a year rather than to an analysis, so that what last year's training taught waits for the next.
    """

    class Kind(models.TextChoices):
        PRIORITY = "priority", "Priorities of the business plan"
        LEARNING = "learning", "Learning from reviews, audits and elsewhere"
        RETURNS = "returns", "Agencies’ returns"
        SURVEY = "survey", "Practitioners’ survey"
        EVALUATION = "evaluation", "Evaluation of last year’s training"
        AUDIT = "audit", "Multi-agency audits"
        NATIONAL = "national", "National issues"
        PARTNERS = "partners", "Partners and sub-groups"
        OTHER = "other", "Something else"

    class Standing(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        PICKED = "picked", "Selected"
        LEFT = "left", "Left out"

    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=80, help_text="What it is of, such as learning:12.")
    kind = models.CharField(max_length=12, choices=Kind)
    words = models.TextField()
    source = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True, help_text="Where it was published.")
    path = models.CharField(
        max_length=200, blank=True, help_text="Where in the portal it is read, for whoever may."
    )
    known_on = models.DateField()
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.PROPOSED)
    added_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", help_text="Nobody: the portal did."
    )
    judged_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["kind", "-known_on", "pk"]
        verbose_name_plural = "need evidence"
        constraints = [
            models.UniqueConstraint(fields=["year", "key"], name="need_evidence_once_a_year"),
            models.CheckConstraint(condition=~Q(words=""), name="need_evidence_says_something"),
            models.CheckConstraint(
                condition=Q(standing="proposed", judged_by=None)
                | ~Q(standing="proposed") & Q(judged_by__isnull=False),
                name="need_evidence_judged_by_somebody",
            ),
        ]

    def __str__(self):
        return f"Evidence {self.pk} of {year_words(self.year)}"


class Need(models.Model):
    """Something that people must be able to do and cannot, or not enough of them; and what was decided about it."""

    class Decision(models.TextChoices):
        TAKEN_UP = "taken_up", "Taken up"
        NOT_TAKEN_UP = "not_taken_up", "Not taken up"

    analysis = models.ForeignKey(NeedsAnalysis, models.CASCADE, related_name="needs")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=150)
    able_to = models.TextField(help_text="What people must be able to do.")
    audience = models.CharField(max_length=300)
    level = models.PositiveSmallIntegerField(choices=Course.Level)
    people = models.PositiveIntegerField(null=True, blank=True, help_text="How many people need it.")
    evidence = models.ManyToManyField(NeedEvidence, related_name="needs", blank=True)
    courses = models.ManyToManyField(Course, related_name="needs", blank=True)
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to", help_text="Last year’s."
    )
    decision = models.CharField(max_length=12, choices=Decision, blank=True)
    why = models.TextField(blank=True, help_text="Why it was taken up or not.")
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["analysis", "number"]
        constraints = [
            models.UniqueConstraint(fields=["analysis", "number"], name="need_number_once"),
            models.UniqueConstraint(fields=["analysis", "carried_from"], name="need_carried_once"),
            models.CheckConstraint(condition=Q(decision="") | ~Q(why=""), name="need_decided_says_why"),
        ]

    def __str__(self):
        return f"{self.analysis.reference}, need {self.number}"

    @property
    def was_decided(self):
        return self.Decision(self.decision) if self.decision else ""


class NeedScore(models.Model):
    """How one person scored one need by one criterion."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="scores")
    criterion = models.SlugField(max_length=40)
    value = models.PositiveSmallIntegerField()
    scored_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    scored_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["need", "criterion", "scored_by"]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "criterion", "scored_by"], name="need_scored_once_by_each"
            ),
        ]

    def __str__(self):
        return f"Score {self.pk}"
