"""Surveys that know nobody: what was asked, through which links, and answers that lead to no one.

Nothing here points to who answered: no person, no address, no browser, no time finer than a week. A reply holds
choices only; what somebody wrote lies in rows of its own that lead to no reply. Keys are random, so that no order
tells who came when. And nothing here points to a case.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.people import Person
from partnership.models.questionnaires import Question, Questionnaire
from partnership.rules.surveys import MINIMUM, MINIMUM_SOURCE


class Audience(models.TextChoices):
    CHILDREN = "children", "Children and young people"
    PARENTS = "parents", "Parents"
    CARERS = "carers", "Carers"
    PRACTITIONERS = "practitioners", "Practitioners"


class SurveyQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever asks sees every survey; whoever reads what was heard, those that have closed."""
        if may(person, Can.RUN_VOICE):
            return self
        if may(person, Can.READ_VOICE):
            return self.closed(timezone.localdate())
        return self.none()

    def closed(self, day):
        return self.exclude(opened_at=None).filter(Q(closes_on__lt=day) | Q(closed_on__isnull=False))

    def open_on(self, day):
        return self.filter(opened_at__isnull=False, opens_on__lte=day, closes_on__gte=day, closed_on=None)


class Survey(models.Model):
    """One asking of one version of a questionnaire, without knowing who answers.

    Written, opened and closed through operations.surveys. `breakdown` is chosen before it opens and then stands:
    with two of them a reader could subtract the one from the other.
    """

    class Breakdown(models.TextChoices):
        NONE = "", "No breakdown: everyone together"
        PLACE = "place", "By where the link was used"
        QUESTION = "question", "By the answer to one question, such as age"

    reference = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    audience = models.CharField(max_length=20, choices=Audience)
    purpose = models.TextField(help_text="Type, and what will be done with it: whoever answers reads this.")
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="surveys")
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="The last day on which it may be answered.")
    minimum = models.PositiveSmallIntegerField(
        default=MINIMUM, help_text="How many people must be in a group before its answers show."
    )
    minimum_source = models.CharField(max_length=200, default=MINIMUM_SOURCE)
    breakdown = models.CharField(max_length=10, choices=Breakdown, blank=True)
    breakdown_question = models.ForeignKey(Question, models.PROTECT, null=True, blank=True, related_name="+")
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True, help_text="Where it was closed before its last day.")
    closed_because = models.TextField(blank=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(opens_on__lte=F("closes_on")), name="survey_dates_in_order"),
            models.CheckConstraint(condition=Q(minimum__gte=5), name="survey_minimum_protects"),
            models.CheckConstraint(
                condition=Q(opened_at=None, opened_by=None)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="survey_opened_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | ~Q(closed_because="") & Q(opened_at__isnull=False),
                name="survey_closed_early_says_why",
            ),
            models.CheckConstraint(
                condition=Q(breakdown_question=None) | Q(breakdown="question"),
                name="survey_breakdown_question_where_asked",
            ),
        ]

    def __str__(self):
        return f"{self.reference}: {self.title}"

    def get_absolute_url(self):
        return reverse("survey", args=[self.pk])

    def standing(self, day):
        """draft, waiting, open or closed on that day."""
        if self.opened_at is None:
            return "draft"
        if self.closed_on or day > self.closes_on:
            return "closed"
        return "open" if day >= self.opens_on else "waiting"


class SurveyLink(models.Model):
    """One way into a survey: an address for many at one place, or a batch of addresses that each open once."""

    class Kind(models.TextChoices):
        SHARED = "shared", "One link that many use, such as on a poster"
        SINGLE = "single", "Many links that each open once, such as on cards"

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=10, choices=Kind)
    place = models.CharField(max_length=100, help_text="Where it is used, such as “youth clubs, Melton”.")
    code = models.CharField(max_length=20, unique=True, null=True, blank=True)
    until = models.DateField(help_text="The last day on which it opens.")
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_because = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["survey", "place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "place"], name="survey_place_once"),
            models.CheckConstraint(
                condition=Q(kind="shared", code__isnull=False) | Q(kind="single", code=None),
                name="survey_link_code_where_shared",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at=None, stopped_because="")
                | Q(stopped_at__isnull=False) & ~Q(stopped_because=""),
                name="survey_link_stopped_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.survey.reference}: {self.place}"


class SurveyTicket(models.Model):
    """One address that opens once. Only its hash is kept: nobody can look up whose it was, or open it for them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    link = models.ForeignKey(SurveyLink, models.CASCADE, related_name="tickets")
    secret_hash = models.CharField(max_length=64, unique=True)
    spent = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return "One link of many"


class SurveyReply(models.Model):
    """What one person chose, whoever it was. `week` is the Monday of its week."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="replies")
    link = models.ForeignKey(SurveyLink, models.PROTECT, related_name="replies")
    week = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return "A reply"


class SurveyChoice(models.Model):
    """One choice of one reply, with the words that it had."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reply = models.ForeignKey(SurveyReply, models.CASCADE, related_name="choices")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    value = models.SmallIntegerField()
    label = models.CharField(max_length=100)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["reply", "question"], name="survey_choice_once")]

    def __str__(self):
        return "A choice"


class SurveyTextQuerySet(models.QuerySet):
    def released(self):
        """Those that staff have looked at and let others read."""
        return self.filter(state__in=[SurveyText.State.RELEASED, SurveyText.State.BLANKED])

    def waiting(self):
        return self.filter(state=SurveyText.State.WAITING)


class SurveyText(models.Model):
    """What somebody wrote, apart from what they chose. Nobody but staff reads it before they have looked.

    Blanking overwrites it: what was taken out is kept nowhere, for nobody is to read it again.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "To be looked at"
        RELEASED = "released", "Shown in full"
        BLANKED = "blanked", "Parts taken out"
        WITHHELD = "withheld", "Taken out as a whole"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="texts")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason = models.TextField(blank=True, help_text="Why something was taken out, without saying what.")
    looked_at_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SurveyTextQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", looked_at_by=None)
                | ~Q(state="waiting") & Q(looked_at_by__isnull=False),
                name="survey_text_looked_at_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="withheld", text="") | ~Q(state="withheld") & ~Q(text=""),
                name="survey_text_withheld_is_gone",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["blanked", "withheld"]) | ~Q(reason=""),
                name="survey_text_taken_out_says_why",
            ),
        ]

    def __str__(self):
        return "Something that was written"


class SpentForm(models.Model):
    """A form that has been sent: sent again, by a second press, it changes nothing. It leads to no reply."""

    digest = models.CharField(max_length=64, primary_key=True)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return "A sent form"
