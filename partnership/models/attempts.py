"""An attempt of the worker at making something that takes a while."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.models.people import Person
from partnership.rules.attempts import COLOURS, WORDS, standing


class Attempt(models.Model):
    """One attempt at making something: waiting, some worker's, done or failed. A failed one is kept, with why.

    Taken up, watched, given up and begun again through operations.attempts.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for the worker"
        RUNNING = "running", "Being made"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempt = models.PositiveSmallIntegerField(default=1)
    done = models.PositiveSmallIntegerField(default=0, help_text="Steps done.")
    total = models.PositiveSmallIntegerField(default=1, help_text="Steps there are.")
    message = models.CharField(max_length=300, default="Waiting for the worker.")
    claim = models.UUIDField(null=True, blank=True, help_text="Which worker's turn it is.")
    alive_at = models.DateTimeField(null=True, blank=True, help_text="When that worker last showed life.")
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running", claim__isnull=False, alive_at__isnull=False)
                | ~Q(state="running"),
                name="%(class)s_running_is_somebodys",
            ),
        ]

    belongs = ()  # what its `what` and address need, to be fetched along with it

    @property
    def under_way(self):
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def what(self):
        """What is made, in words for whoever asked for it."""
        raise NotImplementedError

    @property
    def standing(self):
        return standing(self.state, asked_at=self.asked_at, alive_at=self.alive_at, now=timezone.now())

    @property
    def colour(self):
        return COLOURS[self.standing]

    @property
    def words(self):
        """How far it is, or what keeps it, in a sentence."""
        return WORDS.get(self.standing, self.message)
