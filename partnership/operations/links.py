"""Links by which somebody without an account does one thing: a head signs, a manager agrees to a place.

The address carries, signed, what it is for, about what, and whom it was written to. It opens nothing but that one
thing, runs out, and no longer opens once that person is no longer the one who is asked: whoever reads it compares
`to` with whom they would ask today. What was done by it is recorded as done by that office, from such a link.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

LASTS = timedelta(days=60)


@dataclass(frozen=True)
class Link:
    """What an address is for: the id of the thing, and the address of whom it was written to."""

    about: int
    to: str


def make(purpose, about, to):
    """The secret part of an address, such as for purpose "sign a school's return"."""
    return signing.dumps([about, to.lower()], salt=f"link: {purpose}", compress=True)


def read(purpose, secret, lasts=LASTS):
    """The Link behind a secret, or None if it was changed, is for something else, or has run out."""
    try:
        about, to = signing.loads(secret, salt=f"link: {purpose}", max_age=lasts)
    except (signing.BadSignature, ValueError):
        return None
    return Link(about, to)
