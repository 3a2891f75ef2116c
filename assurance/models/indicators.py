"""Indicators: what is counted, how it is defined, who gives the figures, and every figure that was given."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from assurance.rules.indicators.measures import Counted, Geography, Kind, Polarity, Unit
from assurance.rules.indicators.periods import Frequency, Period
from partnership.access import Can, Role, may
from partnership.models import Area, Challenge, Deadline, Organisation, Person, Priority

COMPARATORS = (Area.LEICESTER, Area.REGION, Area.ENGLAND)


class IndicatorQuerySet(models.QuerySet):
    def live(self, day):
        return self.filter(Q(retired_on=None) | Q(retired_on__gt=day))

    def given_by(self, organisations):
        """Those for which one of these organisations gives figures of some area."""
        return self.filter(Q(source__in=organisations) | Q(rutland_source__in=organisations))

    def visible_to(self, person):
        """Staff and whoever reads indicators see all of them; another source agency those that it gives."""
        if may(person, Can.RUN_INDICATORS) or may(person, Can.READ_INDICATORS):
            return self
        return self.given_by(person.answers_for) if may(person, Can.ANSWER_RETURNS) else self.none()


class Indicator(models.Model):
    """One thing that is counted again and again, as a prompt for a question. Kept through operations.indicators."""

    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=200)
    priorities = models.ManyToManyField(
        Priority, blank=True, related_name="indicators", help_text="Whose outcome statement it tells about."
    )
    source = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Whose lead is asked for figures; nobody means the business unit.",
    )  # fmt: skip
    rutland_source = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Who gives Rutland's figures, where it is somebody else.",
    )  # fmt: skip
    unit = models.CharField(max_length=12, choices=Unit)
    unit_word = models.CharField(max_length=40, blank=True, help_text="Such as children, days or points.")
    polarity = models.CharField(max_length=8, choices=Polarity, default=Polarity.NEITHER)
    kind = models.CharField(max_length=10, choices=Kind)
    frequency = models.CharField(max_length=8, choices=Frequency, default=Frequency.QUARTER)
    counted = models.CharField(max_length=10, choices=Counted, default=Counted.WITHIN)
    geography = models.CharField(max_length=15, choices=Geography, default=Geography.EACH)
    comparators = ArrayField(models.CharField(max_length=20, choices=Area), default=list, blank=True)
    of_children = models.BooleanField(
        default=True, help_text="It counts children or families, so that small numbers are not shown."
    )
    breakdown = models.CharField(
        max_length=60, blank=True, help_text="By what it is broken down, such as age."
    )
    categories = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    target = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    target_words = models.CharField(
        max_length=200, blank=True, help_text="Whose target, or what is compared."
    )
    challenge_question = models.TextField(help_text="What somebody ought to ask when it moves.")
    owner_office = models.CharField(max_length=200, help_text="Who looks after it, by office.")
    asked_from = models.DateField(help_text="First day of the first period for which figures are wanted.")
    source_words = models.CharField(
        max_length=300, blank=True, help_text="Where the idea or definition is from."
    )
    confirmed = models.BooleanField(default=True, help_text="Whether the source was seen and agreed here.")
    retired_on = models.DateField(null=True, blank=True)
    retired_because = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(retired_on=None, retired_because="")
                | Q(retired_on__isnull=False) & ~Q(retired_because=""),
                name="indicator_retired_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(breakdown="", categories=[]) | ~Q(breakdown="") & ~Q(categories=[]),
                name="indicator_broken_down_by_what_into_what",
            ),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(name="") & ~Q(challenge_question=""), name="indicator_asks_something"
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.code} {self.name}"

    def get_absolute_url(self):
        return reverse("assurance:indicator", args=[self.pk])

    @property
    def areas(self):
        """The areas for which figures are given, comparators not among them."""
        return {
            Geography.LEICESTERSHIRE: [Area.LEICESTERSHIRE],
            Geography.RUTLAND: [Area.RUTLAND],
            Geography.EACH: [Area.LEICESTERSHIRE, Area.RUTLAND],
            Geography.TOGETHER: [Area.LR],
        }[self.geography]

    @property
    def parts(self):
        """The categories, or the one nameless part of what is not broken down."""
        return self.categories or [""]

    def giver_id(self, area):
        """Which organisation gives the figures of that area, by id; nobody is the business unit."""
        return self.rutland_source_id if area == Area.RUTLAND and self.rutland_source_id else self.source_id

    def areas_of(self, organisation_id):
        """The areas for which that organisation gives the figures."""
        return [area for area in self.areas if self.giver_id(area) == organisation_id]


class Definition(models.Model):
    """What exactly is counted from one day on. A version stays as it is; a further one follows it."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="definitions")
    version = models.PositiveSmallIntegerField(default=1)
    valid_from = models.DateField(null=True, blank=True, help_text="Empty for the first: since ever.")
    text = models.TextField()
    numerator = models.CharField(max_length=300, blank=True)
    denominator = models.CharField(max_length=300, blank=True)
    comparable = models.BooleanField(default=True, help_text="With the version before it.")
    break_because = models.TextField(blank=True)
    source_words = models.CharField(max_length=300, blank=True)
    confirmed = models.BooleanField(default=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["indicator", "version"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "version"], name="definition_version_once"),
            models.UniqueConstraint(fields=["indicator", "valid_from"], name="definition_from_a_day_once"),
            models.CheckConstraint(condition=~Q(text=""), name="definition_says_what_is_counted"),
            models.CheckConstraint(
                condition=Q(comparable=True) | ~Q(break_because="") & Q(valid_from__isnull=False),
                name="definition_break_has_a_reason_and_a_day",
            ),
        ]

    def __str__(self):
        return f"Definition {self.version} of {self.indicator.code}"


class FiguresAskedQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Staff see every request; an agency what is asked of itself."""
        if may(person, Can.RUN_INDICATORS):
            return self
        if not may(person, Can.ANSWER_RETURNS):
            return self.none()
        return self.filter(organisation__in=person.answers_for)

    def outstanding(self):
        return self.filter(deadline__done_on=None, deadline__ended_on=None, deadline__isnull=False)


class FiguresAsked(models.Model):
    """One agency asked for every figure that it gives of one period; nobody is the business unit itself.

    Without a deadline it is of the past: welcome, and not due.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    frequency = models.CharField(max_length=8, choices=Frequency)
    starts_on = models.DateField()
    deadline = models.OneToOneField(Deadline, models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=0, help_text="One more with each saving of its figures.")
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField(null=True, blank=True)

    objects = FiguresAskedQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "frequency", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "frequency", "starts_on"], name="figures_asked_once", nulls_distinct=False
            )
        ]  # fmt: skip

    def __str__(self):
        return f"Figures of {self.period.label} from {self.asked_of}"

    def get_absolute_url(self):
        return reverse("assurance:give_figures", args=[self.pk])

    @property
    def period(self):
        return Period(self.frequency, self.starts_on)

    @property
    def asked_of(self):
        return self.organisation or "the business unit"


class IndicatorPeriod(models.Model):
    """One period of one indicator: what its figures mean for children, and the figures themselves."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="periods")
    starts_on = models.DateField()
    commentary = models.TextField(blank=True, help_text="What it means for children.")
    commentary_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    commentary_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["indicator", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "starts_on"], name="indicator_period_once"),
            models.CheckConstraint(
                condition=Q(commentary="", commentary_by=None, commentary_at=None)
                | ~Q(commentary="") & Q(commentary_by__isnull=False, commentary_at__isnull=False),
                name="indicator_commentary_by_whom_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.indicator.code}, {self.period.label}"

    @property
    def period(self):
        return Period(self.indicator.frequency, self.starts_on)


class FigureQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(stands=True)


class Figure(models.Model):
    """One figure as somebody gave it. A changed one is a further row with its reason; the earlier stays.

    Never shown as it is but to who runs indicators and to who gave it: rules.indicators.telling says what others read.
    """

    class State(models.TextChoices):
        PROVISIONAL = "provisional", "Provisional"
        FINAL = "final", "Final"

    period = models.ForeignKey(IndicatorPeriod, models.CASCADE, related_name="figures")
    area = models.CharField(max_length=20, choices=Area)
    category = models.CharField(max_length=60, blank=True)
    numerator = models.BigIntegerField(null=True, blank=True)
    denominator = models.BigIntegerField(null=True, blank=True, validators=[MaxValueValidator(10**12)])
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    absent_because = models.CharField(max_length=300, blank=True, help_text="Why there is no figure.")
    state = models.CharField(max_length=12, choices=State, default=State.FINAL)
    revision = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was changed.")
    stands = models.BooleanField(default=True)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["period", "area", "category", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "area", "category", "revision"], name="figure_revision_once"
            ),
            models.UniqueConstraint(
                fields=["period", "area", "category"], condition=Q(stands=True), name="figure_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(revision=1) | ~Q(reason=""), name="figure_changed_with_a_reason"
            ),
            models.CheckConstraint(
                condition=(Q(numerator=None) | Q(numerator__gte=0))
                & (Q(denominator=None) | Q(denominator__gte=0)),
                name="figure_counts_from_nought",
            ),
            models.CheckConstraint(
                condition=Q(absent_because="") & ~Q(numerator=None, denominator=None, value=None)
                | ~Q(absent_because="") & Q(numerator=None, denominator=None, value=None),
                name="figure_or_why_not",
            ),
        ]

    def __str__(self):
        return f"Figure of {self.period}"


class QuestionPut(models.Model):
    """The challenge question of an indicator, put to an agency about one period: a challenge in the challenge log."""

    period = models.ForeignKey(IndicatorPeriod, models.PROTECT, related_name="questions_put")
    challenge = models.OneToOneField(Challenge, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-challenge__raised_on", "-pk"]

    def __str__(self):
        return f"{self.challenge} about {self.period}"


ASKED_IN_THE_OFFICE = Role.BOARD_OFFICER  # who is asked for what no agency gives
