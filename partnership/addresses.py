"""Addresses of pages that are opened by their number: sought once for each page, since a thousand stand beside it."""

from functools import lru_cache

from django.urls import get_resolver, get_script_prefix, reverse

FIRST = 1_000_000_000_000  # stands for a number in an address; no row has it


@lru_cache(maxsize=2000)
def pattern(resolver, prefix, name, count):
    """The address of that page with a gap for each of its numbers. The first two say among which addresses."""
    numbers = range(FIRST, FIRST + count)
    address = reverse(name, args=numbers)
    for number in numbers:
        address = address.replace(str(number), "{}")
    return address


def address_of(name, *numbers):
    """What `reverse` says of a page and its numbers, which are whole and not below nought."""
    return pattern(get_resolver(), get_script_prefix(), name, len(numbers)).format(*numbers)
