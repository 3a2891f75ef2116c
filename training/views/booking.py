"""One's own places: asking for one, seeing where it stands, taking an offer, giving it up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, Refused, may, requires
from partnership.models import Organisation
from partnership.rules.money import pounds
from partnership.views.deed import attempt, carried_out
from training.forms.booking import BookForm, CancelBookingForm, ChangeBookingForm, NameSubstituteForm
from training.models import Booking, Session
from training.operations import booking as operations
from training.operations.booking.asking import attended_on, said_before
from training.operations.booking.charges import what_not_coming_costs, what_this_place_costs
from training.operations.booking.letters import entry
from training.rules.booking import check_may_change, due_before
from training.rules.terms import terms_on, timings

State = Booking.State
Because = Booking.Because
COLOURS = {
    "asked": "blue", "waiting": "yellow", "offered": "purple", "booked": "green", "declined": "grey",
    "lapsed": "grey", "cancelled": "grey", "session_cancelled": "grey",
}  # fmt: skip
SAYS = {
    State.BOOKED: "Your place is booked. We have emailed you a calendar entry.",
    State.WAITING: "The session is full. You have joined the waiting list.",
    State.OFFERED: "You have been offered a place.",
}


def with_all(bookings):
    return bookings.select_related(
        "session__course__prerequisite", "session__venue", "learner", "organisation", "in_place_of", "charge"
    )


def find(request, pk):
    return get_object_or_404(with_all(Booking.objects.visible_to(request.user)), pk=pk)


def find_own(request, pk):
    """One's own; whoever runs training does for others what they ask for by telephone."""
    bookings = Booking.objects if may(request.user, Can.RUN_TRAINING) else Booking.objects.of(request.user)
    return get_object_or_404(with_all(bookings.all()), pk=pk)


@requires(Can.SEE_TRAINING)
def book(request, pk):
    """Ask for a place in one session. Everything that it may come to is said before."""
    session = get_object_or_404(
        Session.objects.visible_to(request.user)
        .exclude(state=Session.State.PLANNED)
        .with_places()
        .select_related("course__prerequisite", "venue"),
        pk=pk,
    )
    there = session.bookings.live().of(request.user).first()
    if there and request.method != "POST":
        return redirect(there)
    needed = session.course.prerequisite
    form = BookForm(
        request.POST or None,
        person=request.user,
        session=session,
        attended=needed is None or attended_on(request.user, needed) is not None,
        initial=said_before(request.user),
    )
    if request.method == "POST" and form.is_valid():
        booking = attempt(form, operations.book, session, by=request.user, **form.cleaned_data)
        if booking:
            messages.success(request, SAYS.get(booking.state) or waits_for(booking))
            return redirect(booking)
    return render(
        request,
        "training/book.html",
        {
            "session": session,
            "form": form,
            "works": bool(request.user.works_for),
            "free": max(session.capacity - session.taken, 0),
            "costs": what_not_coming_costs(
                session, kind=kind_of(request.user), terms=terms_on(timezone.localdate())
            ),
            "timings": timings(),
            "closed": why_closed(session),
        },
    )


def kind_of(person):
    """The kind of the one organisation that they work for; empty where they have yet to say which."""
    kinds = list(Organisation.objects.filter(pk__in=person.works_for).values_list("kind", flat=True))
    return kinds[0] if len(kinds) == 1 else ""


def why_closed(session):
    """A sentence that says why nobody can book it now, or nothing."""
    if session.state == Session.State.CANCELLED:
        return "This session is cancelled."
    if session.state == Session.State.HELD or session.starts_at <= timezone.now():
        return "This session has begun, or is over."
    return ""


def waits_for(booking):
    if booking.waits_for_manager and booking.waits_for_check:
        return "We have asked your manager, and will check the training you did elsewhere."
    if booking.waits_for_check:
        return "We will check the training you did elsewhere and write to you."
    return "We have asked your manager. Your place will be booked once they agree."


@requires(Can.SEE_TRAINING)
@require_safe
def my_bookings(request):
    """Everything one has asked for: what is to come first, then what was."""
    now = timezone.now()
    mine = with_all(Booking.objects.of(request.user)).order_by("session__starts_at", "pk")
    coming = [one for one in mine if one.is_live and one.session.ends_at > now]
    return render(
        request,
        "training/my_bookings.html",
        {
            "coming": [(one, free_still(one)) for one in coming],
            "before": [one for one in reversed(mine) if one not in coming],
            "colours": COLOURS,
        },
    )


def free_still(booking):
    """Until when cancelling is free, if that day is to come."""
    costs = what_this_place_costs(booking)
    return None if costs["too_late"] else costs["free_until"]


@requires(Can.SEE_TRAINING)
@require_safe
def booking(request, pk):
    """One place: where it stands, when and where, how to join, and what can be done now."""
    found = find(request, pk)
    own = found.learner_id == request.user.pk
    runs = may(request.user, Can.RUN_TRAINING)
    begun = found.session.starts_at <= timezone.now()
    return render(
        request,
        "training/booking.html",
        {
            "booking": found,
            "colours": COLOURS,
            "own": own,
            "runs": runs,
            "begun": begun,
            "acts": (own or runs) and found.is_live and not begun,
            "place": found.session.bookings.waiting().filter(asked_at__lte=found.asked_at).count()
            if found.state == State.WAITING
            else None,
            "joins": own and found.state == State.BOOKED,
            "waits_for": waits_for(found) if found.state == State.ASKED else "",
            "charge": getattr(found, "charge", None),
            "costs": what_this_place_costs(found) if found.is_live and not begun else None,
            "timings": timings(),
            "letters": letters_to_come(found),
        },
    )


