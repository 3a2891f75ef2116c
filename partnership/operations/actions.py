"""Opening an action, moving it, and moving its date."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Action, ActionUpdate, TargetChange
from partnership.operations.documents import keep
from partnership.operations.record import record
from partnership.rules.actions import (
    NEXT,
    WORDS,
    check_evidence,
    check_meeting,
    check_movable,
    check_move,
    check_new_date,
    check_verifier,
)


@transaction.atomic
def open_action(
    *, by, title, origin, target_on, organisation=None, owner=None, group=None, detail="", meeting=None,
    restricted=None,
):  # fmt: skip
    """Ask somebody to do something by a date.

    `restricted` says that it tells of a case. Unless it is said, what is on the log of a group that reviews cases does.
    """
    if organisation is None and owner is None:
        raise Refused("Choose who is to do it: an organisation or a person.")
    if meeting:
        check_meeting(meeting_group=meeting.group_id, group=group.pk if group else None)
    action = Action.objects.create(
        title=title,
        detail=detail,
        origin=origin,
        organisation=organisation,
        owner=owner,
        group=group,
        meeting=meeting,
        restricted=bool(group and group.reviews_cases) if restricted is None else restricted,
        original_target_on=target_on,
        target_on=target_on,
        opened_by=by,
    )
    record("opened", action, by=by, target_on=str(target_on))
    return action


def move(action, to, *, by, why="", **changes):
    """The one door of an action's state: lock, check, change, record."""
    action = Action.objects.select_for_update(no_key=True).get(pk=action.pk)
    old = action.state
    check_move(old, to)
    action.state = to
    for field, value in changes.items():
        setattr(action, field, value)
    action.save(update_fields=["state", *changes])
    record("moved", action, by=by, why=why, old=old, new=to)
    return action


@transaction.atomic
def start(action, *, by):
    return move(action, Action.State.IN_PROGRESS, by=by)


@transaction.atomic
def claim(action, *, by, evidence, file=None):
    """The owner says that it is done, and what shows it, with a file if there is one."""
    check_evidence(evidence, "done")
    moved = move(
        action, Action.State.CLAIMED, by=by, evidence=evidence, claimed_by=by, claimed_at=timezone.now()
    )
    if file:
        add_update(moved, by=by, text="What shows that it is done", file=file)
    return moved


@transaction.atomic
def write_update(action, *, by, text, file=None):
    """Say how far it is, on the day on which it is said. An update is only added, never changed."""
    action = Action.objects.select_for_update(no_key=True).get(pk=action.pk)
    if not text.strip():
        raise Refused("Say what progress has been made.")
    if not NEXT[action.state]:
        raise Refused(f"This action is {WORDS[action.state]}: there is nothing more to say of it here.")
    latest = action.updates.last()
    if latest and latest.text == text.strip() and latest.written_by_id == by.pk and not file:
        raise Refused("That is what the latest update says already.")
    update = add_update(action, by=by, text=text.strip(), file=file)
    record("wrote update", action, by=by, with_file=update.document_id is not None)
    return update


def add_update(action, *, by, text, file):
    """The update, and the file that came with it, looked into and kept under a name that says nothing."""
    document = file and keep(
        file.read(),
        by=by,
        title=f"Evidence of action {action.pk}",
        filename=file.name,
        download_name=f"action-{action.pk}",
    )
    return ActionUpdate.objects.create(action=action, text=text, document=document, written_by=by)


def check_somebody_else(action, *, by, deed):
    """Refused to who does it in any of their roles, also while another role is chosen."""
    asked = Action.objects.asked_of(by.whole).filter(pk=action.pk).exists()
    check_verifier(verifier=by, claimed_by=action.claimed_by, asked=asked, deed=deed)


@transaction.atomic
def verify(action, *, by):
    """Somebody else has seen the evidence."""
    action = Action.objects.select_for_update(no_key=True).get(pk=action.pk)
    check_move(action.state, Action.State.VERIFIED)
    check_somebody_else(action, by=by, deed="verify")
    return move(action, Action.State.VERIFIED, by=by, verified_by=by, verified_at=timezone.now())


@transaction.atomic
def send_back(action, *, by, why):
    """The evidence does not show it: back to the owner, with the reason. The record keeps the claim."""
    if not why.strip():
        raise Refused("Say what is missing, so that the owner knows what to do.")
    return move(
        action,
        Action.State.IN_PROGRESS,
        by=by,
        why=why,
        claimed_by=None,
        claimed_at=None,
        verified_by=None,
        verified_at=None,
    )


@transaction.atomic
def embed(action, *, by, evidence):
    """A later audit shows that it is now how people work. Said by somebody else than who did it."""
    check_evidence(evidence, "embedded in practice")
    action = Action.objects.select_for_update(no_key=True).get(pk=action.pk)
    check_move(action.state, Action.State.EMBEDDED)
    check_somebody_else(action, by=by, deed="say that practice has changed for")
    return move(
        action,
        Action.State.EMBEDDED,
        by=by,
        embedded_evidence=evidence,
        embedded_by=by,
        embedded_at=timezone.now(),
    )


@transaction.atomic
def move_target(action, *, by, target_on, reason):
    """Give it another date, with the reason; the original date stays."""
    if not reason.strip():
        raise Refused("Say why the date has to change.")
    action = Action.objects.select_for_update(no_key=True).get(pk=action.pk)
    check_movable(action.state)
    old = action.target_on
    check_new_date(old=old, new=target_on, today=timezone.localdate())
    TargetChange.objects.create(action=action, old=old, new=target_on, reason=reason, changed_by=by)
    action.target_on = target_on
    action.save(update_fields=["target_on"])
    record("moved target", action, by=by, why=reason, old=str(old), new=str(target_on))
    return action
