"""What somebody new does first: which of it is done, read from what they did, and putting the list away."""

from functools import cache

from django.db import transaction

from partnership.models import Event
from partnership.models.written import Written
from partnership.operations.record import record
from partnership.operations.workspace import lock_person
from partnership.rules import guides


def to_do_first(person, *, second_factor):
    """The first steps of their roles, each with whether it is done; none once all are, or they put the list away.

    The record says what they did, so nothing is ticked that did not happen. A role that comes later shows its own.
    """
    roles = frozenset(person.roles) - set(person.steps_put_away)
    steps = guides.first_steps(roles)
    if not steps:
        return []
    seen = {guides.SECOND_FACTOR} if second_factor else set()
    for noun, verb in what_was_done(roles).rows(str(person.pk)):
        seen |= {noun, f"{noun} {verb}"}
    found = [(step, step.is_done(seen)) for step in steps]
    return [] if all(done for _, done in found) else found


@cache
def what_was_done(roles):
    """(noun, verb) of what somebody did that can show first steps of these roles, written once for the roles."""
    nouns = guides.nouns_of(guides.first_steps(roles))

    def did(actor):
        found = Event.objects.filter(actor_id=actor, noun__in=nouns)
        return found.order_by().values_list("noun", "verb").distinct()

    return Written(did, "somebody")


@transaction.atomic
def put_steps_away(*, by):
    """Their list of first steps is shown no more, in none of the roles that they hold today."""
    change(by, sorted({*by.steps_put_away, *by.whole.roles}), "put first steps away")


@transaction.atomic
def bring_steps_back(*, by):
    """It is shown again, as long as something of it is not done."""
    change(by, [], "brought first steps back")


def change(by, put_away, verb):
    person = lock_person(by)
    if list(person.steps_put_away) == put_away:
        return
    person.steps_put_away = put_away
    person.save(update_fields=["steps_put_away"])
    record(verb, person, by=by)