def letters_to_come(booking):
    """The days on which the learner of a booked place is still written to: with a reminder, and how to join."""
    law, today = timings(), timezone.localdate()
    day = timezone.localdate(booking.session.starts_at)
    if booking.state != State.BOOKED:
        return {}
    due = {"reminder": law.reminder_days_before, "joining": law.joining_days_before}
    days = {name: due_before(day, before) for name, before in due.items()}
    return {name: on for name, on in days.items() if on > today}


@requires(Can.SEE_TRAINING)
@require_safe
def booking_calendar(request, pk):
    """The place as an entry for one's calendar. How to join is not in it."""
    found = find_own(request, pk)
    if found.state != State.BOOKED:
        raise Refused("You can only add a booked place to a calendar.")
    response = HttpResponse(entry(found), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="training.ics"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@requires(Can.SEE_TRAINING)
def change_booking(request, pk):
    """What was told when the place was asked for, put right by the learner, or by staff who were rung up."""
    found = find_own(request, pk)
    check_may_change(live=found.is_live, starts_at=found.session.starts_at, now=timezone.now(), same=True)
    form = ChangeBookingForm(request.POST or None, booking=found)
    if carried_out(request, form, operations.change_booking, found):
        messages.success(request, "Your changes are saved.")
        return redirect(found)
    return render(
        request, "training/change_booking.html", {"booking": found, "form": form, "timings": timings()}
    )


def costs_of(found, reasons):
    return {because: operations.what_it_costs(found, because) for because in reasons}


@requires(Can.SEE_TRAINING)
def cancel_booking(request, pk):
    """Give a place up. The page says beforehand what each reason costs, and the deed holds to what it said."""
    found = find_own(request, pk)
    by_staff = found.learner_id != request.user.pk
    if found.state == State.CANCELLED:
        messages.info(request, "This place is already cancelled.")
        return redirect(found)
    if not found.is_live:
        raise Refused("There is no longer anything to cancel here.")
    reasons = [Because.LEARNER, Because.SICK, *([Because.STAFF] if by_staff else [])]
    costs = costs_of(found, reasons)
    shown = ";".join(str(cost.amount) for cost in costs.values())
    form = CancelBookingForm(
        request.POST or None,
        initial={"seen": shown},
        costs={}
        if all(cost.free for cost in costs.values())
        else {k: cost_words(v) for k, v in costs.items()},
        by_staff=by_staff,
    )
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        amounts = dict(zip(reasons, form.cleaned_data["seen"].split(";"), strict=False))
        cancelled = attempt(
            form, operations.cancel, found, by=request.user, because=because,
            seen=amounts.get(because, ""), why=form.cleaned_data.get("why", ""),
        )  # fmt: skip
        if cancelled:
            charge = costs[because]
            messages.success(
                request,
                "Place cancelled. It goes to the next person waiting. "
                + ("There is no charge." if charge.free else f"{pounds(charge.amount)} is charged."),
            )
            return redirect("training:places", found.session_id) if by_staff else redirect(found)
        form.look_again(shown)
    return render(
        request,
        "training/cancel_booking.html",
        {
            "booking": found,
            "form": form,
            "by_staff": by_staff,
            "costs": what_this_place_costs(found),
            "now": cost_now(found, costs),
        },
    )


def cost_now(found, costs):
    """What giving the place up costs today, in one sentence before any reason is chosen."""
    cost = costs[Because.LEARNER]
    if found.state != State.BOOKED:
        return "You do not have a place yet, so there is no charge."
    return f"If you cancel today: {cost_words(cost)[0].lower()}{cost_words(cost)[1:]}"


def cost_words(cost):
    if cost.free:
        return f"There is no charge. {cost.because}"
    return f"It costs your organisation {pounds(cost.amount)}. {cost.because}"


@requires(Can.SEE_TRAINING)
@require_POST
def take_offer(request, pk):
    found = operations.take_offer(get_own(request, pk), by=request.user)
    messages.success(request, SAYS[State.BOOKED])
    return redirect(found)


def get_own(request, pk):
    return get_object_or_404(Booking.objects.of(request.user), pk=pk)


@requires(Can.SEE_TRAINING)
@require_POST
def confirm_place(request, pk):
    found = operations.confirm_place(get_own(request, pk), by=request.user)
    messages.success(request, "Thank you for confirming that you can still come.")
    return redirect(found)


@requires(Can.SEE_TRAINING)
def name_substitute(request, pk):
    """A colleague comes instead, at no cost."""
    found = find_own(request, pk)
    if found.state != State.BOOKED and request.method != "POST":
        raise Refused("Only a booked place can go to a colleague.")
    form = NameSubstituteForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.substitute, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "Your colleague has the place and a calendar entry.")
        return redirect(found)
    return render(request, "training/name_substitute.html", {"booking": found, "form": form})
