"""Letters: a message is promised, under a key that exists once, before it is sent; and what became of addresses."""

import re

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q, Value
from django.db.models.functions import Coalesce, JSONObject, Lower
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from partnership.models.actions import Action
from partnership.models.deadlines import Deadline
from partnership.models.groups import Seat
from partnership.models.people import Appointment, Person
from partnership.rules.letters import LONGEST_REST

# What is asked before a letter goes, of whom it is for and of what it is about. Nothing else of them is read.
ASKED = {
    "recipient": ("email", "name", "is_active", "post_declined"),
    "deadline": ("done_on", "ended_on", "due_on", "organisation", "group", "owner", "role"),
    "action": ("state", "target_on", "organisation", "owner"),
}


class LetterQuerySet(models.QuerySet):
    def waiting(self, at):
        """Promised and due to be tried: never sent, not given up, and not resting after a failure.

        What never failed does not rest, whatever its clock said: one that ran ahead and was put back holds up none.
        """
        longest = ExpressionWrapper(Value(at) + Value(LONGEST_REST), models.DateTimeField())
        rested = Q(try_at__lte=at) | Q(try_at__gt=longest) | Q(state_reason="")
        return self.filter(rested, state=Letter.State.PROMISED)

    def for_each(self):
        return self.filter(Q(recipient=None) | Q(recipient__post=Person.Post.EACH) | Q(urgent=True))

    def for_digest(self):
        return self.filter(recipient__post=Person.Post.DAILY, urgent=False)

    def to_send(self, today):
        """Claimed until the transaction ends, with all that is asked of a letter before it goes; others skip them.

        `lost` says whether its address is, `stages` which reminders of the same thing the same person was promised,
        `held` which appointments that person has: Letter.who_it_is_for puts them where the laws look for them.
        """
        goes_to = Lower(Coalesce(OuterRef("recipient__email"), OuterRef("address")))
        of_the_same = Letter.objects.filter(
            Q(deadline=OuterRef("deadline")) | Q(action=OuterRef("action")),
            recipient=OuterRef("recipient"),
            due_on=OuterRef("due_on"),
        )
        return (
            self.annotate(
                lost=Exists(LostAddress.objects.filter(address=goes_to, cleared_at=None)),
                stages=ArraySubquery(of_the_same.order_by().values("stage")),
                held=ArraySubquery(
                    Appointment.objects.on(today)
                    .filter(person=OuterRef("recipient"))
                    .order_by()
                    .values(
                        one=JSONObject(
                            role="role",
                            organisation="organisation_id",
                            seat="seat_id",
                            group="seat__group_id",
                        )
                    )
                ),
            )
            .select_related("recipient", "deadline", "action")
            .only(
                *(field.name for field in Letter._meta.concrete_fields),
                *(f"{what}__{name}" for what, names in ASKED.items() for name in names),
            )
            .select_for_update(skip_locked=True, of=("self",))
        )

    def digested(self):
        """Those that have gone in a daily letter."""
        return self.for_digest().filter(state=Letter.State.SENT)


class Letter(models.Model):
    """A message to one person. It holds a reference, a date and a link, and never a case's content.

    Promised by operations.letters.promise or by the reminder sweep; sent only by operations.letters.posting.post.
    """

    class State(models.TextChoices):
        PROMISED = "promised", "To be sent"
        SENT = "sent", "Sent"
        CANCELLED = "cancelled", "No longer needed"
        FAILED = "failed", "Could not be sent"
        RETURNED = "returned", "Came back"
        HELD = "held", "Waits for an address that works"

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
    sent_to = models.EmailField(blank=True, db_default="", help_text="The address of that day.")
    came_back = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="How many times.")

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-promised_at"]
        indexes = [
            models.Index(fields=["try_at"], condition=Q(state="promised"), name="letter_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["sent", "returned"], sent_at__isnull=False)
                | ~Q(state__in=["sent", "returned"]) & Q(sent_at=None),
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
        """The same at every attempt, so that a letter sent twice by a crash can be told for one.

        It is signed: only who has had the letter in hand can say that it came back.
        """
        host = settings.SITE_URL.split("//")[-1].split(":")[0].split("/")[0]
        return f"<letter-{self.pk}.{signature(self.pk)}@{host}>"

    @property
    def who_it_is_for(self):
        """Its recipient with the appointments that were found with it, which are those of that very moment."""
        person = self.recipient
        person.held_today = [
            Appointment(
                person=person,
                role=one["role"],
                organisation_id=one["organisation"],
                seat=Seat(pk=one["seat"], group_id=one["group"]) if one["seat"] else None,
            )
            for one in self.held
        ]
        return person

    @property
    def goes_to(self):
        """The address that it would go to now."""
        return self.recipient.email if self.recipient else self.address


MESSAGE_ID = re.compile(r"letter-(\d{1,18})\.([0-9a-f]{20})@")


def signature(pk):
    return salted_hmac("partnership.letters", str(pk), algorithm="sha256").hexdigest()[:20]


def letter_of(message_id):
    """The number of the letter that has this Message-ID, or None where we gave no such one."""
    found = MESSAGE_ID.search(message_id)
    if found and constant_time_compare(found[2], signature(found[1])):
        return int(found[1])
    return None


class LostAddress(models.Model):
    """An address at which letters do not arrive. Nothing more goes there until somebody has seen to it.

    Marked and cleared through operations.bounces; one that is cleared is kept, with who cleared it.
    """

    address = models.EmailField(help_text="In small letters.")
    status = models.CharField(max_length=12, help_text="What the mail server said, as RFC 3463 writes it.")
    since = models.DateTimeField(default=timezone.now)
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["address"], condition=Q(cleared_at=None), name="lost_address_once"
            ),
            models.CheckConstraint(
                condition=Q(cleared_at=None, cleared_by=None)
                | Q(cleared_at__isnull=False, cleared_by__isnull=False),
                name="lost_address_cleared_at_and_by",
            ),
        ]

    def __str__(self):
        return f"Lost address {self.pk}"


class LetterWords(models.Model):
    """What staff have one kind of letter say before and after its own words; the newest version is in force.

    Written through operations.letter_words. One without words is the way back to what the portal says by itself.
    """

    kind = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    opening = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["kind", "-number"]
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="letter_words_numbered")]

    def __str__(self):
        return f"Words of letter {self.kind}, version {self.number}"
