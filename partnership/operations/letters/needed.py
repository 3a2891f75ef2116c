"""Whether a letter should still go: asked right before it does, for much may have changed since it was promised."""

from partnership.access import Role
from partnership.models import Action
from partnership.rules.letters import STAGES, is_declined

OF_SIGN_IN = ("invitation", "password_reset", "account_changed")  # these go to whoever holds no role yet, too


def no_longer_needed(letter):
    """Why a letter found by `to_send` should not go after all, or an empty text."""
    if letter.recipient:
        person = letter.who_it_is_for
        if not person.is_active:
            return "The person may no longer sign in"
        if letter.kind not in OF_SIGN_IN and not person.roles:
            return "The person holds no role any more"
        if is_declined(letter.kind, person.post_declined):
            return "The person wants no letters of this kind"
    if letter.deadline_id and not letter.deadline.outstanding:
        return "It is done, or no longer due"
    if letter.deadline_id and letter.deadline.due_on != letter.due_on:
        return "Its date has moved"
    if letter.action_id and letter.action.state not in (Action.State.OPEN, Action.State.IN_PROGRESS):
        return "It is done, or said to be done"
    if letter.action_id and letter.action.target_on != letter.due_on:
        return "Its date has moved"
    if (letter.deadline_id or letter.action_id) and not is_still_asked(letter):
        return "The person is no longer asked for it"
    return "A more urgent letter has been written" if has_more_urgent(letter) else ""


def is_still_asked(letter):
    """Whether the sweep would still write to this person: who has left the agency or office since is told nothing."""
    thing, person = letter.deadline or letter.action, letter.recipient
    return (
        thing.owner_id == person.pk
        or thing.organisation_id in person.answers_for
        or (letter.deadline_id and (thing.group_id in person.chaired or thing.role in person.roles))
        or (letter.stage == "late_manager" and Role.BOARD_MANAGER in person.roles)
        or (thing.owner_id and leads(person, thing.owner))
    )


def leads(person, other):
    return not {a.organisation_id for a in other.appointments_today}.isdisjoint(
        person.organisations(Role.PARTNER_LEAD)
    )


def has_more_urgent(letter):
    """Whether the same person was written to of the same thing and date at a later stage."""
    if not (letter.deadline_id or letter.action_id):
        return False
    names = [stage.name for stage in STAGES]
    return not set(names[names.index(letter.stage) + 1 :]).isdisjoint(letter.stages)
