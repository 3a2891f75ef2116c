"""How often one address may knock at a door that opens without signing in."""

import hashlib
import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache

MINUTE = 60  # seconds


def knocks_too_often(request, door, *, a_minute):
    """Whether this visitor has asked for that door more than so many times within this minute.

    Counted in the database's cache, shared by all processes, under a hash: the address itself is not kept.
    """
    address = get_adapter(request).get_client_ip(request)
    who = hashlib.sha256(address.encode()).hexdigest()[:32]
    key = f"knocks:{door}:{who}:{int(time.time()) // MINUTE}"
    cache.add(key, 0, 2 * MINUTE)
    return cache.incr(key) > a_minute
