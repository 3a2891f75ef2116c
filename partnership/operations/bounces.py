"""Letters that come back, and the addresses at which none arrive."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from partnership.access import Refused
from partnership.models import Letter, LostAddress, Person
from partnership.models.letters import letter_of
from partnership.operations.doorbell import ring
from partnership.operations.record import record
from partnership.rules import bounces as law
from partnership.rules.letters import LONGEST_REST

log = logging.getLogger(__name__)

State = Letter.State
OLDEST = timedelta(30)  # what is older is news to nobody, and is not sent once its address works again


def take_report(raw):
    """Enter what a message from outside reports; how many letters came back. Whatever it holds, it does no harm.

    It counts only for a letter of ours that names itself by our signature, went to that address, and is on its way.
    """
    try:
        failures = law.returned(raw)
    except Exception:  # a parser that stumbles over what strangers write must not stop the post
        log.exception("A report of a mail server cannot be read")
        return 0
    return sum(came_back(letter_of(one.message_id), one.addresses, one.status) for one in failures)


@transaction.atomic
def came_back(pk, addresses, status, at=None):
    """A letter could not be delivered at one of these addresses. Returns how many: a daily one holds several."""
    letter = Letter.objects.filter(pk=pk, state=State.SENT).first() if pk else None
    if letter is None or letter.sent_to.lower() not in addresses:
        return 0
    if at and at < letter.sent_at:  # that was an earlier sending of it
        return 0
    together = Letter.objects.filter(
        recipient=letter.recipient_id, sent_at=letter.sent_at, sent_to=letter.sent_to, state=State.SENT
    )
    letters = list(together.select_for_update(no_key=True).order_by("pk"))
    if not letters:
        return 0
    times = max(one.came_back for one in letters) + 1
    lost = status.startswith("5.") or times >= law.GIVEN_UP_SOFT
    for one in letters:
        one.came_back = times
        one.state_reason = f"{law.meaning(status)[0]} ({status})"
        if lost or one.secret:  # its way in was wiped when it was sent: it cannot go again
            one.state = State.RETURNED
        else:
            one.state, one.sent_at, one.try_at = State.PROMISED, None, timezone.now() + LONGEST_REST
        one.save(update_fields=["came_back", "state_reason", "state", "sent_at", "try_at"])
    if lost:
        lose(letter.sent_to, status)
    record("came back", letter, by=None, status=status, letters=len(letters), times=times)
    return len(letters)


def lose(address, status):
    """From now on nothing goes there."""
    LostAddress.objects.get_or_create(
        address=address.lower(), cleared_at=None, defaults={"status": status[:12]}
    )


def is_lost(address):
    return LostAddress.objects.filter(address=address.lower(), cleared_at=None).exists()


@transaction.atomic
def clear_address(lost, *, by):
    """Somebody has asked, and the address works: what waits for it goes. Pressing twice does no harm."""
    lost = LostAddress.objects.select_for_update(no_key=True).get(pk=lost.pk)
    if lost.cleared_at:
        raise Refused("Somebody has said already that this address works.")
    lost.cleared_at, lost.cleared_by = timezone.now(), by
    lost.save(update_fields=["cleared_at", "cleared_by"])
    release(timezone.now())
    record("cleared", lost, by=by, status=lost.status)
    ring("partnership.tasks.post_letters")


def address_now():
    """Where a letter goes, as SQL: its person's address of today, or its own."""
    return Lower(Coalesce(F("recipient__email"), F("address")))


def release(now):
    """What waits for an address that works, or came back from one, goes once the address is another or is clear.

    A letter whose link was a way in came back without it; that one is written anew by whoever invites.
    """
    lost = LostAddress.objects.filter(cleared_at=None).values("address")
    waiting = Letter.objects.filter(
        Q(state=State.HELD) | Q(state=State.RETURNED, secret=False), promised_at__gte=now - OLDEST
    )
    free = waiting.annotate(now_to=address_now()).exclude(now_to__in=lost)
    return Letter.objects.filter(pk__in=free.values("pk")).update(
        state=State.PROMISED, sent_at=None, state_reason="", try_at=now, attempts=0, came_back=0
    )


def hold(letters):
    """They stay here, because their address is lost."""
    for letter in letters:
        letter.state, letter.state_reason = State.HELD, "Letters do not arrive at this address"
        letter.save(update_fields=["state", "state_reason"])


@dataclass(frozen=True)
class Whose:
    """Who is reached at an address: a person or office, and where it is put right."""

    name: str
    what: str
    path: str = ""


def people_at(addresses):
    """Those who sign in, by address in small letters: providers of whose an address is look like this."""
    found = Person.objects.annotate(small=Lower("email")).filter(small__in=addresses)
    return [
        (one.small, Whose(one.name, "signs in with it", reverse("put_address_right", args=[one.pk])))
        for one in found.order_by("pk")
    ]


def whose(addresses):
    """Address → everybody who is reached there, as the providers of settings.ADDRESSES_OF know it."""
    known = {}
    for path in settings.ADDRESSES_OF if addresses else ():
        for address, one in import_string(path)(addresses):
            known.setdefault(address, []).append(one)
    return known


def to_lost_addresses():
    """Every address that is lost, with what went there and waits: the newest first."""
    found = list(LostAddress.objects.filter(cleared_at=None))
    letters = (
        Letter.objects.filter(state__in=[State.HELD, State.RETURNED])
        .select_related("recipient")
        .annotate(now_to=Case(When(state=State.RETURNED, then=Lower("sent_to")), default=address_now()))
        .filter(now_to__in=[one.address for one in found])
        .order_by("-promised_at")
    )
    by_address = {}
    for one in letters:
        by_address.setdefault(one.now_to, []).append(one)
    return [(one, by_address.get(one.address, [])) for one in found]
