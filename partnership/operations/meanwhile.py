"""A row that a colleague may have removed between the page that found it and the lock that waited for its whole."""

from partnership.access import Gone


def still_there(rows, thing, *, sentence=""):
    """That row as these rows have it now, locked where they lock. Refused with a sentence where it is gone."""
    try:
        return rows.get(pk=thing.pk)
    except rows.model.DoesNotExist:
        called = rows.model._meta.verbose_name
        raise Gone(sentence or f"This {called} has been removed since you opened the page.") from None
