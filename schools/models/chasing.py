"""What was done about a school's return that had not come: each rung, contact, reply and pause."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.models import Document, Letter, Person, Round
from partnership.models.attempts import Attempt
from schools.models.returns import AskedSchool


class Office(models.TextChoices):
    """Who is written to or spoken with: an office, never a name."""

    LEAD = "lead", "Designated safeguarding lead"
    HEAD = "head", "Headteacher or principal"
    CHAIR = "chair", "Chair of governors"
    TRUST = "trust", "Chair of trustees"
    PROPRIETOR = "proprietor", "Proprietor"
    EDUCATION_LEAD = "education_lead", "Education lead of the authority"
    OTHER = "other", "Another office of the school"


class ChaseStep(models.Model):
    """One rung of the ladder, taken about one school: once for each date that the school was given.

    Taken by operations.chasing.sweep. `words` keeps the letter as it was worded that day.
    """

    asked = models.ForeignKey(AskedSchool, models.PROTECT, related_name="chase_steps")
    rung = models.CharField(max_length=20)
    label = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField()
    for_due_on = models.DateField(help_text="By when the return was due as the rung was taken.")
    due_on = models.DateField(help_text="From when the rung was due.")
    taken_on = models.DateField()
    reply_by = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=40)
    words = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["asked", "taken_on", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["asked", "rung", "for_due_on"], name="chase_step_once"),
        ]

    def __str__(self):
        return f"{self.reference}: {self.label}"

    @property
    def formal(self):
        """Whether it is a letter that asks for an answer by a day."""
        return self.reply_by is not None


class PrintedLetters(Attempt):
    """Letters of a round that a worker prints as one file, with a bookmark each, for window envelopes."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="printed_letters")
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    pages = models.PositiveSmallIntegerField(null=True, blank=True)

    belongs = ("round",)

    class Meta(Attempt.Meta):
        constraints = [
            *Attempt.Meta.constraints,
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(state__in=["waiting", "running"]),
                name="printed_letters_one_at_a_time",
            ),
        ]

    def __str__(self):
        return f"Letters of {self.round.reference}, asked for on {timezone.localdate(self.asked_at)}"

    @property
    def what(self):
        return f"Letters on paper of {self.round.reference}"

    def get_absolute_url(self):
        return reverse("schools:letters_to_print", args=[self.round_id])


class ChaseContactQuerySet(models.QuerySet):
    def by_post(self):
        """Letters to print that nobody has posted yet."""
        return self.filter(channel=ChaseContact.Channel.POST, posted_on=None, withdrawn_on=None)

    def to_print(self):
        """Those of them that are in no file yet."""
        return self.by_post().filter(printed_in=None)


