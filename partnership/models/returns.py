"""Returns: what one organisation answers in one round, with its evidence, its helpers and what it submitted."""

from django.db import models
from django.db.models import Count, F, Func, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.deadlines import Deadline
from partnership.models.documents import Document
from partnership.models.organisations import Organisation
from partnership.models.people import Appointment, Person
from partnership.models.questionnaires import Question, Round, Section
from partnership.rules.answers import Table, plain_number, said_of


class ReturnQuerySet(models.QuerySet):
    def submitted(self):
        """Those whose answers stand; one that is open again is not among them until it is submitted again."""
        return self.filter(state=Return.State.SUBMITTED)

    def expected(self):
        """All that are asked for still, whether or not they have come."""
        return self.exclude(state=Return.State.DROPPED)

    def answerable_by(self, person):
        """The returns of the organisations for which this person answers today."""
        if not may(person, Can.ANSWER_RETURNS):
            return self.none()
        return self.expected().filter(organisation__in=person.answers_for)

    def visible_to(self, person):
        """Your own organisation's returns; the submitted ones of everybody to those who read them all.

        What an agency says of a case of an audit is, beside itself, for whoever runs audits alone. What a school
        says is for those who read schools, and for the authority that asked it.
        """
        seen = Q(pk__in=self.model.objects.answerable_by(person).values("pk"))
        if may(person, Can.READ_RETURNS):
            seen |= Q(state=Return.State.SUBMITTED, round__purpose=Round.Purpose.ASSURANCE)
        if may(person, Can.RUN_AUDITS):
            seen |= Q(state=Return.State.SUBMITTED, round__purpose=Round.Purpose.AUDIT)
        of_schools = Q(state=Return.State.SUBMITTED, round__purpose=Round.Purpose.SCHOOLS)
        if may(person, Can.READ_SCHOOLS):
            seen |= of_schools
        if may(person, Can.RUN_AUTHORITY_SCHOOLS):
            seen |= of_schools & Q(round__run_by__in=person.educates_for)
        return self.filter(seen)

    def with_progress(self):
        """With `answered`, `of`, `set_aside` and `last_saved_at`, counted as rules.questionnaires.count counts."""
        asked = Q(answers__question__asked_if=None) | Q(
            IsAsked(F("answers__question"), F("pk"), output_field=models.BooleanField())
        )
        given = (
            asked
            & Q(answers__not_applicable=False, answers__to_review=False)
            & (
                Q(answers__text__regex=r"\S")
                | Q(answers__number__isnull=False)
                | Q(answers__value__isnull=False)
                | ~Q(answers__rows=[])
            )
        )
        aside = asked & Q(
            answers__not_applicable=True,
            answers__to_review=False,
            answers__question__may_not_apply=True,
            answers__not_applicable_reason__regex=r"\S",
        )
        of_round = Question.objects.filter(section__questionnaire=OuterRef("round__questionnaire")).order_by()
        on_answer = of_round.exclude(asked_if=None).filter(
            IsAsked(F("pk"), OuterRef("pk"), output_field=models.BooleanField())
        )
        return self.annotate(
            answered=Count("answers", filter=given),
            set_aside=Count("answers", filter=aside),
            last_saved_at=Max("answers__saved_at"),
            of=number_of(of_round.filter(asked_if=None)) + number_of(on_answer) - F("set_aside"),
        )


class IsAsked(Func):
    """Whether that question is asked in that return, as rules.questionnaires.applies says it, by the database."""

    function = "question_is_asked"
    arity = 2


def number_of(questions):
    counted = questions.values("section__questionnaire").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


