"""The laws of certificates: their codes, how long they hold, and what others may learn from a code."""

import calendar
from datetime import date

from partnership.access import Refused
from partnership.rules.childs_detail import check_words

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0, O, 1 and I, which are mistaken for one another
CODE = 12  # characters


# How many days before a certificate runs out its holder is written to, once each. Local choice.
REFRESH = (90, 30)

CERTIFIES = ("yes", "if agreed")


def months_later(day, months):
    """The same day so many months later, or the last day of that month where it has no such day."""
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def holds_until(attended_on, lasts_months):
    """The last day on which a certificate holds: that day so many months later; None means for good."""
    return months_later(attended_on, lasts_months) if lasts_months else None


def as_typed(code):
    """A code as somebody typed it, in the one way it is kept: no spaces or dashes, capital letters."""
    return "".join(letter for letter in code.upper() if letter.isalnum())[:40]


def initials(name):
    """What a stranger learns of a name: its initials, to compare with the paper in hand."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalpha()]
    return " ".join(f"{word[0].upper()}." for word in words)


def check_certifies(*, outcome, counts, agreed, closed):
    if not closed:
        raise Refused("Certificates are issued once the register is closed.")
    if counts.get(outcome) not in CERTIFIES:
        raise Refused("Only people who attended get a certificate.")
    if counts[outcome] == "if agreed" and not agreed:
        raise Refused("They missed part of it. Agree first that their attendance counts.")


def check_revoked(*, already, reason):
    if already:
        raise Refused("This certificate has already been withdrawn.")
    if not reason.strip():
        raise Refused("Enter why you are withdrawing the certificate.")
    check_words(reason)


def check_elsewhere(*, attended_on, expires_on, today):
    if attended_on > today:
        raise Refused("The date must be today or in the past. Record training once you have done it.")
    if expires_on and expires_on < attended_on:
        raise Refused("The expiry date must be on or after the date of the training.")


def check_looked_at(*, confirmed, declined):
    """Somebody says once whether training from elsewhere counts."""
    if confirmed or declined:
        raise Refused("Someone has already decided whether this counts.")
