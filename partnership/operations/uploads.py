"""Rows of a spreadsheet that wait to be looked at: kept for one person until they are applied or thrown away."""

from django.db import transaction

from partnership.models import Upload


@transaction.atomic
def hold_rows(purpose, *, by, rows, notes=()):
    """Keep what was read; it takes the place of what waited before."""
    upload, _ = Upload.objects.update_or_create(
        purpose=purpose, by=by, defaults={"rows": rows, "notes": list(notes)}
    )
    return upload


def waiting(purpose, *, by):
    """What that person has waiting for this, or None."""
    return Upload.objects.filter(purpose=purpose, by=by).first()


def take(purpose, *, by):
    """What waits, locked, to be applied in this transaction; None when somebody pressed twice."""
    return Upload.objects.select_for_update(no_key=True).filter(purpose=purpose, by=by).first()


def drop_rows(purpose, *, by):
    """Throw away what waits."""
    Upload.objects.filter(purpose=purpose, by=by).delete()
