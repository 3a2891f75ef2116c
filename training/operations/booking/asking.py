"""Asking for a place: by the learner, agreed by the manager, checked by staff, or booked by staff."""

from django.db import connection, transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Organisation, Participation
from partnership.operations.record import record
from partnership.rules.childs_detail import check_words
from training.models import AccountRequest, Booking, EmailDomain
from training.operations.booking.letters import ask_manager, tell, to_manager
from training.operations.booking.places import change, lock, lock_session, seat, settle, without_needs
from training.operations.certificates import holds
from training.rules.booking import (
    SEATED,
    check_free_then,
    check_manager,
    check_manager_may_answer,
    check_may_change,
    check_not_twice,
    check_open,
    check_reason,
    check_workforce,
    is_flagged,
)
from training.rules.booking import (
    check_prerequisite as check_attended_before,
)

State = Booking.State
Because = Booking.Because
Answer = Booking.Answer
LONGEST_WAIT = "45s"  # for a session that many ask for at once
BY_LINK = "The learner’s manager, by a link"


def lock_learners(*people):
    """Whoever's places are asked about wait for each other, before sessions: nobody books two things at once.

    Not by their own row, which whoever plans a session locks after it. Where many want one session at the same
    moment they may wait longer for it than for anything else, so that nobody is turned away.
    """
    with connection.cursor() as cursor:
        for pk in sorted(one.pk for one in people):
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtext('learner'), %s), set_config('lock_timeout', %s, true)",
                [pk, LONGEST_WAIT],
            )


def attended_on(person, course):
    """The day on which they last attended that course here, or None."""
    last = (
        Booking.objects.of(person)
        .filter(session__course=course, outcome__in=SEATED)
        .order_by("-session__starts_at")
        .values_list("session__starts_at", flat=True)
        .first()
    )
    return timezone.localdate(last) if last else None


def check_may_come(session, learner, organisation, *, now, declared="", apart_from=None):
    """The whole law about one person and one session, for learners, substitutes and offers alike."""
    course = session.course
    check_workforce(
        kind=organisation.kind,
        area=organisation.area,
        takes_part=Participation.objects.on(timezone.localdate(now))
        .filter(organisation=organisation)
        .exists(),
        for_kinds=course.for_kinds,
        kinds=dict(Organisation.Kind.choices),
    )
    others = Booking.objects.of(learner).live().filter(session__ends_at__gt=now).exclude(session=session)
    if apart_from is not None:
        others = others.exclude(pk=apart_from.pk)
    check_not_twice(
        live=others.filter(session__course=course).exists(),
        attended_on=attended_on(learner, course),
        lasts_months=course.lasts_months,
        starts_on=timezone.localdate(session.starts_at),
    )
    check_at_that_time(session, others)
    needed = course.prerequisite
    check_attended_before(
        needed=needed.title if needed else "",
        attended=needed is None
        or attended_on(learner, needed) is not None
        or holds(learner, needed, on=timezone.localdate(session.starts_at)),
        declared=declared,
    )


def check_at_that_time(session, others):
    same_time = others.filter(session__starts_at__lt=session.ends_at, session__ends_at__gt=session.starts_at)
    clash = same_time.select_related("session__course").first()
    check_free_then(str(clash.session) if clash else "")


def domains_of(organisation):
    return set(EmailDomain.objects.filter(organisation=organisation).values_list("domain", flat=True))


def said_before(person):
    """What they said of themselves when they last asked for a place, or for their account: nobody types it twice."""
    last = Booking.objects.of(person).exclude(manager_email="").order_by("-asked_at", "-pk").first()
    if last:
        said = {name: getattr(last, name) for name in ("job", "manager_name", "manager_email")}
        return said | {"organisation": last.organisation_id}
    request = AccountRequest.objects.filter(person=person).exclude(job="").order_by("-asked_at").first()
    return {"job": request.job} if request else {}


