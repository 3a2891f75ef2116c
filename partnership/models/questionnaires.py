"""Questionnaires as versioned data: questions, rounds that ask them of many, returns and answers."""

from django.db import models
from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.deadlines import Deadline
from partnership.models.organisations import Organisation
from partnership.models.people import Person
from partnership.rules.questionnaires import YES_NO, as_date


class Scale(models.Model):
    """A rating scale. Its labels travel with every answer, for the same colour means different things."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class ScalePoint(models.Model):
    scale = models.ForeignKey(Scale, models.CASCADE, related_name="points")
    value = models.SmallIntegerField()
    label = models.CharField(max_length=100)
    descriptor = models.TextField(blank=True)

    class Meta:
        ordering = ["scale", "-value"]
        constraints = [models.UniqueConstraint(fields=["scale", "value"], name="scale_point_once")]

    def __str__(self):
        return self.label


class Questionnaire(models.Model):
    """One version of a set of questions. Frozen once a round has opened with it; a change is a new version."""

    class Basis(models.TextChoices):
        DUTY = "duty", "A duty to answer"
        INVITATION = "invitation", "An invitation to answer"
        ANONYMOUS = "anonymous", "A survey that does not know who answers"

    code = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    introduction = models.TextField(blank=True)
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.DUTY)
    frozen_at = models.DateTimeField(null=True, blank=True)
    offered_at = models.DateTimeField(
        null=True,
        blank=True,
        default=timezone.now,
        help_text="When rounds could begin to ask it; empty while it is written.",
    )
    made_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Nobody, if it came with the portal.",
    )
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="questionnaire_version_once")]

    def __str__(self):
        return f"{self.title} (version {self.version})"


class Section(models.Model):
    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    guidance = models.TextField(blank=True)

    class Meta:
        ordering = ["questionnaire", "position"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "position"], name="section_position_once")
        ]

    def __str__(self):
        return self.title


class Question(models.Model):
    """One question. `code` stays the same from version to version, so that answers can be compared."""

    class Kind(models.TextChoices):
        SCALE = "scale", "A choice on a scale"
        TEXT = "text", "Text"
        NUMBER = "number", "A number"
        DATE = "date", "A date"
        YES_NO = "yes_no", "Yes or no"
        TABLE = "table", "A table"
        EVIDENCE = "evidence", "Evidence: files and links"

    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=60)
    text = models.CharField(max_length=500)
    guidance = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.TEXT)
    scale = models.ForeignKey(Scale, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.CharField(max_length=40, blank=True)
    required = models.BooleanField(default=True)
    may_not_apply = models.BooleanField(
        default=False, help_text="May be answered 'does not apply', with a reason."
    )
    topic = models.CharField(
        max_length=40, blank=True, help_text="What it is about, such as voice_of_the_child."
    )
    columns = models.JSONField(
        default=list, blank=True, help_text="Of a table, in order: title, and kind, which is text or number."
    )
    asked_if = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="opens",
        help_text="An earlier question of the same version, on whose answer this one is asked.",
    )
    asked_if_values = models.JSONField(
        default=list, blank=True, help_text="Which answers to it: points of its scale or yes and no, as text."
    )

    class Meta:
        ordering = ["section__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["section", "position"], name="question_position_once"),
            models.UniqueConstraint(fields=["section", "code"], name="question_code_once"),
            models.CheckConstraint(
                condition=Q(kind="scale", scale__isnull=False) | ~Q(kind="scale") & Q(scale=None),
                name="question_on_a_scale_names_it",
            ),
            models.CheckConstraint(
                condition=Q(kind="table") & ~Q(columns=[]) | ~Q(kind="table") & Q(columns=[]),
                name="question_table_has_columns",
            ),
            models.CheckConstraint(
                condition=Q(asked_if=None, asked_if_values=[])
                | Q(asked_if__isnull=False) & ~Q(asked_if_values=[]),
                name="question_asked_if_says_when",
            ),
        ]

    def __str__(self):
        return self.text


class RoundQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Rounds are watched by those who run them and by those who read what comes back."""
        watches = may(person, Can.RUN_ASSURANCE) or may(person, Can.READ_RETURNS)
        return self if watches else self.none()

    def with_counts(self):
        """With `asked` and `came_back`: how many returns there are, and how many are submitted."""
        return self.annotate(
            asked=Count("returns"), came_back=Count("returns", filter=Q(returns__state="submitted"))
        )


class Round(models.Model):
    """One questionnaire asked of many organisations, with its dates. Opened by operations.questionnaires."""

    class Purpose(models.TextChoices):
        ASSURANCE = "assurance", "Assurance"
        AUDIT = "audit", "The agencies' tools of a multi-agency audit"

    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.ASSURANCE)
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="rounds")
    title = models.CharField(max_length=200)
    reference = models.CharField(max_length=40, unique=True)
    about_from = models.DateField("period from")
    about_until = models.DateField("period until")
    opens_on = models.DateField()
    due_on = models.DateField()
    closes_on = models.DateField(
        help_text="The last day on which a late or reopened return may be submitted."
    )
    message = models.TextField(blank=True)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-due_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("due_on")) & Q(due_on__lte=F("closes_on")),
                name="round_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(about_from__lte=F("about_until")), name="round_period_in_order"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("assurance:round", args=[self.pk])


