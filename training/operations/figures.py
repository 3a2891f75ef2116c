"""The one home of training's numbers: what was offered, booked and used between two days.

Only sessions that were held and whose register is closed are counted. Agencies are those of the day.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from partnership.models import Organisation
from partnership.rules.years import financial_year
from schools.models import School
from training.models import Booking, Guest, ProgrammeNeed, Session
from training.rules.attendance import COUNTS
from training.rules.figures import Counts, told

Outcome = Booking.Outcome
GIVEN_BACK = (Booking.Because.LEARNER, Booking.Because.SICK)
UNKNOWN = "Other organisations"
NAMES = {
    "present": "present",
    "late": "late",
    "partly": "partly",
    "no_show": "no_show",
    "substitute": "substituted",
}


@dataclass(frozen=True)
class NeedFigures:
    """Of one need that was taken up: the places that were planned for it, and what its courses gave."""

    need: object
    planned: int
    counts: Counts


@dataclass
class Figures:
    """`total`; tables by label: `by_agency`, `by_sector`, `by_course`, `by_month` (first days); `by_need`.

    `cancelled_sessions` were called off; `open_registers` were held and are not counted yet.
    """

    since: date
    until: date
    total: Counts = field(default_factory=Counts)
    by_agency: dict = field(default_factory=dict)
    by_sector: dict = field(default_factory=dict)
    by_course: dict = field(default_factory=dict)
    by_month: dict = field(default_factory=dict)
    by_need: list = field(default_factory=list)
    cancelled_sessions: int = 0
    open_registers: int = 0

    @property
    def told(self):
        """The total as everybody may read it, who may have read its quarters as well."""
        quarters = defaultdict(Counts)
        for month, counts in self.by_month.items():
            merge(quarters[month.year, (month.month - 1) // 3], counts)
        return told(self.total, quarters.values())

    def of_agency(self, organisation):
        """What the figures say of one agency."""
        return self.by_agency.get(organisation, Counts())


def begins(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def figures_between(since, until):
    """The figures of the sessions from one day to another, both included, in a fixed number of queries."""
    figures = Figures(since, until)
    within = Session.objects.filter(
        starts_at__gte=begins(since), starts_at__lt=begins(until + timedelta(days=1))
    )
    held = {}
    for one in within.select_related("course", "register"):
        if one.state == Session.State.CANCELLED:
            figures.cancelled_sessions += 1
        elif hasattr(one, "register"):
            held[one.pk] = one
        elif one.ends_at < timezone.now():
            figures.open_registers += 1
    by_session = defaultdict(Counts)
    by_agency = defaultdict(Counts)
    for one in held.values():
        by_session[one.pk].add(sessions=1, places=one.capacity, cost=one.cost or 0)
    for session, agency, numbers in rows(held):
        if held[session].cost is not None:
            numbers["costed"] = numbers.get("attended", 0)
        by_session[session].add(**numbers)
        by_agency[agency].add(**{name: number for name, number in numbers.items() if name != "costed"})
    gather(figures, held, by_session)
    agencies(figures, by_agency)
    figures.by_need = list(needs(figures, held, by_session))
    return figures


def rows(held):
    """(session, agency or None, what to add) of every kind of outcome, counted by the database."""
    marked = (
        Booking.objects.filter(session__in=held)
        .exclude(outcome="")
        .annotate(booked=Q(came_as__isnull=True))
        .values_list("session", "organisation_on_the_day", "outcome", "booked")
        .order_by()
        .annotate(number=Count("pk"))
    )
    for session, agency, outcome, booked, number in marked:
        yield session, agency, numbers_of(outcome, number, booked=booked)
    guests = (
        Guest.objects.filter(session__in=held, booking=None)
        .exclude(outcome="")
        .values_list("session", "organisation", "outcome")
        .order_by()
        .annotate(number=Count("pk"))
    )
    for session, agency, outcome, number in guests:
        yield session, agency, numbers_of(outcome, number, booked=False)
    given_back = (
        Booking.objects.filter(
            session__in=held, state=Booking.State.CANCELLED, cancelled_because__in=GIVEN_BACK
        )
        .values_list("session", "organisation")
        .order_by()
        .annotate(number=Count("pk"))
    )
    for session, agency, number in given_back:
        yield session, agency, {"cancelled": number}


def numbers_of(outcome, number, *, booked):
    return {
        NAMES[outcome]: number,
        "booked" if booked else "unbooked": number,
        "attended": number if COUNTS[outcome] == "yes" else 0,
    }


def merge(into, counts):
    into.add(**vars(counts))


def gather(figures, held, by_session):
    """The totals, and the tables of courses and months."""
    by_course, by_month = defaultdict(Counts), defaultdict(Counts)
    for pk, counts in by_session.items():
        one = held[pk]
        merge(figures.total, counts)
        merge(by_course[one.course], counts)
        merge(by_month[timezone.localdate(one.starts_at).replace(day=1)], counts)
    figures.by_course = dict(sorted(by_course.items(), key=lambda pair: pair[0].title))
    figures.by_month = dict(sorted(by_month.items()))


def agencies(figures, by_agency):
    """The tables of agencies and sectors: schools by kind, everybody else by the kind of organisation."""
    found = Organisation.objects.in_bulk([pk for pk in by_agency if pk])
    of_school = [pk for pk, one in found.items() if one.kind == Organisation.Kind.SCHOOL]
    kinds = {
        organisation: School.Kind(kind).label
        for organisation, kind in School.objects.filter(organisation__in=of_school)
        .order_by("opened_on", "pk")
        .values_list("organisation", "kind")
    }
    by_sector = defaultdict(Counts)
    for pk, counts in by_agency.items():
        one = found.get(pk)
        if one is not None:
            figures.by_agency[one] = counts
        merge(by_sector[sector(one, kinds)], counts)
    if None in by_agency:
        figures.by_agency[None] = by_agency[None]
    figures.by_agency = dict(
        sorted(figures.by_agency.items(), key=lambda pair: (pair[0] is None, str(pair[0])))
    )
    figures.by_sector = dict(sorted(by_sector.items()))


def sector(organisation, kinds):
    if organisation is None:
        return UNKNOWN
    if organisation.pk in kinds:
        return f"School: {kinds[organisation.pk].lower()}"
    return organisation.get_kind_display()


def needs(figures, held, by_session):
    """The needs of that year's programme, April to March, and what their courses gave. One may serve several."""
    year = financial_year(figures.since)
    lines = (
        ProgrammeNeed.objects.filter(programme__year=year)
        .select_related("need")
        .prefetch_related("need__courses")
        .order_by("need__number")
    )
    for line in lines:
        courses = {course.pk for course in line.need.courses.all()}
        counts = Counts()
        for pk, of_session in by_session.items():
            if held[pk].course_id in courses:
                merge(counts, of_session)
        yield NeedFigures(line.need, line.places, counts)
