"""The programme: courses, and the sessions in which they are held."""

from datetime import datetime, time

from django.db import models
from django.db.models import Count, F, Min, Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Area, Document, Person
from partnership.rules.years import first_day


def in_order(found):
    """The same in the order that was asked for, or else the model's own, which a list that counts would lose."""
    return found.order_by(*(found.query.order_by or found.model._meta.ordering))


class CourseQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Planned ones for whoever runs training or reads of it; offered and retired ones for everybody."""
        if may(person, Can.RUN_TRAINING) or may(person, Can.READ_TRAINING):
            return self
        return self.exclude(state=Course.State.PLANNED)

    def with_coming(self, at):
        """With `coming_sessions`: how many are to come; and `next_at`: when the first of those that are open begins."""
        return in_order(self).annotate(
            next_at=Min("sessions__starts_at", filter=Q(sessions__starts_at__gt=at, sessions__state="open")),
            coming_sessions=Count(
                "sessions", filter=Q(sessions__starts_at__gt=at) & ~Q(sessions__state="cancelled")
            ),
        )

    def offered(self):
        """Those that the catalogue shows."""
        return self.filter(state=Course.State.OFFERED)


class Course(models.Model):
    """Something that is taught: for whom, at which level, and on what condition. Through operations.programme."""

    class State(models.TextChoices):
        PLANNED = "planned", "Being planned"
        OFFERED = "offered", "Offered"
        RETIRED = "retired", "No longer offered"

    class Delivery(models.TextChoices):
        FACE_TO_FACE = "face_to_face", "Face to face"
        ONLINE = "online", "Online, live"
        ELEARNING = "elearning", "E-learning, at any time"

    class Level(models.IntegerChoices):
        AWARENESS = 1, "Level 1: everybody who meets children"
        WORKING = 2, "Level 2: regular work with children"
        SPECIALIST = 3, "Level 3: work with children at risk"
        LEADING = 4, "Level 4: leads and managers"

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=150)
    summary = models.CharField(max_length=300)
    aims = models.TextField(help_text="What people can do afterwards.")
    audience = models.TextField(help_text="Who it is for, and for whom not.")
    level = models.PositiveSmallIntegerField(choices=Level)
    delivery = models.CharField(max_length=12, choices=Delivery)
    hours = models.DecimalField(max_digits=4, decimal_places=1, help_text="Learning time, in hours.")
    half_day = models.BooleanField(default=False, help_text="Whether a charge is that of half a day.")
    address = models.URLField("where the e-learning is", blank=True)
    prerequisite = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opens",
        help_text="To be attended before.",
    )
    for_kinds = models.JSONField(
        default=list, blank=True, help_text="Kinds of organisation whose people may come; empty means all."
    )
    asks_manager = models.BooleanField(
        default=True, help_text="The learner's manager agrees before a place is kept."
    )
    lasts_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="After how many months it is to be refreshed; empty means never."
    )
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    revision = models.PositiveIntegerField(default=1, help_text="Counts every change of its words.")

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(delivery="elearning") & ~Q(address="") | ~Q(delivery="elearning"),
                name="course_elearning_has_its_address",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("training:course", args=[self.pk])

    @property
    def status(self):
        return self.State(self.state)

    @property
    def called(self):
        """How it is called before those who may not know of it while it is planned."""
        return "a course that is not offered yet" if self.state == self.State.PLANNED else self.title


class VenueQuerySet(models.QuerySet):
    def with_coming(self, at):
        """With `coming_sessions`: how many are to come there."""
        return in_order(self).annotate(
            coming_sessions=Count(
                "sessions", filter=Q(sessions__starts_at__gt=at) & ~Q(sessions__state="cancelled")
            )
        )


class Venue(models.Model):
    """Where sessions are held, and what people with access needs find there."""

    name = models.CharField(max_length=150, unique=True)
    address = models.CharField(max_length=300)
    postcode = models.CharField(max_length=10)
    area = models.CharField(max_length=20, choices=Area, blank=True)
    access = models.TextField(blank=True, help_text="Steps, lifts, hearing loop, parking, prayer room.")
    holds = models.PositiveSmallIntegerField(null=True, blank=True, help_text="How many people it holds.")
    contact = models.CharField(max_length=200, blank=True, help_text="Whom staff ask; not shown publicly.")
    given_up = models.BooleanField(default=False, help_text="No session is planned there any more.")

    objects = VenueQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


def first_instant(year):
    """When the financial year that begins in that year does, in London."""
    return datetime.combine(first_day(year), time(), timezone.get_default_timezone())


class SessionQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Planned ones for whoever runs training and their trainers; from the opening on for everybody."""
        if may(person, Can.RUN_TRAINING):
            return self
        seen = ~Q(state=Session.State.PLANNED)
        if may(person, Can.TEACH):
            seen |= Q(pk__in=Session.trainers.through.objects.filter(person=person).values("session"))
        return self.filter(seen)

    def of_year(self, year):
        """Those that begin between 1 April of that year and 31 March of the next."""
        return self.filter(starts_at__gte=first_instant(year), starts_at__lt=first_instant(year + 1))

    def to_come(self, at):
        """Those that have not begun, whether or not there is room."""
        return self.filter(starts_at__gt=at).exclude(state=Session.State.CANCELLED)

    def with_places(self):
        """With `taken`: places that are booked or held by an offer; and `waiting`: people on the waiting list."""
        return in_order(self).annotate(
            taken=Count("bookings", filter=Q(bookings__state__in=["booked", "offered"]), distinct=True),
            waiting=Count("bookings", filter=Q(bookings__state="waiting"), distinct=True),
        )


class Session(models.Model):
    """One holding of a course: when, where, with whom, for how many. Through operations.programme."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        OPEN = "open", "Open for booking"
        CANCELLED = "cancelled", "Cancelled"
        HELD = "held", "Held"

    course = models.ForeignKey(Course, models.PROTECT, related_name="sessions")
    reference = models.CharField(max_length=40, unique=True, help_text="Such as TR-2026-014.")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, blank=True, related_name="sessions")
    joining = models.URLField("where people join online", blank=True)
    instructions = models.TextField(blank=True, help_text="What to bring, read or do before.")
    capacity = models.PositiveSmallIntegerField()
    at_least = models.PositiveSmallIntegerField(
        default=1, help_text="Below this number it is looked at again."
    )
    cost = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="What holding it costs, in pounds."
    )
    trainers = models.ManyToManyField(Person, related_name="teaches", blank=True)
    materials = models.ManyToManyField(Document, related_name="+", blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    cancelled_because = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1, help_text="Counts every change of it.")

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(capacity__gt=0), name="session_has_a_place"),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(cancelled_because="")
                | ~Q(state="cancelled") & Q(cancelled_because=""),
                name="session_cancelled_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.reference}: {self.course}"

    def get_absolute_url(self):
        return reverse("training:session", args=[self.pk])

    @property
    def status(self):
        return self.State(self.state)
