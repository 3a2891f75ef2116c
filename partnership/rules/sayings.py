"""How dates, times, amounts and facts are said: alike on pages, in files and in print."""

import datetime as dt
from functools import lru_cache

from django.utils import timezone
from django.utils.dateformat import format as format_date

from partnership.rules import money, shares
from partnership.rules.answers import plain_number


@lru_cache(5000)
def _written(on, pattern):
    """A day in words. Pages say the same days again and again, and looking up each month's name takes its time."""
    return format_date(on, pattern)


def _date(value):
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def day(value):
    """22 November 2026"""
    return _written(_date(value), "j F Y") if value else ""


def day_short(value):
    """Sun 22 Nov 2026"""
    return _written(_date(value), "D j M Y") if value else ""


def from_day(day, words):
    """The first of two words, as in "opens,opened", before the day, and the second from its morning on."""
    before, since = words.split(",")
    return before if timezone.localdate() < day else since


def after_day(day, words):
    """The first of two words, as in "closes,closed", until the end of the day, and the second when it is over."""
    until, since = words.split(",")
    return until if timezone.localdate() <= day else since


def moment(value):
    """22 November 2026 at 2.05pm"""
    if not value:
        return ""
    value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{_written(value.date(), 'j F Y')} at {hour(value)}"


def hour(value):
    """2.05pm, 3pm or midday"""
    if not value:
        return ""
    value = timezone.localtime(value) if timezone.is_aware(value) else value
    if (value.hour, value.minute) in ((0, 0), (12, 0)):
        return "midday" if value.hour else "midnight"
    number, half = value.hour % 12 or 12, "am" if value.hour < 12 else "pm"
    return f"{number}.{value.minute:02}{half}" if value.minute else f"{number}{half}"


def percent(value):
    """95.1%, 100%; a dash for nothing"""
    return shares.percent(value)


def plain(value):
    """1,200 or 37.5; a dash for nothing"""
    return "–" if value in (None, "") else plain_number(value)


def pounds(amount):
    """£1,234.50, and £1,234 where there are no pence; a dash where no amount is known."""
    return "–" if amount in (None, "") else money.pounds(amount)


def working_days(left):
    """How long is left, in words; negative is late."""
    if left is None or left == "":
        return ""
    left = int(left)
    if left == 0:
        return "due today"
    word = "working day" if abs(left) == 1 else "working days"
    return f"{left} {word} left" if left > 0 else f"{-left} {word} late"


def fact(value):
    """What an entry of the record notes, in words: nothing is a dash, and neither no nor nought is nothing."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        value = [f"{name}: {fact(one)}" for name, one in value.items()]
    if isinstance(value, list):
        value = ", ".join(str(fact(one)) for one in value)
    return "–" if value in ("", None) else value
