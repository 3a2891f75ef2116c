"""Seats: how those of every group stand, one group's, and what may be done with them."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Role, may, requires
from partnership.forms.seats import (
    AddSeatForm,
    ChangeSeatForm,
    ConfirmAuthorityForm,
    EndSeatForm,
    FillSeatForm,
    HandOverForm,
    HandWorkOverForm,
)
from partnership.models import Appointment, Group, Person, Seat
from partnership.operations import leaving
from partnership.operations import seats as operations
from partnership.rules.seats import State, standing
from partnership.views.deed import carried_out
from partnership.views.sections import people_section

LEAVING_SOON = 30  # days


def standings(seats, day):
    """How each of these seats stands that day; two queries, however many they are."""
    held = Appointment.objects.select_related("person", "authority_confirmed_by").order_by("starts_on", "pk")
    found = seats.select_related("group", "organisation").prefetch_related(Prefetch("appointments", held))
    return [standing(seat, seat.appointments.all(), day) for seat in found]


def find_group(request, code):
    """A group whose people this person may know: any for staff and the Advisor, else those in which they sit."""
    group = get_object_or_404(Group, code=code)
    everybodys = may(request.user, Can.RUN_MEETINGS) or Role.INDEPENDENT_ADVISOR in request.user.roles
    if not everybodys and group.pk not in request.user.groups():
        raise Http404
    return group


@requires(Can.RUN_MEETINGS)
@require_safe
def seats(request):
    """Every group's seats, the vacant ones first."""
    today = timezone.localdate()
    groups = list(Group.objects.on(today))
    stands = standings(Seat.objects.on(today).filter(group__in=groups), today)
    by_group = {group: [] for group in groups}
    for one in stands:
        by_group[one.seat.group].append(one.state)
    return render(
        request,
        "partnership/seats.html",
        {
            "today": today,
            "vacant": sorted(
                (one for one in stands if one.state != State.FILLED),
                key=lambda one: (one.vacant_since is not None, one.vacant_since or today),
            ),
            "uncounted": [one for stood in stands for one in stood.substitutes if not one.counts],
            "leaving": sorted(
                (one for one in stands if one.leaves_on and (one.leaves_on - today).days <= LEAVING_SOON),
                key=lambda one: one.leaves_on,
            ),
            "figures": [
                {"value": sum(one.state == state for one in stands), "label": f"{state.label} seats"}
                for state in State
            ],
            "groups": [
                {"group": group} | {state.value: states.count(state) for state in State}
                for group, states in by_group.items()
            ],
            "section": people_section(request),
        },
    )  # fmt: skip


@requires(Can.READ_MEETINGS)
@require_safe
def group_seats(request, code):
    """The seats of one group, who holds each and who stands in."""
    group = find_group(request, code)
    today = timezone.localdate()
    over = Seat.objects.filter(group=group, ends_on__lt=today).select_related("organisation")
    return render(
        request,
        "partnership/group_seats.html",
        {
            "group": group,
            "stands": standings(Seat.objects.filter(group=group).exclude(pk__in=over), today),
            "over": over,
            "colours": {State.VACANT: "red", State.SUBSTITUTED: "orange", State.FILLED: "green"},
            "runs": may(request.user, Can.RUN_PARTNERSHIP),
            "staff": may(request.user, Can.RUN_MEETINGS),
            "opens_people": may(request.user, Can.INVITE_PEOPLE),
            "today": today,
        },
    )


def posted(request):
    return request.POST if request.method == "POST" else None


@requires(Can.RUN_PARTNERSHIP)
def add_seat(request, code):
    """A new seat in a group."""
    group = find_group(request, code)
    form = AddSeatForm(posted(request), initial={"kind": Seat.Kind.MEMBER})
    if carried_out(request, form, operations.add_seat, group):
        messages.success(request, "The seat is added. It is vacant until you fill it.")
        return redirect("group_seats", code)
    return render(request, "partnership/add_seat.html", {"form": form, "group": group})


def find_seat(pk):
    return get_object_or_404(Seat.objects.select_related("group", "organisation"), pk=pk)


@requires(Can.RUN_PARTNERSHIP)
def change_seat(request, pk):
    """Correct a seat."""
    seat = find_seat(pk)
    now = {name: getattr(seat, name) for name in ("office", "kind", "organisation", "starts_on")}
    form = ChangeSeatForm(posted(request), initial=now)
    if carried_out(request, form, operations.change_seat, seat):
        messages.success(request, "The seat is changed. Whoever holds it stays.")
        return redirect("group_seats", seat.group.code)
    return render(request, "partnership/change_seat.html", {"form": form, "seat": seat})


@requires(Can.RUN_PARTNERSHIP)
def end_seat(request, pk):
    """The last day of a seat, and of everybody in it."""
    seat = find_seat(pk)
    form = EndSeatForm(posted(request))
    if carried_out(request, form, operations.end_seat, seat):
        messages.success(request, "The seat and the access it gave have ended.")
        return redirect("group_seats", seat.group.code)
    stands = standing(seat, seat.appointments.select_related("person"), timezone.localdate())
    return render(request, "partnership/end_seat.html", {"form": form, "seat": seat, "stands": stands})


@requires(Can.INVITE_PEOPLE)
def fill_seat(request, pk):
    """Put somebody into a seat, or let them stand in."""
    seat = find_seat(pk)
    form = FillSeatForm(posted(request))
    appointment = carried_out(request, form, operations.fill_seat, seat)
    if appointment:
        messages.success(request, f"{appointment.person.name} {appointment.takes}.")
        return redirect("group_seats", seat.group.code)
    stands = standing(seat, seat.appointments.select_related("person"), timezone.localdate())
    return render(request, "partnership/fill_seat.html", {"form": form, "seat": seat, "stands": stands})


@requires(Can.INVITE_PEOPLE)
def confirm_authority(request, pk):
    """A substitute counts from here on."""
    held = get_object_or_404(
        Appointment.objects.filter(substitute=True).select_related("person", "seat__group"), pk=pk
    )
    form = ConfirmAuthorityForm(posted(request))
    if carried_out(request, form, operations.confirm_authority, held):
        messages.success(request, f"{held.person.name} now counts as a substitute.")
        return redirect("group_seats", held.seat.group.code)
    return render(request, "partnership/confirm_authority.html", {"form": form, "held": held})


@requires(Can.INVITE_PEOPLE)
def hand_over(request, pk, appointment_pk):
    """A role's last day, its successor and the leaver's open work, in one deed."""
    held = get_object_or_404(
        Appointment.objects.select_related("person", "organisation", "seat__group"),
        pk=appointment_pk,
        person=pk,
    )
    left = leaving.left_behind(held.person, [held])
    form = HandOverForm(posted(request), person=held.person, left=left)
    if carried_out(request, form, leaving.hand_over, held):
        messages.success(
            request, "Handed over. The successor holds the role from the day after the last day."
        )
        return redirect("person", pk)
    return render(
        request,
        "partnership/hand_over.html",
        {"form": form, "held": held, "found": held.person, "left": left},
    )


@requires(Can.INVITE_PEOPLE)
def hand_work_over(request, pk):
    """The open work of somebody who has left, or is away, to somebody else."""
    found = get_object_or_404(Person, pk=pk)
    left = leaving.left_behind(found, [])
    form = HandWorkOverForm(posted(request), person=found, left=left)
    if carried_out(request, form, leaving.hand_work_over, found) is not None:
        messages.success(request, "The work is handed over. Whoever takes it on sees it at home.")
        return redirect("person", pk)
    return render(request, "partnership/hand_work_over.html", {"form": form, "found": found, "left": left})
