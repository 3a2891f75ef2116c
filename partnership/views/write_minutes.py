"""Writing minutes beside the agenda: item by item, with decisions and actions as they are taken."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, Refused, may, requires
from partnership.forms.minutes import AddItemRaisedForm, DecisionForm, MeetingActionForm, WriteItemForm
from partnership.models import (
    Action,
    AgendaItem,
    Appointment,
    Circular,
    Decision,
    ItemMinutes,
    Meeting,
    Minutes,
)
from partnership.operations import minutes as operations
from partnership.operations.carrying import deferred_of
from partnership.rules.minutes import MinutesState, check_written_by
from partnership.views.deed import attempt
from partnership.views.meeting_parts.part import chairs
from partnership.views.meetings import find_meeting


def find_to_write(request, pk):
    """The meeting and its minutes for somebody who writes them: staff, or its chair while they are with the chair."""
    meeting = find_meeting(request, pk)
    runs, own = may(request.user, Can.RUN_MEETINGS), chairs(request.user, meeting)
    minutes = get_object_or_404(Minutes.objects.visible_to(request.user), meeting=meeting)
    if not (runs or own):
        raise Http404
    minutes.meeting = meeting
    check_written_by(minutes.state, writes=runs, chairs=own)
    return meeting, minutes


def items_for(request, meeting):
    """The meeting's items that the writer may read, with what is written of each."""
    audiences = meeting.audiences(request.user)
    return list(
        meeting.items.filter(audience__in=audiences)
        .select_related("minuted__written_by")
        .prefetch_related("decisions", "action_links")
    )


def matters_arising(meeting, audiences):
    """What earlier meetings left: the last one's actions, what was put off, what waits to be ratified or reported."""
    before = (
        Meeting.objects.filter(group=meeting.group_id, starts_at__lt=meeting.starts_at, sitting__isnull=False)
        .exclude(kind=Meeting.Kind.LEADERSHIP)
        .order_by("-starts_at")
        .first()
    )
    actions = Action.objects.none()
    if before:
        actions = Action.objects.filter(origin=before.reference, group=meeting.group_id)
        actions = actions.filter(meeting_link__item__audience__in=audiences) | actions.filter(
            meeting_link=None
        )
    decided = Circular.objects.filter(
        group=meeting.group_id, audience__in=audiences, closed_at__lt=meeting.starts_at
    ).filter(reported_in=None) | Circular.objects.filter(reported_in=meeting, audience__in=audiences)
    return {
        "before": before,
        "actions": list(actions.select_related("organisation", "owner").order_by("target_on", "pk")),
        "deferred": list(
            deferred_of(meeting.group).filter(
                item__meeting__starts_at__lt=meeting.starts_at, item__audience__in=audiences
            )
        ),
        "to_ratify": list(
            Decision.objects.to_ratify()
            .filter(group=meeting.group_id, item__meeting__starts_at__lt=meeting.starts_at)
            .filter(item__audience__in=audiences)
        ),
        "circulars": list(decided.select_related("decision")),
    }


@requires(Can.RUN_MEETINGS, Can.CHAIR_MEETINGS)
@require_safe
def write_minutes(request, pk):
    """The agenda with what is written of each item, and what the last meeting left."""
    meeting, minutes = find_to_write(request, pk)
    items = items_for(request, meeting)
    return render(
        request,
        "partnership/write_minutes.html",
        {
            "meeting": meeting,
            "minutes": minutes,
            "sitting": meeting.sitting,
            "items": items,
            "arising": matters_arising(meeting, meeting.audiences(request.user)),
            "unwritten": [one for one in items if not is_written(one)],
            "runs": may(request.user, Can.RUN_MEETINGS),
            "with_chair": minutes.state == MinutesState.WITH_CHAIR,
            "hidden": meeting.items.count() - len(items),
        },
    )


def is_written(item):
    minuted = getattr(item, "minuted", None)
    return bool(minuted and (minuted.text or minuted.deferred))


def who_may_act(group, day):
    """Who an action of the group can be given to: organisations with a seat, and the people who sit there."""
    held = Appointment.objects.on(day).filter(seat__group=group, person__is_active=True)
    found = {}
    for seat in group.seats.on(day).select_related("organisation").order_by("organisation__name"):
        if seat.organisation:
            found[f"o{seat.organisation_id}"] = (seat.organisation.name, seat.organisation)
    for one in held.select_related("person", "seat").order_by("person__name"):
        found.setdefault(f"p{one.person_id}", (f"{one.person.name} ({one.seat.office})", one.person))
    return found


