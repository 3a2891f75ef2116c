"""Quality-assurance events: planned, presented at, written down."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assurance.forms.scrutiny_events import (
    AddSlotsForm,
    CancelEventForm,
    MoveSlotForm,
    NoteSlotForm,
    PlanEventForm,
    PutChallengeForm,
    RemoveSlotForm,
    SendPresentationForm,
)
from assurance.models import ChallengeEvent, EventSlot
from assurance.operations.scrutiny import events as operations
from assurance.rules.scrutiny_events import check_has_begun, check_open_event
from assurance.views.scrutiny.finding import READERS, judges, scrutinised
from partnership.access import Can, may, requires
from partnership.models import Meeting
from partnership.views.deed import attempt, carried_out
from partnership.views.files import send_file

COLOURS = {"planned": "blue", "invited": "purple", "held": "green", "cancelled": "grey"}
CAME = {"came": "green", "apologies": "yellow", "absent": "red"}


def find_event(request, pk):
    return get_object_or_404(
        ChallengeEvent.objects.visible_to(request.user).select_related("meeting__group"), pk=pk
    )


def find_slot(request, pk):
    return get_object_or_404(
        EventSlot.objects.visible_to(request.user).select_related(
            "event__meeting__group", "assurance_return__round", "assurance_return__organisation", "deadline",
            "presentation", "noted_by",
        ),
        pk=pk,
    )  # fmt: skip


def find_to_judge(request, pk):
    """A slot of an agency to which the person does not belong: what is noted of their own is not theirs to read."""
    slot = find_slot(request, pk)
    if not judges(request.user, slot.assurance_return):
        raise Http404
    return slot


def slots_of(request, event):
    slots = list(
        EventSlot.objects.visible_to(request.user)
        .filter(event=event)
        .select_related(
            "assurance_return__organisation", "assurance_return__round", "deadline", "presentation"
        )
        .prefetch_related("challenge_links__challenge")
    )
    for slot in slots:
        slot.judged = judges(request.user, slot.assurance_return)
    return slots


def meetings():
    """Meetings to which an event may belong: none of a group that reviews cases."""
    since = timezone.now() - timedelta(400)
    return (
        Meeting.objects.filter(starts_at__gte=since, group__reviews_cases=False)
        .exclude(state=Meeting.State.CANCELLED)
        .select_related("group")
        .order_by("starts_at")
    )


@requires(*READERS)
@require_safe
def challenge_event(request, pk):
    """One event: for staff all that is known of it, for an agency where and when, and its own time."""
    event = find_event(request, pk)
    staff = may(request.user, Can.READ_RETURNS)
    runs = may(request.user, Can.MODERATE_RETURNS)
    now = timezone.now()
    return render(
        request,
        "assurance/challenge_event.html",
        {
            "event": event,
            "slots": slots_of(request, event),
            "staff": staff,
            "runs": runs and event.state not in ("held", "cancelled"),
            "begun": event.starts_at <= now,
            "state_colour": COLOURS[event.state],
        },
    )


@requires(Can.MODERATE_RETURNS)
def plan_event(request):
    """Plan an event."""
    form = PlanEventForm(request.POST or None, meetings=meetings())
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
        event = attempt(form, operations.plan_event, by=request.user, **given)
        if event:
            messages.success(request, f"Event planned as {event.reference}. Next, choose who presents.")
            return redirect(event)
    return render(request, "assurance/plan_event.html", {"form": form})


@requires(Can.MODERATE_RETURNS)
def change_event(request, pk):
    """Change when, where and for what an event is."""
    event = find_event(request, pk)
    check_open_event(event.state)
    names = ("title", "place", "joining", "chaired_by", "meeting", "message")
    initial = {name: getattr(event, name) for name in names} | {"seen": event.revision}
    form = PlanEventForm(
        request.POST or None, initial=initial, at=(event.starts_at, event.ends_at), meetings=meetings()
    )
    theirs = []
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        seen = given.pop("seen")
        if attempt(form, operations.change_event, event, by=request.user, seen=seen, **given):
            messages.success(request, "Event saved.")
            return redirect(event)
        if form.non_field_errors():
            theirs = saved_meanwhile(event) if str(seen) != str(event.revision) else []
            form.data = form.data.copy()
            form.data["seen"] = event.revision
    return render(request, "assurance/change_event.html", {"form": form, "event": event, "theirs": theirs})


def saved_meanwhile(event):
    """The event as a colleague saved it while somebody else was writing, as rows."""
    begins, ends = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    rows = [
        ("Title", event.title),
        ("When", f"{begins:%-d %B %Y}, {begins:%H:%M} to {ends:%H:%M}"),
        ("Where", event.place),
        ("Link to join", event.joining),
        ("Chaired by", event.chaired_by),
        ("What to bring", event.message),
    ]
    return [(called, said) for called, said in rows if said]


@requires(Can.MODERATE_RETURNS)
def add_slots(request, pk):
    """Choose which returns are presented, and when."""
    event = find_event(request, pk)
    check_open_event(event.state)
    since = event.starts_at - timedelta(550)
    returns = (
        scrutinised(request.user)
        .filter(submitted_at__gte=since)
        .exclude(pk__in=event.slots.values("assurance_return"))
        .order_by("organisation__name", "-round__due_on")
    )
    form = AddSlotsForm(request.POST or None, returns=returns, event=event)
    if carried_out(request, form, operations.add_slots, event):
        messages.success(request, "Times saved.")
        return redirect(event)
    return render(request, "assurance/add_slots.html", {"form": form, "event": event})


@requires(Can.MODERATE_RETURNS)
def move_slot(request, pk):
    """Give an agency another time."""
    slot = find_slot(request, pk)
    check_open_event(slot.event.state)
    form = MoveSlotForm(request.POST or None, slot=slot)
    if carried_out(request, form, operations.move_slot, slot):
        messages.success(request, "Time saved.")
        return redirect(slot.event)
    return render(request, "assurance/move_slot.html", {"form": form, "slot": slot, "event": slot.event})


@requires(Can.MODERATE_RETURNS)
def remove_slot(request, pk):
    """The agency does not present after all."""
    slot = find_slot(request, pk)
    check_open_event(slot.event.state)
    form = RemoveSlotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        event = slot.event
        attempt(form, operations.remove_slot, slot, by=request.user, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, "Agency removed from this event.")
            return redirect(event)
    return render(request, "assurance/remove_slot.html", {"form": form, "slot": slot, "event": slot.event})


@requires(Can.MODERATE_RETURNS)
@require_POST
def invite_agencies(request, pk):
    """Write to the agencies that present."""
    event = find_event(request, pk)
    number = operations.invite_agencies(event, by=request.user)
    messages.success(
        request,
        f"{number} agenc{'ies are' if number > 1 else 'y is'} invited. We have written to "
        f"{'them' if number > 1 else 'it'}, and the date for each presentation is in the diary.",
    )
    return redirect(event)


@requires(Can.MODERATE_RETURNS)
@require_POST
def close_event(request, pk):
    """The event has been held."""
    event = operations.close_event(find_event(request, pk), by=request.user)
    messages.success(request, "Event marked as held.")
    return redirect(event)


@requires(Can.MODERATE_RETURNS)
def cancel_event(request, pk):
    """The event is cancelled."""
    event = find_event(request, pk)
    check_open_event(event.state)
    form = CancelEventForm(request.POST or None)
    if carried_out(request, form, operations.cancel_event, event):
        messages.success(request, "Event cancelled. We are telling everyone who was invited.")
        return redirect(event)
    return render(request, "assurance/cancel_event.html", {"form": form, "event": event})


@requires(*READERS)
@require_safe
def event_slot(request, pk):
    """One agency's time at an event."""
    slot = find_slot(request, pk)
    opened = slot.assurance_return
    staff = judges(request.user, opened)
    runs = staff and may(request.user, Can.MODERATE_RETURNS) and slot.event.state not in ("held", "cancelled")
    return render(
        request,
        "assurance/event_slot.html",
        {
            "slot": slot,
            "event": slot.event,
            "return": opened,
            "staff": staff,
            "runs": runs,
            "begun": slot.event.starts_at <= timezone.now(),
            "sends": opened.organisation_id in request.user.answers_for
            or may(request.user, Can.MODERATE_RETURNS),
            "open": slot.event.state == "invited",
            "challenges": [
                link.challenge for link in slot.challenge_links.select_related("challenge__deadline")
            ],
            "came_colour": CAME.get(slot.attendance, ""),
        },
    )


