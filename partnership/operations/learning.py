"""Noting what was learnt, once, so that whoever needs it cites it."""

from django.db import transaction

from partnership.access import Refused
from partnership.models import LearningPoint
from partnership.operations.record import record


@transaction.atomic
def note(*, by, text, origin, reference, theme="", public=False):
    """Note something learnt, with the opaque reference of what taught it."""
    if not text.strip():
        raise Refused("Say what was learnt.")
    if not reference.strip():
        raise Refused("Give the reference of what taught it, such as a case or an audit.")
    point = LearningPoint.objects.create(
        text=text.strip(),
        theme=theme.strip(),
        origin=LearningPoint.Origin(origin),
        reference=reference.strip(),
        public=public,
        noted_by=by,
    )
    record("noted", point, by=by, origin=point.origin, public=public)
    return point


@transaction.atomic
def make_public(point, *, by):
    """Let the public read it. Whoever noted it cannot: somebody else has looked whether it identifies anybody."""
    point = LearningPoint.objects.select_for_update(no_key=True).get(pk=point.pk)
    if point.noted_by_id == by.pk:
        raise Refused("The person who recorded it cannot make it public. Someone else must check it.")
    return set_public(point, True, by=by, verb="made public")


@transaction.atomic
def take_back(point, *, by, reason):
    """The public no longer reads it, for a stated reason."""
    point = LearningPoint.objects.select_for_update(no_key=True).get(pk=point.pk)
    if not reason.strip():
        raise Refused("Say why it should no longer be published.")
    return set_public(point, False, by=by, verb="took back", why=reason.strip())


def set_public(point, public, *, by, verb, why=""):
    point.public = public
    point.save(update_fields=["public"])
    record(verb, point, by=by, why=why)
    return point
