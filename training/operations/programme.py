"""Courses and the sessions in which they are held: written, offered, planned, opened, changed and cancelled."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Person
from partnership.operations.names import follow_title, lock_name
from partnership.operations.record import record
from training.models import Course, Session, Venue
from training.operations.attendance import forget
from training.operations.booking import session_cancelled, session_changed
from training.rules.needs import check_seen
from training.rules.programme import (
    check_capacity,
    check_changeable,
    check_course,
    check_day,
    check_move,
    check_no_clash,
    check_offer,
    check_open,
    check_place,
    check_plan,
    check_reason,
    check_retire,
    check_times,
    check_venue,
)

COURSE_FACTS = (
    "title", "summary", "aims", "audience", "level", "delivery", "hours", "half_day", "address", "prerequisite",
    "for_kinds", "asks_manager", "lasts_months",
)  # fmt: skip
SESSION_FACTS = (
    "starts_at", "ends_at", "venue", "joining", "instructions", "capacity", "at_least", "cost",
)  # fmt: skip
TEACHES = (Role.TRAINER, Role.BOARD_MANAGER, Role.BOARD_OFFICER, Role.LEARNING_OFFICER, Role.ADMINISTRATOR)


def lock_course(course):
    return (
        Course.objects.select_for_update(no_key=True, of=("self",))
        .select_related("prerequisite")
        .get(pk=course.pk)
    )


def lock_session(session):
    """The session as it is now, with its course. Whoever books locks it the same way, and waits for nobody else."""
    return (
        Session.objects.select_for_update(no_key=True, of=("self",))
        .select_related("course", "venue")
        .get(pk=session.pk)
    )


def may_teach(day=None):
    """Everybody who may be put down to teach: trainers, and the business unit."""
    return Person.objects.holding(*TEACHES, on=day or timezone.localdate())


# Courses --------------------------------------------------------------------------------------------------


@transaction.atomic
def add_course(
    *, by, title, summary, aims, audience, level, delivery, hours, half_day=False, address="", prerequisite=None,
    for_kinds=(), asks_manager=True, lasts_months=None,
):  # fmt: skip
    """A course that is being planned: nobody sees it in the catalogue before it is offered."""
    check_course(delivery=delivery, address=address, hours=hours, prerequisite=prerequisite)
    facts = {
        "title": title.strip(), "summary": summary.strip(), "aims": aims.strip(), "audience": audience.strip(),
        "level": level, "delivery": delivery, "hours": hours, "half_day": half_day, "address": address,
        "prerequisite": prerequisite, "for_kinds": list(for_kinds), "asks_manager": asks_manager,
        "lasts_months": lasts_months,
    }  # fmt: skip
    lock_name("course")
    if same := Course.objects.filter(state=Course.State.PLANNED, revision=1, **facts).first():
        return same  # the button was pressed twice
    course = Course(**facts)
    follow_title(course, title, known=False, otherwise="course")
    course.save()
    record("added", course, by=by)
    return course


@transaction.atomic
def change_course(course, *, by, seen, **facts):
    """Change what it says. `seen` is the revision that was shown; its state stays."""
    course = lock_course(course)
    check_seen(seen=seen, now=course.revision)
    changed = [name for name in COURSE_FACTS if name in facts and getattr(course, name) != facts[name]]
    for name in changed:
        setattr(course, name, facts[name])
    check_course(
        delivery=course.delivery, address=course.address, hours=course.hours, prerequisite=course.prerequisite,
        course=course,
    )  # fmt: skip
    if "delivery" in changed and course.sessions.to_come(timezone.now()).exists():
        raise Refused(
            "This course has upcoming sessions, so its format cannot change. Add another course instead."
        )
    follow_title(course, course.title, known=course.state != Course.State.PLANNED, otherwise="course")
    course.revision += 1
    course.save(update_fields=[*changed, "slug", "revision"])
    record("changed", course, by=by, changed=", ".join(changed))
    return course


@transaction.atomic
def offer_course(course, *, by):
    """From now on the catalogue shows it."""
    course = lock_course(course)
    check_offer(course.state)
    course.state = Course.State.OFFERED
    course.save(update_fields=["state"])
    record("offered", course, by=by)
    return course


@transaction.atomic
def retire_course(course, *, by, reason):
    """It leaves the catalogue; what was held and who came stays."""
    course = lock_course(course)
    check_retire(
        state=course.state, reason=reason,
        to_come=course.sessions.to_come(timezone.now()).exists(),
    )  # fmt: skip
    course.state = Course.State.RETIRED
    course.save(update_fields=["state"])
    record("retired", course, by=by, why=reason.strip())
    return course


# Venues ---------------------------------------------------------------------------------------------------


@transaction.atomic
def add_venue(*, by, name, address, postcode, area="", access="", holds=None, contact=""):
    """Somewhere to hold sessions. What people with access needs find there is part of it."""
    if Venue.objects.filter(name__iexact=name.strip()).exists():
        raise Refused("There is already a venue with that name.")
    venue = Venue.objects.create(
        name=name.strip(), address=address.strip(), postcode=postcode.strip().upper(), area=area, access=access.strip(),
        holds=holds, contact=contact.strip(),
    )  # fmt: skip
    record("added", venue, by=by)
    return venue


@transaction.atomic
def change_venue(venue, *, by, given_up=False, **facts):
    """Change what is said of it, or give it up. A room cannot become smaller than what is planned in it."""
    venue = Venue.objects.select_for_update(no_key=True).get(pk=venue.pk)
    to_come = venue.sessions.to_come(timezone.now())
    if given_up and not venue.given_up and to_come.exists():
        raise Refused("Sessions are still planned there. Move or cancel them first.")
    holds = facts.get("holds", venue.holds)
    largest = to_come.order_by("-capacity").values_list("capacity", flat=True).first()
    if holds is not None and largest and holds < largest:
        raise Refused(f"A session there has {largest} places. Change that session first.")
    name = facts.get("name", venue.name).strip()
    if Venue.objects.exclude(pk=venue.pk).filter(name__iexact=name).exists():
        raise Refused("There is already a venue with that name.")
    for field in ("name", "address", "postcode", "area", "access", "holds", "contact"):
        if field in facts:
            value = facts[field]
            setattr(venue, field, value.strip() if isinstance(value, str) else value)
    venue.given_up = given_up
    venue.save()
    record("changed", venue, by=by, given_up=given_up)
    return venue


# Sessions -------------------------------------------------------------------------------------------------


@transaction.atomic
def plan_session(
    course, *, by, starts_at, ends_at, capacity, venue=None, joining="", instructions="", at_least=1, cost=None,
    trainers=(), day_meant=False,
):  # fmt: skip
    """A session that is planned: nobody can book before it is opened.

    A weekend or bank holiday is refused unless `day_meant`. So is a trainer or venue that is taken at that time.
    """
    course = lock_course(course)
    check_plan(delivery=course.delivery, state=course.state)
    same = course.sessions.filter(
        state=Session.State.PLANNED, revision=1, starts_at=starts_at, ends_at=ends_at, venue=venue,
        joining=joining, capacity=capacity, cost=cost,
    ).first()  # fmt: skip
    if same and set(same.trainers.all()) == set(trainers):
        return same  # the button was pressed twice
    session = Session(
        course=course, starts_at=starts_at, ends_at=ends_at, capacity=capacity, venue=venue, joining=joining,
        instructions=instructions.strip(), at_least=at_least, cost=cost,
    )  # fmt: skip
    check_whole(session, list(trainers), taken=0, day_meant=day_meant)
    session.reference = next_reference(timezone.localdate(starts_at).year)
    session.save(force_insert=True)
    session.trainers.set(trainers)
    record("planned", session, by=by, starts_at=starts_at.isoformat(), capacity=capacity)
    return session


def as_last_time(course):
    """What the last session of a course was like, for whoever plans the next: all but its day and its joining link."""
    last = course.sessions.order_by("-starts_at", "-pk").prefetch_related("trainers").first()
    if last is None:
        return {}
    names = ("venue", "instructions", "capacity", "at_least", "cost")
    return {name: getattr(last, name) for name in names} | {"trainers": list(last.trainers.all())}


def check_whole(session, trainers, *, taken, day_meant, moved=True):
    """Everything that must hold of a session that is to come. Its venue and its trainers are locked first."""
    if moved:
        check_times(starts_at=session.starts_at, ends_at=session.ends_at, now=timezone.now())
        check_day(timezone.localdate(session.starts_at), meant=day_meant)
    check_place(delivery=session.course.delivery, venue=session.venue, joining=session.joining)
    venue = (
        Venue.objects.select_for_update(no_key=True).get(pk=session.venue_id) if session.venue_id else None
    )
    check_venue(venue)
    check_capacity(
        capacity=session.capacity, at_least=session.at_least, taken=taken,
        holds=venue.holds if venue else None, venue=str(venue or ""),
    )  # fmt: skip
    check_trainers(trainers)
    check_no_clash(**clashes(session, trainers, venue))


def check_trainers(trainers):
    """Whoever teaches is a trainer or of the business unit. They are locked, in one order, until all is kept."""
    wanted = {one.pk for one in trainers}
    list(Person.objects.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True))
    strangers = wanted - set(may_teach().filter(pk__in=wanted).values_list("pk", flat=True))
    if strangers:
        name = next(one.name for one in trainers if one.pk in strangers)
        raise Refused(f"{name} is not a trainer. Give them the role first, or choose someone else.")


def clashes(session, trainers, venue):
    """Who and what is taken at that time by another session that is not cancelled."""
    same_time = Session.objects.filter(starts_at__lt=session.ends_at, ends_at__gt=session.starts_at).exclude(
        state=Session.State.CANCELLED
    )
    if session.pk:
        same_time = same_time.exclude(pk=session.pk)
    people = same_time.filter(trainers__in=trainers).order_by("starts_at").values_list(
        "trainers__name", "reference"
    ) if trainers else ()  # fmt: skip
    there = same_time.filter(venue=venue).first() if venue else None
    return {"trainers": list(people), "venue": (str(venue), there.reference) if there else None}


@transaction.atomic
def open_session(session, *, by):
    """From now on people can book."""
    session = lock_session(session)
    check_move(session.state, Session.State.OPEN)
    check_open(
        course_state=session.course.state, delivery=session.course.delivery, has_venue=session.venue_id is not None
    )  # fmt: skip
    session.state = Session.State.OPEN
    session.save(update_fields=["state"])
    record("opened", session, by=by)
    return session


def taken_of(session):
    """How many places are booked or kept by an offer, while the session is locked."""
    return session.bookings.holding_a_place().count()


@transaction.atomic
def change_session(session, *, by, seen, reason="", day_meant=False, **facts):
    """Change when, where, with whom or for how many. `seen` is the revision that was shown.

    An open session needs a reason where time or place change, because people have planned for it.
    """
    session = lock_session(session)
    check_seen(seen=seen, now=session.revision)
    check_changeable(session.state)
    changed = [name for name in SESSION_FACTS if name in facts and getattr(session, name) != facts[name]]
    for name in changed:
        setattr(session, name, facts[name])
    trainers = list(facts.get("trainers", session.trainers.all()))
    new_trainers = {one.pk for one in trainers} != set(session.trainers.values_list("pk", flat=True))
    moved = {"starts_at", "ends_at"} & set(changed)
    if session.state == Session.State.OPEN and set(changed) & {"starts_at", "ends_at", "venue"}:
        check_reason(reason)
    check_whole(session, trainers, taken=taken_of(session), day_meant=day_meant, moved=bool(moved))
    if session.state == Session.State.OPEN:
        check_open(
            course_state=session.course.state, delivery=session.course.delivery,
            has_venue=session.venue_id is not None,
        )  # fmt: skip
    session.revision += 1
    session.save(update_fields=[*changed, "revision"])
    if new_trainers:
        session.trainers.set(trainers)
    what = [*changed, *(["trainers"] if new_trainers else [])]
    record("changed", session, by=by, why=reason.strip(), changed=", ".join(what))
    if session.state == Session.State.OPEN:
        elsewhere = bool({"venue", "joining"} & set(changed))
        session_changed(session, by=by, moved=bool(moved), elsewhere=elsewhere)
    return session


@transaction.atomic
def cancel_session(session, *, by, reason):
    """It is not held. Everybody who booked or waits is written to with the reason."""
    session = lock_session(session)
    check_move(session.state, Session.State.CANCELLED)
    check_reason(reason)
    forget(session, by=by)
    session.state = Session.State.CANCELLED
    session.cancelled_because = reason.strip()
    session.save(update_fields=["state", "cancelled_because"])
    record("cancelled", session, by=by, why=session.cancelled_because)
    session_cancelled(session, by=by)
    return session


def next_reference(year):
    """Such as TR-2026-014. Two who plan at once wait for each other, until the transaction ends."""
    before = f"TR-{year}-"
    lock_name(f"reference {before}")
    last = max(
        (int(one.removeprefix(before)) for one in
         Session.objects.filter(reference__startswith=before).values_list("reference", flat=True)
         if one.removeprefix(before).isdigit()),
        default=0,
    )  # fmt: skip
    return f"{before}{last + 1:03}"
