"""The invented year of training: booking."""

from datetime import timedelta

from django.utils import timezone

from partnership.models import Organisation, Person
from partnership.site.demo.time import at, working_day
from partnership.working_days import add_working_days
from training.models import Booking, Charge, Session
from training.operations import accounts, booking, programme
from training.operations.booking.charges import raise_held
from training.operations.booking.sweeping import wipe

DOMAINS = {
    "leicestershire-county-council": "county.example",
    "leicestershire-police": "police.example",
    "university-hospitals-of-leicester": "hospitals.example",
    "hawthorn-bank-school": "hawthornbank.example",
}
# who asks for an account: name by role, job, organisation
LEARNERS = (
    ("Social worker, north", "Social worker", "leicestershire-county-council"),
    ("Social worker, south", "Social worker", "leicestershire-county-council"),
    ("Early help worker", "Early help worker", "leicestershire-county-council"),
    ("Response officer", "Police constable", "leicestershire-police"),
    ("Detective, child abuse team", "Detective constable", "leicestershire-police"),
    ("Community midwife", "Midwife", "university-hospitals-of-leicester"),
    ("Children’s nurse", "Nurse", "university-hospitals-of-leicester"),
    ("Class teacher", "Teacher", "hawthorn-bank-school"),
    ("Pastoral lead", "Pastoral lead", "hawthorn-bank-school"),
)
COURSE = {
    "title": "When to refer, and what to write",
    "summary": "What the thresholds mean in practice, and how to write a referral that is acted on.",
    "aims": "Decide with confidence whether to refer.\nWrite down what was seen and heard, and what is feared.",
    "audience": "Everybody who may have to refer a child.",
    "level": 2,
    "delivery": "online",
    "hours": 3,
    "half_day": True,
    "lasts_months": 36,
}


def a_year_of_places(people, today):
    """Accounts by confirmed domains; a session that was held, one that is full with a list, and what it cost."""
    first = working_day(today, 120)
    yield at(first, 9)
    staff = people.learning_officer
    for code, domain in DOMAINS.items():
        accounts.add_domain(organisation=people[code], domain=domain, by=staff)
    course = programme.offer_course(programme.add_course(by=staff, **COURSE), by=staff)
    held = open_session(course, people, add_working_days(first, 30), capacity=8)
    yield at(first, 11)
    for name, job, code in LEARNERS:
        accounts.ask_for_account(
            name=name, email=address_of(name, code), job=job, organisation=people[code], employer=""
        )
    Person.objects.filter(email__in=[address_of(name, code) for name, _, code in LEARNERS]).update(
        invented=True
    )
    yield at(add_working_days(first, 2), 10)
    for one in LEARNERS[:5]:
        ask(held, people, one)
    yield at(add_working_days(first, 3), 15)
    for one in held.bookings.filter(state=Booking.State.ASKED)[:4]:
        booking.approve(one)
    refused = held.bookings.filter(state=Booking.State.ASKED).first()
    booking.decline(refused, reason="The team is short of staff that week.")
    yield at(add_working_days(first, 29), 16)
    late = held.bookings.filter(state=Booking.State.BOOKED).first()
    booking.cancel(late, by=late.learner)
    yield at(add_working_days(first, 35), 10)
    charge = Charge.objects.get(booking=late)
    booking.mark_invoiced(charge, by=people.manager, invoice="INV-0047", on=timezone.localdate())


def a_list_with_an_open_offer(people, today):
    """The next session is full: two wait, one of them with an offer that still runs; a request waits too."""
    begins = working_day(today, 14)
    yield at(begins, 9)
    staff = people.learning_officer
    about = COURSE | {"title": "Talking with children after a disclosure", "asks_manager": False}
    course = programme.offer_course(programme.add_course(by=staff, **about), by=staff)
    soon = open_session(course, people, add_working_days(today, 15), capacity=4)
    later = open_session(course, people, add_working_days(today, 40), capacity=12)
    for n, one in enumerate(LEARNERS[1:7]):
        yield at(begins, 12, n * 5)
        if account_of(one):
            ask(soon, people, one, access_needs="Live captions, please." if n == 1 else "")
    yield at(begins, 14)
    ask(later, people, LEARNERS[7])
    ask_as_practitioner(soon, people)
    yield at(working_day(today, 4), 10)
    accounts.ask_for_account(
        name="Youth worker", email="youth.worker@gmail.com", job="Youth worker", organisation=None,
        employer="Riverside Youth Club (invented)",
    )  # fmt: skip
    yield at(today, 0, 5)
    leaves = soon.bookings.filter(state=Booking.State.BOOKED).order_by("asked_at").first()
    booking.cancel(leaves, by=leaves.learner)


