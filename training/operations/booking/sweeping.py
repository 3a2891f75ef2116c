"""What happens by itself: offers lapse, letters go, charges stand, and what is no longer needed is wiped.

Every part looks for what is due by now and not yet done, so that lost days lose nothing and a second round does
nothing.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from partnership.models import Letter
from partnership.operations.record import record
from partnership.working_days import add_working_days
from training.models import AccountRequest, Booking, Session
from training.operations.booking.charges import raise_held
from training.operations.booking.letters import ask_manager, tell, to_manager
from training.operations.booking.places import lapse, lock_session, sweep_offers
from training.rules.booking import due_before
from training.rules.terms import timings

State = Booking.State


def sweep(now=None):
    """All of it, in an order in which nobody is written to of what has just ended."""
    now = now or timezone.now()
    end_begun(now)
    sweep_offers(now)
    raise_held(timezone.localdate(now))
    remind_managers(now)
    remind(now)
    wipe(now)


def end_begun(now):
    """Whoever still waited when the session began waits no longer. Returns how many."""
    begun = Booking.objects.filter(
        state__in=[State.ASKED, State.WAITING, State.OFFERED], session__starts_at__lte=now
    )
    ended = 0
    for pk in sorted(set(begun.values_list("session", flat=True))):
        with transaction.atomic():
            session = lock_session(pk)
            for booking in session.bookings.filter(pk__in=begun).select_related("learner"):
                booking.session = session
                lapse(booking, Booking.Because.BEGAN, "No place became free")
                ended += 1
    return ended


def remind_managers(now):
    """Ask a manager once more who has not answered for some working days."""
    since = add_working_days(timezone.localdate(now), -timings().manager_reminder_working_days)
    waits = Booking.objects.filter(
        state=State.ASKED,
        manager_answer="",
        session__course__asks_manager=True,
        session__starts_at__gt=now,
        asked_at__date__lte=since,
    ).exclude(manager_email="")
    waits = without_letter(waits.select_related("session__course"), "manager:agree:again")
    for booking in waits:
        ask_manager(booking, "again")


def without_letter(bookings, step):
    """Those of which that letter was never promised."""
    found = list(bookings)
    keys = {f"booking:{one.pk}:{step}": one for one in found}
    for key in Letter.objects.filter(key__in=keys).values_list("key", flat=True):
        keys.pop(key, None)
    return list(keys.values())


def remind(now):
    """Joining instructions and reminders that are due, each once a date of the session.

    After lost days whoever is due both gets the joining instructions alone.
    """
    law, today = timings(), timezone.localdate(now)
    days = max(law.reminder_days_before, law.joining_days_before)
    coming = Booking.objects.booked_to_come(now).filter(
        session__starts_at__date__lte=today + timedelta(days), session__state=Session.State.OPEN
    )
    due = {}
    for booking in coming.select_related("learner", "organisation", "session__course", "session__venue"):
        day = timezone.localdate(booking.session.starts_at)
        near = booked_before(booking, due_before(day, law.reminder_days_before))
        if today >= due_before(day, law.joining_days_before):
            due.setdefault(f"joining:{day}", []).append((booking, "How to join"))
        elif near:
            due.setdefault(f"reminder:{day}", []).append((booking, "Your session is coming up"))
        if near and today >= due_before(day, law.reminder_days_before) and booking.manager_email:
            due.setdefault(f"manager:reminder:{day}", []).append((booking, ""))
    for step, found in due.items():
        subjects = dict(found)
        for booking in without_letter(subjects, step):
            write(booking, step, subjects[booking])


def write(booking, step, subject):
    if subject:
        tell(booking, step, subject)
    else:
        subject = "A member of your staff has training soon"
        to_manager(booking, step.removeprefix("manager:"), subject)


def booked_before(booking, day):
    """Whoever booked later has just read when it is."""
    return booking.booked_at is None or timezone.localdate(booking.booked_at) < day


def wipe(now):
    """Access needs some days after the session, and refused requests for accounts. Returns how many of each."""
    law = timings()
    over = Booking.objects.filter(session__ends_at__lt=now - timedelta(law.access_needs_days_after)).exclude(
        access_needs=""
    )
    with transaction.atomic():
        wiped = over.update(access_needs="", needs_wiped_at=now)
    old = AccountRequest.objects.filter(
        state=AccountRequest.State.REFUSED, decided_at__lt=now - timedelta(law.refused_request_days)
    )
    gone = 0
    for request in old:
        with transaction.atomic():
            record("wiped a refused request", request, by=None)
            request.delete()
            gone += 1
    return wiped, gone