@transaction.atomic
def book(session, *, by, organisation, job, manager_name, manager_email, access_needs="", declared=""):
    """Somebody asks for a place for themselves. The same person twice is once.

    Without anybody's yes outstanding they have the place at once, or stand on the waiting list in order of asking.
    """
    learner, now = by, timezone.now()
    lock_learners(learner)
    there = Booking.objects.live().filter(session=session, learner=learner)
    if found := there.select_related("organisation", "learner", "session__course").first():
        return found
    if organisation.pk not in by.works_for:
        raise Refused("Select an organisation you have a role for.")
    check_manager(learner_email=learner.email, manager_email=manager_email)
    check_words(declared, access_needs)
    needed = session.course.prerequisite
    known = needed is None or attended_on(learner, needed) is not None
    flagged = is_flagged(manager_email, domains_of(organisation))
    check_may_come(session, learner, organisation, now=now, declared=declared)
    session = lock_session(session.pk)  # from here on others wait in line: what follows is short
    now = timezone.now()
    check_open(state=session.state, delivery=session.course.delivery, starts_at=session.starts_at, now=now)
    booking = Booking.objects.create(
        session=session,
        learner=learner,
        organisation=organisation,
        job=job.strip(),
        manager_name=manager_name.strip(),
        manager_email=manager_email.strip().lower(),
        manager_flagged=flagged,
        access_needs=access_needs.strip(),
        prerequisite_declared="" if known else declared.strip(),
        state=State.ASKED,
        asked_at=now,
    )
    record("asked for a place", booking, by=by, session=session.reference, organisation=organisation.code)
    if booking.waits_for_manager:
        ask_manager(booking)
    return settle(booking, by=by)


@transaction.atomic
def change_booking(booking, *, by, seen, job="", manager_name="", manager_email="", access_needs=""):
    """Put right what was said when a place was asked for. A manager who is asked for their yes is asked at the new
    address, and the link that went to the old one opens nothing any more. The record holds no word of it."""
    booking = lock(booking)
    check_may_change(
        live=booking.is_live,
        starts_at=booking.session.starts_at,
        now=timezone.now(),
        same=booking.as_told == seen,
    )
    said = {
        "job": job.strip(), "manager_name": manager_name.strip(), "manager_email": manager_email.strip().lower(),
        "access_needs": access_needs.strip(),
    }  # fmt: skip
    if said["manager_email"]:
        check_manager(learner_email=booking.learner.email, manager_email=said["manager_email"])
    check_words(said["access_needs"])
    changed = [name for name, value in said.items() if value != getattr(booking, name)]
    for name in changed:
        setattr(booking, name, said[name])
    booking.manager_flagged = bool(booking.manager_email) and is_flagged(
        booking.manager_email, domains_of(booking.organisation)
    )
    booking.save(update_fields=[*changed, "manager_flagged"])
    if changed:
        entry = record("changed what was told", booking, by=by, changed=changed)
        if "manager_email" in changed and booking.waits_for_manager:
            ask_manager(booking, f"asked:{entry.pk}")
    return booking


@transaction.atomic
def approve(booking, *, by=None):
    """The manager agrees: a place, or where it is full by now the waiting list, at the time of asking. Twice is once.

    `by` is a member of staff who heard it from them; nobody where it came by the manager's own link.
    """
    booking = lock(booking)
    if booking.manager_answer == Answer.AGREED:
        return booking
    check_manager_may_answer(
        waits=booking.waits_for_manager, starts_at=booking.session.starts_at, now=timezone.now()
    )
    answered(booking, Answer.AGREED, by=by)
    return settle(booking, by=by)


@transaction.atomic
def decline(booking, *, reason, by=None):
    """The manager says no, and why; the learner reads that. Twice is once."""
    check_reason(reason, "Enter a reason. Your member of staff will read it.")
    booking = lock(booking)
    if booking.manager_answer == Answer.DECLINED:
        return booking
    now = timezone.now()
    check_manager_may_answer(waits=booking.waits_for_manager, starts_at=booking.session.starts_at, now=now)
    answered(booking, Answer.DECLINED, by=by, reason=reason.strip())
    change(
        booking, State.DECLINED, by=by, cancelled_at=now, cancelled_because=Because.MANAGER,
        **without_needs(booking, now),
    )  # fmt: skip
    tell(booking, "declined", "Your manager said no")
    return booking