class ChaseContact(models.Model):
    """One contact with one office: a letter by email or post that a rung sent, or a call or meeting of somebody's.

    `key` exists once, so that no rung writes to an office twice. An email's fate is its Letter's.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", "Email"
        POST = "post", "Letter by post"
        TELEPHONE = "telephone", "Telephone"
        MEETING = "meeting", "Meeting or visit"

    key = models.CharField(max_length=200, unique=True)
    asked = models.ForeignKey(AskedSchool, models.PROTECT, related_name="chase_contacts")
    step = models.ForeignKey(
        ChaseStep, models.PROTECT, null=True, blank=True, related_name="contacts",
        help_text="Empty for what somebody did beside the ladder.",
    )  # fmt: skip
    office = models.CharField(max_length=20, choices=Office)
    channel = models.CharField(max_length=10, choices=Channel)
    on = models.DateField()
    addressee = models.TextField(blank=True, help_text="Office, school and address, a line each.")
    email = models.EmailField(blank=True)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.TextField(blank=True)
    made_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", help_text="Nobody: the portal."
    )
    printed_in = models.ForeignKey(
        PrintedLetters, models.PROTECT, null=True, blank=True, related_name="contacts"
    )
    posted_on = models.DateField(null=True, blank=True)
    posted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_on = models.DateField(
        null=True, blank=True, help_text="No longer to be posted: the return came, or nobody asks any more."
    )

    objects = ChaseContactQuerySet.as_manager()

    class Meta:
        ordering = ["asked", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(posted_on=None, posted_by=None)
                | Q(channel="post", posted_on__isnull=False, posted_by__isnull=False, withdrawn_on=None),
                name="chase_contact_posted_on_and_by",
            ),
            models.CheckConstraint(
                condition=Q(channel="email", letter__isnull=False) | ~Q(channel="email") & Q(letter=None),
                name="chase_contact_by_email_has_its_letter",
            ),
        ]

    def __str__(self):
        return f"{self.get_channel_display()} to {self.get_office_display()}"

    @property
    def standing(self):
        """(what became of it, colour) in a few words."""
        if self.channel == self.Channel.EMAIL:
            colours = {"sent": "green", "promised": "blue", "cancelled": "grey"}
            return self.letter.get_state_display(), colours.get(self.letter.state, "red")
        if self.channel == self.Channel.POST:
            if self.posted_on:
                return "Posted", "green"
            if self.withdrawn_on:
                return "Not posted: no longer needed", "grey"
            return ("Printed, to be posted", "blue") if self.printed_in_id else ("To be printed", "yellow")
        return "Done", "green"


class ChaseReply(models.Model):
    """What an office of the school said to being chased. Added only, never changed."""

    class Kind(models.TextChoices):
        WILL_SEND = "will_send", "They will send it by a date"
        ASKS_LONGER = "asks_longer", "They need more time"
        ASSURED = "assured", "They gave written assurance instead of the return"
        DISPUTES = "disputes", "They say they do not need to send it"
        OTHER = "other", "Something else"

    asked = models.ForeignKey(AskedSchool, models.PROTECT, related_name="chase_replies")
    kind = models.CharField(max_length=12, choices=Kind)
    office = models.CharField(max_length=20, choices=Office)
    received_on = models.DateField()
    text = models.TextField(blank=True)
    expected_on = models.DateField(null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.ForeignKey(
        ChaseContact, models.PROTECT, null=True, blank=True, related_name="replies",
        help_text="The letter whose link they answered by; empty if somebody of ours wrote it down.",
    )  # fmt: skip
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["asked", "received_on", "pk"]
        verbose_name_plural = "chase replies"
        constraints = [
            models.CheckConstraint(
                condition=Q(contact=None, recorded_by__isnull=False)
                | Q(contact__isnull=False, recorded_by=None),
                name="chase_reply_by_a_person_or_a_link",
            ),
            models.CheckConstraint(
                condition=~Q(kind="will_send") | Q(expected_on__isnull=False),
                name="chase_reply_expected_on_a_day",
            ),
        ]

    def __str__(self):
        return f"Reply {self.pk} ({self.get_kind_display()})"


class ChaseHoldQuerySet(models.QuerySet):
    def running(self, on):
        return self.filter(ended_on=None, until_on__gte=on)


class ChaseHold(models.Model):
    """A time in which a school is not chased, for a reason: its last day is known when it begins."""

    asked = models.ForeignKey(AskedSchool, models.PROTECT, related_name="chase_holds")
    reason = models.CharField(max_length=500)
    from_on = models.DateField()
    until_on = models.DateField()
    held_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    held_at = models.DateTimeField(default=timezone.now)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_because = models.CharField(max_length=500, blank=True)

    objects = ChaseHoldQuerySet.as_manager()

    class Meta:
        ordering = ["asked", "from_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=models.F("from_on")), name="chase_hold_dates"),
            models.UniqueConstraint(
                fields=["asked"], condition=Q(ended_on=None), name="chase_hold_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by=None, ended_because="")
                | Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_because=""),
                name="chase_hold_ended_says_why",
            ),
        ]

    def __str__(self):
        return f"Hold {self.pk} until {self.until_on}"