def a_practitioners_places(people, today):
    """Beside what they attended and wait for: one place given up in time, and one that is to come."""
    yield at(working_day(today, 66), 10)
    given_up = next_of("Neglect: seeing it early")
    if given_up:
        asked = ask_as_practitioner(given_up, people)
        yield at(working_day(today, 65), 16)
        booking.approve(asked)
        yield at(add_working_days(timezone.localdate(given_up.starts_at), -5), 9)
        booking.cancel(asked, by=people.practitioner)
    yield at(working_day(today, 3), 11)
    coming = next_of("Bruises and injuries in babies")
    if coming:
        asked = ask_as_practitioner(coming, people, access_needs="A seat near the screen, please.")
        yield at(working_day(today, 2), 15)
        booking.approve(asked)


def what_unused_places_cost(people, today):
    """Week by week: some managers confirm illness, other charges stand, are invoiced and paid; letters go of late."""
    for weeks_ago in range(47, -1, -1):
        day = today - timedelta(7 * weeks_ago)
        yield at(day, 8) if weeks_ago else at(day, 0, 15)
        unused = Charge.objects.filter(why=Charge.Why.NO_SHOW).order_by("pk")
        for charge in unused.filter(state=Charge.State.HELD, held_until__gte=day):
            if charge.pk % 3 == 0:
                booking.confirm_sickness(charge, sick=True)
        if weeks_ago > 2:
            raise_held(day)
            wipe(timezone.now())
        else:
            booking.sweep()
        for charge in unused.filter(state=Charge.State.RAISED, held_until__lt=day - timedelta(10)):
            booking.mark_invoiced(charge, by=people.manager, invoice=f"INV-{charge.pk + 60:04}", on=day)
        for charge in unused.filter(state=Charge.State.INVOICED, invoiced_on__lt=day - timedelta(40)):
            booking.mark_paid(charge, by=people.manager, on=day)


def next_of(title):
    """The next session of that course for which somebody has a place already, or nothing."""
    return (
        Session.objects.to_come(timezone.now())
        .filter(course__title=title, state=Session.State.OPEN, bookings__isnull=False)
        .order_by("starts_at")
        .first()
    )


def ask_as_practitioner(session, people, access_needs=""):
    return booking.book(
        session, by=people.practitioner, organisation=people["leicestershire-county-council"],
        job="Family support worker", manager_name="Team manager", manager_email="team.manager@county.example",
        access_needs=access_needs,
    )  # fmt: skip


def address_of(name, code):
    return f"{name.lower().replace(',', '').replace('’', '').replace(' ', '.')}@{DOMAINS[code]}"


def account_of(learner):
    name, _, code = learner
    return Person.objects.filter(email=address_of(name, code)).first()


def open_session(course, people, day, *, capacity):
    session = programme.plan_session(
        course, by=people.learning_officer, starts_at=at(day, 9, 30), ends_at=at(day, 12, 30), capacity=capacity,
        joining="https://meet.example/training", instructions="Have your agency’s referral form at hand.",
    )  # fmt: skip
    return programme.open_session(session, by=people.learning_officer)


def ask(session, people, learner, access_needs=""):
    _, job, code = learner
    return booking.book(
        session, by=account_of(learner), organisation=Organisation.objects.get(code=code), job=job,
        manager_name="Team manager", manager_email=f"team.manager@{DOMAINS[code]}", access_needs=access_needs,
    )  # fmt: skip


STORIES = [a_year_of_places, a_list_with_an_open_offer, a_practitioners_places, what_unused_places_cost]
