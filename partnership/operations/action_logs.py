"""Logs of actions as wholes: opening an action on one, what a person may do to each row, and many rows at once."""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Action, Person
from partnership.operations import actions
from partnership.operations.letters import promise
from partnership.rules.actions import DEEDS, NEXT, faults

CHANGED = (
    "It has changed since this was made: it is now {state}, due {due:%-d %B %Y}. "
    "Check it before you send this again."
)


@transaction.atomic
def open_on_log(
    *, by, title, origin, target_on, group=None, organisation=None, owner=None, detail="", meeting=None
):
    """Put an action on a log, and tell whoever is to do it."""
    title, origin = title.strip(), origin.strip()
    if not title or not origin:
        raise Refused("Say what is to be done, and what it comes from.")
    if target_on < timezone.localdate():
        raise Refused("The day by which it is to be done has passed. Choose a date in the future.")
    same = Action.objects.outstanding().filter(
        title=title, origin=origin, target_on=target_on, group=group, organisation=organisation, owner=owner
    )
    if same.exists():
        raise Refused("That action is open already. Check the log before you send this again.")
    action = actions.open_action(
        by=by, title=title, detail=detail.strip(), origin=origin, target_on=target_on, group=group,
        organisation=organisation, owner=owner, meeting=meeting,
    )  # fmt: skip
    tell_asked(action, by=by)
    return action


def tell_asked(action, *, by):
    """Write to whoever is to do it, but for the one who opened it."""
    for person in asked_people(action):
        if person != by:
            promise(
                "action", f"action:{action.pk}:opened:{person.pk}", to=person,
                subject=f"An action for you: Action {action.pk}", reference=f"Action {action.pk}",
                label="An action for you, or for your agency", due_on=action.target_on,
                path=action.get_absolute_url(),
            )  # fmt: skip


def asked_people(action):
    """Whoever is written to when it is opened: its owner, or the leads of its organisation."""
    if action.owner_id:
        return [action.owner]
    return list(
        Person.objects.holding(
            Role.PARTNER_LEAD, Role.SCHOOL_LEAD, on=timezone.localdate(), organisation=action.organisation
        )
    )


def deeds_of(person, found):
    """Action id → the deeds that the law offers this person now, asking once for all of these actions.

    Whoever is asked in any of their roles is asked, also while another role is chosen: nobody verifies their own.
    """
    found = list(found)
    of_these = Action.objects.filter(pk__in=[action.pk for action in found])
    asked = set(of_these.asked_of(person).values_list("pk", flat=True))
    checks = set(of_these.to_check_by(person).values_list("pk", flat=True))
    own = set(of_these.asked_of(person.whole).values_list("pk", flat=True)) if checks else set()
    return {
        action.pk: deeds(
            action,
            asked=action.pk in asked,
            checks=action.pk in checks,
            own=action.pk in own or action.claimed_by_id == person.pk,
        )
        for action in found
    }


def deeds(action, *, asked, checks, own):
    """What may be done by who is asked to do it, and by who checks it and has neither done nor claimed it."""
    state, allowed = action.state, NEXT[action.state]
    offered = {
        "start": asked and state == Action.State.OPEN,
        "claim": asked and Action.State.CLAIMED in allowed,
        "verify": checks and not own and Action.State.VERIFIED in allowed,
        "send_back": checks and state in (Action.State.CLAIMED, Action.State.VERIFIED),
        "embed": checks and not own and Action.State.EMBEDDED in allowed,
        "move_target": checks and state in (Action.State.OPEN, Action.State.IN_PROGRESS),
        "write_update": (asked or checks) and state != Action.State.EMBEDDED,
    }
    return {deed for deed, may_be in offered.items() if may_be}


@transaction.atomic
def update_row(pk, change, *, by, seen):
    """Make one row's change, all of it or nothing; `seen` is the version that the page or file showed.

    Each part goes through the same verb as on the action's own page, so that the same law holds.
    """
    Action.objects.select_for_update(no_key=True).filter(pk=pk).first()
    action = Action.objects.visible_to(by).marked().filter(pk=pk).first()
    if action is None:
        raise Refused("There is no action with that number that you can see. Check the number.")
    if action.version != seen:
        raise Refused(CHANGED.format(state=action.get_state_display().lower(), due=action.target_on))
    offered = deeds_of(by, [action])[pk]
    wrong = faults(
        change,
        state=action.state,
        target_on=action.target_on,
        deeds=offered,
        today=timezone.localdate(),
    )
    if wrong:
        raise Refused(" ".join(sentence for _, sentence in wrong))
    if change.target_on:
        actions.move_target(action, by=by, target_on=change.target_on, reason=change.reason)
    deed = DEEDS.get(change.mark_as)
    if deed in ("claim", "embed"):
        getattr(actions, deed)(action, by=by, evidence=change.progress)
    else:
        if change.progress:
            actions.write_update(action, by=by, text=change.progress)
        if deed == "verify":
            actions.verify(action, by=by)
    return action


def update_rows(changes, *, by):
    """Make each row's change on its own: (ids of those made, id → sentence of those that were not).

    `changes` maps an action's id to its change and the version that was shown. A wrong row keeps no other one back.
    """
    made, refused = [], defaultdict(str)
    for pk, (change, seen) in sorted(changes.items()):
        try:
            update_row(pk, change, by=by, seen=seen)
        except Refused as error:
            refused[pk] = str(error)
        else:
            made.append(pk)
    return made, dict(refused)
