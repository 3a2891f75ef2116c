"""Certificates: of sessions that somebody attended, and of training elsewhere."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Document, Person
from training.models.attendance import Guest
from training.models.booking import Booking
from training.models.programme import Course


class CertificateQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not taken back, whether or not they have run out."""
        return self.filter(revoked_at=None)

    def current(self, on):
        """Those that stand and have not run out that day."""
        return self.standing().filter(Q(expires_on=None) | Q(expires_on__gte=on))

    def visible_to(self, person):
        """One's own; all of them for whoever runs training."""
        return self if may(person, Can.RUN_TRAINING) else self.filter(learner=person)


class Certificate(models.Model):
    """That somebody attended a course on a day, as the paper says it. Its code lets anybody check it.

    Issued, taken back and issued again by operations.certificates; a trigger lets nothing else change.
    """

    booking = models.ForeignKey(Booking, models.PROTECT, null=True, blank=True, related_name="certificates")
    guest = models.ForeignKey(Guest, models.PROTECT, null=True, blank=True, related_name="certificates")
    learner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="certificates",
        help_text="Nobody, if they came without an account.",
    )  # fmt: skip
    code = models.CharField(
        max_length=12, unique=True, help_text="Anybody who has it may check the certificate."
    )
    name = models.CharField(max_length=150, help_text="As the paper says it.")
    course = models.ForeignKey(Course, models.PROTECT, related_name="certificates")
    title = models.CharField(max_length=150, help_text="What the course was called on the day.")
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    organisation_name = models.CharField(max_length=200, help_text="As on the day.")
    attended_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True, help_text="The last day on which it holds.")
    in_part = models.BooleanField(
        default=False, help_text="Part was missed, and staff agreed that it counts."
    )
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(default=timezone.now)
    revoked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_because = models.TextField(blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-attended_on", "-pk"]
        indexes = [
            models.Index(fields=["expires_on"], condition=Q(revoked_at=None), name="certificate_expires")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(booking__isnull=False, guest=None) | Q(booking=None, guest__isnull=False),
                name="certificate_of_one_row",
            ),
            models.UniqueConstraint(
                fields=["booking"], condition=Q(revoked_at=None), name="certificate_one_a_booking"
            ),
            models.UniqueConstraint(
                fields=["guest"], condition=Q(revoked_at=None), name="certificate_one_a_guest"
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("attended_on")),
                name="certificate_expires_after",
            ),
            models.CheckConstraint(
                condition=Q(revoked_by=None, revoked_at=None, revoked_because="")
                | Q(revoked_by__isnull=False, revoked_at__isnull=False) & ~Q(revoked_because=""),
                name="certificate_revoked_by_at_and_why",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("training:certificate", args=[self.pk])

    @property
    def number(self):
        return f"TC-{self.attended_on.year}-{self.pk:05}"

    @property
    def is_emailed(self):
        """Whether a letter leads its owner to it; whoever left no address is handed the paper by staff."""
        return bool(self.booking_id or self.guest.email)

    @property
    def shown_code(self):
        """The code as it is printed, in groups of four."""
        return "-".join(self.code[at : at + 4] for at in range(0, len(self.code), 4))

    def expired(self, on):
        return self.expires_on is not None and self.expires_on < on


class CertificateElsewhereQuerySet(models.QuerySet):
    def confirmed(self):
        return self.exclude(confirmed_at=None)

    def to_look_at(self):
        """Those of which nobody has said yet whether they count."""
        return self.filter(confirmed_at=None, declined_at=None)

    def current(self, on):
        """Those that count that day."""
        return self.confirmed().filter(Q(expires_on=None) | Q(expires_on__gte=on))

    def visible_to(self, person):
        return self if may(person, Can.RUN_TRAINING) else self.filter(learner=person)


class CertificateElsewhere(models.Model):
    """Training that somebody did elsewhere. Once staff have confirmed it, it counts as the course that they named.

    Recorded, confirmed and declined by operations.certificates.
    """

    learner = models.ForeignKey(Person, models.PROTECT, related_name="certificates_elsewhere")
    title = models.CharField(max_length=150)
    provider = models.CharField(max_length=150)
    hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    attended_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True, help_text="The last day on which it holds.")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    counts_as = models.ForeignKey(
        Course, models.PROTECT, null=True, blank=True, related_name="certificates_elsewhere",
        help_text="For prerequisites; empty if it stands in for none of ours.",
    )  # fmt: skip
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_because = models.TextField(blank=True)

    objects = CertificateElsewhereQuerySet.as_manager()

    class Meta:
        ordering = ["-attended_on", "-pk"]
        verbose_name_plural = "certificates elsewhere"
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("attended_on")),
                name="certificate_elsewhere_expires_after",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None, counts_as=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, declined_at=None),
                name="certificate_elsewhere_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(declined_by=None, declined_at=None, declined_because="")
                | Q(declined_by__isnull=False, declined_at__isnull=False) & ~Q(declined_because=""),
                name="certificate_elsewhere_declined",
            ),
        ]

    def __str__(self):
        return f"Certificate from elsewhere {self.pk}"
