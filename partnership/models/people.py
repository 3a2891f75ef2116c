"""People, the roles they hold from one day to another, and invitations."""

from copy import copy

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from partnership.access import Role
from partnership.models.groups import Group, Seat
from partnership.models.organisations import Dated, DatedQuerySet, Organisation
from partnership.models.written import Written


class PersonQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def holding(self, *roles, on, organisation=None, **seat):
        """Everybody who holds one of these roles that day, for that organisation or in such a seat if given.

        `seat` are lookups that begin with seat__, such as seat__group=group.
        """
        held = Appointment.objects.on(on).filter(role__in=roles, **seat)
        if organisation is not None:
            held = held.filter(organisation=organisation)
        return self.active().filter(pk__in=held.values("person"))

    def chairing(self, group):
        """Whoever chairs that group today."""
        return self.holding(Role.GROUP_CHAIR, on=timezone.localdate(), seat__group=group)


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    def create_user(self, email, password=None, **fields):
        """A person who may sign in; without a password, only once an invitation has been accepted."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do comes from their appointments, never from this row."""

    class Post(models.TextChoices):
        EACH = "each", "Each letter as it is written"
        DAILY = "daily", "One letter a day"

    email = models.EmailField("email address", unique=True)
    name = models.CharField(max_length=150)
    telephone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField("may sign in", default=True)
    post = models.CharField("how letters come", max_length=10, choices=Post, default=Post.EACH)
    post_declined = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text="Kinds of letter that they do not want; rules.letters.OPTIONAL says which may be declined.",
    )
    steps_put_away = ArrayField(
        models.CharField(max_length=30, choices=Role),
        default=list,
        blank=True,
        help_text="Roles whose first steps they no longer want to see on their home page.",
    )
    invented = models.BooleanField(default=False, editable=False, help_text="Exists only in the demo.")
    joined_at = models.DateTimeField(default=timezone.now)

    objects = PersonManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self):
        return self.name

    @cached_property
    def every_appointment(self):
        """Past and future ones too, seat and organisation at hand; who signs in brings them along."""
        return appointments_of(self.pk)

    @cached_property
    def held_today(self):
        """Every appointment held today. Each request asks for them first of all."""
        today = timezone.localdate()
        held = [appointment for appointment in self.every_appointment if appointment.is_held(today)]
        for appointment in held:
            appointment.person = self
        return held

    @cached_property
    def appointments_today(self):
        """Those in which they act: everything held today, unless `act_as` narrowed it."""
        return self.held_today

    def act_as(self, hats):
        """Act only in these appointments, by id: of what is held today some of it, never more.

        False, with nothing narrowed, when none of them is held today.
        """
        worn = [appointment for appointment in self.held_today if appointment.pk in hats]
        if worn:
            self.appointments_today = worn
            self.__dict__.pop("roles", None)
        return bool(worn)

    @property
    def acts_narrowed(self):
        return len(self.appointments_today) < len(self.held_today)

    @property
    def whole(self):
        """The same person with every hat on: for laws about conflicts, which no choice of hat escapes."""
        if not self.acts_narrowed:
            return self
        whole = copy(self)
        whole.appointments_today = self.held_today
        whole.__dict__.pop("roles", None)
        return whole

    @cached_property
    def roles(self):
        """The roles held today; an inactive person holds none."""
        if not self.is_active:
            return frozenset()
        return frozenset(Role(appointment.role) for appointment in self.appointments_today)

    def organisations(self, *roles):
        """Ids of the organisations for which one of these roles is held today."""
        return [a.organisation_id for a in self.appointments_today if a.role in roles and a.organisation_id]

    @property
    def answers_for(self):
        """Ids of the organisations for which they answer today: as their lead, or as whoever leads that lead."""
        return self.organisations(Role.PARTNER_LEAD, Role.SIGNATORY, Role.SCHOOL_LEAD)

    @property
    def educates_for(self):
        """Ids of the local authorities whose schools and settings they look after today."""
        return self.organisations(Role.EDUCATION_LEAD)

    @property
    def works_for(self):
        """Ids of the organisations that they are of today: for which they hold a role, or a seat in a group."""
        held = self.appointments_today
        return {
            a.organisation_id or a.seat.organisation_id for a in held if a.organisation_id or a.seat_id
        } - {None}

    @property
    def chaired(self):
        """Ids of the groups that they chair today."""
        return {a.seat.group_id for a in self.appointments_today if a.seat_id and a.role == Role.GROUP_CHAIR}

    def groups(self):
        """The groups in which a seat is held today, by id."""
        return {a.seat.group_id: a.seat.group for a in self.appointments_today if a.seat_id}


