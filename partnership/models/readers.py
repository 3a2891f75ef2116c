"""A question that depends on who asks, put into SQL once for each kind of person instead of at every request.

What somebody may know of follows from their roles and from whom and which groups these are for. Two people whose
appointments are alike but for the ids are asked about by the same SQL with other ids in it. So the laws (`visible_to`,
`asked_of` and their like) are asked once about somebody who stands for all of the kind, and whose ids are stand-ins.
"""

from functools import lru_cache

from django.db import DEFAULT_DB_ALIAS
from django.db.models import DEFERRED

from partnership.models.groups import Group, Seat
from partnership.models.organisations import Organisation
from partnership.models.people import Appointment, Person
from partnership.models.written import Written

KINDS = 500  # kinds of people whose statements each process remembers, for each question
FIRST = -1_000_000_000  # stand-ins for ids, which no statement holds otherwise


class Ids:
    """The ids of one person, each of its table once, in the order in which they are met."""

    def __init__(self):
        self.met = {}

    def place(self, table, pk):
        """Which of them this is, as the number that stands for it; None for none."""
        return None if pk is None else self.met.setdefault((table, pk), FIRST - len(self.met))

    @property
    def values(self):
        return [pk for _, pk in self.met]


def kind_of(person):
    """What laws may look at of a person, with stand-ins for the ids; and the ids that these stand for."""
    ids = Ids()
    whose = ids.place(Person, person.pk)
    worn = {one.pk for one in person.appointments_today}
    held = tuple(
        (
            ids.place(Appointment, one.pk),
            one.role,
            one.substitute,
            ids.place(Organisation, one.organisation_id),
            seat_of(one, ids),
            one.pk in worn,
        )
        for one in person.held_today
    )
    return (whose, person.is_active, held), ids.values


def seat_of(appointment, ids):
    if not appointment.seat_id:
        return None
    seat = appointment.seat
    return (
        ids.place(Seat, seat.pk),
        seat.kind,
        ids.place(Organisation, seat.organisation_id),
        ids.place(Group, seat.group_id),
        seat.group.reviews_cases,
    )


def made(model, **known):
    """A row of which nothing else is known: a law that looks further asks the database for an id that is not there."""
    values = [known.get(field.attname, DEFERRED) for field in model._meta.concrete_fields]
    return model.from_db(DEFAULT_DB_ALIAS, list(known), values)


def stand_in(kind):
    """Somebody of that kind, who is nobody."""
    whose, is_active, held = kind
    person = made(Person, id=whose, is_active=is_active)
    person.held_today = []
    person.appointments_today = []
    for pk, role, substitute, organisation, seat, worn in held:
        one = made(
            Appointment, id=pk, person_id=whose, role=role, substitute=substitute, organisation_id=organisation,
            seat_id=seat and seat[0],
        )  # fmt: skip
        one.person = person
        if organisation:
            one.organisation = made(Organisation, id=organisation)
        if seat:
            pk, seat_kind, of, group, reviews_cases = seat
            one.seat = made(Seat, id=pk, kind=seat_kind, organisation_id=of, group_id=group)
            one.seat.group = made(Group, id=group, reviews_cases=reviews_cases)
        person.held_today.append(one)
        if worn:
            person.appointments_today.append(one)
    return person


class WrittenForEach:
    """What a queryset finds for a person and other values, its SQL written once for each kind of person.

    `build(person, *stand_ins)` gives the queryset, and asks nothing of the person that `kind_of` leaves out.
    """

    def __init__(self, build, *stand_ins):
        self.build = build
        self.stand_ins = stand_ins
        self.of_kind = lru_cache(maxsize=KINDS)(self.written)

    def written(self, kind, number):
        ids = [FIRST - place for place in range(number)]
        return Written(lambda *given: self.build(stand_in(kind), *given[number:]), *ids, *self.stand_ins)

    def __call__(self, person, *values):
        kind, ids = kind_of(person)
        return self.of_kind(kind, len(ids))(*ids, *values)

    def rows(self, person, *values):
        kind, ids = kind_of(person)
        return self.of_kind(kind, len(ids)).rows(*ids, *values)
