"""Making what takes a while: one worker's turn at a time, watched, given up when silent, and begun again.

The apps say what is made and kept; here is how an Attempt of any kind goes on.
"""

import logging
import uuid
from datetime import UTC, datetime

from django.apps import apps
from django.core import signing
from django.db import transaction
from django.db.models import Value
from django.utils import timezone

from partnership.access import Refused
from partnership.models.attempts import Attempt
from partnership.models.written import Written
from partnership.operations.record import record
from partnership.printing.pdf import SENTENCES, CannotPrint
from partnership.rules.attempts import STALE_AFTER

log = logging.getLogger(__name__)

ATTEMPTS = 3


def make_waiting(kind, make):
    """Take up every attempt of this kind that waits; how many of them `make` finished. Safe to run twice."""
    made = 0
    while attempt := claim(kind):
        made += make(attempt)
    return made


@transaction.atomic
def claim(kind):
    """One waiting attempt, from now on this worker's and no other's; or None."""
    waiting = kind.objects.select_for_update(skip_locked=True, no_key=True).filter(state=kind.State.WAITING)
    attempt = waiting.order_by("asked_at", "pk").first()
    if attempt is None:
        return None
    attempt.state, attempt.claim, attempt.alive_at = kind.State.RUNNING, uuid.uuid4(), timezone.now()
    attempt.done, attempt.message = 0, "Begun"
    attempt.save(update_fields=["state", "claim", "alive_at", "done", "message"])
    return attempt


@transaction.atomic
def retry_stale(kind, now, *, begin_again, then="Ask for it again.", before=None, give_up=None):
    """An attempt that shows no life any more is failed and begun again: a few times, then people decide.

    `begin_again` makes the next of an attempt, `before` locks what it belongs to, `give_up` follows the last.
    """
    silent = kind.objects.select_for_update(skip_locked=True, no_key=True).filter(
        state=kind.State.RUNNING, alive_at__lt=now - STALE_AFTER
    )
    for attempt in silent:
        if before:
            before(attempt)
        again = attempt.attempt < ATTEMPTS
        close(attempt, f"The worker stopped in the middle. {'It is tried again.' if again else then}", now)
        if again:
            begin_again(attempt, attempt=attempt.attempt + 1, asked_by_id=attempt.asked_by_id)
        elif give_up:
            give_up(attempt)


def close(attempt, words, now):
    """It failed, and people read why."""
    attempt.state, attempt.message, attempt.finished_at = attempt.State.FAILED, words[:300], now
    attempt.save(update_fields=["state", "message", "finished_at"])
    record("failed", attempt, by=None, why=words, attempt=attempt.attempt)


def through(attempt, make, *, called, fail=None):
    """What `make` gives of the attempt; whatever goes wrong becomes a sentence on it, and nothing stays stuck."""
    fail = fail or fail_attempt
    try:
        return make(attempt)
    except (CannotPrint, Refused) as problem:
        fail(attempt, str(problem))
    except Exception:
        log.exception("%s %s failed", type(attempt).__name__, attempt.pk)
        fail(attempt, SENTENCES["broken"].format(called=called))
    return False


@transaction.atomic
def fail_attempt(attempt, words):
    """Close it with its sentence, unless it is no longer this worker's."""
    attempt = lock_mine(attempt)
    if attempt:
        close(attempt, words, timezone.now())


def mine(attempt):
    """The attempt as a queryset, empty once the turn is another worker's."""
    kind = type(attempt)
    return kind.objects.filter(pk=attempt.pk, state=kind.State.RUNNING, claim=attempt.claim)


def lock_mine(attempt):
    """The attempt as it is now, locked; None once the turn is another worker's."""
    return mine(attempt).select_for_update(no_key=True).first()


def step(attempt, done, words, **more):
    """How far it is, for whoever watches."""
    mine(attempt).update(done=done, message=words, alive_at=timezone.now(), **more)


def alive(attempt):
    mine(attempt).update(alive_at=timezone.now())


def finish(attempt, **made):
    """It is done: keep what was made. The attempt is one that `lock_mine` gave."""
    attempt.state, attempt.message, attempt.done = attempt.State.DONE, "Done", attempt.total
    attempt.finished_at = timezone.now()
    for field, value in made.items():
        setattr(attempt, field, value)
    attempt.save(update_fields=["state", "message", "done", "finished_at", *made])


# Watching ---------------------------------------------------------------------------------------------------

WATCHED = "partnership.attempts"


def kinds():
    """Every kind of work that takes a while, whichever app makes it."""
    return [kind for kind in apps.get_models() if issubclass(kind, Attempt)]


def watched_as(attempt):
    """A name for one attempt by which whoever was shown it may go on watching, and nobody else."""
    return signing.dumps([attempt._meta.label_lower, attempt.pk], salt=WATCHED)


def watched(name):
    """The attempt of that name; None where we gave no such name, or what was made is gone."""
    try:
        label, pk = signing.loads(name, salt=WATCHED)
    except signing.BadSignature:
        return None
    return apps.get_model(label).objects.filter(pk=pk).first()


def of_each_kind(person, since):
    each = [
        kind.objects.filter(asked_by=person, asked_at__gte=since)
        .order_by()
        .values_list(Value(kind._meta.label_lower), "pk")
        for kind in kinds()
    ]
    return each[0].union(*each[1:], all=True)


ASKED_FOR = Written(of_each_kind, -1, datetime.min.replace(tzinfo=UTC))


def asked_by(person, since):
    """What this person asked for since then, the newest first: of things asked for again, the last attempt.

    One query finds which there are; then one for each kind among them.
    """
    found = {}
    for label, pk in ASKED_FOR.rows(person.pk, since):
        found.setdefault(label, []).append(pk)
    attempts = [
        one
        for label, pks in found.items()
        for one in apps.get_model(label)
        .objects.filter(pk__in=pks)
        .select_related(*apps.get_model(label).belongs)
    ]
    newest = {}
    for one in sorted(attempts, key=lambda one: (one.asked_at, one.pk), reverse=True):
        newest.setdefault((type(one), one.what), one)
    return list(newest.values())
