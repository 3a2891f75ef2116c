"""Which schools a round asked, as they stood on the day that it opened, and who signed what each of them sent."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Answer, Person, Return, Round
from schools.models.register import School, Trust


class AskedSchoolQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those of the rounds that this person watches, and the own school's to whoever answers for it."""
        seen = Q(round__in=Round.objects.of_schools_visible_to(person))
        if may(person, Can.KEEP_OWN_SCHOOL):
            seen |= Q(school_return__organisation__in=person.answers_for)
        return self.filter(seen)

    def kept_by(self, person):
        """Those of the rounds that this person carries out: all, or their authority's."""
        if may(person, Can.RUN_SCHOOLS):
            return self
        if may(person, Can.RUN_AUTHORITY_SCHOOLS):
            return self.filter(round__run_by__in=person.educates_for)
        return self.none()

    def with_marks(self):
        """With what a return itself does not say: whether it was begun, and when the head signed what was submitted."""
        signed = SchoolSigning.objects.filter(
            asked_school=OuterRef("pk"),
            office=SchoolSigning.Office.HEAD,
            checksum=OuterRef("school_return__checksum"),
            signed_at__isnull=False,
        )
        return self.annotate(
            begun=Exists(Answer.objects.filter(assurance_return=OuterRef("school_return"))),
            signed_at=Subquery(signed.values("signed_at")[:1]),
        )

    def with_standing(self):
        """With all that operations.response needs to say how each stands, in the one query."""
        return self.with_marks().select_related("round__run_by", "school_return__deadline", "trust", "school")


class AskedSchool(models.Model):
    """One school of a round, with what it was when the round opened: the denominator, which nothing later changes.

    Made by operations.returns.open_round, all of a round in one statement; triggers keep them, and refuse one that is
    added later. `stopped_on` says from when nobody asks it any more,
    and why: it stays in the denominator of those asked.
    """

    class Stopped(models.TextChoices):
        CLOSED = "closed", "Closed while the round was open"
        CONVERTED = "converted", "Converted: its successor is another school"
        EXCUSED = "excused", "Excused, for a reason"

    round = models.ForeignKey(Round, models.PROTECT, related_name="asked_schools")
    school = models.ForeignKey(School, models.PROTECT, related_name="asked")
    school_return = models.OneToOneField(Return, models.PROTECT, related_name="asked_school")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=School.Kind)
    run = models.CharField(max_length=12, choices=School.Run)
    type_code = models.CharField(max_length=4)
    phase_code = models.CharField(max_length=4, blank=True)
    trust = models.ForeignKey(Trust, models.PROTECT, null=True, blank=True, related_name="asked")
    duty = models.CharField(max_length=200, help_text="Legal duty to keep children safe, as the data say.")
    stopped_on = models.DateField(null=True, blank=True)
    stopped_because = models.CharField(max_length=10, choices=Stopped, blank=True)
    stopped_note = models.CharField(max_length=500, blank=True)

    objects = AskedSchoolQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "school"], name="asked_school_once_a_round"),
            models.CheckConstraint(
                condition=models.Q(stopped_on=None, stopped_because="")
                | models.Q(stopped_on__isnull=False) & ~models.Q(stopped_because=""),
                name="asked_school_stopped_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.round.reference}: {self.name}"

    def get_absolute_url(self):
        return reverse("schools:school_return", args=[self.pk])


class SchoolSigning(models.Model):
    """Somebody of a school asked to sign, or to comment on, one submission of its return, by a link.

    The submission is known by its checksum, so that no signature stands under other answers. Made by
    operations.signing; once signed or sent back a trigger keeps it.
    """

    class Office(models.TextChoices):
        """The offices of Contact that sign or comment."""

        HEAD = "head", "Headteacher or principal"
        CHAIR = "chair", "Chair of governors, trustees or proprietor"
        GOVERNOR = "governor", "Safeguarding governor"

    asked_school = models.ForeignKey(AskedSchool, models.PROTECT, related_name="signings")
    office = models.CharField(max_length=10, choices=Office)
    checksum = models.CharField(max_length=64, help_text="Of the answers that they were shown.")
    asked_name = models.CharField(max_length=150, help_text="Who was asked, as the school’s contacts say.")
    email = models.EmailField("email address")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.CharField(max_length=150, blank=True, help_text="As they gave it when they signed.")
    comment = models.TextField(blank=True)
    signed_at = models.DateTimeField(null=True, blank=True, help_text="When they signed, or commented.")
    sent_back_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="Asked no longer: of somebody else now, or of other answers."
    )

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["asked_school", "office"],
                condition=Q(ended_at=None, signed_at=None, sent_back_at=None),
                name="school_signing_asked_once",
            ),
            models.UniqueConstraint(
                fields=["asked_school", "office", "checksum"],
                condition=Q(signed_at__isnull=False),
                name="school_signing_once",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None)
                | Q(sent_back_at=None) & Q(ended_at=None) & ~Q(name="") & Q(signed_at__gte=F("asked_at")),
                name="school_signing_signed_by_a_name",
            ),
            models.CheckConstraint(
                condition=Q(sent_back_at=None) | Q(office="head", ended_at=None) & ~Q(comment=""),
                name="school_signing_sent_back_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.get_office_display()}: {self.asked_school}"

    @property
    def waits(self):
        """Whether it is still asked for."""
        return self.signed_at is None and self.sent_back_at is None and self.ended_at is None