class Return(models.Model):
    """What one organisation answers in one round. Answers autosave while it is a draft.

    Submitted by operations.questionnaires.submit, which freezes it: a trigger refuses changed answers. Reopened by
    operations.reopening, which leaves what was submitted as a ReturnVersion; the facts of that submission stay here
    until the next one.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Not submitted"
        SUBMITTED = "submitted", "Submitted"
        REOPENED = "reopened", "Submitted, and open again"
        DROPPED = "dropped", "No longer asked for"

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
                condition=Q(state__in=["draft", "dropped"], submitted_by=None, submitted_at=None, checksum="")
                | Q(
                    state__in=["submitted", "reopened"],
                    submitted_by__isnull=False,
                    submitted_at__isnull=False,
                )
                & ~Q(checksum=""),
                name="return_submitted_by_and_at_together",
            ),
        ]

    def __str__(self):
        return f"{self.round.reference}: {self.organisation}"

    def get_absolute_url(self):
        return reverse("assurance:return", args=[self.pk])

    @property
    def was_submitted(self):
        """Whether something of it was ever submitted, also while it is open again."""
        return self.state in (self.State.SUBMITTED, self.State.REOPENED)

    @property
    def extended(self):
        """Whether the agency was given a later date than the round's."""
        return self.deadline.due_on > self.round.due_on

    @property
    def serves_too(self):
        """The partnership next door that takes this same return: it was agreed, and the organisation serves both."""
        other = self.round.shared_with
        return other if other and self.organisation.also_serves_id == other.pk else None


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
    rows = models.JSONField(
        default=list,
        blank=True,
        help_text="Of a table: a list of texts for each row. Of evidence: what each piece is, as Evidence.row says.",
    )
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
            self.not_applicable
            or self.text.strip()
            or self.number is not None
            or self.value is not None
            or self.rows
        )

    @property
    def said(self):
        """The answer in words, without its reason where it does not apply."""
        return said_of(self.question, self) if self.given else ""

    @property
    def said_number(self):
        """The number as it is written: 1,200 or 37.5."""
        return "" if self.number is None else plain_number(self.number)

    @property
    def pieces(self):
        """Its evidence as it stands, where it was fetched along."""
        return [one for one in self.evidence.all() if one.removed_at is None]

    @property
    def table(self):
        """A table's rows, with the sums of its number columns where there is more than one row."""
        return Table(self.question.columns, self.rows) if self.rows else None


class EvidenceQuerySet(models.QuerySet):
    def present(self):
        """Without what was taken away again, which is kept only while an earlier submission holds it."""
        return self.filter(removed_at=None)


class Evidence(models.Model):
    """A file or a link on which an answer rests. Read by whoever may read the return.

    Added and taken away by operations.evidence while the return is open; frozen with it.
    """

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="evidence")
    title = models.CharField(max_length=200)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    link = models.URLField(max_length=500, blank=True)
    dated_on = models.DateField(
        "date of it", help_text="When it was written, or when its figures were counted."
    )
    until = models.DateField(null=True, blank=True, help_text="The last day on which it still holds.")
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["answer", "added_at", "pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False, link="") | Q(document=None) & ~Q(link=""),
                name="evidence_is_a_file_or_a_link",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("dated_on")), name="evidence_dates_in_order"
            ),
        ]

    def __str__(self):
        return f"Evidence {self.pk}"

    @property
    def row(self):
        """What it is, as the answer keeps it: title, date, last day, and the link or the file's checksum."""
        return [
            self.title,
            self.dated_on.isoformat(),
            self.until.isoformat() if self.until else "",
            self.document.checksum if self.document_id else self.link,
        ]

    def expired(self, on):
        return self.until is not None and self.until < on


class AssignmentQuerySet(models.QuerySet):
    def running(self):
        return self.filter(ended_at=None)

    def open_to(self, person):
        """Those by which this person may answer today: given, not withdrawn, and still of that organisation."""
        if not may(person, Can.ANSWER_SECTIONS) and not may(person, Can.ANSWER_RETURNS):
            return self.none()
        return self.running().filter(person=person, assurance_return__organisation__in=person.works_for)


class SectionAssignment(models.Model):
    """Who was asked to answer which section of a return. Given, done and withdrawn by operations.assignments."""

    assurance_return = models.ForeignKey(Return, models.CASCADE, related_name="assignments")
    section = models.ForeignKey(Section, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="section_assignments")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="section_assignment")
    appointment = models.ForeignKey(
        Appointment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Of somebody who was brought in for this, and leaves with it.",
    )
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True, help_text="When they said that it is finished.")
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it was withdrawn.")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["section__position", "given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assurance_return", "section", "person"],
                condition=Q(ended_at=None),
                name="section_given_once_to_each",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="section_assignment_ended_by_and_at_together",
            ),
        ]

    def __str__(self):
        return f"Section assignment {self.pk}"
