"""The programme of a year: what each need gets, the margin kept free, who provides it and who teaches it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, Role, may
from partnership.models import Organisation, Person
from partnership.rules.years import year_words
from training.models.needs import Need, NeedsAnalysis, agreed_together, chairs_learning, sits_in_learning
from training.models.programme import Course, Session


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Agreed ones for who reads of training; from the group on for it and the Advisor; all of them for staff."""
        if may(person, Can.RUN_TRAINING):
            return self
        if not may(person, Can.READ_TRAINING):
            return self.none()
        if sits_in_learning(person) or Role.INDEPENDENT_ADVISOR in person.roles:
            return self.exclude(state=Programme.State.PLANNING)
        return self.filter(state=Programme.State.AGREED)

    def to_agree_by(self, person):
        """Those that wait for this person, who chairs the Learning and Development Group."""
        if may(person, Can.AGREE_NEEDS) and chairs_learning(person):
            return self.filter(state=Programme.State.WITH_GROUP)
        return self.none()


class Programme(models.Model):
    """What is offered in a year, from the agreed needs.

    `state` changes only through operations.commissioning.move.
    """

    class State(models.TextChoices):
        PLANNING = "planning", "Being planned"
        WITH_GROUP = "with_group", "With the group"
        AGREED = "agreed", "Agreed"

    analysis = models.OneToOneField(NeedsAnalysis, models.PROTECT, related_name="programme")
    year = models.PositiveSmallIntegerField(unique=True)
    budget = models.DecimalField(
        max_digits=12, decimal_places=2, default=0, help_text="In pounds, for the year."
    )
    margin_percent = models.PositiveSmallIntegerField(help_text="Of places and budget, kept free.")
    margin_source = models.CharField(max_length=300)
    introduction = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.PLANNING)
    revision = models.PositiveIntegerField(default=1)
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    returned_because = models.TextField(blank=True)
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_how = models.CharField(max_length=200, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(condition=Q(margin_percent__lt=100), name="programme_margin_is_a_part"),
            models.CheckConstraint(condition=Q(budget__gte=0), name="programme_budget_not_negative"),
            agreed_together("programme_agreed_by_at_and_how_together"),
        ]

    def __str__(self):
        return f"Training programme {year_words(self.year)}"

    def get_absolute_url(self):
        return reverse("training:programme", args=[self.year])

    @property
    def status(self):
        return self.State(self.state)

    @property
    def reference(self):
        return f"TP-{self.year}"

    @property
    def year_words(self):
        return year_words(self.year)


class ProgrammeNeed(models.Model):
    """How many sessions and places one agreed need is given in the year, and what that may cost."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="lines")
    need = models.OneToOneField(Need, models.PROTECT, related_name="line")
    sessions = models.PositiveSmallIntegerField(default=0)
    places = models.PositiveIntegerField(default=0)
    cost = models.DecimalField(max_digits=12, decimal_places=2, default=0, help_text="Planned, in pounds.")

    class Meta:
        ordering = ["programme", "need__number"]

    def __str__(self):
        return f"{self.programme}: need {self.need.number}"


class MarginUse(models.Model):
    """A session that the margin pays for, and the issue that came up. Only added to, and undone with a reason."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="margin_uses")
    session = models.OneToOneField(Session, models.PROTECT, related_name="margin_use")
    issue = models.CharField(max_length=300, help_text="What came up since the needs were agreed.")
    used_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["programme", "used_at"]
        constraints = [models.CheckConstraint(condition=~Q(issue=""), name="margin_use_names_its_issue")]

    def __str__(self):
        return f"Margin of {self.programme}"


class Commission(models.Model):
    """Who provides a course, how they were chosen, for what money and time, and whether it is good."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="commissions")
    provider = models.CharField(max_length=200, help_text="The organisation that provides it.")
    in_house = models.BooleanField(default=False, help_text="Partners’ own trainers, without a contract.")
    chosen_how = models.TextField(help_text="How it was chosen, and who else was asked.")
    cost = models.DecimalField(max_digits=12, decimal_places=2, help_text="For the whole time, in pounds.")
    starts_on = models.DateField()
    ends_on = models.DateField()
    contract = models.CharField(max_length=60, blank=True, help_text="Its reference.")
    quality = models.TextField(blank=True, help_text="What was looked at and found.")
    quality_checked_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True, help_text="When it is looked at again.")
    review = models.TextField(blank=True, help_text="What the last review said.")
    trainers = models.ManyToManyField(Person, related_name="+", blank=True)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="commission_dates_in_order"
            ),
            models.CheckConstraint(condition=Q(cost__gte=0), name="commission_cost_not_negative"),
            models.CheckConstraint(
                condition=Q(quality="", quality_checked_on=None)
                | ~Q(quality="") & Q(quality_checked_on__isnull=False),
                name="commission_quality_and_its_day_together",
            ),
        ]

    def __str__(self):
        return f"Commission {self.pk} of {self.course}"


class PoolTrainer(models.Model):
    """Somebody of the trainers' pool: of which agency, what they teach, and when somebody last watched them."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="pool_entry")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    teaches = models.ManyToManyField(Course, related_name="pool", blank=True)
    note = models.CharField(max_length=300, blank=True, help_text="Days on which they can, and the like.")
    observed_on = models.DateField(null=True, blank=True)
    observed = models.TextField(blank=True, help_text="What was seen when they were last watched.")
    left_on = models.DateField(null=True, blank=True, help_text="Since when they teach no more.")

    class Meta:
        ordering = ["person__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(observed_on=None, observed="") | Q(observed_on__isnull=False) & ~Q(observed=""),
                name="pool_trainer_observed_and_its_day_together",
            ),
        ]

    def __str__(self):
        return str(self.person)