class ReturnQuerySet(models.QuerySet):
    def submitted(self):
        return self.filter(state=Return.State.SUBMITTED)

    def answerable_by(self, person):
        """The returns of the organisations for which this person answers today."""
        if not may(person, Can.ANSWER_RETURNS):
            return self.none()
        return self.filter(organisation__in=person.answers_for)

    def visible_to(self, person):
        """Your own organisation's returns; the submitted ones of everybody to those who read them all."""
        own = Q(pk__in=self.model.objects.answerable_by(person).values("pk"))
        if may(person, Can.READ_RETURNS):
            return self.filter(own | Q(state=Return.State.SUBMITTED))
        return self.filter(own)

    def with_progress(self):
        """With `answered`, `of`, `set_aside` and `last_saved_at`, counted as rules.questionnaires.count counts."""
        given = Q(answers__not_applicable=False) & (
            Q(answers__text__regex=r"\S") | Q(answers__number__isnull=False) | Q(answers__value__isnull=False)
        )
        aside = Q(
            answers__not_applicable=True,
            answers__question__may_not_apply=True,
            answers__not_applicable_reason__regex=r"\S",
        )
        asked = (
            Question.objects.filter(section__questionnaire=OuterRef("round__questionnaire"))
            .order_by()
            .values("section__questionnaire")
            .annotate(number=Count("pk"))
            .values("number")
        )
        return self.annotate(
            answered=Count("answers", filter=given),
            set_aside=Count("answers", filter=aside),
            last_saved_at=Max("answers__saved_at"),
            of=Coalesce(Subquery(asked), 0) - F("set_aside"),
        )


class Return(models.Model):
    """What one organisation answers in one round. Answers autosave while it is a draft.

    Submitted by operations.questionnaires.submit, which freezes it: a trigger refuses changed answers.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Not submitted"
        SUBMITTED = "submitted", "Submitted"

    round = models.ForeignKey(Round, models.PROTECT, related_name="returns")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="returns")
    about = models.CharField(
        max_length=40, blank=True, help_text="Of an audit: the case, by its reference in that audit."
    )
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="assurance_return")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    declared_office = models.CharField(max_length=200, blank=True, help_text="The executive lead's office.")
    checksum = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the answers as submitted.")

    objects = ReturnQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["round", "organisation", "about"], name="return_once_a_round"),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_by=None, submitted_at=None, checksum="")
                | Q(state="submitted", submitted_by__isnull=False, submitted_at__isnull=False)
                & ~Q(checksum=""),
                name="return_submitted_by_and_at_together",
            ),
        ]

    def __str__(self):
        return f"{self.round.reference}: {self.organisation}"

    def get_absolute_url(self):
        return reverse("assurance:return", args=[self.pk])

    @property
    def extended(self):
        """Whether the agency was given a later date than the round's."""
        return self.deadline.due_on > self.round.due_on


class Answer(models.Model):
    """The answer to one question in one return, with the label it had when it was given.

    `revision` counts saves, so that two colleagues in one return are told of each other. A date is kept as
    the text 2026-11-22, yes or no as the text "yes" or "no".
    """

    assurance_return = models.ForeignKey(Return, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    number = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    value = models.SmallIntegerField(null=True, blank=True, help_text="The point on the scale.")
    label = models.CharField(max_length=100, blank=True, help_text="That point's label on the day.")
    scale_name = models.CharField(max_length=200, blank=True)
    rows = models.JSONField(default=list, blank=True, help_text="Of a table: a list of texts for each row.")
    not_applicable = models.BooleanField(default=False)
    not_applicable_reason = models.TextField(blank=True)
    why_changed = models.TextField(
        blank=True, help_text="Why a number differs so much from that of the return before."
    )
    carried_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Last return's answer, brought forward.",
    )
    to_review = models.BooleanField(
        default=False, help_text="Brought forward, and nobody has said yet that it still holds."
    )
    revision = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["question__section__position", "question__position"]
        constraints = [
            models.UniqueConstraint(fields=["assurance_return", "question"], name="answer_once"),
        ]

    def __str__(self):
        return f"Answer {self.pk}"

    @property
    def given(self):
        """Whether there is an answer to read."""
        return bool(
            self.not_applicable or self.text.strip() or self.number is not None or self.value is not None
        )

    @property
    def said(self):
        """The answer in words, without its reason where it does not apply."""
        if self.not_applicable:
            return "Does not apply"
        if not self.given:
            return ""
        kind = self.question.kind
        if kind == Question.Kind.SCALE:
            return self.label
        if kind == Question.Kind.NUMBER:
            unit = self.question.unit
            return f"{self.said_number}{unit}" if unit == "%" else f"{self.said_number} {unit}".strip()
        if kind == Question.Kind.YES_NO:
            return YES_NO.get(self.text, "")
        if kind == Question.Kind.DATE and (day := as_date(self.text)):
            return f"{day:%-d %B %Y}"
        return self.text

    @property
    def said_number(self):
        """The number as it is written: 1,200 or 37.5."""
        return "" if self.number is None else f"{self.number:,.2f}".rstrip("0").rstrip(".")
