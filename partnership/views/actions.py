"""Actions: the list, one action, and what may happen to it next."""

from django.contrib import messages
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, Refused, may, requires
from partnership.forms.action_logs import GiveActionForm, RewordActionForm, WithdrawActionForm
from partnership.forms.actions import (
    ActionsFilterForm,
    ClaimForm,
    EmbedForm,
    MoveTargetForm,
    SendBackForm,
    WriteUpdateForm,
)
from partnership.models import Action, ActionUpdate, Event
from partnership.operations import action_logs
from partnership.operations import actions as operations
from partnership.views.deed import attempt, carried_out, note_reading
from partnership.views.files import send_file
from partnership.views.listings import Column, Listing, in_order
from partnership.views.sections import diary_section

COLOURS = {
    "open": "blue",
    "in_progress": "purple",
    "claimed": "yellow",
    "verified": "green",
    "embedded": "teal",
    "withdrawn": "grey",
}

WHO_AND_HOW_FAR = (  # the last columns of every list of actions
    Column("Who does it", lambda one: str(one.asked_of), by=Coalesce("owner__name", "organisation__name")),
    Column("Status", lambda one: one.get_state_display(), by=in_order("state", Action.State), kind="step"),
    Column("Late", lambda one: "Late" if one.is_late(timezone.localdate()) else "", under="Status"),
)

ACTIONS = Listing(
    "actions",
    "Actions",
    "action",
    [
        Column("By", lambda one: one.target_on, by="target_on", kind="day"),
        Column("What", lambda one: one.title, by="title"),
        Column("From", lambda one: one.origin, under="What"),
        Column("Group", lambda one: str(one.group or ""), by="group__name", under="What"),
        *WHO_AND_HOW_FAR,
    ],
    form=ActionsFilterForm,
    order="the earliest first",
    first="by",
    always=("show",),
)


@requires(Can.READ_DIARY, Can.CHECK_ACTIONS)
@require_safe
def actions(request):
    """All actions for staff, a group's log for its chair."""
    form = ActionsFilterForm(request.GET or None)
    seen = Action.objects.visible_to(request.user).select_related("organisation", "owner", "group")
    shown = ACTIONS.shown(request, form.narrow(seen, timezone.localdate()), of=seen, form=form)
    if shown.file:
        return shown.file
    for found in shown.page:
        found.status = Action.State(found.state)
    return render(
        request,
        "partnership/actions.html",
        {
            "shown": shown,
            "page": shown.page,
            "today": timezone.localdate(),
            "colours": COLOURS,
            "section": diary_section(request),
        },
    )


def find(request, pk, actions=Action.objects):
    return get_object_or_404(
        actions.visible_to(request.user).select_related(
            "organisation", "owner", "group", "meeting__group", "claimed_by", "verified_by", "embedded_by"
        ),
        pk=pk,
    )


def find_to_check(request, pk):
    return find(request, pk, Action.objects.to_check_by(request.user))


def is_asked(request, action):
    """Whether the person at the browser is who does the action."""
    return Action.objects.asked_of(request.user).filter(pk=action.pk).exists()


def offered(request, action):
    """The deeds that the law offers this person now."""
    return action_logs.deeds_of(request.user, [action])[action.pk]


@require_safe
def action(request, pk):
    """One action: what it is, where it stands, what was said of it, and what may be done."""
    found = find(request, pk)
    history = Event.objects.about(found).filter(verb__in=TOLD)
    return render(
        request,
        "partnership/action.html",
        {
            "action": found,
            "status": Action.State(found.state),
            "deeds": offered(request, found),
            "late": found.is_late(timezone.localdate()),
            "moves": found.target_changes.select_related("changed_by"),
            "updates": found.updates.select_related("written_by", "document"),
            "history": [tell(event) for event in history],
            "colours": COLOURS,
            "checks": may(request.user, Can.CHECK_ACTIONS),
        },
    )


TOLD = {
    "opened": "Opened",
    "moved": "Moved",
    "moved target": "Date moved",
    "gave": "Given to somebody else",
    "reworded": "Words changed",
}


def tell(event):
    """One entry of the record, as a line of the action's own history."""
    title = TOLD[event.verb]
    if event.verb == "moved":
        title = dict(Action.State.choices).get(event.facts.get("new"), title)
    if event.verb == "gave":
        title = f"Given to {event.facts['new']}, by {event.facts['old']} until then"
    if event.verb == "moved" and event.facts.get("old") in ("claimed", "verified"):
        title = "Sent back" if event.facts["new"] == "in_progress" else title
    return {"title": title, "by": event.actor, "at": event.at, "text": event.why}


