"""Letters: a message is promised, under a key that exists once, before it is sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.models.actions import Action
from partnership.models.deadlines import Deadline
from partnership.models.people import Person


class LetterQuerySet(models.QuerySet):
    def waiting(self, at):
        """Promised and due to be tried: never sent, not given up, and not resting after a failure."""
        return self.filter(state=Letter.State.PROMISED, try_at__lte=at)

    def for_each(self):
        return self.filter(Q(recipient=None) | Q(recipient__post=Person.Post.EACH) | Q(urgent=True))

    def for_digest(self):
        return self.filter(recipient__post=Person.Post.DAILY, urgent=False)

    def digested(self):
        """Those that have gone in a daily letter."""
        return self.for_digest().filter(state=Letter.State.SENT)


class Letter(models.Model):
    """A message to one person. It holds a reference, a date and a link, and never a case's content.

    Promised by operations.letters.promise or by the reminder sweep; sent only by operations.letters.post.
    """

    class State(models.TextChoices):
        PROMISED = "promised", "To be sent"
        SENT = "sent", "Sent"
        CANCELLED = "cancelled", "No longer needed"
        FAILED = "failed", "Could not be sent"

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40, help_text="Its template: templates/email/<kind>.txt")
    recipient = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="letters")
    address = models.EmailField(
        blank=True, help_text="Where there is no person, such as the Panel's mailbox."
    )
    reference = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=200)
    label = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    path = models.CharField(max_length=300, blank=True, help_text="Where the link leads. Wiped if secret.")
    secret = models.BooleanField(default=False, help_text="The link is a way in: wipe it once sent.")
    urgent = models.BooleanField(default=False, help_text="Not to wait for a daily letter.")
    calendar = models.TextField(
        blank=True, db_default="", help_text="An .ics that goes with it, as it was promised."
    )
    deadline = models.ForeignKey(Deadline, models.CASCADE, null=True, blank=True, related_name="letters")
    action = models.ForeignKey(Action, models.CASCADE, null=True, blank=True, related_name="letters")
    stage = models.CharField(max_length=20, blank=True, help_text="Which reminder it is.")

    state = models.CharField(max_length=10, choices=State, default=State.PROMISED)
    state_reason = models.CharField(max_length=200, blank=True)
    promised_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-promised_at"]
        indexes = [
            models.Index(fields=["try_at"], condition=Q(state="promised"), name="letter_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at=None),
                name="letter_sent_has_its_instant",
            ),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False) | ~Q(address=""), name="letter_goes_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(deadline=None) | Q(action=None), name="letter_reminds_of_one_thing"
            ),
        ]

    def __str__(self):
        return f"Letter {self.pk} ({self.kind})"

    @property
    def message_id(self):
        """The same at every attempt, so that a letter sent twice by a crash can be told for one."""
        host = settings.SITE_URL.split("//")[-1].split(":")[0].split("/")[0]
        return f"<letter-{self.pk}@{host}>"
