"""Logs of actions as wholes: opening an action on one, what a person may do to each row, and many rows at once."""

from collections import defaultdict

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Action, Event, Minutes, Person
from partnership.operations import actions
from partnership.operations.letters import promise
from partnership.operations.record import record
from partnership.rules.actions import (
    DEEDS,
    NEXT,
    check_movable,
    check_move,
    check_reworded,
    faults,
)
from partnership.rules.minutes import MinutesState

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


def tell_asked(action, *, by, because="opened"):
    """Write to whoever is to do it, but for the one who opened it or gave it to them."""
    for person in asked_people(action):
        if person != by:
            promise(
                "action", f"action:{action.pk}:{because}:{person.pk}", to=person,
                subject=f"An action for you: Action {action.pk}", reference=f"Action {action.pk}",
                label="An action for you, or for your agency", due_on=action.target_on,
                path=action.get_absolute_url(),
            )  # fmt: skip


@transaction.atomic
def give_action(action, *, by, seen, reason, organisation=None, owner=None):
    """Ask somebody else to do it from now on, with the reason; both they and whoever is relieved of it are told.

    `seen` is the wording that the page showed. Who was asked first stays in the record.
    """
    action = lock_as_seen(action, seen)
    check_movable(action.state, "who does it")
    if not reason.strip():
        raise Refused("Say why somebody else is to do it.")
    if organisation is None and owner is None:
        raise Refused("Choose who is to do it: an organisation or a person.")
    if (organisation, owner) == (action.organisation, action.owner):
        raise Refused(f"{action.asked_of} is to do it already. Choose somebody else.")
    before, relieved = action.asked_of, asked_people(action)
    action.organisation, action.owner = organisation, owner
    action.save(update_fields=["organisation", "owner"])
    entry = record("gave", action, by=by, why=reason.strip(), old=str(before), new=str(action.asked_of))
    tell_asked(action, by=by, because=f"given:{entry.pk}")
    for person in set(relieved) - {by, *asked_people(action)}:
        promise(
            "action", f"action:{action.pk}:relieved:{entry.pk}:{person.pk}", to=person,
            subject=f"No longer for you: Action {action.pk}", reference=f"Action {action.pk}",
            label="Somebody else does this action now", path=reverse("home"),
        )  # fmt: skip
    return action


@transaction.atomic
def withdraw_action(action, *, by, seen, reason):
    """Nobody has to do it any more, for the reason given; whoever was to do it is told. It stays on its log.

    What was claimed as done is verified or sent back instead, and nobody withdraws what is asked of them.
    """
    action = lock_as_seen(action, seen)
    if not reason.strip():
        raise Refused("Say why nobody has to do it any more.")
    check_move(action.state, Action.State.WITHDRAWN)
    actions.check_somebody_else(action, by=by, deed="withdraw")
    action = actions.move(action, Action.State.WITHDRAWN, by=by, why=reason.strip())
    for person in asked_people(action):
        promise(
            "action", f"action:{action.pk}:withdrawn:{person.pk}", to=person,
            subject=f"No longer needed: Action {action.pk}", reference=f"Action {action.pk}",
            label="Nobody has to do this action any more", path=action.get_absolute_url(),
        )  # fmt: skip
    return action


@transaction.atomic
def reword_action(action, *, by, seen, title, reason, detail=""):
    """Put right what it says, with the reason. The record holds that it changed and not what it said before,
    since a word that should not stand here is one of the reasons."""
    action = lock_as_seen(action, seen)
    words = title.strip(), detail.strip()
    if not words[0] or not reason.strip():
        raise Refused("Say what is to be done, and why its words change.")
    minuted = Minutes.objects.filter(
        meeting__items__action_links__action=action, state=MinutesState.CONFIRMED
    )
    check_reworded(state=action.state, minuted=minuted.exists(), old=(action.title, action.detail), new=words)
    action.title, action.detail = words
    action.save(update_fields=["title", "detail"])
    record("reworded", action, by=by, why=reason.strip())
    return action


def lock_as_seen(action, seen):
    """The action, locked; refused if it asks for something else, or of somebody else, than the page showed."""
    action = Action.objects.select_for_update(no_key=True).get(pk=action.pk)
    if action.wording != seen:
        raise Refused(
            "Somebody has changed this action since you opened the page. It is shown above as it is now. "
            "Check it before you send this again."
        )
    return action


def asked_first(found):
    """Action id → who was asked first, of those that were given to somebody else or left by a leaver since."""
    changed = Event.objects.filter(
        noun=Action._meta.label_lower,
        noun_id__in=[str(action.pk) for action in found],
        verb__in=("gave", "handed over"),
    )
    first = {int(one.noun_id): one.facts["old"] for one in changed.order_by("-at", "-pk")}
    # Whose work was handed over stands in the record by number; who an action was taken from, in words.
    leavers = Person.objects.in_bulk([who for who in first.values() if isinstance(who, int)])
    return {action: leavers.get(who, who) for action, who in first.items()}


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
    under_way = state in (Action.State.OPEN, Action.State.IN_PROGRESS)
    offered = {
        "start": asked and state == Action.State.OPEN,
        "claim": asked and Action.State.CLAIMED in allowed,
        "verify": checks and not own and Action.State.VERIFIED in allowed,
        "send_back": checks and state in (Action.State.CLAIMED, Action.State.VERIFIED),
        "embed": checks and not own and Action.State.EMBEDDED in allowed,
        "move_target": checks and under_way,
        "give_action": checks and under_way,
        "reword_action": checks and under_way,
        "withdraw_action": checks and not own and Action.State.WITHDRAWN in allowed,
        "write_update": (asked or checks) and bool(allowed),
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