class AppointmentQuerySet(DatedQuerySet):
    def on(self, day):
        """Held that day. A seat that has ended, or whose group has, is held by nobody, whatever the row says.

        `Appointment.is_held` says the same of one row.
        """
        seats = Seat.objects.on(day).filter(group__in=Group.objects.on(day))
        return super().on(day).filter(Q(seat=None) | Q(seat__in=seats))

    def still_held(self, start, until=None):
        """Held on any day from `start` until `until`, or for ever after."""
        begins = Q(starts_on=None) | Q(starts_on__lte=until) if until else Q()
        return self.filter(begins, Q(ends_on=None) | Q(ends_on__gte=start))


class Appointment(Dated):
    """A person holds a role, for an organisation or in a seat, from one day to another.

    Starts through operations.people.appoint and ends through operations.people.end; access ends that day.
    """

    SEATED = (Role.GROUP_CHAIR, Role.GROUP_MEMBER, Role.OBSERVER)
    FOR_ORGANISATION = (
        Role.PARTNER_LEAD, Role.SIGNATORY, Role.SCHOOL_LEAD, Role.EDUCATION_LEAD, Role.PRACTITIONER,
    )  # fmt: skip

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=30, choices=Role)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="appointments")
    office = models.CharField(max_length=200, blank=True)
    substitute = models.BooleanField(default=False, help_text="Stands in, with similar delegated authority.")
    authority = models.CharField(
        max_length=200,
        blank=True,
        help_text="By which office the similar authority was given, and where that is kept.",
    )
    authority_confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    authority_confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["person", "role"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(role__in=Role.values), name="appointment_role_known"),
            models.CheckConstraint(
                condition=Q(role__in=["group_chair", "group_member", "observer"], seat__isnull=False)
                | ~Q(role__in=["group_chair", "group_member", "observer"]) & Q(seat__isnull=True),
                name="appointment_seated_role_has_a_seat",
            ),
            models.CheckConstraint(
                condition=~Q(
                    role__in=["partner_lead", "signatory", "school_lead", "education_lead", "practitioner"]
                )
                | Q(organisation__isnull=False),
                name="appointment_for_an_organisation_names_it",
            ),
            models.CheckConstraint(
                condition=Q(authority="", authority_confirmed_by=None, authority_confirmed_at=None)
                | Q(
                    substitute=True,
                    authority_confirmed_by__isnull=False,
                    authority_confirmed_at__isnull=False,
                )
                & ~Q(authority=""),
                name="appointment_authority_of_a_substitute_is_whole",
            ),
        ]

    def __str__(self):
        held_for = self.office or self.organisation or self.seat
        return f"{self.get_role_display()} ({held_for})" if held_for else self.get_role_display()

    def is_held(self, day):
        """What `AppointmentQuerySet.on` asks the database, of a row that is here with its seat."""
        seated = [self.seat, self.seat.group] if self.seat_id else []
        return all(dated.in_force(day) for dated in (self, *seated))

    @property
    def hat(self):
        """The role and for whom, so that two of the same role can be told apart."""
        held_for = self.seat.group if self.seat_id else self.organisation
        called = f"{self.get_role_display()}, {held_for}" if held_for else self.get_role_display()
        return f"{called} (standing in)" if self.substitute else called

    @property
    def takes(self):
        """In a sentence, what they do with the seat."""
        return "stands in for whoever holds the seat" if self.substitute else "holds the seat"

    @property
    def counts(self):
        """Whether whoever holds it speaks for the seat: a substitute does only with like authority."""
        return not self.substitute or self.authority_confirmed_at is not None


WITH_ITS_SEAT = ("organisation", "seat__group")


def appointments_for(pk):
    return Appointment.objects.filter(person=pk).select_related(*WITH_ITS_SEAT).order_by("role")


appointments_of = Written(appointments_for, -1)


class Invitation(models.Model):
    """A single-use, expiring way in. Only the hash of its secret is kept.

    Written by operations.people.invite, used up by operations.people.accept.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at"]

    def __str__(self):
        return f"Invitation {self.pk}"