def answered(booking, answer, *, by, reason=""):
    booking.manager_answer = answer
    booking.manager_answered_at = timezone.now()
    booking.manager_reason = reason
    booking.manager_recorded_by = by
    booking.save(
        update_fields=["manager_answer", "manager_answered_at", "manager_reason", "manager_recorded_by"]
    )
    record(
        "agreed to a place" if answer == Answer.AGREED else "said no to a place",
        booking,
        by=by,
        **({} if by else {"office": BY_LINK}),
    )


@transaction.atomic
def check_prerequisite(booking, *, by):
    """Staff looked at what was attended elsewhere, and it will do."""
    booking = lock(booking)
    if booking.prerequisite_checked_at:
        return booking
    if not booking.waits_for_check:
        raise Refused("There is no training elsewhere to check for this place.")
    booking.prerequisite_checked_by = by
    booking.prerequisite_checked_at = timezone.now()
    booking.save(update_fields=["prerequisite_checked_by", "prerequisite_checked_at"])
    record("checked what was attended before", booking, by=by)
    return settle(booking, by=by)


@transaction.atomic
def refuse_prerequisite(booking, *, by, reason):
    """It will not do: the request ends, and the learner reads why."""
    check_reason(reason, "Enter why it is not enough. The learner will read it.")
    booking = lock(booking)
    if not booking.waits_for_check:
        raise Refused("There is no training elsewhere to check for this place.")
    now = timezone.now()
    change(
        booking, State.CANCELLED, by=by, why=reason.strip(), cancelled_at=now, cancelled_because=Because.NOT_MET,
        manager_reason=reason.strip()[:300], **without_needs(booking, now),
    )  # fmt: skip
    tell(booking, "not met", "You need to attend another course first")
    return booking


@transaction.atomic
def book_by_hand(
    session, *, by, learner, organisation, why, job="", manager_name="", manager_email="", access_needs="",
    waiting=False,
):  # fmt: skip
    """Staff give somebody a free place, or put them last on the waiting list, and say why."""
    check_reason(why, "Enter why you are booking this for them.")
    lock_learners(learner)
    session = lock_session(session.pk)
    there = session.bookings.live().filter(learner=learner).first()
    if there:
        raise Refused("They already have a place here, or are waiting for one.")
    now = timezone.now()
    check_open(state=session.state, delivery=session.course.delivery, starts_at=session.starts_at, now=now)
    if organisation.pk not in learner.works_for:
        raise Refused("They have no role for that organisation. Select one they do have a role for.")
    if manager_email:
        check_manager(learner_email=learner.email, manager_email=manager_email)
    others = Booking.objects.of(learner).live().filter(session__ends_at__gt=now).exclude(session=session)
    check_at_that_time(session, others)
    booking = Booking.objects.create(
        session=session,
        learner=learner,
        organisation=organisation,
        job=job.strip(),
        manager_name=manager_name.strip(),
        manager_email=manager_email.strip().lower(),
        manager_flagged=bool(manager_email) and is_flagged(manager_email, domains_of(organisation)),
        access_needs=access_needs.strip(),
        state=State.ASKED,
        asked_at=now,
        booked_by=by,
        manager_answer=Answer.AGREED,
        manager_answered_at=now,
        manager_recorded_by=by,
    )
    record("booked by hand", booking, by=by, why=why.strip(), session=session.reference)
    if waiting:
        change(booking, State.WAITING, by=by)
        tell(booking, "waiting", "You are on the waiting list")
    else:
        seat(booking, by=by)
        to_manager(booking, "booked", "A member of your staff has a training place")
    return booking