@requires(Can.ANSWER_RETURNS, Can.MODERATE_RETURNS)
def send_presentation(request, pk):
    """The agency sends its file for the panel."""
    slot = find_slot(request, pk)
    check_open_event(slot.event.state)
    due_on = slot.deadline.due_on if slot.deadline and slot.deadline.outstanding else None
    form = SendPresentationForm(request.POST or None, request.FILES or None, due_on=due_on)
    if carried_out(request, form, operations.send_presentation, slot):
        messages.success(request, "Presentation received. The panel reads it before the event.")
        return redirect(slot)
    return render(
        request, "assurance/send_presentation.html", {"form": form, "slot": slot, "event": slot.event}
    )


@requires(*READERS)
@require_safe
def presentation_file(request, pk):
    """An agency's presentation, for it and for those who judge."""
    slot = find_slot(request, pk)
    get_object_or_404(EventSlot, pk=slot.pk, presentation__isnull=False)
    return send_file(slot.presentation, slot.presentation.download_name)


@requires(Can.MODERATE_RETURNS)
def note_slot(request, pk):
    """Record who came and what was said."""
    slot = find_to_judge(request, pk)
    check_open_event(slot.event.state)
    check_has_begun(starts_at=slot.event.starts_at, now=timezone.now())
    initial = {
        "attendance": slot.attendance, "came_for_it": slot.came_for_it, "notes": slot.notes, "seen": slot.revision,
    }  # fmt: skip
    form = NoteSlotForm(request.POST or None, initial=initial)
    theirs = None
    if carried_out(request, form, operations.note_slot, slot):
        messages.success(request, "Your changes are saved.")
        return redirect(slot.event)
    if request.method == "POST" and form.non_field_errors():
        theirs = slot
        form.data = form.data.copy()
        form.data["seen"] = slot.revision
    return render(
        request,
        "assurance/note_slot.html",
        {"form": form, "slot": slot, "event": slot.event, "theirs": theirs},
    )


@requires(Can.MODERATE_RETURNS)
def put_challenge(request, pk):
    """Make a challenge to the agency into the challenge log."""
    slot = find_to_judge(request, pk)
    check_open_event(slot.event.state)
    check_has_begun(starts_at=slot.event.starts_at, now=timezone.now())
    form = PutChallengeForm(
        request.POST or None, initial={"due_on": operations.proposed_challenge_day(slot.event)}
    )
    if carried_out(request, form, operations.put_challenge, slot):
        messages.success(request, "Challenge added to the log. We have asked the agency to answer it.")
        return redirect(slot)
    return render(request, "assurance/put_challenge.html", {"form": form, "slot": slot, "event": slot.event})
