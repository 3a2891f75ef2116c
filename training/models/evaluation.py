"""What people say of training: before it, straight after it, and once it should have changed their work."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Person
from partnership.rules.years import year_words
from training.models.attendance import Came, Guest
from training.models.booking import Booking
from training.models.programme import Course, Session


class Moment(models.TextChoices):
    BEFORE = "before", "Before"
    AFTER = "after", "Straight after"
    LATER = "later", "Later"


class Respondent(models.TextChoices):
    LEARNER = "learner", "Learner"
    MANAGER = "manager", "Learner’s manager"


class Statement(models.Model):
    """What somebody can do with confidence, such as “I can …”. The same words before, after and later.

    Once it was answered it is not reworded but retired, so that scores stay comparable. Through operations.evaluation.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="statements")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["course", "position", "pk"]

    def __str__(self):
        return self.text


class Stage(models.Model):
    """When people of a course are asked, and who."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="stages")
    moment = models.CharField(max_length=10, choices=Moment)
    respondent = models.CharField(max_length=10, choices=Respondent)
    offset_days = models.SmallIntegerField(help_text="From the day of the session; before it is negative.")

    class Meta:
        ordering = ["course", "offset_days", "respondent"]
        constraints = [
            models.UniqueConstraint(fields=["course", "moment", "respondent"], name="evaluation_stage_once"),
            models.CheckConstraint(
                condition=Q(respondent="learner") | Q(moment="later"),
                name="evaluation_manager_is_asked_later",
            ),
            models.CheckConstraint(
                condition=Q(moment="before", offset_days__lt=0) | ~Q(moment="before") & Q(offset_days__gte=0),
                name="evaluation_stage_on_its_side",
            ),
        ]

    def __str__(self):
        return f"{self.get_moment_display()}: {self.get_respondent_display()}"


class EvaluationQuerySet(models.QuerySet):
    def counted(self):
        """Of people with a place before the session, and of people who were in the room since: a register is corrected
        now and then, and whoever was not there after all says nothing of it."""
        had_a_place = Q(booking__state=Booking.State.BOOKED)
        return self.filter(
            had_a_place & (Q(moment=Moment.BEFORE) | Q(booking__outcome__in=Came.values)) | Q(booking=None)
        )

    def with_about(self):
        """`about` is the id of the session that each is about."""
        return self.annotate(about=Coalesce("booking__session", "guest__session"))

    def of_sessions(self, sessions):
        """Those about these sessions."""
        return self.filter(Q(booking__session__in=sessions) | Q(guest__session__in=sessions)).with_about()

    def with_session(self):
        """With everything that a letter or a page says of whom is asked about what."""
        return self.select_related("booking__session__course", "booking__learner", "guest__session__course")


class Evaluation(models.Model):
    """One person asked once about one session: they had booked it, or came as a guest without an account.

    It knows who was asked and whether they answered. Scores hang on it, so that the same person's can be compared; what
    they wrote does not: see Remark.
    """

    booking = models.ForeignKey(Booking, models.PROTECT, null=True, blank=True, related_name="evaluations")
    guest = models.ForeignKey(Guest, models.PROTECT, null=True, blank=True, related_name="evaluations")
    moment = models.CharField(max_length=10, choices=Moment)
    respondent = models.CharField(max_length=10, choices=Respondent)
    asked_on = models.DateField()
    closes_on = models.DateField()
    reminded_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(
        null=True, blank=True, help_text="The day only: an instant could tell who."
    )

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["booking", "guest", "asked_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["booking", "moment", "respondent"], name="evaluation_asked_once"),
            models.UniqueConstraint(
                fields=["guest", "moment", "respondent"], name="evaluation_guest_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(booking__isnull=False, guest=None)
                | Q(booking=None, guest__isnull=False, respondent="learner") & ~Q(moment="before"),
                name="evaluation_of_one_person",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("asked_on")), name="evaluation_closes_after_it_opens"
            ),
        ]

    def __str__(self):
        return f"Evaluation {self.pk}"

    @property
    def to(self):
        """The address of whoever is asked; empty where none is known."""
        if self.guest_id:
            return self.guest.email
        booking = self.booking
        return booking.manager_email if self.respondent == Respondent.MANAGER else booking.learner.email

    @property
    def session(self):
        return (self.booking or self.guest).session

    @property
    def learner_name(self):
        """Who came to the session."""
        return self.guest.name if self.guest_id else self.booking.learner.name


class Score(models.Model):
    """One answer on a scale: to a statement of the course, or to what everybody is asked after a session."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="scores")
    statement = models.ForeignKey(Statement, models.PROTECT, null=True, blank=True, related_name="scores")
    reaction = models.CharField(max_length=20, blank=True)
    value = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["evaluation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "statement", "reaction"], nulls_distinct=False, name="score_once"
            ),
            models.CheckConstraint(
                condition=Q(statement__isnull=False, reaction="") | Q(statement=None) & ~Q(reaction=""),
                name="score_of_one_thing",
            ),
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=5), name="score_on_the_scale"),
        ]

    def __str__(self):
        return f"Score {self.pk}"


class Remark(models.Model):
    """What somebody wrote, of a session. Nothing here leads to who it was: no person, no time, no order of arrival."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="remarks")
    moment = models.CharField(max_length=10, choices=Moment)
    respondent = models.CharField(max_length=10, choices=Respondent)
    asked = models.CharField(max_length=20)
    text = models.TextField()
    hidden_because = models.CharField(
        max_length=300, blank=True, help_text="It could tell who somebody is, and is not shown."
    )

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"Remark on {self.session.reference}"


class YearlyEvaluationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Agreed ones for whoever reads of training; all for staff; what waits for its chair for the chair."""
        if may(person, Can.RUN_TRAINING):
            return self
        if not may(person, Can.READ_TRAINING):
            return self.none()
        seen = Q(state=YearlyEvaluation.State.AGREED)
        if may(person, Can.AGREE_NEEDS):
            seen |= Q(state=YearlyEvaluation.State.WITH_GROUP, group__in=person.chaired)
        return self.filter(seen)


class YearlyEvaluation(models.Model):
    """What a year of training changed, April to March: figures kept with their day, and what they mean.

    Agreed by the chair of the Learning and Development Group, and frozen then by a trigger.
    """

    class State(models.TextChoices):
        WRITING = "writing", "Being written"
        WITH_GROUP = "with_group", "With the group"
        AGREED = "agreed", "Agreed"

    year = models.PositiveSmallIntegerField(unique=True, help_text="In which it began.")
    group = models.ForeignKey("partnership.Group", models.PROTECT, related_name="+")
    figures = models.JSONField(help_text="As operations.yearly_evaluation.gather made them.")
    gathered_at = models.DateTimeField(default=timezone.now)
    difference = models.TextField("what difference it made", blank=True)
    not_changed = models.TextField("what did not change", blank=True)
    next_year = models.TextField("what it means for next year", blank=True)
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.WRITING)
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = YearlyEvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="agreed") & Q(agreed_by=None, agreed_at=None)
                | Q(state="agreed", agreed_by__isnull=False, agreed_at__isnull=False),
                name="yearly_evaluation_agreed_by_and_at",
            ),
        ]

    def __str__(self):
        return f"Training in {year_words(self.year)}"

    @property
    def colour(self):
        return {"writing": "blue", "with_group": "purple", "agreed": "green"}[self.state]
