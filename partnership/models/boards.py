"""What passes between the partnership and other boards: information given, assurance sought, and by which office."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.models.arrangements import LinkedBoard
from partnership.models.deadlines import Deadline
from partnership.models.documents import Document
from partnership.models.organisations import Dated, DatedQuerySet
from partnership.models.people import Person


class BoardContact(Dated):
    """The office through which a board is reached, and since when. The newest that has begun stands."""

    board = models.ForeignKey(LinkedBoard, models.CASCADE, related_name="contacts")
    office = models.CharField(max_length=200, help_text="An office, never a name.")
    email = models.EmailField(blank=True, help_text="A shared mailbox.")

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["board", "-starts_on", "-pk"]

    def __str__(self):
        return self.office


class BoardInformation(models.Model):
    """Information that the partnership passed to a board. Written once by operations.boards.pass_information."""

    board = models.ForeignKey(LinkedBoard, models.PROTECT, related_name="information")
    what = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    passed_on = models.DateField()
    office = models.CharField(max_length=200, help_text="By which office it was passed, never a name.")
    audience = models.CharField(max_length=200, help_text="Who there may read it.")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-passed_on", "-pk"]

    def __str__(self):
        return f"Information {self.pk} to a board"


class BoardAssuranceQuerySet(models.QuerySet):
    def overdue(self, on):
        return self.filter(state=BoardAssurance.State.ASKED, deadline__ended_on=None, deadline__due_on__lt=on)


class BoardAssurance(models.Model):
    """Assurance that the partnership sought of a board: a question, a day, what came, and whether it is enough.

    `state` changes only through operations.boards.move: asked → received → satisfied, or asked again as a new one.
    """

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        RECEIVED = "received", "Received, to be judged"
        SATISFIED = "satisfied", "Satisfied"
        AGAIN = "again", "Asked again"

    board = models.ForeignKey(LinkedBoard, models.PROTECT, related_name="assurances")
    question = models.TextField()
    asked_on = models.DateField()
    asked_of = models.CharField(max_length=200, help_text="The office that was asked, never a name.")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="board_assurance")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    received_on = models.DateField(null=True, blank=True)
    says = models.TextField("what it says", blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    judged_on = models.DateField(null=True, blank=True)
    judgement = models.TextField(blank=True, help_text="Why it is enough, or what is missing.")
    again = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="follows", help_text="Asked instead."
    )
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    objects = BoardAssuranceQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on=None, says="", state="asked")
                | ~Q(state="asked") & ~Q(says="") & Q(received_on__isnull=False),
                name="board_assurance_received_says_something",
            ),
            models.CheckConstraint(
                condition=Q(judged_on=None, judgement="", state__in=["asked", "received"])
                | Q(judged_on__isnull=False, state__in=["satisfied", "again"]) & ~Q(judgement=""),
                name="board_assurance_judged_when_and_why",
            ),
        ]

    def __str__(self):
        return f"Board assurance {self.pk}"

    def get_absolute_url(self):
        return reverse("assurance_of_board", args=[self.pk])

    @property
    def reference(self):
        return f"Board assurance {self.pk}"

    @property
    def withdrawn_because(self):
        """Why it is no longer asked for, or nothing: its date has ended without an answer."""
        return self.deadline.ended_reason
