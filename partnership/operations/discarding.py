"""Discarding what was begun by mistake, while nothing rests on it."""

from django.db import transaction
from django.db.models import ProtectedError

from partnership.access import Refused
from partnership.operations.record import record


@transaction.atomic
def discard(draft, *, by, reason, rests="", **facts):
    """What was written goes; that it was there, and why it was not wanted, stays in the record.

    What others have put upon it holds it by the models' own PROTECT, and `rests` says in a sentence what that is.
    Whoever calls has locked it, and looked whether it is still a draft.
    """
    if not reason.strip():
        raise Refused("Say why you are discarding it.")
    record("discarded", draft, by=by, why=reason.strip(), **facts)
    try:
        draft.delete()
    except ProtectedError:
        raise Refused(rests) from None
    return draft