def neighbours(items, item):
    """The item after this one, for who goes through the agenda in order."""
    later = [one for one in items if one.position > item.position]
    return later[0] if later else None


@requires(Can.RUN_MEETINGS, Can.CHAIR_MEETINGS)
def write_item(request, pk, item_pk):
    """One item: its text, and a decision and an action as they are taken. Sent together, kept together."""
    meeting, minutes = find_to_write(request, pk)
    items = items_for(request, meeting)
    item = next((one for one in items if one.pk == item_pk), None)
    if item is None:
        raise Http404
    item.meeting = meeting
    data = request.POST or None
    form = WriteItemForm(data, minuted=getattr(item, "minuted", None))
    decision = DecisionForm(
        data,
        prefix="decision",
        partners=meeting.sitting.represented,
        empty_permitted=True,
        use_required_attribute=False,
    )
    action = MeetingActionForm(
        data, prefix="action", who=who_may_act(meeting.group, timezone.localdate()), empty_permitted=True,
        use_required_attribute=False,
    )  # fmt: skip
    theirs = {}
    if request.method == "POST" and all(one.is_valid() for one in (form, decision, action)):
        try:
            operations.take_minutes(
                item, by=request.user, seen=form.cleaned_data["version"],
                decision=decision.taken if decision.has_changed() else None,
                action=action.taken if action.has_changed() else None, **form.texts,
            )  # fmt: skip
        except Refused as refused:
            now = ItemMinutes.objects.select_related("written_by").filter(item=item).first()
            if now and now.revision != form.cleaned_data["version"]:
                theirs = form.meet(now)
                item.minuted = now
            else:
                form.add_error(None, str(refused))
        else:
            messages.success(request, f"Item {item.position} is saved.")
            after = (
                neighbours(items, item)
                if "next" in request.POST
                else item
                if "stay" in request.POST
                else None
            )
            return redirect("write_item", pk, after.pk) if after else redirect("write_minutes", pk)
    decisions = item.decisions.order_by("number").prefetch_related("stances")
    links = item.action_links.select_related("action__organisation", "action__owner")
    return render(
        request,
        "partnership/write_item.html",
        {
            "meeting": meeting,
            "minutes": minutes,
            "sitting": meeting.sitting,
            "item": item,
            "items": [{"item": one, "written": is_written(one)} for one in items],
            "form": form,
            "decision": decision,
            "action": action,
            "theirs": theirs,
            "minuted": getattr(item, "minuted", None),
            "decisions": decisions,
            "actions": [one.action for one in links],
            "next": neighbours(items, item),
        },
    )  # fmt: skip


@requires(Can.RUN_MEETINGS, Can.CHAIR_MEETINGS)
@require_POST
def autosave_item(request, pk, item_pk):
    """Save an item's text while somebody types. Answers in JSON, with the `version` to send back next time."""
    try:
        meeting, _ = find_to_write(request, pk)
    except Refused as refused:
        return JsonResponse({"message": f"Not saved. {refused}"}, status=409)
    audiences = meeting.audiences(request.user)
    item = get_object_or_404(AgendaItem.objects.filter(meeting=meeting, audience__in=audiences), pk=item_pk)
    form = WriteItemForm(request.POST, minuted=ItemMinutes.objects.filter(item=item).first())
    if not form.is_valid():
        return JsonResponse({"message": "Not saved; what you typed is still here."}, status=422)
    try:
        saved = operations.write_item(
            item, by=request.user, seen=form.cleaned_data["version"], quietly=True, **form.texts
        )
    except Refused as refused:
        return JsonResponse({"message": f"Not saved. {refused}"}, status=409)
    at = timezone.localtime(saved.saved_at) if saved.saved_at else timezone.localtime()
    return JsonResponse({"version": saved.revision, "message": f"Saved at {at:%H:%M}"})


@requires(Can.RUN_MEETINGS)
def add_item_raised(request, pk):
    """An item that came up at the meeting, and was not on the agenda."""
    meeting, _ = find_to_write(request, pk)
    form = AddItemRaisedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        item = attempt(form, operations.add_item_raised, meeting, by=request.user, **form.cleaned_data)
        if item:
            return redirect("write_item", pk, item.pk)
    return render(request, "partnership/add_item_raised.html", {"meeting": meeting, "form": form})
