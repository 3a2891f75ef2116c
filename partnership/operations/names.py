"""Names that one thing alone may have: held until the transaction ends, and given as addresses for the public."""

from itertools import count

from django.db import connection
from django.utils.text import slugify


def lock_name(name):
    """Whoever asks for the same name waits until this transaction has ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])


def follow_title(thing, title, *, known, otherwise):
    """Its `slug` follows its title until the public has been there (`known`), and stays from then on.

    So a title that said too much before anybody read it leaves nothing behind. What others have is numbered;
    `otherwise` stands for a title without a letter. To be saved by whoever calls.
    """
    if known:
        return
    kind = type(thing)
    stem = slugify(title)[:70].strip("-") or otherwise
    lock_name(f"slug of {kind._meta.label_lower}")
    others = kind._default_manager.exclude(pk=thing.pk)
    taken = set(others.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in count(2))
    thing.slug = stem if stem not in taken else next(one for one in numbered if one not in taken)
