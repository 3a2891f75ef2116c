"""What the public reads: put forward by one person, let out by another, taken back with a reason."""

from django.utils import timezone

from partnership.operations.record import record
from partnership.rules.voice import check_let_out, check_put_forward, check_take_back

FIELDS = ("put_forward_by", "put_forward_at", "let_out_by", "let_out_at")


def put_forward(thing, *, by, ready=True, sentence="", label=None):
    """One person says that the public should read it. `thing` is locked by its own operation."""
    check_put_forward(thing, ready=ready, sentence=sentence)
    thing.put_forward_by, thing.put_forward_at = by, timezone.now()
    thing.save(update_fields=FIELDS)
    record("put forward for the public", thing, by=by, label=label)
    return thing


def let_out(thing, *, by, label=None, **changes):
    """Somebody else has looked at it: the public reads it from now on."""
    check_let_out(thing, by=by)
    thing.let_out_by, thing.let_out_at = by, timezone.now()
    for field, value in changes.items():
        setattr(thing, field, value)
    thing.save(update_fields=[*FIELDS, *changes])
    record("published", thing, by=by, label=label)
    return thing


def take_back(thing, *, by, reason, label=None):
    """The public does not read it any more, or it is not put forward after all."""
    check_take_back(thing, reason)
    for field in FIELDS:
        setattr(thing, field, None)
    thing.save(update_fields=FIELDS)
    record("took off the public site", thing, by=by, why=reason.strip(), label=label)
    return thing
