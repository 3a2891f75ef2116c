"""One session's places, for whoever runs training: in order, with the waiting list, and what can be done by hand."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, may, requires
from partnership.operations.record import record
from partnership.views.deed import attempt, carried_out
from partnership.views.tables import table_file
from training.forms.booking import (
    BookByHandForm,
    CheckAttendedForm,
    GivePlaceForm,
    MoveBookingForm,
    RecordManagerForm,
)
from training.models import Booking, Session
from training.operations import booking as operations
from training.rules.booking import offer_until
from training.rules.terms import timings
from training.views.booking import COLOURS, with_all

State = Booking.State
LEFT = (State.DECLINED, State.LAPSED, State.CANCELLED, State.SESSION_CANCELLED)


def find_session(request, pk):
    """All of them for whoever runs training; a trainer's own for the trainer."""
    sessions = Session.objects.all()
    if not may(request.user, Can.RUN_TRAINING):
        sessions = sessions.filter(trainers=request.user)
    return get_object_or_404(sessions.select_related("course", "venue"), pk=pk)


@requires(Can.RUN_TRAINING, Can.TEACH)
@require_safe
def places(request, pk):
    """Who has a place, who waits and in which order, and whose yes is still missing."""
    session = find_session(request, pk)
    found = list(with_all(session.bookings.all()).order_by("asked_at", "pk"))
    held = [one for one in found if one.state in Booking.HOLDS]
    now = timezone.now()
    runs = may(request.user, Can.RUN_TRAINING)
    return render(
        request,
        "training/places.html",
        {
            "session": session,
            "held": held,
            "free": max(session.capacity - len(held), 0),
            "waiting": [one for one in found if one.state == State.WAITING],
            "asked": [one for one in found if one.state == State.ASKED],
            "left": [one for one in found if one.state in LEFT],
            "colours": COLOURS,
            "runs": runs,
            "columns": "Who|Status|Asked|Needs" + ("|Change" if runs else ""),
            "coming": session.starts_at > now and session.state == Session.State.OPEN,
            "by_hand": session.starts_at > now and offer_until(now, session.starts_at) is None,
            "timings": timings(),
        },
    )


HEADINGS = ["State", "Name", "Organisation", "Job", "Email", "Manager", "Manager’s email", "Asked"]


@requires(Can.RUN_TRAINING)
@require_safe
def places_file(request, pk, kind):
    """The list as a file. Access needs stay in the portal."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    session = find_session(request, pk)
    rows = [
        [
            one.get_state_display(), one.learner.name, one.organisation.name, one.job, one.learner.email,
            one.manager_name, one.manager_email, f"{timezone.localtime(one.asked_at):%Y-%m-%d %H:%M}",
        ]
        for one in with_all(session.bookings.live()).order_by("asked_at", "pk")
    ]  # fmt: skip
    record("took out", session, by=request.user, what="places", rows=len(rows))
    return table_file(kind, f"places-{session.reference.lower()}", HEADINGS, rows)


@requires(Can.RUN_TRAINING)
def book_by_hand(request, pk):
    session = find_session(request, pk)
    form = BookByHandForm(request.POST or None)
    booking = carried_out(request, form, operations.book_by_hand, session)
    if booking:
        waits = booking.state == State.WAITING
        messages.success(
            request,
            "They are on the waiting list, and we have written to them."
            if waits
            else "Their place is booked, and we have written to them.",
        )
        return redirect("training:places", session.pk)
    return render(request, "training/book_by_hand.html", {"session": session, "form": form})


def find(request, pk):
    return get_object_or_404(with_all(Booking.objects.visible_to(request.user)), pk=pk)


@requires(Can.RUN_TRAINING)
def give_place(request, pk):
    """Give a free place to somebody who waits, out of turn or where it is too late for offers."""
    found = find(request, pk)
    if found.state not in (State.WAITING, State.OFFERED, State.BOOKED):
        raise Refused("They are not waiting for a place here.")
    form = GivePlaceForm(request.POST or None)
    if carried_out(request, form, operations.give_place, found):
        messages.success(request, "Their place is booked, and we have written to them.")
        return redirect("training:places", found.session_id)
    ahead = found.session.bookings.waiting().filter(asked_at__lt=found.asked_at).count()
    return render(request, "training/give_place.html", {"booking": found, "form": form, "ahead": ahead})


@requires(Can.RUN_TRAINING)
def move_booking(request, pk):
    found = find(request, pk)
    form = MoveBookingForm(request.POST or None, booking=found)
    if not form.fields["to"].queryset:
        return render(request, "training/move_booking.html", {"booking": found})
    new = carried_out(request, form, operations.move, found)
    if new:
        messages.success(request, "Moved. Emails about the old and new sessions are on their way.")
        return redirect("training:places", new.session_id)
    return render(request, "training/move_booking.html", {"booking": found, "form": form})


def answered(request, form, yes, no, found):
    """Whether a form of yes or no was carried out."""
    if request.method != "POST" or not form.is_valid():
        return False
    if form.cleaned_data["answer"] == "yes":
        return attempt(form, yes, found, by=request.user) is not None
    return attempt(form, no, found, by=request.user, reason=form.cleaned_data["reason"]) is not None


@requires(Can.RUN_TRAINING)
def record_manager(request, pk):
    """Write down what a manager said by telephone or letter."""
    found = find(request, pk)
    form = RecordManagerForm(request.POST or None)
    if answered(request, form, operations.approve, operations.decline, found):
        messages.success(request, "Manager’s answer recorded.")
        return redirect("training:places", found.session_id)
    return render(request, "training/record_manager.html", {"booking": found, "form": form})


@requires(Can.RUN_TRAINING)
def check_attended(request, pk):
    """Look at what somebody says they attended elsewhere."""
    found = find(request, pk)
    form = CheckAttendedForm(request.POST or None)
    if answered(request, form, operations.check_prerequisite, operations.refuse_prerequisite, found):
        messages.success(request, "Check recorded.")
        return redirect("training:places", found.session_id)
    return render(request, "training/check_attended.html", {"booking": found, "form": form})
