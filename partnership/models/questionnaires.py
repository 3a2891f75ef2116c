"""Questionnaires as versioned data: sections, questions, and the rounds that ask them of many."""

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.organisations import Organisation
from partnership.models.people import Person


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


class QuestionnaireQuerySet(models.QuerySet):
    def shared(self):
        """Without those that belong to one survey alone, which is written and read where that survey is."""
        return self.exclude(code__regex=r"^survey-vs-\d+-\d+$")

    def visible_to(self, person):
        """Whoever writes questionnaires sees all of them, in every state."""
        return self.shared() if may(person, Can.BUILD_QUESTIONNAIRES) else self.none()

    def offered(self):
        return self.exclude(offered_at=None)

    def with_counts(self):
        """With `asks` and `times_asked`: how many questions it has, and how many rounds asked them."""
        return self.annotate(
            asks=Count("sections__questions", distinct=True), times_asked=Count("rounds", distinct=True)
        )


class Questionnaire(models.Model):
    """One version of a set of questions. Frozen once a round has opened with it; a change is a new version.

    Written through operations.questionnaire_building, or loaded from a file. From its freezing on triggers refuse
    any change of it, its sections, its questions and the points of their scales.
    """

    class State(models.TextChoices):
        WRITTEN = "written", "Being written"
        OFFERED = "offered", "Offered"
        ASKED = "asked", "Used and fixed"
        WITHDRAWN = "withdrawn", "Withdrawn"

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
    must_ask = models.JSONField(
        default=list, blank=True, help_text="Topics that every version has a required question about."
    )
    revision = models.PositiveIntegerField(
        default=1, help_text="Counts what people changed while it was written."
    )

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="questionnaire_version_once")]

    def __str__(self):
        return f"{self.title} (version {self.version})"

    def get_absolute_url(self):
        return reverse("assurance:questionnaire", args=[self.pk])

    @property
    def state(self):
        """Where it stands: what was asked and is no longer offered was withdrawn."""
        if self.frozen_at:
            return self.State.ASKED if self.offered_at else self.State.WITHDRAWN
        return self.State.OFFERED if self.offered_at else self.State.WRITTEN


class Section(models.Model):
    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    guidance = models.TextField(blank=True)
    revision = models.PositiveIntegerField(
        default=1, help_text="The version's own count when this was last changed."
    )

    class Meta:
        ordering = ["questionnaire", "position"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "position"], name="section_position_once")
        ]

    def __str__(self):
        return self.title


class QuestionQuerySet(models.QuerySet):
    def in_order(self):
        """All of them as a list, with section, scale and points at hand, and each knowing what it is asked on.

        Give it the questions of a whole version: then rules.questionnaires.applies asks the database nothing.
        """
        found = list(self.select_related("section", "scale").prefetch_related("scale__points"))
        by_id = {question.pk: question for question in found}
        for question in found:
            if question.asked_if_id in by_id:
                question.asked_if = by_id[question.asked_if_id]
        return found


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
    scale = models.ForeignKey(Scale, models.PROTECT, null=True, blank=True, related_name="questions")
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
    revision = models.PositiveIntegerField(
        default=1, help_text="The version's own count when this was last changed."
    )

    objects = QuestionQuerySet.as_manager()

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
        return self.assurance() if watches else self.none()

    def of_schools_visible_to(self, person):
        """Rounds among schools are watched by those who read schools, and by the authority that carries them out."""
        of_schools = self.filter(purpose=Round.Purpose.SCHOOLS)
        if may(person, Can.READ_SCHOOLS):
            return of_schools
        return (
            of_schools.filter(run_by__in=person.educates_for)
            if may(person, Can.RUN_AUTHORITY_SCHOOLS)
            else self.none()
        )

    def assurance(self):
        """Without those of audits, whose returns are about single cases."""
        return self.filter(purpose=Round.Purpose.ASSURANCE)

    def with_counts(self):
        """With `asked` and `came_back`: how many returns there are, and how many are submitted."""
        return self.annotate(
            asked=Count("returns", filter=~Q(returns__state="dropped")),
            came_back=Count("returns", filter=Q(returns__state__in=["submitted", "reopened"])),
        )


class Round(models.Model):
    """One questionnaire asked of many organisations, with its dates. Opened by operations.questionnaires."""

    class Purpose(models.TextChoices):
        ASSURANCE = "assurance", "Assurance"
        AUDIT = "audit", "The agencies' tools of a multi-agency audit"
        SCHOOLS = "schools", "The yearly safeguarding return of schools"

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
    reopens_on = models.DateField(
        null=True,
        blank=True,
        help_text="From this day agencies may reopen what they submitted themselves; empty if only when agreed.",
    )
    message = models.TextField(blank=True)
    shared_with = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The partnership next door that takes the same return of whoever serves both.",
    )
    run_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The local authority that carries it out on the partnership's behalf, among its schools.",
    )
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
                condition=Q(reopens_on=None)
                | Q(reopens_on__gte=F("due_on")) & Q(reopens_on__lte=F("closes_on")),
                name="round_reopens_between_due_and_close",
            ),
            models.CheckConstraint(
                condition=Q(about_from__lte=F("about_until")), name="round_period_in_order"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        page = "schools:round" if self.purpose == self.Purpose.SCHOOLS else "assurance:round"
        return reverse(page, args=[self.pk])
