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