def guard(request, pk, deed):
    """The action, if this person could ever do this to it; whether it may happen now, the operation says."""
    found = find(request, pk)
    if deed in ("start", "claim") and not is_asked(request, found):
        raise Http404
    return found


@require_POST
def start(request, pk):
    """Work has begun."""
    operations.start(guard(request, pk, "start"), by=request.user)
    messages.success(request, "The action is in progress.")
    return redirect("action", pk)


def claim(request, pk):
    """Whoever does it says that it is done, and what shows it."""
    found = guard(request, pk, "claim")
    return ask(
        request,
        found,
        ClaimForm,
        operations.claim,
        "claim",
        "Someone else will now check it. You will see here when they have verified it, or sent it back with a reason.",
    )


def write_update(request, pk):
    """Whoever does it or checks it says how far it is."""
    found = find(request, pk)
    checks = Action.objects.to_check_by(request.user).filter(pk=pk).exists()
    if not (checks or is_asked(request, found)):
        raise Http404
    return ask(
        request, found, WriteUpdateForm, operations.write_update, "write_update", "The update is saved."
    )


@require_safe
def action_file(request, pk):
    """A file that shows something of an action, to whoever may know of the action."""
    update = get_object_or_404(
        ActionUpdate.objects.filter(action__in=Action.objects.visible_to(request.user), document__isnull=False)
        .select_related("document", "action"),
        pk=pk,
    )  # fmt: skip
    if update.action.restricted:
        note_reading(request, update.action)
    return send_file(update.document, update.document.download_name)


@requires(Can.CHECK_ACTIONS)
@require_POST
def verify(request, pk):
    """Somebody else has seen what shows it."""
    operations.verify(find_to_check(request, pk), by=request.user)
    messages.success(
        request,
        "The action is verified. A later audit shows whether it stuck; until then it stays on its log.",
    )
    return redirect("action", pk)


@requires(Can.CHECK_ACTIONS)
def send_back(request, pk):
    """What was shown is not enough."""
    found = find_to_check(request, pk)
    return ask(request, found, SendBackForm, operations.send_back, "send_back", "The action is sent back.")


@requires(Can.CHECK_ACTIONS)
def embed(request, pk):
    """A later audit shows that it stuck."""
    found = find_to_check(request, pk)
    return ask(request, found, EmbedForm, operations.embed, "embed", "The action is embedded in practice.")


@requires(Can.CHECK_ACTIONS)
def move_target(request, pk):
    """Another date, with its reason."""
    found = find_to_check(request, pk)
    return ask(request, found, MoveTargetForm, operations.move_target, "move_target", "The date is changed.")


@requires(Can.CHECK_ACTIONS)
def give_action(request, pk):
    """Somebody else is to do it from now on."""
    found = find_to_check(request, pk)
    form = GiveActionForm(request.POST or None, person=request.user, action=found)
    if request.method == "POST" and form.is_valid():
        given = attempt(form, action_logs.give_action, found, by=request.user, **form.asked())
        if given:
            messages.success(
                request, f"{given.asked_of} is to do it now. We have told them, and whoever did it before."
            )
            return redirect("action", pk)
        found = find_to_check(request, pk)
        form.look_again(found.wording)
    return render(request, "partnership/give_action.html", {"form": form, "action": found})


@requires(Can.CHECK_ACTIONS)
def reword_action(request, pk):
    """What it says is put right."""
    return ask_as_seen(request, pk, RewordActionForm, "reword_action", "The words are changed.")


@requires(Can.CHECK_ACTIONS)
def withdraw_action(request, pk):
    """Nobody has to do it any more."""
    said = "The action is no longer needed. We have told whoever was to do it. It stays on its log."
    return ask_as_seen(request, pk, WithdrawActionForm, "withdraw_action", said)


def ask_as_seen(request, pk, form_class, deed, said):
    """As `ask`, of somebody who checks it, and refused where it has changed since the page was opened."""
    found = find_to_check(request, pk)
    form = form_class(request.POST or None, action=found)
    if carried_out(request, form, getattr(action_logs, deed), found):
        messages.success(request, said)
        return redirect("action", pk)
    if request.method == "POST":
        found = find_to_check(request, pk)
        form.look_again(found.wording)
    return render(request, f"partnership/{deed}.html", {"form": form, "action": found})


def ask(request, found, form_class, operation, deed, said):
    """Ask what the deed needs, do it, and go back to the action."""
    form = form_class(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            operation(found, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, said)
            return redirect("action", found.pk)
    return render(request, f"partnership/{deed}.html", {"form": form, "action": found})
